"""Days of an event and places at it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis.strategies import dates, integers

from app.courses.domain import Attended, CourseKind, EventStatus, free_places, is_on


def test_an_event_of_one_day_is_on_that_day_only():
    day = date(2026, 11, 23)
    days = [day + timedelta(days=n) for n in (-1, 0, 1)]
    assert [is_on(each, day, None) for each in days] == [False, True, False]


@given(first=dates(max_value=date(9000, 1, 1)), length=integers(0, 30), step=integers(-40, 40))
def test_a_longer_event_is_on_from_its_first_day_to_its_last(first, length, step):
    if first.year < 2:
        return
    last = first + timedelta(days=length)
    assert is_on(first + timedelta(days=step), first, last) == (0 <= step <= length)


@given(capacity=integers(0, 50), taken=integers(0, 60))
def test_there_are_never_more_places_than_the_capacity_nor_fewer_than_none(capacity, taken):
    free = free_places(capacity, taken)
    assert free is not None
    assert 0 <= free <= capacity
    assert free == 0 or free + taken == capacity


def test_where_nobody_counts_there_is_no_end_of_places():
    assert free_places(None, 500) is None


def test_codes_have_labels_of_their_own():
    for codes in (CourseKind, EventStatus, Attended):
        assert len({code.label for code in codes}) == len(codes)
