"""Figures of others for tests."""

from typing import Any

from app.figures_outside.domain import Source, Term, Unit, indicator_key
from app.figures_outside.models import ExternalFigure
from app.kernel.db import uuid7
from tests.make import Make


def a_figure(make: Make, town: Any, **values: Any) -> ExternalFigure:
    """Crimes of the last quarter of 2025."""
    told = {
        "year": 2025,
        "term": Term.Q4,
        "source": Source.PCR,
        "indicator": "Trestné činy",
        "value": 12,
        "unit": Unit.COUNT,
        **values,
    }
    own = {"id": uuid7(), "municipality_id": town.id}
    key = indicator_key(str(told["indicator"]))
    return make.saved(ExternalFigure(**own, **told, indicator_key=key))


def for_world(make: Make, town: Any, mark: str) -> dict[str, Any]:
    """A figure with the mark in its name."""
    return {"figure_id": a_figure(make, town, indicator=f"{mark} trestné činy", year=2026).id}
