"""The states of a need, its balance in a period, and the competence an incident asks for."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.incidents.domain import Subcategory
from app.needs.domain import (
    MOVES,
    OPEN,
    Life,
    NeedStatus,
    Urgency,
    balance_of,
    competence_for,
    duty_day,
    may_decide,
    may_move,
    urgency_of,
)
from app.skills.domain import FIRST_COMPETENCES

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 400).map(lambda n: FIRST + timedelta(days=n))
CLOSED = st.sampled_from([NeedStatus.MET, NeedStatus.REJECTED])
OPENED = st.sampled_from(sorted(OPEN))
LIVES = st.one_of(st.builds(Life, DAYS, OPENED, st.none()), st.builds(Life, DAYS, CLOSED, DAYS))


def test_every_kind_of_incident_asks_for_a_competence_of_the_start():
    assert {competence_for(kind) for kind in Subcategory} <= set(FIRST_COMPETENCES)


def test_a_needle_asks_for_safe_collection_and_not_for_its_category():
    assert competence_for(Subcategory.NEEDLE_FOUND) == "needles"


def test_a_need_becomes_met_only_out_of_a_plan():
    assert [s for s in NeedStatus if may_move(s, NeedStatus.MET)] == [NeedStatus.PLANNED]


def test_every_state_is_reached_and_left():
    assert set(MOVES) == set(NeedStatus)
    assert set().union(*MOVES.values()) == set(NeedStatus) - {NeedStatus.PROPOSED}


def test_nobody_decides_over_what_stands_in_a_plan_or_is_met():
    decided = {NeedStatus.ACCEPTED, NeedStatus.POSTPONED, NeedStatus.REJECTED}
    for before in (NeedStatus.PLANNED, NeedStatus.MET):
        assert not any(may_decide(before, after) for after in decided)


def test_a_rejected_need_may_be_accepted_after_all():
    assert may_decide(NeedStatus.REJECTED, NeedStatus.ACCEPTED)


def test_what_ends_within_thirty_days_is_urgent():
    assert urgency_of(FIRST + timedelta(days=30), FIRST) is Urgency.HIGH
    assert urgency_of(FIRST + timedelta(days=31), FIRST) is Urgency.MEDIUM
    assert urgency_of(None, FIRST) is Urgency.MEDIUM


def test_a_rule_made_later_does_not_ask_for_the_past():
    assert duty_day(date(2020, 1, 1), 90, FIRST) == FIRST
    assert duty_day(FIRST, 90, FIRST) == date(2026, 4, 1)
    assert duty_day(FIRST, None, FIRST) is None


@given(lives=st.lists(LIVES, max_size=20), days=st.lists(DAYS, min_size=2, max_size=2, unique=True))
def test_what_is_left_at_the_end_is_what_the_next_period_begins_with(lives, days):
    since, until = sorted(days)
    now = balance_of(lives, since, until)
    after = balance_of(lives, until + timedelta(days=1), until + timedelta(days=90))
    assert now.end == after.start


@given(lives=st.lists(LIVES, max_size=20), days=st.lists(DAYS, min_size=3, max_size=3, unique=True))
def test_two_halves_of_a_period_add_up(lives, days):
    since, middle, until = sorted(days)
    whole = balance_of(lives, since, until)
    first = balance_of(lives, since, middle)
    second = balance_of(lives, middle + timedelta(days=1), until)
    assert whole.start == first.start
    assert whole.new == first.new + second.new
    assert whole.met == first.met + second.met
    assert whole.end == second.end


def test_a_need_without_any_trace_in_the_period_says_nothing():
    met_before = Life(FIRST, NeedStatus.MET, FIRST)
    assert not balance_of([met_before], FIRST + timedelta(days=1), FIRST + timedelta(days=9))
