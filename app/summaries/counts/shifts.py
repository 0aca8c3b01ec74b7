"""Sums over the shifts of assistants in a quarter: T1, and the visits and contacts of T7."""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from app.kernel.db import built_once, db
from app.kernel.quarter import Quarter
from app.shifts.domain import (
    CancelReason,
    SafetyEvent,
    ShiftStatus,
    SingleReason,
    TaskStatus,
    VisitResult,
    field_minutes,
    worked_minutes,
)
from app.shifts.models import ContactTally, Shift, ShiftMember, ShiftTask, Visit
from app.shifts.queries import UNCOUNTED, held, of_assistants
from app.summaries.counts.months import in_quarter, month_in
from app.summaries.tables.counts import Months
from app.summaries.tables.service import Service

DAY = timedelta(days=1)
ANSWERS = {
    TaskStatus.DONE: "tasks_done",
    TaskStatus.PARTLY: "tasks_partly",
    TaskStatus.NOT_DONE: "tasks_not_done",
}
VisitsByMonth = dict[tuple[int, uuid.UUID, VisitResult], int]


@dataclass
class Month:
    """One month of the service while it is being counted."""

    sums: Counter[str] = field(default_factory=Counter)
    cancelled: Counter[str] = field(default_factory=Counter)
    alone: Counter[str] = field(default_factory=Counter)
    days: set[date] = field(default_factory=set)

    def add(self, shift: Any) -> None:
        """Count one shift; one that is only planned or was called off did not take place."""
        self.sums["planned"] += shift.was_planned
        if shift.status is ShiftStatus.CANCELLED:
            self.cancelled[shift.cancel_reason or CancelReason.OTHER] += 1
        if shift.status in UNCOUNTED:
            return
        self.days.add(shift.day)
        for name, count in _marks(shift):
            self.sums[name] += count
        if shift.crew_size == 1:
            self.alone[shift.single_reason or SingleReason.OTHER] += 1

    def service(self, first: date, end: date) -> Service:
        """The counts of the days from `first` to the day before `end`."""
        covered, known = len(self.days), max((end - first).days, 0)
        counts: dict[str, Any] = dict(self.sums)
        return Service(
            **counts,
            cancelled=dict(self.cancelled),
            alone=dict(self.alone),
            days_covered=covered,
            days_uncovered=max(known - covered, 0),
        )


def _marks(shift: Any) -> Iterator[tuple[str, int]]:
    """What a shift that took place adds to T1; times are known once it was handed in."""
    worked = 0
    if shift.real_from and shift.real_to:
        worked = worked_minutes(shift.real_from, shift.real_to, shift.break_minutes)
    yield "done", 1
    yield "in_pair", int(shift.crew_size > 1)
    yield "person_shifts", shift.crew_size
    yield "minutes", worked * shift.crew_size
    yield "field_minutes", field_minutes(worked, shift.office_minutes) * shift.crew_size
    yield "late", int(shift.is_late)
    yield "on_time", int(shift.handed_in_at is not None and not shift.is_late)
    yield "returned", int(shift.return_count > 0)
    if shift.safety_event is not SafetyEvent.NONE:
        yield shift.safety_event.value, 1


def service(quarter: Quarter, until: date) -> tuple[Service, Service, Service]:
    """The service month by month, with the days up to and including `until`."""
    months = (Month(), Month(), Month())
    for shift in db.session.execute(_shifts(quarter)):
        months[quarter.month_of(shift.day)].add(shift)
    for month, status, count in db.session.execute(_tasks(quarter)):
        months[month].sums[ANSWERS[status]] += count
    ends = (*quarter.months[1:], quarter.end)
    one, two, three = (
        month.service(first, min(end, until + DAY))
        for month, first, end in zip(months, quarter.months, ends, strict=True)
    )
    return one, two, three


def _held(quarter: Quarter) -> tuple[ColumnElement[bool], ...]:
    """A shift belongs to the day on which it began."""
    return (*in_quarter(quarter, Shift.day), *held())


@built_once
def _shifts(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    crew = select(func.count()).where(
        ShiftMember.shift_id == Shift.id, ShiftMember.municipality_id == Shift.municipality_id
    )
    return select(
        Shift.day,
        Shift.status,
        Shift.was_planned,
        Shift.cancel_reason,
        Shift.single_reason,
        Shift.real_from,
        Shift.real_to,
        Shift.break_minutes,
        Shift.office_minutes,
        Shift.safety_event,
        Shift.is_late,
        Shift.handed_in_at,
        Shift.return_count,
        crew.correlate(Shift).scalar_subquery().label("crew_size"),
    ).where(*in_quarter(quarter, Shift.day), *of_assistants())


@built_once
def _tasks(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    month = month_in(quarter, Shift.day)
    return (
        select(month, ShiftTask.status, func.count())
        .join(ShiftTask.shift)
        .where(*_held(quarter), ShiftTask.status.in_(ANSWERS))
        .group_by(month.name, ShiftTask.status)
    )


def visits(quarter: Quarter) -> VisitsByMonth:
    """Stops on rounds that were not taken back, by month, place and result."""
    rows = db.session.execute(_visits(quarter))
    return {(month, place_id, result): count for month, place_id, result, count in rows}


@built_once
def _visits(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    month = month_in(quarter, Shift.day)
    return (
        select(month, Visit.place_id, Visit.result, func.count())
        .join(Visit.shift)
        .where(*_held(quarter), Visit.is_withdrawn.is_(False))
        .group_by(month.name, Visit.place_id, Visit.result)
    )


def contacts(quarter: Quarter) -> Months:
    """Contacts that were not taken back, by month and kind."""
    sums: tuple[dict[str, int], dict[str, int], dict[str, int]] = ({}, {}, {})
    for month, kind, count in db.session.execute(_contacts(quarter)):
        sums[month][kind.value] = count
    return sums


@built_once
def _contacts(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    month = month_in(quarter, Shift.day)
    return (
        select(month, ContactTally.kind, func.count())
        .join(Shift, Shift.id == ContactTally.shift_id)
        .where(*_held(quarter), ContactTally.is_withdrawn.is_(False))
        .group_by(month.name, ContactTally.kind)
    )
