"""The rota: usual times, crews, copies of shifts, and days on which nobody goes out."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.db import uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.shifts.domain import (
    ShiftKind,
    ShiftStatus,
    SingleReason,
    is_holiday,
    needs_single_reason,
)
from app.shifts.models import Shift, ShiftMember

REGULAR = (ShiftKind.MORNING, ShiftKind.AFTERNOON)
USUAL = {
    ShiftKind.MORNING: (time(7), time(15, 30)),
    ShiftKind.AFTERNOON: (time(13, 30), time(22)),
    ShiftKind.WEEKEND: (time(13, 30), time(22)),
}
LARGEST_CREW = 4
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class RotaDay:
    """One day of the rota: its shifts and the usual shifts that nobody covers."""

    day: date
    shifts: Sequence[Shift]
    gaps: Sequence[ShiftKind]


def rota_day(day: date, shifts: Sequence[Shift], used: set[ShiftKind]) -> RotaDay:
    """Find the regular shifts of a coming working day that the town holds and nobody covers."""
    is_due = day.weekday() < 5 and not is_holiday(day) and day >= clock.today()
    held = {shift.kind for shift in shifts if shift.status != ShiftStatus.CANCELLED}
    gaps = [kind for kind in REGULAR if is_due and kind in used and kind not in held]
    return RotaDay(day, shifts, gaps)


def window(
    kind: ShiftKind, day: date, starts_at: time | None, ends_at: time | None
) -> tuple[datetime, datetime]:
    """From when to when; left open it is as usual, an end before the beginning is tomorrow's."""
    usual = USUAL.get(kind, (None, None))
    starts_at, ends_at = starts_at or usual[0], ends_at or usual[1]
    if starts_at is None or ends_at is None:
        raise Refused(_("This kind of shift has no usual times. Fill them in."), field="starts_at")
    last = day if ends_at > starts_at else day + timedelta(days=1)
    return clock.utc(day, starts_at), clock.utc(last, ends_at)


def fill(
    shift: Shift,
    *,
    day: date,
    kind: ShiftKind,
    starts_at: time | None,
    ends_at: time | None,
    crew: Sequence[uuid.UUID],
    single_reason: SingleReason | None,
    **values: Any,
) -> Shift:
    """Put into the shift what the rota says of it."""
    _check_crew(kind, crew, single_reason)
    shift.day, shift.kind = day, kind
    shift.planned_from, shift.planned_to = window(kind, day, starts_at, ends_at)
    name_crew(shift, crew, single_reason)
    for name, value in values.items():
        setattr(shift, name, None if value == "" else value)
    return shift


def planned(id: uuid.UUID, by: Membership, **values: Any) -> Shift:
    """A new shift in the rota."""
    return fill(Shift(id=id, status=ShiftStatus.PLANNED, briefing_by=by.id), **values)


def name_crew(
    shift: Shift, crew: Sequence[uuid.UUID], single_reason: SingleReason | None = None
) -> None:
    """Let the crew be these people; a reason for going alone stays only with one who does."""
    for member in list(shift.crew):
        if member.person_id not in crew:
            shift.crew.remove(member)
    known = {member.person_id: member for member in shift.crew}
    for position, person_id in enumerate(crew):
        if person_id in known:
            known[person_id].position = position
        else:
            shift.crew.append(ShiftMember(person_id=person_id, position=position))
    shift.single_reason = single_reason if len(crew) == 1 else None


def copies(earlier: Sequence[Shift], present: Sequence[Shift], by: Membership) -> list[Shift]:
    """Shifts for the next week, but none planned already, called off or of people who left."""
    known = {_mark(shift, shift.day) for shift in present}
    return [
        _copy(shift, by)
        for shift in earlier
        if _is_repeated(shift) and _mark(shift, shift.day + WEEK) not in known
    ]


def still_planned(shift: Shift) -> None:
    """Refuse to change the plan of a shift that has begun or was called off."""
    if shift.status != ShiftStatus.PLANNED:
        raise Refused(_("The shift has begun or was called off, so its plan stays as it is."))


def _copy(shift: Shift, by: Membership) -> Shift:
    """By the wall clock, so that summer time changes nothing."""
    begin, end = clock.local(shift.planned_from), clock.local(shift.planned_to)
    return planned(
        uuid7(),
        by,
        day=shift.day + WEEK,
        kind=shift.kind,
        starts_at=begin.time(),
        ends_at=end.time(),
        crew=[member.person_id for member in shift.crew],
        single_reason=shift.single_reason or (SingleReason.OTHER if shift.is_alone else None),
        area=shift.area,
        is_training=shift.is_training,
    )


def _is_repeated(shift: Shift) -> bool:
    people_stay = all(person.is_valid_on(shift.day + WEEK) for person in shift.members)
    return shift.was_planned and shift.status != ShiftStatus.CANCELLED and people_stay


def _mark(shift: Shift, day: date) -> tuple[date, ShiftKind, frozenset[uuid.UUID]]:
    return day, shift.kind, frozenset(member.person_id for member in shift.crew)


def _check_crew(
    kind: ShiftKind, crew: Sequence[uuid.UUID], single_reason: SingleReason | None
) -> None:
    if not 1 <= len(crew) <= LARGEST_CREW:
        raise Refused(_("Choose one to four people."), field="crew")
    # a caretaker always goes alone, an assistant only with a reason.
    if needs_single_reason(kind, len(crew)) and not single_reason:
        raise Refused(_("Say why the assistant goes alone."), field="single_reason")
