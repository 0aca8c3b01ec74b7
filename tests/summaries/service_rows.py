"""Shifts to be drawn with all they hold, and the rows that are stored of them."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from hypothesis.strategies import (
    SearchStrategy,
    booleans,
    builds,
    integers,
    lists,
    none,
    one_of,
    sampled_from,
    tuples,
)

from app.kernel import clock
from app.kernel.db import uuid7
from app.shifts.domain import (
    CancelReason,
    ContactKind,
    Priority,
    SafetyEvent,
    ShiftKind,
    ShiftStatus,
    SingleReason,
    TaskStatus,
    VisitResult,
)
from app.shifts.models import ContactTally, Shift, ShiftMember, ShiftTask, Visit
from tests.summaries.drawn import Wall

SELDOM = sampled_from([False, False, False, True])


@dataclass(frozen=True)
class Duty:
    """One shift as the loop sees it; its length is what a stop-watch shows."""

    begin: Wall
    length: int
    has_begun: bool
    has_ended: bool
    break_minutes: int | None
    office_minutes: int | None
    kind: ShiftKind
    status: ShiftStatus
    is_training: bool
    was_planned: bool
    crew: int
    single_reason: SingleReason | None
    cancel_reason: CancelReason | None
    safety_event: SafetyEvent
    is_handed_in: bool
    is_late: bool
    return_count: int
    tasks: list[TaskStatus]
    stops: list[tuple[int, VisitResult, bool]]
    contacts: list[tuple[ContactKind, bool]]


def a_duty(begin: SearchStrategy[Wall]) -> SearchStrategy[Duty]:
    """More often than not one that took place."""
    return builds(
        Duty,
        begin=begin,
        length=one_of(sampled_from([0, 25, 480, 510, 720]), integers(0, 720)),
        has_begun=SELDOM.map(lambda is_missing: not is_missing),
        has_ended=SELDOM.map(lambda is_missing: not is_missing),
        break_minutes=sampled_from([None, 0, 30]),
        office_minutes=one_of(none(), integers(0, 200)),
        kind=sampled_from(ShiftKind),
        status=sampled_from([*ShiftStatus, *[ShiftStatus.APPROVED] * 4]),
        is_training=SELDOM,
        was_planned=booleans(),
        crew=integers(1, 2),
        single_reason=one_of(none(), sampled_from(SingleReason)),
        cancel_reason=one_of(none(), sampled_from(CancelReason)),
        safety_event=sampled_from([*SafetyEvent, SafetyEvent.NONE]),
        is_handed_in=booleans(),
        is_late=booleans(),
        return_count=sampled_from([0, 0, 1, 3]),
        tasks=lists(sampled_from(TaskStatus), max_size=3),
        stops=lists(tuples(integers(0, 1), sampled_from(VisitResult), SELDOM), max_size=3),
        contacts=lists(tuples(sampled_from(ContactKind), SELDOM), max_size=3),
    )


def a_whole_duty(begin: SearchStrategy[Wall]) -> SearchStrategy[Duty]:
    """One that took place and lasted eight hours or more: from the evening over midnight."""
    held = {"status": ShiftStatus.APPROVED, "kind": ShiftKind.AFTERNOON, "is_training": False}
    timed = {"has_begun": True, "has_ended": True}
    return a_duty(begin).map(lambda duty: replace(duty, length=480 + duty.length, **held, **timed))


def keep(make: Any, scene: Any, drawn: list[Duty]) -> None:
    """Store the shifts, and then what they hold."""
    shifts = [_shift(scene, duty) for duty in drawn]
    make.saved(*shifts)
    held = zip(shifts, drawn, strict=True)
    make.saved(*(row for shift, duty in held for row in _rows(scene, shift, duty)))


def _rows(scene: Any, shift: Shift, duty: Duty) -> list[Any]:
    own = {"municipality_id": scene.town.id, "shift_id": shift.id}
    crew = [
        ShiftMember(**own, person_id=person.id, position=position)
        for position, person in enumerate([scene.alena, scene.bohdan][: duty.crew])
    ]
    words = {"text": "Okolí školy", "priority": Priority.NORMAL}
    tasks = [
        ShiftTask(**own, **words, position=position, status=status)
        for position, status in enumerate(duty.tasks)
    ]
    # As late as can be: what is written after midnight belongs to the shift all the same.
    by, at = {"author_id": scene.alena.id}, shift.planned_to
    visits = [
        Visit(
            **(own | by),
            place_id=scene.places[place].id,
            arrived_at=at,
            result=result,
            is_withdrawn=is_withdrawn,
        )
        for place, result, is_withdrawn in duty.stops
    ]
    tallies = [
        ContactTally(**(own | by), kind=kind, at=at, is_withdrawn=is_withdrawn)
        for kind, is_withdrawn in duty.contacts
    ]
    return [*crew, *tasks, *visits, *tallies]


def _shift(scene: Any, duty: Duty) -> Shift:
    begin = duty.begin.moment
    end = begin + timedelta(minutes=duty.length)
    same = (
        *("break_minutes", "office_minutes", "kind", "status", "is_training", "was_planned"),
        *("single_reason", "cancel_reason", "safety_event", "is_late", "return_count"),
    )
    return Shift(
        id=uuid7(),
        municipality_id=scene.town.id,
        day=clock.local(begin).date(),
        planned_from=begin,
        planned_to=end,
        real_from=begin if duty.has_begun else None,
        real_to=end if duty.has_ended else None,
        handed_in_at=end if duty.is_handed_in else None,
        **{name: getattr(duty, name) for name in same},
    )
