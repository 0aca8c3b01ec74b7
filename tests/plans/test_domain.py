"""Where an item of a plan stands, how much of a plan is met, and what verifying asks for."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.plans.domain import (
    ItemState,
    Progress,
    Proof,
    day_fault,
    is_in_term,
    met_percent,
    overlaps,
    verification_fault,
)

TODAY = date(2026, 11, 23)
DAYS = st.integers(-400, 400).map(lambda n: TODAY + timedelta(days=n))
ITEMS = st.builds(Progress, DAYS, st.none() | DAYS, st.none() | DAYS)


@given(item=ITEMS)
def test_nothing_is_met_without_verification(item):
    assert (item.state(TODAY) is ItemState.MET) == (item.verified_on is not None)


@given(due_on=DAYS)
def test_an_item_is_late_only_after_its_last_day(due_on):
    is_late = Progress(due_on, None, None).state(TODAY) is ItemState.OVERDUE
    assert is_late == (due_on < TODAY)


def test_what_was_done_is_never_late():
    assert Progress(TODAY - timedelta(days=9), TODAY, None).state(TODAY) is ItemState.DONE


@given(items=st.lists(ITEMS, max_size=12))
def test_a_plan_is_met_wholly_only_when_each_item_is(items):
    met = [item.verified_on is not None for item in items]
    assert (met_percent(items) == 100) == (bool(met) and all(met))


def test_four_of_five_in_term_are_enough_and_three_are_not():
    late, good = Progress(TODAY - timedelta(days=1), None, None), Progress(TODAY, None, None)
    assert is_in_term([good, good, good, good, late], TODAY)
    assert not is_in_term([good, good, good, late, late], TODAY)


def test_a_plan_without_items_is_neither_met_nor_in_term():
    assert met_percent([]) is None
    assert not is_in_term([], TODAY)


def test_a_quiz_proves_only_when_it_was_passed():
    assert verification_fault(Proof.QUIZ, has_passed_quiz=False, note="výborně")
    assert verification_fault(Proof.QUIZ, has_passed_quiz=True, note=None) is None


def test_an_observation_proves_only_with_what_was_seen():
    assert verification_fault(Proof.OBSERVATION, has_passed_quiz=False, note="")
    assert verification_fault(Proof.OBSERVATION, has_passed_quiz=False, note="viděl") is None


def test_it_is_verified_after_it_was_done_and_not_in_the_future():
    assert day_fault(TODAY, TODAY, TODAY) is None
    assert day_fault(TODAY, None, TODAY)
    assert day_fault(TODAY - timedelta(days=1), TODAY, TODAY)
    assert day_fault(TODAY + timedelta(days=1), TODAY, TODAY)


@given(days=st.lists(DAYS, min_size=4, max_size=4))
def test_periods_overlap_when_they_share_a_day(days):
    (a, b), (c, d) = sorted(days[:2]), sorted(days[2:])
    shared = max(a, c) <= min(b, d)
    assert overlaps(a, b, c, d) == overlaps(c, d, a, b) == shared
