"""R-52: however people walk through a plan, no need is met without a verified item."""

import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.scope import scope
from app.needs import actions as needs
from app.needs import queries as need_queries
from app.needs.domain import NeedStatus
from app.plans import actions, queries
from app.plans.domain import Form, PlanStatus, Proof
from tests.needs.rows import a_competence, a_need
from tests.plans.rows import a_plan

SEEN = {"proof": Proof.OBSERVATION, "proof_note": "viděl jsem"}


def add(need, plan, by):
    due_on = clock.today() + timedelta(days=30)
    facts = {"need_id": need.id, "form": Form.COURSE, "due_on": due_on}
    actions.add_item(plan, id=uuid.uuid4(), by=by, **facts)


def item_of(plan, need):
    found = [item for item in plan.items if item.need_id == need.id]
    if not found:
        raise Refused("v plánu není")
    return found[0]


VERBS = {
    "accept": lambda need, plan, by: needs.accept(need, by=by),
    "reject": lambda need, plan, by: needs.reject(need, reason="umí to", by=by),
    "postpone": lambda need, plan, by: needs.postpone(need, reason="až na jaře", by=by),
    "add": add,
    "withdraw": lambda need, plan, by: actions.withdraw_item(item_of(plan, need), by=by),
    "complete": lambda need, plan, by: actions.complete_item(
        item_of(plan, need), done_on=clock.today(), by=by
    ),
    "verify": lambda need, plan, by: actions.verify_item(
        item_of(plan, need), verified_on=clock.today(), by=by, **SEEN
    ),
    "unverify": lambda need, plan, by: actions.unverify_item(
        item_of(plan, need), reason="omyl", by=by
    ),
    "agree": lambda need, plan, by: actions.agree(plan, by=by),
    "close": lambda need, plan, by: actions.close(plan, conclusion="hotovo", by=by),
}


@pytest.fixture
def cast(make):
    town = make.town()
    worker = make.assistant(town)
    return make.mentor(town), a_need(make, worker, a_competence(make, town)), a_plan(make, worker)


def walked(app, cast, verbs):
    """The need and the plan after all verbs; after each of them R-52 holds."""
    mentor, need_row, plan_row = cast
    with app.app_context(), scope(mentor.municipality_id):
        need, plan = need_queries.get(need_row.id), queries.get(plan_row.id)
        for verb in verbs:
            try:
                VERBS[verb](need, plan, mentor)
            except Refused:
                db.session.expire_all()
            check(need, plan)
        seen = need.status, plan.status
        db.session.rollback()
        return seen


def check(need, plan):
    """Met if and only if an item of it was verified by somebody, on a day, with a proof."""
    own = [item for item in plan.items if item.need_id == need.id]
    verified = [item for item in own if item.verified_on and item.verified_by and item.proof]
    assert (need.status is NeedStatus.MET) == bool(verified)
    if plan.is_open:
        assert (need.status in {NeedStatus.PLANNED, NeedStatus.MET}) == bool(own)


@given(verbs=st.lists(st.sampled_from(sorted(VERBS)), max_size=30))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_walk_meets_a_need_without_a_verified_item(app, cast, verbs):
    walked(app, cast, ["accept", "add", *verbs])


def test_the_whole_way_meets_it(app, cast):
    """The control: the walks above could meet it."""
    way = ["accept", "add", "complete", "verify"]
    assert walked(app, cast, way) == (NeedStatus.MET, PlanStatus.DRAFT)


def test_what_was_not_done_is_not_verified(app, cast):
    assert walked(app, cast, ["accept", "add", "verify"])[0] is NeedStatus.PLANNED


def test_a_closed_plan_gives_back_what_is_not_met(app, cast):
    way = ["accept", "add", "complete", "close", "verify"]
    assert walked(app, cast, way) == (NeedStatus.ACCEPTED, PlanStatus.CLOSED)
