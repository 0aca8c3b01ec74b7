"""Competences and needs for tests."""

from typing import Any

from app.kernel import clock
from app.kernel.db import uuid7
from app.needs.domain import Origin
from app.needs.models import Need
from app.skills.models import Competence
from tests.make import Make


def a_competence(
    make: Make, town: Any, code: str = "communication", name: str = "Komunikace", **values: Any
) -> Competence:
    """A competence in use."""
    own = {"id": uuid7(), "municipality_id": town.id, "code": code, "name": name}
    return make.saved(Competence(**{**own, "description": name, "position": 0, **values}))


def a_need(make: Make, worker: Any, competence: Competence, **values: Any) -> Need:
    """An own wish of today that nobody has decided yet."""
    return make.saved(
        Need(
            **{
                "id": uuid7(),
                "municipality_id": worker.municipality_id,
                "worker_id": worker.id,
                "competence_id": competence.id,
                "origin": Origin.OWN_WISH,
                "raised_on": clock.today(),
                "raised_by": worker.id,
                **values,
            }
        )
    )
