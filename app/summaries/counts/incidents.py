"""Sums over the incidents of a quarter, each of them one statement with GROUP BY."""

import uuid
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Label, Select, case, func, literal, select

from app.incidents import queries
from app.incidents.domain import Subcategory
from app.incidents.models import Incident, IncidentAction
from app.kernel.db import built_once, db
from app.kernel.quarter import Quarter
from app.summaries.counts.months import in_quarter, month_in
from app.summaries.tables.counts import Counts
from app.summaries.tables.deeds import CALLS, DeedCounts
from app.summaries.tables.kinds import KindCounts


class Cell(NamedTuple):
    """The incidents of one kind at one place in one month of the quarter (0, 1 or 2)."""

    month: int
    place_id: uuid.UUID
    kind: Subcategory
    count: int
    repeated: int
    pieces: int


def cells(quarter: Quarter) -> list[Cell]:
    """Everything that T2 and T3 add up, in one pass."""
    return list(map(Cell._make, db.session.execute(_by_month(quarter))))


def whole_cells(quarter: Quarter) -> list[Cell]:
    """The same for a quarter to compare with, whose months nobody asks for: a third of the rows."""
    return list(map(Cell._make, db.session.execute(_as_a_whole(quarter))))


@built_once
def _by_month(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    return _by_cell(quarter, month_in(quarter, Incident.day))


@built_once
def _as_a_whole(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    return _by_cell(quarter, literal(0).label("month_of_quarter"))


def _by_cell(quarter: Quarter, month: Label[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            month,
            Incident.place_id,
            Incident.subcategory,
            func.count(),
            func.sum(case((Incident.is_repeated, 1), else_=0)),
            func.coalesce(func.sum(Incident.pieces), 0),
        )
        .where(*counted(quarter))
        .group_by(month.name, Incident.place_id, Incident.subcategory)
    )


def counted(quarter: Quarter) -> tuple[ColumnElement[bool], ...]:
    """The incidents that figures count, by the day on which they happened.

    A period that somebody has chosen may be narrowed to a place or a kind.
    """
    narrowed: tuple[ColumnElement[bool], ...] = getattr(quarter, "narrowings", ())
    return (*in_quarter(quarter, Incident.day), queries.counted(), *narrowed)


def kind_counts(
    cells: Sequence[Cell], previous: Counts | None, last_year: Counts | None
) -> KindCounts:
    """T2: by month and kind, beside the same kinds of earlier quarters."""
    months: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
    repeated: Counter[str] = Counter()
    for cell in cells:
        months[cell.month][cell.kind.value] += cell.count
        repeated[cell.kind.value] += cell.repeated
    return KindCounts(months, repeated, previous, last_year)


def by_kind(cells: Sequence[Cell]) -> Counts:
    """Incidents by kind, all months together."""
    sums: Counter[str] = Counter()
    for cell in cells:
        sums[cell.kind.value] += cell.count
    return sums


def by_place(cells: Sequence[Cell]) -> Counter[uuid.UUID]:
    """Incidents by place, all months and kinds together."""
    sums: Counter[uuid.UUID] = Counter()
    for cell in cells:
        sums[cell.place_id] += cell.count
    return sums


def by_place_and_category(cells: Sequence[Cell]) -> Counter[tuple[uuid.UUID, str]]:
    """T3: incidents by place and category."""
    sums: Counter[tuple[uuid.UUID, str]] = Counter()
    for cell in cells:
        sums[cell.place_id, cell.kind.category.value] += cell.count
    return sums


def by_hour(quarter: Quarter) -> Counter[tuple[int, int]]:
    """T4: incidents by day of the week (0 for Monday) and hour of the local clock."""
    sums: Counter[tuple[int, int]] = Counter()
    for day, hour, count in db.session.execute(_by_hour(quarter)):
        sums[day.weekday(), hour] += count
    return sums


@built_once
def _by_hour(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    return (
        select(Incident.day, Incident.hour, func.count())
        .where(*counted(quarter))
        .group_by(Incident.day, Incident.hour)
    )


def deed_counts(quarter: Quarter, cells: Sequence[Cell]) -> DeedCounts:
    """T5: what was done and how it ended."""
    actions = db.session.execute(_by_action(quarter))
    results = db.session.execute(_by_result(quarter))
    return DeedCounts(
        incidents=sum(cell.count for cell in cells),
        actions={action.value: count for action, count in actions},
        results={result.value: count for result, count in results if result},
        called=db.session.scalar(_with_help_called(quarter)) or 0,
        needles=sum(cell.pieces for cell in cells if cell.kind is Subcategory.NEEDLE_FOUND),
    )


@built_once
def _by_action(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    """An incident handed over to two partners was handed over once."""
    return (
        select(IncidentAction.action, func.count(IncidentAction.incident_id.distinct()))
        .join(IncidentAction.incident)
        .where(*counted(quarter))
        .group_by(IncidentAction.action)
    )


@built_once
def _by_result(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    query = select(Incident.result, func.count()).where(*counted(quarter))
    return query.group_by(Incident.result)


@built_once
def _with_help_called(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    return (
        select(func.count(IncidentAction.incident_id.distinct()))
        .join(IncidentAction.incident)
        .where(*counted(quarter), IncidentAction.action.in_(CALLS))
    )
