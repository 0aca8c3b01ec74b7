"""Shifts: states, working time, holidays, and who says why they are alone."""

from datetime import date, timedelta
from datetime import time as clock
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import utc
from app.shifts.domain import (
    ContactKind,
    SafetyEvent,
    ShiftKind,
    ShiftStatus,
    field_minutes,
    is_holiday,
    kind_at,
    may_move,
    needs_single_reason,
    worked_minutes,
)

MONDAY = date(2025, 10, 6)


def test_a_shift_goes_from_plan_to_approval():
    way = ["planned", "in_progress", "handed_in", "returned", "handed_in", "approved"]
    steps = [ShiftStatus(status) for status in way]
    assert all(may_move(one, other) for one, other in pairwise(steps))


def test_only_a_planned_shift_is_cancelled():
    cancelled = [s for s in ShiftStatus if may_move(s, ShiftStatus.CANCELLED)]
    assert cancelled == [ShiftStatus.PLANNED]


def test_an_approved_shift_can_only_be_returned():
    assert [s for s in ShiftStatus if may_move(ShiftStatus.APPROVED, s)] == [ShiftStatus.RETURNED]


@given(st.lists(st.sampled_from(ShiftStatus), max_size=30))
def test_no_walk_leaves_a_cancelled_shift_or_reaches_approval_without_hand_in(wishes):
    walk = [ShiftStatus.PLANNED]
    for wish in wishes:
        if may_move(walk[-1], wish):
            walk.append(wish)
    assert ShiftStatus.CANCELLED not in walk[:-1]
    for before, after in pairwise(walk):
        assert after is not ShiftStatus.APPROVED or before is ShiftStatus.HANDED_IN


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 28), 7), (date(2026, 10, 24), 9), (date(2026, 6, 1), 8)]
)
def test_a_night_shift_has_the_hours_that_really_pass(day, hours):
    begin, end = utc(day, clock(22)), utc(day + timedelta(days=1), clock(6))
    assert worked_minutes(begin, end) == hours * 60


def test_a_break_is_not_work():
    assert worked_minutes(utc(MONDAY, clock(7)), utc(MONDAY, clock(15, 30)), 30) == 8 * 60


def test_time_in_the_field_is_work_without_the_office():
    assert field_minutes(480, 96) == 6 * 60 + 24
    assert field_minutes(480, None) == 480


@given(st.integers(0, 2000), st.none() | st.integers(0, 2000))
def test_time_in_the_field_is_never_less_than_nothing_or_more_than_work(worked, office):
    assert 0 <= field_minutes(worked, office) <= worked


@pytest.mark.parametrize(
    ("kind", "crew", "asked"),
    [
        (ShiftKind.MORNING, 1, True),
        (ShiftKind.MORNING, 2, False),
        (ShiftKind.DP_ROUND, 1, False),
    ],
)
def test_who_is_alone_says_why_but_not_on_a_caretakers_round(kind, crew, asked):
    assert needs_single_reason(kind, crew) is asked


@pytest.mark.parametrize(
    ("day", "hour", "kind"),
    [
        (MONDAY, 6, ShiftKind.MORNING),
        (MONDAY, 13, ShiftKind.AFTERNOON),
        (date(2025, 10, 11), 6, ShiftKind.WEEKEND),
        (date(2025, 10, 28), 13, ShiftKind.WEEKEND),
    ],
)
def test_the_kind_of_a_shift_follows_from_when_it_begins(day, hour, kind):
    assert kind_at(utc(day, clock(hour))) is kind


@pytest.mark.parametrize(
    "sunday",
    [
        *(date(1954, 4, 18), date(1981, 4, 19), date(2000, 4, 23), date(2024, 3, 31)),
        *(date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25), date(2049, 4, 18)),
    ],
)
def test_easter_moves_and_takes_its_friday_and_monday_along(sunday):
    around = [sunday + timedelta(days=offset) for offset in range(-3, 3)]
    assert [is_holiday(day) for day in around] == [False, True, False, False, True, False]


def test_a_year_has_thirteen_holidays():
    days = [date(2026, 1, 1) + timedelta(days=offset) for offset in range(365)]
    assert sum(map(is_holiday, days)) == 13


def test_every_attack_or_injury_says_what_to_do_next():
    assert SafetyEvent.NONE.steps == ()
    assert all(event.steps for event in SafetyEvent if event is not SafetyEvent.NONE)


def test_contacts_are_counted_in_the_six_kinds_of_the_summary():
    kinds = {"resident", "child", "senior", "tenant", "business", "institution"}
    assert set(ContactKind) == kinds
