"""What a crew and its mentor do with one shift, step by step: plan, round, hand-in, review."""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from app.demo.incidents import happenings, late_entries
from app.demo.records import PlannedReturn, PlannedShift, PlannedTally, PlannedTask, PlannedVisit
from app.demo.telling import Stage, Step
from app.demo.towns import leader
from app.kernel import clock
from app.reviews import actions as reviews
from app.shifts import actions as shifts
from app.shifts import queries as known
from app.shifts.domain import (
    CancelReason,
    ContactKind,
    PeopleEstimate,
    Priority,
    SafetyEvent,
    ShiftKind,
    SingleReason,
    TaskStatus,
    VisitResult,
)
from app.shifts.models import Shift

MINUTE = timedelta(minutes=1)
REOPENED = "Doplnění události, na kterou se při předání zapomnělo."


def steps(shift: PlannedShift) -> Iterator[Step]:
    """Everything from the plan of the shift to the state in which the demo leaves it."""
    yield Step(shift.planned_at, partial(_plan, shift))
    if shift.cancelled_at:
        yield Step(shift.cancelled_at, partial(_cancel, shift))
    if shift.real_from:
        yield Step(shift.real_from, partial(_start, shift))
        yield from _work(shift, shift.real_from)
    if shift.handed_in_at:
        yield from _delivery(shift, shift.handed_in_at)


def _work(shift: PlannedShift, begin: datetime) -> Iterator[Step]:
    """R-11: a calm stop is two taps; only where something happened more is said of it."""
    for visit in shift.visits:
        yield Step(visit.arrived_at, partial(_visit, shift, visit))
        if visit.left_at and visit.result != VisitResult.CALM:
            yield Step(visit.left_at, partial(_leave, visit, visit.left_at))
    for tally in shift.tallies:
        yield Step(tally.at, partial(_tally, shift, tally))
    yield from _answers(shift, begin)
    yield from happenings(shift)
    if shift.safety_event != "none":
        yield Step(_part(shift, begin, 1, of=2), partial(_report_safety, shift))


def _answers(shift: PlannedShift, begin: datetime) -> Iterator[Step]:
    """The crew answers its tasks on the way, one after another."""
    for number, task in enumerate(shift.tasks, 1):
        if task.outcome:
            at = _part(shift, begin, number, of=len(shift.tasks))
            yield Step(at, partial(_answer, shift, task))


