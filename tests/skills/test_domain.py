"""What ratings say: when they age (R-51), where there is a gap, who knows what about whom."""

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.kernel.db import uuid7
from app.skills.domain import (
    Cell,
    Direction,
    Level,
    Mark,
    Rated,
    Side,
    is_old,
    is_worker,
    leads,
    may_know,
)
from app.skills.models import Rating
from app.skills.policy import comment, guide, rate, rate_self, read

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(1999, 1, 1), date(2101, 12, 31))
LEVELS = st.sampled_from(list(Level))
SETS_OF_ROLES = st.frozensets(st.sampled_from(list(Role)), min_size=1, max_size=3)


def rated(level, day=TODAY):
    return Rated(level, day)


def cell(own=None, mentor=None, today=TODAY):
    return Cell(own and rated(own), mentor and rated(mentor), today)


def person(roles):
    return Membership(id=uuid7(), display_name="Alena Malá", roles=frozenset(roles))


@pytest.mark.parametrize(
    ("rated_on", "last_good"),
    [
        (date(2026, 5, 23), date(2026, 11, 23)),
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2027, 8, 29), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 8, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_a_rating_holds_to_the_same_day_half_a_year_later_or_the_last_of_the_month(
    rated_on, last_good
):
    assert not is_old(rated_on, last_good)
    assert is_old(rated_on, last_good + timedelta(days=1))


@given(DAYS)
def test_a_rating_holds_between_181_and_184_days(rated_on):
    held = next(n for n in range(170, 200) if is_old(rated_on, rated_on + timedelta(days=n + 1)))
    assert 181 <= held <= 184


@given(DAYS, st.integers(0, 400))
def test_what_is_old_stays_old(rated_on, days):
    day = rated_on + timedelta(days=days)
    if is_old(rated_on, day):
        assert is_old(rated_on, day + timedelta(days=1))


@given(DAYS, DAYS)
def test_an_older_rating_is_never_fresher(first, second):
    older, newer = sorted([first, second])
    today = newer + timedelta(days=200)
    assert is_old(older, today) >= is_old(newer, today)


@given(st.integers(1999, 2100))
def test_the_last_of_august_holds_to_the_last_of_february(year):
    last = date(year + 1, 2, 29 if isleap(year + 1) else 28)
    assert not is_old(date(year, 8, 31), last)
    assert is_old(date(year, 8, 31), last + timedelta(days=1))


def test_what_was_never_rated_is_neither_a_gap_nor_old():
    assert (cell().marks, cell().deserves_talk, cell().is_whole) == ([], False, False)


@given(LEVELS, LEVELS)
def test_there_is_a_gap_when_either_side_sees_less_than_working_alone(own, mentor):
    assert cell(own, mentor).is_gap == (min(own.number, mentor.number) < 2)


@given(LEVELS, LEVELS)
def test_two_levels_apart_are_a_disagreement(own, mentor):
    found = Mark.APART in cell(own, mentor).marks
    assert found == (abs(own.number - mentor.number) >= 2)


@given(LEVELS)
def test_one_side_alone_is_never_apart_from_the_other(level):
    assert cell(own=level).difference == cell(mentor=level).difference == 0


def test_a_half_that_is_old_makes_the_whole_old():
    old = rated(Level.ALONE, TODAY - timedelta(days=200))
    assert Cell(rated(Level.ALONE), old, TODAY).marks == [Mark.OLD]


def test_the_one_who_thinks_less_of_himself_is_asked_what_holds_him_back():
    modest = cell(Level.HELPED, Level.TEACHES).questions
    proud = cell(Level.TEACHES, Level.ALONE).questions
    assert len(modest) == 2
    assert len(proud) == 1
    assert not set(modest) & set(proud)


@given(LEVELS, LEVELS)
def test_whatever_deserves_talk_has_a_question(own, mentor):
    each = cell(own, mentor)
    assert bool(each.questions) == each.deserves_talk


def test_up_and_down_are_opposite():
    assert Direction.UP.step + Direction.DOWN.step == 0


@given(SETS_OF_ROLES, SETS_OF_ROLES)
def test_a_worker_who_leads_nobody_knows_only_his_own(his, others):
    me, other = person(his & {Role.APK, Role.DP}), person(others)
    assert not may_know(me, other)
    assert not read(me, other)
    assert not guide(me, other)
    assert not rate(me, other)


@given(SETS_OF_ROLES)
def test_a_worker_always_knows_his_own_and_never_rates_himself_as_a_leader(roles):
    me = person(roles | {Role.APK})
    assert (may_know(me, me), read(me, me), rate_self(me), rate(me, me)) == (
        *(True, True, True),
        False,
    )


@given(SETS_OF_ROLES, SETS_OF_ROLES)
def test_only_mentors_and_of_caretakers_coordinators_lead_and_only_workers(his, others):
    me, other = person(his), person(others)
    expected = is_worker(other) and (
        Role.MENTOR in his or (Role.DP_COORDINATOR in his and Role.DP in others)
    )
    assert leads(me, other) == expected


@given(SETS_OF_ROLES)
def test_whoever_is_not_a_worker_has_no_ratings_to_see(roles):
    manager = person({Role.MANAGER})
    other = person(roles - {Role.APK, Role.DP})
    assert not read(manager, other)


@pytest.mark.parametrize(("side", "allowed"), [(Side.MENTOR, True), (Side.SELF, False)])
def test_only_the_one_who_was_rated_comments_and_only_the_mentors_rating(side, allowed):
    me, other = person({Role.APK}), person({Role.APK, Role.MENTOR})
    rating = Rating(worker_id=me.id, side=side)
    assert comment(me, rating) == allowed
    assert not comment(other, rating)
