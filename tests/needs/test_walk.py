"""R-52: whatever is done with a need, it is met only out of a plan; decisions keep their reason."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.scope import scope
from app.needs import actions, queries
from app.needs.domain import NeedStatus
from tests.needs.rows import a_competence, a_need

VERBS = {
    "accept": lambda need, by: actions.accept(need, by=by),
    "postpone": lambda need, by: actions.postpone(need, reason="až na jaře", by=by),
    "reject": lambda need, by: actions.reject(need, reason="umí to", by=by),
    "plan": lambda need, by: actions.plan(need, by=by),
    "unplan": lambda need, by: actions.unplan(need, by=by),
    "meet": lambda need, by: actions.meet(need, on=clock.today(), by=by),
    "unmeet": lambda need, by: actions.unmeet(need, by=by),
}


@pytest.fixture
def cast(make):
    town = make.town()
    return make.mentor(town), a_need(make, make.assistant(town), a_competence(make, town))


def walked(app, cast, verbs):
    """The states after each verb; a refused one changes nothing."""
    mentor, stored = cast
    with app.app_context(), scope(mentor.municipality_id):
        need = queries.get(stored.id)
        states = [need.status]
        for verb in verbs:
            before = need.status
            try:
                VERBS[verb](need, mentor)
            except Refused:
                assert need.status is before
            states.append(need.status)
            assert (need.met_on is not None) == (need.status is NeedStatus.MET)
        db.session.rollback()
        return states


@given(verbs=st.lists(st.sampled_from(sorted(VERBS)), max_size=25))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_walk_ends_met_without_the_plan(app, cast, verbs):
    steps = pairwise(walked(app, cast, verbs))
    before_met = {one for one, other in steps if other is NeedStatus.MET and one is not other}
    assert before_met <= {NeedStatus.PLANNED}


def test_the_walk_through_the_plan_meets_the_need(app, cast):
    """The control: the walks above could meet it."""
    assert walked(app, cast, ["accept", "plan", "meet"])[-1] is NeedStatus.MET


def test_a_verification_taken_back_opens_the_need_again(app, cast):
    assert walked(app, cast, ["accept", "plan", "meet", "unmeet"])[-1] is NeedStatus.PLANNED


def test_what_stands_in_a_plan_is_not_decided_over(app, cast):
    walk = ["accept", "plan", "accept", "postpone", "reject"]
    assert walked(app, cast, walk)[-1] is NeedStatus.PLANNED
