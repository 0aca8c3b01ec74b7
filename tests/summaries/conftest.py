"""A town of its own for figures: a crew, a caretaker and two places, and what a quarter says."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from app.accounts.domain import Role
from app.kernel.quarter import Quarter
from app.kernel.scope import scope
from app.summaries import queries
from app.summaries.domain import Summary
from tests.make import Make

QUARTER = Quarter(2025, 4)


@pytest.fixture
def scene(make: Make) -> SimpleNamespace:
    """Alena and Bohdan of Lhota go to the station and the park; Karel is their mentor."""
    return a_town(make)


def a_town(make: Make, name: str = "Lhota", mark: str = "") -> SimpleNamespace:
    """A town with its people and places; `mark` stands in its texts."""
    town = make.town(name)
    return SimpleNamespace(
        town=town,
        mentor=make.mentor(town, f"Karel {mark}Dub"),
        manager=make.manager(town),
        alena=make.assistant(town, fte=1.0),
        bohdan=make.assistant(town, "Bohdan Tichý", fte=0.5),
        caretaker=make.person(town, Role.DP, name="Josef Kalina"),
        places=[make.place(town, "L01"), make.place(town, "L02", name=f"{mark}Park")],
    )


@pytest.fixture
def look(app: Flask) -> Callable[..., Summary]:
    """The summary of a town: `look(town)`."""

    def summary_of(town: Any, quarter: Quarter = QUARTER) -> Summary:
        with app.app_context(), scope(town.id):
            return queries.summary(quarter)

    return summary_of


def figure(summary: Summary, key: str, row: str, column: str = "total", section: Any = None) -> Any:
    """One cell; a total too."""
    table = next(table for table in summary.tables if table.key == key)
    rows = [each for each in (*table.rows, *table.totals) if each.key == row]
    return next(each for each in rows if section in (None, each.section)).values[column]
