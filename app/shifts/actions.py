"""Every change of shifts: the plan, the beginning, the round, the tallies, tasks and notes."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from itertools import product
from typing import Any

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.shifts import duty, queries, rota
from app.shifts.domain import (
    CancelReason,
    ContactKind,
    Priority,
    SafetyEvent,
    ShiftStatus,
    SingleReason,
    TaskStatus,
    VisitResult,
)
from app.shifts.models import ContactTally, NoteRead, Shift, ShiftTask, Visit


@action
def plan(
    *, id: uuid.UUID, days: Sequence[date], tasks: Sequence[str], by: Membership, **values: Any
) -> list[Shift]:
    """Plan the same shift for each of the days; the first one gets the id of the form."""
    keys = [id, *(uuid7() for _day in days[1:])]
    shifts = [rota.planned(key, by, day=day, **values) for key, day in zip(keys, days, strict=True)]
    db.session.add_all(shifts)
    for shift, text in product(shifts, tasks):
        _give_task(shift, id=uuid7(), text=text, place_id=None, priority=Priority.NORMAL)
    return shifts


@action
def repeat_week(monday: date, *, by: Membership) -> list[Shift]:
    """Plan the week as the one before, leaving out what is planned already."""
    sunday = monday + timedelta(days=6)
    earlier = queries.between(by, monday - rota.WEEK, sunday - rota.WEEK)
    copies = rota.copies(earlier, queries.between(by, monday, sunday), by)
    db.session.add_all(copies)
    if not copies:
        raise Refused(_("There is nothing to copy: the week before holds no other shifts."))
    return copies


@action
def correct(shift: Shift, *, by: Membership, **values: Any) -> Shift:
    """Change the plan; once the shift has begun, the crew writes it."""
    rota.still_planned(shift)
    shift.briefing_by = by.id
    return rota.fill(shift, **values)


@action
def cancel(shift: Shift, *, reason: CancelReason, note: str, by: Membership) -> Shift:
    """Call a planned shift off; it stays in the rota with its reason."""
    rota.still_planned(shift)
    shift.status = ShiftStatus.CANCELLED
    shift.cancel_reason, shift.cancel_note = reason, note or None
    return shift


@action
def add_task(shift: Shift, *, id: uuid.UUID, by: Membership, **values: Any) -> ShiftTask:
    """Give the shift one more task, also while it runs."""
    if shift.status not in (ShiftStatus.PLANNED, ShiftStatus.IN_PROGRESS):
        raise Refused(_("The shift is over. Give the task to a coming one."))
    return _give_task(shift, id=id, **values)


@action
def correct_task(task: ShiftTask, *, by: Membership, **values: Any) -> ShiftTask:
    """Change what the task says, as long as nobody has answered it."""
    _still_unanswered(task)
    for name, value in values.items():
        setattr(task, name, value)
    return task


@action
def withdraw_task(task: ShiftTask, *, by: Membership) -> Shift:
    """Take the task back, as long as nobody has answered it; the trail keeps what it said."""
    _still_unanswered(task)
    db.session.delete(task)
    return task.shift


@action
def start(
    *,
    id: uuid.UUID,
    by: Membership,
    shift_id: uuid.UUID | None = None,
    partner_id: uuid.UUID | None = None,
    single_reason: SingleReason | None = None,
    is_by_plan: bool = False,
) -> Shift:
    """Begin the planned shift or one on the spot; who is in a running shift gets that one."""
    for person_id in filter(None, [by.id, partner_id]):
        if (running := queries.open_shift(person_id)) and duty.is_running(running):
            return duty.join(running, by)
    if is_by_plan:
        shift_id, single_reason = duty.as_planned(queries.planned_for(by.id, clock.today()))
    if shift_id:
        return duty.begin(queries.get(shift_id), by, single_reason)
    shift = duty.begin_on_the_spot(id, by, partner_id, single_reason)
    db.session.add(shift)
    return shift


@action
def visit(
    shift: Shift,
    *,
    id: uuid.UUID,
    place_id: uuid.UUID,
    result: VisitResult,
    by: Membership,
    at: time | None = None,
) -> Visit:
    """Store a stop on the round; without a time it is now, or the end of a shift that is over."""
    duty.still_open(shift)
    stop = Visit(id=id, shift_id=shift.id, place_id=place_id, result=result, author_id=by.id)
    stop.arrived_at = shift.moment_of(at) if at else min(clock.now(), shift.real_to or clock.now())
    db.session.add(stop)
    return stop


@action
def correct_visit(
    visit: Visit, *, at: time, until: time | None, by: Membership, **values: Any
) -> Visit:
    """Put a stop right: place, result, people, times."""
    duty.still_open(visit.shift)
    visit.arrived_at = visit.shift.moment_of(at)
    visit.left_at = visit.shift.moment_of(until) if until else None
    if visit.left_at and visit.left_at < visit.arrived_at:
        raise Refused(_("You cannot leave before you come. Check the times."), field="until")
    for name, value in values.items():
        setattr(visit, name, value)
    return visit


@action
def withdraw_visit(visit: Visit, *, by: Membership) -> Visit:
    """Take a stop back; doing so twice is harmless."""
    duty.still_open(visit.shift)
    visit.is_withdrawn = True
    return visit


@action
def tally(shift: Shift, *, id: uuid.UUID, kind: ContactKind, by: Membership) -> ContactTally:
    """Count one contact."""
    duty.still_open(shift)
    return _count(shift, kind, by, id=id, at=clock.now())


@action
def withdraw_tally(shift: Shift, *, kind: ContactKind, by: Membership) -> ContactTally | None:
    """Take the last contact of this kind back."""
    duty.still_open(shift)
    if last := queries.last_tally(shift, kind):
        last.is_withdrawn = True
    return last


@action
def answer_task(task: ShiftTask, *, status: TaskStatus, reason: str, by: Membership) -> ShiftTask:
    """Say what came of the task; anything but done needs a reason."""
    duty.still_open(task.shift)
    if status != TaskStatus.DONE and not reason:
        raise Refused(_("Write in a few words why it was not done."), field="reason")
    task.status, task.reason = status, reason or None
    return task


@action
def leave_note(shift: Shift, *, next_shift_note: str, by: Membership) -> Shift:
    """Leave a note for the next crew."""
    duty.still_open(shift)
    shift.next_shift_note = next_shift_note or None
    return shift


@action
def read_note(shift: Shift, *, by: Membership) -> Shift:
    """Remember that this person has read the note; doing so twice is harmless."""
    if not queries.is_note_read(shift, by):
        db.session.add(NoteRead(shift_id=shift.id, person_id=by.id, read_at=clock.now()))
    return shift


@action
def report_safety(shift: Shift, *, safety_event: SafetyEvent, note: str, by: Membership) -> Shift:
    """Keep an attack or injury; of several in one shift the gravest, with all notes."""
    duty.still_open(shift)
    shift.safety_event = max(shift.safety_event, safety_event, key=list(SafetyEvent).index)
    shift.safety_note = "\n".join(filter(None, [shift.safety_note, note])) or None
    return shift


@action
def transcribe(
    *,
    id: uuid.UUID,
    stops: Sequence[tuple[uuid.UUID, time, VisitResult]],
    contacts: Mapping[ContactKind, int],
    break_minutes: int | None,
    office_minutes: int | None,
    by: Membership,
    **values: Any,
) -> Shift:
    """Copy a finished shift from paper; it fulfils the plan of that day if there is one."""
    shift = duty.from_paper(id, by, queries.of_day(values["day"]), **values)
    db.session.add(shift)
    db.session.flush()
    shift.break_minutes, shift.office_minutes = break_minutes, office_minutes
    for place, at, result in stops:
        visit(shift, id=uuid7(), place_id=place, result=result, at=at, by=by)
    for kind in Counter(contacts).elements():
        _count(shift, kind, by, id=uuid7(), at=shift.real_from)
    return shift


def _still_unanswered(task: ShiftTask) -> None:
    if task.status != TaskStatus.OPEN:
        raise Refused(_("The crew has answered this task, so it stays as it is."))


def _give_task(shift: Shift, **values: Any) -> ShiftTask:
    position = max((task.position for task in shift.tasks), default=-1) + 1
    task = ShiftTask(position=position, status=TaskStatus.OPEN, **values)
    shift.tasks.append(task)
    return task


def _count(shift: Shift, kind: ContactKind, by: Membership, **values: Any) -> ContactTally:
    contact = ContactTally(shift_id=shift.id, author_id=by.id, kind=kind, **values)
    db.session.add(contact)
    return contact
