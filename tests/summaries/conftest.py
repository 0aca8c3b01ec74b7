"""A town of its own for figures: a crew, a caretaker and two places, and what a quarter says."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from app.accounts.domain import Role
from app.closing import actions as closings
from app.kernel import clock
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.kernel.scope import scope
from app.summaries import queries
from app.summaries.domain import Summary
from tests.make import Make

QUARTER, NEXT = Quarter(2025, 4), Quarter(2026, 1)
# When the quarter is closed, and a moment on each side of it.
CLOSED = clock.utc(date(2026, 1, 12), time(9))
BEFORE, AFTER = CLOSED - timedelta(days=1), CLOSED + timedelta(days=8)


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


def closed(make: Make, town: Any, quarter: Quarter, at: datetime) -> None:
    """Close the quarter of a town at this moment."""
    with clock.frozen(at), make.app.app_context(), scope(town.id):
        closings.close(quarter, at=clock.now(), exact="{}", public="{}", by=None)
        db.session.commit()


@pytest.fixture
def closing(make: Make, scene: SimpleNamespace) -> None:
    """The quarter of the scene is closed."""
    closed(make, scene.town, QUARTER, CLOSED)


@pytest.fixture
def later(look: Callable[..., Summary], scene: SimpleNamespace) -> Callable[..., dict[str, int]]:
    """What T15 of the next quarter tells of closed ones, by the keys of its rows."""

    def told(quarter: Quarter = NEXT) -> dict[str, int]:
        table = next(each for each in look(scene.town, quarter).tables if each.key == "T15")
        return {row.key: row.values["total"] for row in table.rows if row.section == "later"}

    return told
