"""R-45: however people walk, a case that is agreed has its agreement and two checks."""

import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.accounts.domain import Role
from app.agreements import actions, queries
from app.agreements.domain import Fulfilled, Promise
from app.disputes import actions as disputes
from app.disputes import queries as cases
from app.disputes import steps
from app.disputes.domain import (
    AgreementForm,
    CheckResult,
    Explained,
    LeadKind,
    Outcome,
    Side,
    StepKind,
)
from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.scope import scope
from tests.conftest import NOW
from tests.disputes.rows import a_case

BOTH = frozenset({Side.A, Side.B})


def step(kind, sides):
    def take(case, by):
        facts = {"day": clock.today(), "kind": kind, "sides": sides, "minutes": 30}
        steps.add_step(case, id=uuid.uuid4(), by=by, **facts)

    return take


def consent(side):
    def give(case, by):
        facts = {"side": side, "given_on": clock.today(), "explained": frozenset(Explained)}
        steps.consent(case, id=uuid.uuid4(), by=by, **facts)

    return give


def withdraw(case, by):
    if not case.taken_steps:
        raise Refused("žádný krok")
    steps.withdraw_step(case.taken_steps[-1], by=by)


def record(form):
    def write(case, by):
        points = {1: Promise(BOTH, "Klid po desáté.")}
        facts = {"agreed_on": clock.today(), "form": form, "points": points}
        actions.record(case, id=uuid.uuid4(), by=by, **facts)

    return write


def on_agreement(change):
    def apply(case, by):
        agreement = queries.of_case(case.id)
        if agreement is None or not agreement.points:
            raise Refused("žádná dohoda")
        change(agreement, by)

    return apply


def check(case, by):
    if not case.checks:
        raise Refused("žádná kontrola")
    disputes.check(case.checks[0], result=CheckResult.BROKEN, by=by)


VERBS = {
    "screen": lambda case, by: disputes.screen(case, flags=[], by=by),
    "talk a": step(StepKind.VISIT_A, frozenset({Side.A})),
    "talk b": step(StepKind.VISIT_B, frozenset({Side.B})),
    "meet": step(StepKind.JOINT_MEETING, BOTH),
    "consent a": consent(Side.A),
    "consent b": consent(Side.B),
    "withdraw": withdraw,
    "write": record(AgreementForm.WRITTEN),
    "say": record(AgreementForm.ORAL),
    "correct": on_agreement(
        lambda a, by: actions.correct(a, agreed_on=a.agreed_on, form=AgreementForm.ORAL, by=by)
    ),
    "earlier": on_agreement(
        lambda a, by: actions.correct(
            a, agreed_on=a.agreed_on - timedelta(days=1), form=AgreementForm.ORAL, by=by
        )
    ),
    "take back": on_agreement(lambda a, by: actions.withdraw(a, by=by)),
    "add": on_agreement(
        lambda a, by: actions.add_point(a, id=uuid.uuid4(), who=BOTH, what="Pes.", by=by)
    ),
    "take out": on_agreement(lambda a, by: actions.withdraw_point(a.points[0], by=by)),
    "keep": on_agreement(
        lambda a, by: actions.fulfil_point(a.points[0], fulfilled=Fulfilled.YES, by=by)
    ),
    "check": check,
    "close written": lambda case, by: disputes.close(
        case, outcome=Outcome.WRITTEN_AGREEMENT, by=by
    ),
    "close oral": lambda case, by: disputes.close(case, outcome=Outcome.ORAL_AGREEMENT, by=by),
    "close without": lambda case, by: disputes.close(case, outcome=Outcome.NO_AGREEMENT, by=by),
}
WAY = ["screen", "talk a", "consent a", "talk b", "consent b", "meet"]


@pytest.fixture
def cast(make):
    town = make.town()
    hana = make.person(town, Role.DISPUTE_LEAD, name="Hana Tichá")
    return hana, a_case(make, town, hana, lead_kind=LeadKind.TOWN_EMPLOYEE)


def walked(app, cast, verbs, done=None):
    """The case and its agreement after all verbs; after each of them the rule holds."""
    hana, row = cast
    with app.app_context(), scope(hana.municipality_id):
        case = cases.get(row.id)
        for day, verb in enumerate(verbs):
            with clock.frozen(NOW + timedelta(days=day)):  # so that a day may be another one
                try:
                    VERBS[verb](case, hana)
                    if done is not None:
                        done.add(verb)
                except Refused:
                    db.session.expire_all()
                holds(case, queries.of_case(case.id))
        agreement = queries.of_case(case.id)
        seen = case.stage, agreement and agreement.form, agreement and len(agreement.points)
        db.session.rollback()
        return seen


def holds(case, agreement):
    assert (agreement is not None) == (case.agreed_form is not None)
    if agreement is None:
        assert case.checks == []
        return
    assert (case.agreed_form, case.agreed_on) == (agreement.form, agreement.agreed_on)
    due = {each.days: each.due_on - agreement.agreed_on for each in case.checks}
    assert (len(case.checks), due) == (2, {n: timedelta(days=n) for n in (30, 90)})
    assert agreement.led_as is LeadKind.TOWN_EMPLOYEE
    assert all(point.who and point.opened for point in agreement.points)


@given(head=st.integers(0, len(WAY)), verbs=st.lists(st.sampled_from(sorted(VERBS)), max_size=20))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_walk_leaves_an_agreement_without_its_case_or_checks(app, cast, head, verbs):
    walked(app, cast, [*WAY[:head], *verbs])


def test_the_whole_way_ends_in_an_agreement(app, cast):
    """The control: the walks above could come to one."""
    done = set()
    way = [*WAY, "write", "earlier", "take back", "write", "add", "correct", "check", "close oral"]
    assert walked(app, cast, [*way, "keep"], done) == ("closed", AgreementForm.ORAL, 2)
    assert done == {*way, "keep"}


def test_a_check_that_was_made_keeps_the_day_and_the_agreement(app, cast):
    done = set()
    walked(app, cast, [*WAY, "meet", "write", "check", "earlier", "take back"], done)
    assert "check" in done
    assert done.isdisjoint({"earlier", "take back"})


def test_a_closed_case_takes_no_agreement(app, cast):
    assert walked(app, cast, [*WAY, "close without", "write"])[1] is None
