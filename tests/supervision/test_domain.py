"""Supervision: how long a meeting may last, when it is recorded, for how many it is."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import dates, floats, integers

from app.supervision.domain import LONGEST_HOURS, SupervisionForm, fits, is_length, is_over


@given(integers(1, LONGEST_HOURS * 10))
def test_every_tenth_of_an_hour_up_to_the_longest_is_a_length(tenths):
    assert is_length(tenths / 10)


@given(floats(max_value=0) | floats(min_value=LONGEST_HOURS, exclude_min=True))
def test_nothing_below_and_nothing_above_is_a_length(hours):
    assert not is_length(hours)


@pytest.mark.parametrize("hours", [math.nan, math.inf, 1.25, 0.01])
def test_what_cannot_be_kept_to_one_decimal_place_is_no_length(hours):
    assert not is_length(hours)


@given(dates(date(2000, 1, 1), date(2100, 1, 1)), integers(-400, 400))
def test_a_meeting_is_over_from_its_own_day_on(today, days):
    assert is_over(today + timedelta(days=days), today) == (days <= 0)


@given(integers(0, 20))
def test_individual_is_for_exactly_one_and_a_group_for_any_number(people):
    assert fits(SupervisionForm.INDIVIDUAL, people) == (people == 1)
    assert fits(SupervisionForm.GROUP, people) == (people > 0)
