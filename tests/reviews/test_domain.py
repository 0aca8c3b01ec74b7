"""The rules of hand-in and review, without the database."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.kernel.clock import local, utc
from app.reviews.domain import (
    Content,
    HandIn,
    day_begun,
    is_late,
    is_quiet,
    missing,
    moments,
    odd_length,
)
from app.shifts.domain import SafetyEvent

DAY = date(2025, 10, 6)
BEGIN, END = moments(DAY, time(13, 30), time(22, 0))
WHOLE = HandIn(BEGIN, END, 3, 0, 0, 2, has_single_reason=False)
CALM = Content(0, 0, 0, SafetyEvent.NONE, is_late=False, was_returned=False)


def test_a_whole_record_may_be_handed_in():
    assert missing(WHOLE) == []


@pytest.mark.parametrize(
    "lack",
    [
        {"real_to": None},
        {"visits": 0},
        {"incomplete_incidents": 1},
        {"crew": 1},
    ],
)
def test_each_lack_is_said_once(lack):
    assert len(missing(replace(WHOLE, **lack))) == 1


def test_an_answered_task_stands_for_a_stop_of_the_round():
    assert missing(replace(WHOLE, visits=0, answered_tasks=1)) == []


def test_somebody_alone_with_a_reason_lacks_nothing():
    assert missing(replace(WHOLE, crew=1, has_single_reason=True)) == []


def test_a_shift_may_end_after_midnight():
    begin, end = moments(DAY, time(22, 0), time(6, 0))
    assert end - begin == timedelta(hours=8)


@pytest.mark.parametrize(
    ("begin", "tapped", "days_before"),
    [
        (time(23, 10), time(0, 20), 1),
        (time(21, 0), time(5, 0), 1),
        (time(0, 5), time(0, 20), 0),
        (time(7, 0), time(7, 2), 0),
        (time(17, 0), time(7, 2), 0),
        (None, time(0, 20), 0),
    ],
)
def test_a_beginning_before_midnight_tapped_after_it_is_of_the_evening_before(
    begin, tapped, days_before
):
    assert day_begun(DAY, begin, utc(DAY, tapped)) == DAY - timedelta(days=days_before)


def test_the_night_of_the_clock_change_is_an_hour_longer():
    begin, end = moments(date(2025, 10, 25), time(22, 0), time(6, 0))
    assert end - begin == timedelta(hours=9)
    assert local(end).time() == time(6, 0)


def test_twelve_hours_after_the_end_is_still_in_time():
    assert not is_late(END, END + timedelta(hours=12))
    assert is_late(END, END + timedelta(hours=12, seconds=1))
    assert utc(DAY, time(22, 0)) == END


def test_a_shift_without_anything_to_look_at_is_quiet():
    assert is_quiet(CALM)


@pytest.mark.parametrize(
    "event",
    [
        {"incidents": 1},
        {"open_tasks": 1},
        {"findings": 1},
        {"safety_event": SafetyEvent.VERBAL_ATTACK},
        {"is_late": True},
        {"was_returned": True},
        {"working_time": ("Směna trvala méně než hodinu.",)},
    ],
)
def test_anything_worth_a_look_makes_it_loud(event):
    assert not is_quiet(replace(CALM, **event))


@pytest.mark.parametrize(
    "slip",
    [
        {"real_to": BEGIN},
        {"real_to": BEGIN + timedelta(hours=17)},
        {"now": END - timedelta(hours=2)},
        {"idle_minutes": 600},
    ],
)
def test_a_slip_in_the_times_is_said_once(slip):
    assert len(missing(replace(WHOLE, **slip))) == 1


@pytest.mark.parametrize(
    ("worked", "planned", "lines"),
    [(8, 8, 0), (10, 8, 0), (6, 8, 0), (11, 8, 1), (5, 8, 1), (5, None, 0), (0.5, 1, 1)],
)
def test_an_odd_length_is_said_once(worked, planned, lines):
    plan = timedelta(hours=planned) if planned else None
    assert len(odd_length(timedelta(hours=worked), plan)) == lines
