"""Working time (R-04): each limit warns once, in the plan as by the real times."""

from datetime import UTC, date, datetime, timedelta
from datetime import time as clock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.kernel.clock import utc
from app.shifts.domain import ShiftStatus
from app.shifts.labour import Span, labour_warnings
from app.shifts.models import Shift
from tests.conftest import NOW

MONDAY = date(2025, 10, 6)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
LENGTHS = st.timedeltas(timedelta(minutes=1), timedelta(hours=30))


def span(day: date, begin: int, end: int, break_minutes: int | None = 30) -> Span:
    """A stretch of work between two full hours; an end before the beginning is the next day."""
    last = day if end > begin else day + timedelta(days=1)
    return Span(utc(day, clock(begin)), utc(last, clock(end)), break_minutes)


def spans() -> st.SearchStrategy[Span]:
    return st.builds(lambda begin, length: Span(begin, begin + length), MOMENTS, LENGTHS)


def test_a_usual_day_warns_of_nothing():
    assert labour_warnings(span(MONDAY, 7, 15), []) == []


def test_an_afternoon_until_ten_is_still_usual():
    assert labour_warnings(span(MONDAY, 14, 22), []) == []


@pytest.mark.parametrize(
    ("shift", "others"),
    [
        (span(MONDAY, 7, 15), [span(MONDAY, 14, 22)]),
        (span(MONDAY, 7, 20), []),
        (span(MONDAY, 7, 15), [span(MONDAY - timedelta(days=1), 14, 22)]),
        (span(MONDAY, 7, 15), [span(MONDAY, 20, 21)]),
        (span(MONDAY, 7, 15, break_minutes=20), []),
        (span(MONDAY, 15, 23), []),
        (span(MONDAY, 22, 6), []),
    ],
    ids=["overlap", "long", "rest before", "rest after", "no break", "late", "night"],
)
def test_each_limit_of_labour_warns_once(shift, others):
    assert len(labour_warnings(shift, others)) == 1


def test_a_break_that_nobody_has_planned_yet_is_no_fault():
    assert labour_warnings(span(MONDAY, 7, 15, break_minutes=None), []) == []


def test_six_hours_need_no_break():
    assert labour_warnings(span(MONDAY, 7, 13, break_minutes=0), []) == []


def test_eleven_hours_of_rest_are_enough():
    assert labour_warnings(span(MONDAY, 9, 17), [span(MONDAY - timedelta(days=1), 14, 22)]) == []


@given(spans(), spans())
def test_two_shifts_warn_of_each_other_in_the_same_words(one, other):
    alone = labour_warnings(one, []), labour_warnings(other, [])
    found = labour_warnings(one, [other]), labour_warnings(other, [one])
    added = [[w for w in words if w not in own] for words, own in zip(found, alone, strict=True)]
    assert added[0] == added[1]


@given(spans(), st.lists(spans(), max_size=4), spans())
def test_one_more_shift_never_takes_a_warning_away(one, others, more):
    assert set(labour_warnings(one, others)) <= set(labour_warnings(one, [*others, more]))


def test_who_starts_on_the_spot_is_told_and_not_held_up(client, make, stored):
    alena = make.assistant(make.town())
    make.shift(alena, status=ShiftStatus.HANDED_IN, real_to=NOW - timedelta(minutes=10))
    person = client.as_(alena)
    answer = person.submit("shifts.start", single_reason="leave")
    assert "odpočinek mezi směnami kratší než 11 hodin" in answer.words
    assert len(stored(select(Shift))) == 2


def test_who_starts_after_a_good_rest_is_told_nothing(client, make):
    person = client.as_(make.assistant(make.town()))
    answer = person.submit("shifts.start", single_reason="leave")
    assert "Směna začala" in answer.words
    assert "Pracovní doba" not in answer.words


def test_the_page_of_a_shift_warns_everybody_who_may_read_it(client, make):
    town = make.town()
    mentor = make.mentor(town)
    alena = make.assistant(town, mentor_id=mentor.id)
    times = {"start": clock(7), "real_to": utc(NOW.date(), clock(22, 30)), "break_minutes": 0}
    shift = make.shift(alena, status=ShiftStatus.APPROVED, **times)
    for person in (alena, mentor, make.manager(town), make.assistant(town, mentor_id=mentor.id)):
        lines = client.as_(person).read("shifts.read", shift).page.select(".notice.warning li")
        assert len(lines) == 3


def test_a_shift_that_was_called_off_warns_of_nothing(client, make):
    mentor = make.mentor(town := make.town())
    alena = make.assistant(town)
    shift = make.shift(alena, status=ShiftStatus.CANCELLED, real_from=None, start=clock(20))
    make.shift(alena, status=ShiftStatus.PLANNED, real_from=None, start=clock(13))
    for each in ("shifts.read", shift), ("shifts.browse",):
        assert "Pracovní doba" not in client.as_(mentor).read(*each).words
