"""Quarters follow one another without a gap and know their months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import dates

from app.kernel.quarter import Quarter

DAYS = dates(date(2001, 1, 1), date(2900, 1, 1))


def test_a_quarter_is_read_from_its_code():
    assert Quarter.parse("2025Q4") == Quarter(2025, 4)
    assert Quarter(2025, 4).code == "2025Q4"


@pytest.mark.parametrize("code", ["", "2025", "2025Q5", "2025Q0", "2025q4", "2025Q4 ", "1999Q1"])
def test_anything_else_is_not_a_quarter(code):
    with pytest.raises(ValueError, match="is not a quarter"):
        Quarter.parse(code)


def test_the_last_quarter_ends_with_the_year():
    quarter = Quarter(2025, 4)
    assert quarter.months == (date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1))
    assert (quarter.first, quarter.last) == (date(2025, 10, 1), date(2025, 12, 31))
    assert quarter.end == date(2026, 1, 1)
    assert len(quarter.month_labels) == 3


def test_the_label_says_the_number_and_the_year():
    assert "4" in Quarter(2025, 4).label
    assert "2025" in Quarter(2025, 4).label


@given(DAYS)
def test_every_day_lies_in_exactly_one_month_of_its_quarter(day):
    quarter = Quarter.containing(day)
    assert quarter.first <= day < quarter.end
    assert quarter.months[quarter.month_of(day)].month == day.month


@given(DAYS)
def test_neighbours_meet_and_a_year_has_four(day):
    quarter = Quarter.containing(day)
    assert quarter.previous.following == quarter == quarter.following.previous
    assert quarter.previous.end == quarter.first
    assert quarter.last + timedelta(days=1) == quarter.following.first
    assert quarter.previous.previous.previous.previous == quarter.last_year
