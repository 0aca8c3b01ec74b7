"""A quarter of made-up service, as varied as life: the same one for the same number."""

from datetime import date, time, timedelta
from random import Random
from typing import Any

from app.incidents.domain import Action, IncidentStatus, Result, Seriousness, Source, Subcategory
from app.incidents.models import Incident, IncidentAction
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

FIRST = date(2025, 7, 20)
DAYS = 180
A_YEAR_AGO = date(2024, 11, 5)
SHIFTS = 40


def tell(make: Any, scene: Any, seed: int) -> None:
    """Store shifts of two quarters and a bit, and one of a year ago, with all they hold."""
    random = Random(seed)  # noqa: S311 - a story, not a secret
    days = [FIRST + timedelta(days=random.randrange(DAYS)) for _shift in range(SHIFTS)]
    for number, day in enumerate([*days, A_YEAR_AGO]):
        shift, crew = _shift(scene, random, day)
        make.saved(shift, *crew)
        make.saved(
            *_parts(scene, random, shift, crew[0]), *_incidents(scene, random, shift, number)
        )


def _shift(scene: Any, random: Random, day: date) -> tuple[Shift, list[ShiftMember]]:
    people = [scene.alena, scene.bohdan][: random.choice([1, 2, 2])]
    begin = clock.utc(day, time(random.choice([6, 7, 13, 22])))
    end = begin + timedelta(minutes=random.randrange(240, 600))
    status = random.choice([*ShiftStatus, ShiftStatus.APPROVED, ShiftStatus.APPROVED])
    shift = Shift(
        id=uuid7(),
        municipality_id=scene.town.id,
        day=day,
        kind=random.choice([*ShiftKind]),
        status=status,
        planned_from=begin,
        planned_to=end,
        real_from=random.choice([None, begin]),
        real_to=end,
        break_minutes=random.choice([None, 30]),
        office_minutes=random.choice([None, 45]),
        was_planned=random.random() < 0.8,
        is_training=random.random() < 0.1,
        single_reason=random.choice([None, *SingleReason]),
        cancel_reason=random.choice([None, *CancelReason]),
        safety_event=random.choice([*SafetyEvent, SafetyEvent.NONE]),
        handed_in_at=random.choice([None, end]),
        is_late=random.random() < 0.3,
        return_count=random.choice([0, 0, 2]),
    )
    return shift, [_member(shift, person, place) for place, person in enumerate(people)]


def _member(shift: Shift, person: Any, position: int) -> ShiftMember:
    keys = {"municipality_id": shift.municipality_id, "shift_id": shift.id}
    return ShiftMember(**keys, person_id=person.id, position=position)


def _parts(scene: Any, random: Random, shift: Shift, first: ShiftMember) -> list[Any]:
    keys = {"municipality_id": shift.municipality_id, "shift_id": shift.id}
    author = {"author_id": first.person_id}
    tasks = [
        ShiftTask(
            **keys,
            position=position,
            text="Okolí školy",
            priority=Priority.NORMAL,
            status=random.choice([*TaskStatus]),
        )
        for position in range(random.randrange(3))
    ]
    visits = [
        Visit(
            **keys,
            **author,
            place_id=random.choice(scene.places).id,
            arrived_at=shift.planned_from + timedelta(minutes=random.randrange(400)),
            result=random.choice([*VisitResult]),
            is_withdrawn=random.random() < 0.2,
        )
        for _stop in range(random.randrange(5))
    ]
    tallies = [
        ContactTally(
            **keys,
            **author,
            kind=random.choice([*ContactKind]),
            at=shift.planned_from,
            is_withdrawn=random.random() < 0.2,
        )
        for _contact in range(random.randrange(5))
    ]
    return [*tasks, *visits, *tallies]


def _incidents(scene: Any, random: Random, shift: Shift, number: int) -> list[Any]:
    found = [_incident(scene, random, shift, f"U-{number}-{each}") for each in range(3)]
    steps = [
        IncidentAction(municipality_id=scene.town.id, incident_id=one.id, action=action)
        for one in found
        for action in random.sample([*Action], random.randrange(4))
    ]
    return [*found, *steps]


def _incident(scene: Any, random: Random, shift: Shift, number: str) -> Incident:
    at = shift.planned_from + timedelta(minutes=random.randrange(600))
    kind = random.choice([*Subcategory, Subcategory.NEEDLE_FOUND, Subcategory.NOISE])
    return Incident(
        id=uuid7(),
        municipality_id=scene.town.id,
        number=number,
        shift_id=shift.id,
        author_id=scene.alena.id,
        occurred_at=at,
        day=clock.local(at).date(),
        hour=clock.local(at).hour,
        place_id=random.choice(scene.places).id,
        category=kind.category,
        subcategory=kind,
        source=Source.OWN,
        seriousness=Seriousness.MINOR,
        result=random.choice([*Result]),
        pieces=random.randrange(1, 9) if kind is Subcategory.NEEDLE_FOUND else None,
        is_repeated=random.random() < 0.3,
        is_training=shift.is_training,
        status=random.choice([*IncidentStatus, IncidentStatus.CHECKED]),
        recorded_at=at,
        search_text="",
    )
