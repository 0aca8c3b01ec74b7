"""What is free in a room, what forbids a booking, and in which words."""

from datetime import date, time, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel import clock
from app.rooms.domain import (
    Span,
    beginnings,
    fault,
    free,
    in_words,
    is_shown,
    opened,
    spanned,
)
from app.rooms.week import week
from tests.rooms.rows import WEDNESDAY

OPEN = {2: SimpleNamespace(opens_at=time(9), closes_at=time(17))}
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def span(begins, ends, day=WEDNESDAY):
    return Span(
        clock.utc(day, time.fromisoformat(begins)), clock.utc(day, time.fromisoformat(ends))
    )


def booked(*spans):
    return [SimpleNamespace(span=each, starts_at=each.starts, ends_at=each.ends) for each in spans]


def found(now, wanted, *taken):
    return fault(wanted, opened(WEDNESDAY, OPEN), taken)


def test_touching_is_allowed(now):
    assert (
        found(now, span("10:00", "11:00"), span("09:00", "10:00"), span("11:00", "12:00")) is None
    )


@pytest.mark.parametrize(
    "taken", [("10:30", "12:00"), ("09:00", "10:01"), ("10:10", "10:20"), ("09:00", "17:00")]
)
def test_overlapping_is_refused(now, taken):
    field, _words = found(now, span("10:00", "11:00"), span(*taken))
    assert field == "begins"


def test_a_collision_says_what_is_free(now):
    words = found(now, span("10:00", "11:00"), span("12:00", "13:00"), span("10:30", "11:30"))[1]
    assert "obsazená 10:30–11:30." in words
    assert "09:00–10:30, 11:30–12:00, 13:00–17:00." in words


def test_a_full_day_says_so(now):
    assert "není nic volného" in found(now, span("10:00", "11:00"), span("09:00", "17:00"))[1]


def test_outside_the_hours_they_are_said(now):
    field, words = found(now, span("08:30", "09:30"))
    assert (field, "09:00–17:00" in words) == ("begins", True)


def test_a_closed_day_and_a_time_that_passed_are_refused(now):
    assert fault(span("10:00", "11:00"), None, [])[0] == "day"
    monday = span("14:00", "15:00", date(2026, 11, 23))
    assert "minul" in fault(monday, span("09:00", "17:00", date(2026, 11, 23)), [])[1]


def test_the_end_comes_after_the_beginning(now):
    assert found(now, span("11:00", "10:00"))[0] == "ends"
    assert found(now, span("11:00", "11:00"))[0] == "ends"


def test_without_an_end_it_takes_an_hour():
    assert spanned(WEDNESDAY, time(10), None) == span("10:00", "11:00")


def test_one_hour_of_a_spring_night_does_not_exist():
    assert not is_shown(SPRING, time(2, 30))
    assert is_shown(SPRING, time(3, 0))
    assert is_shown(AUTUMN, time(2, 30))


def test_what_is_offered_begins_at_a_whole_quarter_and_fits():
    left = free(span("09:00", "12:20"), [span("10:00", "10:10")], clock.utc(WEDNESDAY, time(8)))
    assert in_words(left) == "09:00–10:00, 10:10–12:20"
    assert in_words(beginnings(left)) == "09:00–10:00, 10:15–11:15, 11:15–12:15"


def test_what_has_passed_today_is_not_offered():
    left = free(span("09:00", "17:00"), [], clock.utc(WEDNESDAY, time(15, 20)))
    assert in_words(beginnings(left)) == "15:30–16:30"


@given(
    day=st.sampled_from([WEDNESDAY, SPRING, AUTUMN]),
    pairs=st.lists(st.tuples(times, times), max_size=6),
)
def test_free_and_taken_fill_the_opening_hours_and_never_meet(day, pairs):
    taken = []
    for begins, ends in pairs:
        each = Span(clock.utc(day, begins), clock.utc(day, ends))
        if each.starts < each.ends and not any(each.meets(other) for other in taken):
            taken.append(each)
    within = Span(clock.utc(day, time(0)), clock.utc(day, time(23, 59)))
    left = free(within, taken, within.starts)
    both = sorted([*left, *taken])
    assert all(a.ends <= b.starts for a, b in pairwise(both))
    lengths = [each.ends - each.starts for each in both]
    assert sum(lengths, start=timedelta()) == within.ends - within.starts
    offered = beginnings(left)
    assert not any(each.meets(other) for each in offered for other in taken)
    for each in offered:  # what is tapped is what is stored
        local = clock.local(each.starts)
        assert spanned(local.date(), local.time().replace(fold=0), None) == each


@given(pairs=st.lists(st.tuples(times, times), max_size=6))
def test_every_day_of_the_calendar_is_as_high_as_the_others(pairs):
    taken = []
    for begins, ends in pairs:
        each = Span(clock.utc(WEDNESDAY, begins), clock.utc(WEDNESDAY, ends))
        if each.starts < each.ends and not any(each.meets(other) for other in taken):
            taken.append(each)
    shown = week(date(2026, 11, 23), OPEN, booked(*sorted(taken)))
    heights = {sum(slot.quarters for slot in day.slots) for day in shown.days}
    assert heights == {len(shown.hours) * 4}
    wednesday = shown.days[2].slots
    assert [slot.span for slot in wednesday if slot.kind == "taken"] == sorted(taken)


def test_a_booking_outside_the_hours_is_shown_too(now):
    shown = week(date(2026, 11, 23), OPEN, booked(span("18:00", "19:00")))
    kinds = [(slot.kind, slot.span.words) for slot in shown.days[2].slots]
    assert kinds == [("free", "09:00–17:00"), ("shut", "17:00–18:00"), ("taken", "18:00–19:00")]
    assert shown.days[0].is_empty
    assert shown.days[0].is_today
