"""Sums over the incidents of a quarter, each of them one statement with GROUP BY."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select

from app.incidents import queries
from app.incidents.domain import Subcategory
from app.incidents.models import Incident, IncidentAction
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.summaries.counts.months import in_quarter, month_in
from app.summaries.tables.counts import Counts
from app.summaries.tables.deeds import CALLS, DeedCounts
from app.summaries.tables.kinds import KindCounts


@dataclass(frozen=True)
class Cell:
    """The incidents of one kind at one place in one month of the quarter (0, 1 or 2)."""

    month: int
    place_id: uuid.UUID
    kind: Subcategory
    count: int
    repeated: int
    pieces: int


def cells(quarter: Quarter) -> list[Cell]:
    """Everything that T2 and T3 add up, in one pass."""
    month = month_in(quarter, Incident.day)
    query = (
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
    return [Cell(*row) for row in db.session.execute(query)]


def counted(quarter: Quarter) -> tuple[ColumnElement[bool], ...]:
    """The incidents that figures count, by the day on which they happened."""
    return (*in_quarter(quarter, Incident.day), queries.counted())


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
    query = (
        select(Incident.day, Incident.hour, func.count())
        .where(*counted(quarter))
        .group_by(Incident.day, Incident.hour)
    )
    sums: Counter[tuple[int, int]] = Counter()
    for day, hour, count in db.session.execute(query):
        sums[day.weekday(), hour] += count
    return sums


def deed_counts(quarter: Quarter, cells: Sequence[Cell]) -> DeedCounts:
    """T5: what was done and how it ended."""
    return DeedCounts(
        incidents=sum(cell.count for cell in cells),
        actions=_by_action(quarter),
        results=_by_result(quarter),
        called=_with_help_called(quarter),
        needles=sum(cell.pieces for cell in cells if cell.kind is Subcategory.NEEDLE_FOUND),
    )


def _by_action(quarter: Quarter) -> dict[str, int]:
    """An incident handed over to two partners was handed over once."""
    query = (
        select(IncidentAction.action, func.count(IncidentAction.incident_id.distinct()))
        .join(IncidentAction.incident)
        .where(*counted(quarter))
        .group_by(IncidentAction.action)
    )
    return {action.value: count for action, count in db.session.execute(query)}


def _by_result(quarter: Quarter) -> dict[str, int]:
    query = select(Incident.result, func.count()).where(*counted(quarter)).group_by(Incident.result)
    return {result.value: count for result, count in db.session.execute(query) if result}


def _with_help_called(quarter: Quarter) -> int:
    query = (
        select(func.count(IncidentAction.incident_id.distinct()))
        .join(IncidentAction.incident)
        .where(*counted(quarter), IncidentAction.action.in_(CALLS))
    )
    return db.session.scalar(query) or 0
