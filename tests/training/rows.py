"""Evaluation rounds for tests."""

from datetime import timedelta
from typing import Any

from app.kernel import clock
from app.kernel.db import uuid7
from app.training.models import EvaluationRound
from tests.make import Make


def a_round(make: Make, town: Any, reason: str | None = None, **values: Any) -> EvaluationRound:
    """A round that was opened a week ago and runs."""
    opened = clock.today() - timedelta(days=7)
    own = {"id": uuid7(), "municipality_id": town.id, "opened_on": opened, "reason": reason}
    due = opened + timedelta(weeks=6)
    return make.saved(EvaluationRound(**{**own, "due_on": due, **values}))
