"""The quarters and moments that are drawn lie where they are said to lie."""

from datetime import date, time, timedelta

import pytest

from app.kernel.quarter import Quarter
from tests.summaries.drawn import QUARTERS, SORTS, Wall, clock_change, corners, place_of


def test_the_loop_knows_where_the_quarter_ends():
    at = [Wall(date(2025, 12, 31), time(23, 59)), Wall(date(2026, 1, 1), time(0))]
    assert [each.quarter - place_of(Quarter(2025, 4)) for each in at] == [0, 1]
    assert [each.month for each in at] == ["m3", "m1"]


def test_the_hours_of_the_clock_changes_are_those_of_the_wall():
    night = clock_change(2025, 10)
    assert (night, clock_change(2025, 3)) == (date(2025, 10, 26), date(2025, 3, 30))
    one, other = (Wall(night, time(2, 30), fold) for fold in (0, 1))
    assert other.moment - one.moment == timedelta(hours=1)
    assert not Wall(date(2025, 3, 30), time(2, 30)).exists()


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_a_record_lies_on_each_side_of_a_quarters_end(quarter):
    places = {each.quarter - place_of(quarter) for each in corners(quarter)}
    assert places == {-1, 0, 1}
    assert Wall(quarter.last, time(23, 30)) in corners(quarter)


def test_the_last_days_of_the_year_of_march_and_of_a_leap_february_come_up():
    days = {wall.day for each in QUARTERS for wall in corners(each)}
    assert {date(2025, 12, 31), date(2025, 3, 31), date(2024, 2, 29)} <= days
    assert date(2024, 2, 29) in {wall.day for wall in corners(*SORTS["leap"])}
    assert {date(2025, 3, 29), date(2025, 10, 26)} <= days
