"""Competences and ratings for tests."""

import uuid
from typing import Any

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.db import uuid7
from app.skills.domain import Level, Side
from app.skills.models import Competence, Rating
from tests.make import Make


def a_competence(town: uuid.UUID, name: str = "První pomoc", **values: Any) -> Competence:
    """A competence in use."""
    own = {"id": uuid7(), "municipality_id": town, "code": uuid7().hex[-20:], "position": 0}
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


def for_world(make: Make, worker: Membership, leader: Membership, mark: str) -> dict[str, Any]:
    """A competence with a mentor's rating of the worker, with `mark` in every text."""
    competence = a_competence(worker.municipality_id, f"{mark} První pomoc")
    competence.description = f"{mark} popis"
    make.saved(competence)
    said = {"note": f"{mark} poznámka", "comment": f"{mark} vyjádření"}
    rating = make.saved(a_rating(worker, competence, leader, **said))
    return {"worker_id": worker.id, "competence_id": competence.id, "rating_id": rating.id}