def _part(shift: PlannedShift, begin: datetime, number: int, *, of: int) -> datetime:
    """The moment at which so many parts of the shift have passed."""
    return (begin + (shift.planned_to - begin) * number // of).replace(second=0, microsecond=0)


def _delivery(shift: PlannedShift, handed_in_at: datetime) -> Iterator[Step]:
    yield Step(handed_in_at, partial(_hand_in, shift))
    for each in shift.returns:
        yield Step(each.at, partial(_send_back, shift, each))
        if each.handed_in_again_at:
            yield Step(each.handed_in_again_at, partial(_hand_in, shift))
    if shift.reviewed_at:
        yield Step(shift.reviewed_at, partial(_approve, shift))
    yield from _supplement(shift)


def _supplement(shift: PlannedShift) -> Iterator[Step]:
    """What was forgotten: the mentor opens the record again and approves it once more."""
    for at, entry in late_entries(shift):
        yield Step(at - 10 * MINUTE, partial(_reopen, shift))
        yield from entry
        yield Step(at + 5 * MINUTE, partial(_hand_in, shift))
        yield Step(at + 20 * MINUTE, partial(_approve, shift))


def _plan(shift: PlannedShift, stage: Stage) -> None:
    begin, end = clock.local(shift.planned_from), clock.local(shift.planned_to)
    by = stage.person(shift.planned_by)
    (planned,) = shifts.plan(
        id=shift.id,
        days=[shift.day],
        tasks=[],
        kind=ShiftKind(shift.kind),
        starts_at=begin.time(),
        ends_at=end.time(),
        crew=[stage.person_id(member) for member in shift.members],
        single_reason=_single_reason(shift),
        briefing_note=shift.briefing_note,
        by=by,
    )
    for task in shift.tasks:
        place_id = stage.place_id(task.place)
        priority = Priority(task.priority)
        shifts.add_task(
            planned, id=task.id, text=task.text, place_id=place_id, priority=priority, by=by
        )


def _single_reason(shift: PlannedShift) -> SingleReason | None:
    return SingleReason(shift.single_reason) if shift.single_reason else None


def _cancel(shift: PlannedShift, stage: Stage) -> None:
    reason, by = CancelReason(shift.cancel_reason), stage.person(shift.planned_by)
    shifts.cancel(_now(shift, stage), reason=reason, note="", by=by)


def _start(shift: PlannedShift, stage: Stage) -> None:
    shifts.start(
        id=uuid.uuid4(),
        shift_id=shift.id,
        single_reason=_single_reason(shift),
        by=stage.person(shift.members[0]),
    )


def _now(shift: PlannedShift, stage: Stage) -> Shift:
    """The shift as it stands now."""
    return stage.record(shift.id, known.get)


def _visit(shift: PlannedShift, visit: PlannedVisit, stage: Stage) -> None:
    stop = shifts.visit(
        _now(shift, stage),
        id=visit.id,
        place_id=stage.place_id(visit.place),
        result=VisitResult(visit.result),
        by=stage.person(visit.author),
    )
    stage.keep(stop)


def _leave(visit: PlannedVisit, left_at: datetime, stage: Stage) -> None:
    shifts.correct_visit(
        stage.record(visit.id, known.get_visit),
        at=clock.local(visit.arrived_at).time(),
        until=clock.local(left_at).time(),
        people_estimate=PeopleEstimate(visit.people_estimate),
        by=stage.person(visit.author),
    )


def _tally(shift: PlannedShift, tally: PlannedTally, stage: Stage) -> None:
    by, kind = stage.person(tally.author), ContactKind(tally.kind)
    shifts.tally(_now(shift, stage), id=tally.id, kind=kind, by=by)


def _answer(shift: PlannedShift, task: PlannedTask, stage: Stage) -> None:
    by, status = stage.person(shift.members[0]), TaskStatus(task.outcome)
    asked = next(each for each in _now(shift, stage).tasks if each.id == task.id)
    shifts.answer_task(asked, status=status, reason=task.reason or "", by=by)


def _report_safety(shift: PlannedShift, stage: Stage) -> None:
    by, event = stage.person(shift.members[0]), SafetyEvent(shift.safety_event)
    shifts.report_safety(_now(shift, stage), safety_event=event, note="", by=by)


def _hand_in(shift: PlannedShift, stage: Stage) -> None:
    reviews.hand_in(
        _now(shift, stage),
        real_from=clock.local(shift.real_from or shift.planned_from).time(),
        real_to=clock.local(shift.real_to or shift.planned_to).time(),
        break_minutes=shift.break_minutes,
        office_minutes=shift.office_minutes,
        single_reason=_single_reason(shift),
        next_shift_note=shift.next_shift_note,
        by=stage.person(shift.handed_in_by or shift.members[0]),
    )


def _send_back(shift: PlannedShift, back: PlannedReturn, stage: Stage) -> None:
    by = stage.person(leader(shift.town, shift.members[0], clock.local(back.at).date()))
    reviews.send_back(_now(shift, stage), reason=back.reason, by=by)


def _approve(shift: PlannedShift, stage: Stage) -> None:
    by = stage.person(shift.reviewed_by or shift.planned_by)
    reviews.approve(_now(shift, stage), is_free_of_personal_data=True, by=by)


def _reopen(shift: PlannedShift, stage: Stage) -> None:
    by = stage.person(shift.planned_by)
    reviews.reopen(_now(shift, stage), reason=REOPENED, by=by)
