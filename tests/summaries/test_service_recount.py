"""T1 and T7 are what a plain loop over the shifts counts, whatever the shifts are."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis.strategies import data

from app.kernel.clock import local
from app.kernel.db import uuid7
from app.shifts.domain import SafetyEvent, ShiftKind, ShiftStatus, TaskStatus
from app.shifts.models import Shift
from app.summaries.counts import shifts
from app.summaries.counts.months import midnight
from tests.summaries.conftest import a_town
from tests.summaries.drawn import QUARTERS, RELAXED, SORTS, drawn, is_found, place_of, uncached
from tests.summaries.service_rows import Duty, a_duty, a_whole_duty, keep

STATEMENTS = ("_shifts", "_tasks", "_visits", "_contacts")
MONTHS = ("m1", "m2", "m3")
NOT_HELD = {ShiftStatus.PLANNED, ShiftStatus.CANCELLED}
ANSWERS = {
    TaskStatus.DONE: "tasks_done",
    TaskStatus.PARTLY: "tasks_partly",
    TaskStatus.NOT_DONE: "tasks_not_done",
}


def checked(make, look, quarter, told):
    """Store them in a town of their own, and see that its tables say what the loop says."""
    scene = a_town(make, f"Obec {uuid7()}"[:40])
    keep(make, scene, told)
    summary = look(scene.town, quarter)
    ours = [each for each in told if not each.is_training and each.kind is not ShiftKind.DP_ROUND]
    assert service(summary) == recounted_service(quarter, ours)
    assert contacts(summary) == recounted_contacts(quarter, ours)


@pytest.mark.parametrize("sort", SORTS)
@RELAXED
@given(data=data())
def test_the_tables_of_service_are_what_a_loop_counts(make, look, sort, data):
    checked(make, look, *data.draw(drawn(SORTS[sort], a_whole_duty, a_duty)))


def cells(summary, key):
    """(section, row, column) → what is told, without zeros."""
    table = next(table for table in summary.tables if table.key == key)
    return {
        (row.section, row.key, column.key): row.values[column.key]
        for row in (*table.rows, *table.totals)
        for column in table.columns
        if row.values[column.key]
    }


def service(summary):
    return {(row, column): value for (_section, row, column), value in cells(summary, "T1").items()}


def contacts(summary):
    return cells(summary, "T7")


def recounted_service(quarter, ours):
    """A quarter of which nothing was planned nor done is not told of at all."""
    found = {}
    for column, back in (("total", 0), ("previous", 1), ("last_year", 4)):
        mine = [each for each in ours if each.begin.quarter == place_of(quarter) - back]
        if not any(each.was_planned or each.status not in NOT_HELD for each in mine):
            continue
        year, first = divmod(place_of(quarter) - back, 4)
        months = [monthrange(year, 3 * first + n)[1] for n in (1, 2, 3)]
        found |= of_period(column, mine, sum(months))
        if not back:
            for month, days in zip(MONTHS, months, strict=True):
                found |= of_period(month, [e for e in mine if e.begin.month == month], days)
    return found


def of_period(column: str, mine: Sequence[Duty], days: int):
    held = [each for each in mine if each.status not in NOT_HELD]
    counts = Counter({"planned": sum(each.was_planned for each in mine), "done": len(held)})
    counts += reasons("cancelled", (e.cancel_reason for e in mine if e.status == "cancelled"))
    counts += reasons("alone", (each.single_reason for each in held if each.crew == 1))
    for each in held:
        counts += marks(each)
    covered = len({each.begin.day for each in held})
    counts += Counter(days_covered=covered, days_uncovered=days - covered)
    told = {key: count for key, count in counts.items() if not key.endswith("minutes")}
    told |= {"hours": hours(counts["minutes"]), "field_hours": hours(counts["field_minutes"])}
    return {(key, column): value for key, value in told.items() if value}


def reasons(what: str, given: Iterable[str | None]) -> Counter[str]:
    """How many there were, and of each reason; one that is not said is another one."""
    named = [f"{what}_{reason or 'other'}" for reason in given]
    return Counter([*named, *[what] * len(named)])


def marks(duty: Duty) -> Counter[str]:
    is_timed = duty.has_begun and duty.has_ended
    worked = max(duty.length - (duty.break_minutes or 0), 0) if is_timed else 0
    found = Counter(
        person_shifts=duty.crew,
        minutes=worked * duty.crew,
        field_minutes=max(worked - (duty.office_minutes or 0), 0) * duty.crew,
        in_pair=duty.crew == 2,
        late=duty.is_late,
        on_time=duty.is_handed_in and not duty.is_late,
        returned=duty.return_count > 0,
    )
    if duty.safety_event is not SafetyEvent.NONE:
        found[duty.safety_event.value] = 1
    answered = [ANSWERS[status] for status in duty.tasks if status in ANSWERS]
    return found + Counter([*answered, *["tasks_total"] * len(answered)])


def hours(minutes: int) -> float:
    """To one decimal place, a half up."""
    return float((Decimal(minutes) / 60).quantize(Decimal("0.1"), ROUND_HALF_UP))


def recounted_contacts(quarter, ours):
    found = Counter()
    for each in ours:
        if each.begin.quarter != place_of(quarter) or each.status in NOT_HELD:
            continue
        stops = [stop for stop in each.stops if not stop[2]]
        spoken = [kind.value for kind, is_withdrawn in each.contacts if not is_withdrawn]
        lines = {
            "contacts": [*spoken, *["total"] * len(spoken)],
            "visit_results": [*(stop[1].value for stop in stops), *["total"] * len(stops)],
            "visits": [*(f"L0{stop[0] + 1}" for stop in stops), *["total"] * len(stops)],
        }
        for section, rows in lines.items():
            found.update(
                (section, row, column) for row in rows for column in (each.begin.month, "total")
            )
    return found


def a_day_too_many(quarter, day):
    return (day >= quarter.first, day <= quarter.end)


def the_day_of_the_end(quarter, _day):
    """A shift over midnight would belong to the day on which it ends."""
    begin, end = (midnight(day) for day in (quarter.first, quarter.end))
    return (Shift.planned_to >= begin, Shift.planned_to < end)


def by_the_clock_on_the_wall(begin, end, break_minutes=None):
    """Wrong by an hour on the nights when the clocks change."""
    length = local(end).replace(tzinfo=None) - local(begin).replace(tzinfo=None)
    return max(int(length.total_seconds() // 60) - (break_minutes or 0), 0)


def with_training():
    return (Shift.kind != ShiftKind.DP_ROUND,)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("in_quarter", a_day_too_many),
        ("in_quarter", the_day_of_the_end),
        ("worked_minutes", by_the_clock_on_the_wall),
        ("of_assistants", with_training),
    ],
)
def test_a_fault_in_the_counting_is_found(make, look, monkeypatch, name, fault):
    uncached(monkeypatch, shifts, *STATEMENTS)
    monkeypatch.setattr(shifts, name, fault)
    is_found(lambda told: checked(make, look, *told), drawn(QUARTERS, a_whole_duty, a_duty))
