"""Competences and ratings for tests."""

from typing import Any

from app.accounts.models import Membership, Municipality
from app.kernel import clock
from app.kernel.db import uuid7
from app.skills.domain import Level, Side
from app.skills.models import Competence, Rating
from tests.make import Make


def a_competence(town: Municipality, name: str = "První pomoc", **values: Any) -> Competence:
    """A competence in use."""
    own = {"id": uuid7(), "municipality_id": town.id, "code": uuid7().hex[-20:], "position": 0}
    return Competence(**{**own, "name": name, "description": "Zavolá 155.", **values})


def a_rating(
    worker: Membership, competence: Competence, rater: Membership | None = None, **values: Any
) -> Rating:
    """What the mentor thinks of a person today; without a rater what the person thinks."""
    return Rating(
        **{
            "id": uuid7(),
            "municipality_id": worker.municipality_id,
            "worker_id": worker.id,
            "competence_id": competence.id,
            "side": Side.MENTOR if rater else Side.SELF,
            "level": Level.ALONE,
            "rated_on": clock.today(),
            "rated_at": clock.now(),
            "rated_by": (rater or worker).id,
            **values,
        }
    )


def saved(make: Make, *rows: Any) -> Any:
    """Store them in this order; gives the last one back."""
    for row in rows:
        make.saved(row)
    return rows[-1]
