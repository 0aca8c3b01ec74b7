"""However people walk through a case, no state is illegal and R-40 to R-46 hold."""

import uuid
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.disputes import actions, intake, leads, policy, queries, steps
from app.disputes.domain import (
    CHECK_DAYS,
    AgreementForm,
    CheckResult,
    Explained,
    Flag,
    LeadKind,
    Outcome,
    Side,
    Stage,
    StepKind,
)
from app.disputes.process import AGREEMENTS, TALKS, NextStep
from app.incidents.domain import Recipient
from app.kernel import clock
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.scope import scope
from app.outcomes import actions as ends
from app.outcomes import policy as outcomes
from tests.conftest import NOW
from tests.disputes.rows import a_case


def fresh():
    return uuid.uuid4()


def day_of(pick):
    """People write things down later, so a day of today is only the most usual one."""
    return clock.today() - timedelta(days=pick("days ago", [0, 0, 1, 3]))


def add_step(case, by, pick):
    kind, sides = pick("kind", list(StepKind)), pick("sides", SIDES)
    told = {"kind": kind, "sides": sides, "minutes": 10, "day": day_of(pick)}
    steps.add_step(case, id=fresh(), by=by, **told)


def correct_step(case, by, pick):
    step = pick("step", case.taken_steps or [None])
    if step is not None:
        told = {"sides": pick("sides", SIDES), "minutes": 5, "day": day_of(pick)}
        steps.correct_step(step, by=by, kind=pick("kind", list(StepKind)), **told)


def withdraw_step(case, by, pick):
    step = pick("step", case.taken_steps or [None])
    if step is not None:
        steps.withdraw_step(step, by=by)


def consent(case, by, pick):
    explained = pick("explained", [frozenset(Explained), frozenset([Explained.RESULT])])
    told = {"side": pick("side", list(Side)), "given_on": day_of(pick), "explained": explained}
    steps.consent(case, id=fresh(), by=by, **told)


def withdraw_consent(case, by, pick):
    given_by = pick("consent", case.consents or [None])
    if given_by is not None:
        steps.withdraw_consent(given_by, by=by)


def screen(case, by, pick):
    ends.screen(case, flags=pick("flags", [[], [], [Flag.VIOLENCE]]), by=by)


def agree(case, by, pick):
    form = pick("form", list(AgreementForm))
    actions.agree(case, agreed_on=day_of(pick), form=form, by=by)


def check(case, by, pick):
    looked_at = pick("check", case.checks or [None])
    if looked_at is not None:
        actions.check(looked_at, result=pick("result", list(CheckResult)), by=by)


def correct(case, by, pick):
    intake.correct(case, received_on=day_of(pick), by=by)


def plan_next(case, by, pick):
    next_on = clock.today() + timedelta(days=pick("in days", [3, 0, -1]))
    steps.plan_next(case, next_step=pick("next", list(NextStep)), next_on=next_on, by=by)


def correct_agreement(case, by, pick):
    form = pick("form", list(AgreementForm))
    actions.correct_agreement(case, agreed_on=day_of(pick), form=form, by=by)


def take_back(case, by, _pick):
    actions.take_back(case, by=by)


def close(case, by, pick):
    ends.close(case, outcome=pick("outcome", list(Outcome)), by=by)


def assign(case, by, pick):
    lead, kind = pick("lead", people()), pick("lead kind", list(LeadKind))
    told = {"lead_kind": kind, "reviewer_id": pick("reviewer", [None, *people()])}
    told["reason"] = pick("reason", [None, "Má dovolenou"])
    leads.assign(case, lead_id=lead, by=by, **told)


def take_over(case, by, pick):
    reason = pick("reason", [None, "Má dovolenou"])
    leads.take_over(case, lead_id=pick("lead", people()), by=by, reason=reason)


def review(case, by, _pick):
    actions.review(case, by=by)


def hand_over(case, by, _pick):
    actions.hand_over(case, handed_to=[Recipient.PCR], by=by)


def reopen(case, by, _pick):
    actions.reopen(case, id=fresh(), by=by)


SIDES = [frozenset({Side.A}), frozenset({Side.B}), frozenset({Side.A, Side.B})]
SIDES += [frozenset(), frozenset(Side)]
# Each verb with the guard that stands before it in the product, asked about the case.
WORK = (add_step, correct_step, withdraw_step, consent, withdraw_consent, screen, agree)
WORK += (correct, plan_next, correct_agreement, take_back)
VERBS = {verb.__name__: (verb, policy.add_step) for verb in WORK} | {
    "assign": (assign, policy.assign),
    "take_over": (take_over, policy.assign),
    "check": (check, lambda by, case: any(outcomes.check(by, each) for each in case.checks)),
    "close": (close, outcomes.close),
    "review": (review, outcomes.review),
    "hand_over": (hand_over, outcomes.hand_over),
    "reopen": (reopen, outcomes.reopen),
}
# The whole way of a case that ends with an agreement, so that walks begin everywhere on it.
WAY = (
    ("screen", {"flags": []}),
    ("add_step", {"kind": StepKind.VISIT_A, "sides": SIDES[0]}),
    ("consent", {"side": Side.A, "explained": frozenset(Explained)}),
    ("add_step", {"kind": StepKind.VISIT_B, "sides": SIDES[1]}),
    ("consent", {"side": Side.B, "explained": frozenset(Explained)}),
    ("add_step", {"kind": StepKind.JOINT_MEETING, "sides": SIDES[2]}),
    ("agree", {"form": AgreementForm.WRITTEN}),
)


@pytest.fixture
def cast(make):
    town = make.town()
    lead = make.person(town, Role.DISPUTE_LEAD)
    make.person(town, Role.MEDIATOR)
    make.person(town, Role.MENTOR)
    return lead, a_case(make, town, lead)


def people():
    """Whoever may lead a case, who leads disputes first."""
    return [each.id for each in sorted(everybody(), key=lambda each: each.id)]


def everybody():
    return db.session.scalars(select(Membership)).all()


def walked(app, cast, verbs, seen=None):
    """The stages of the case; after each verb every rule holds, whoever was allowed to do it."""
    lead, row = cast
    with app.app_context(), scope(lead.municipality_id):
        case = queries.get(row.id)
        stages, ended = [case.stage], {}
        for number, (verb, pick) in enumerate(verbs):
            # A day passes between any two deeds, so that consents and steps have their order.
            with clock.frozen(NOW + timedelta(days=number)):
                do, guard = VERBS[verb]
                if allowed := [each for each in everybody() if guard(each, case)]:
                    try:
                        with db.session.begin_nested():  # a refusal takes everything back
                            do(case, pick("by", sorted(allowed, key=lambda each: each.id)), pick)
                    except Refused:
                        case = queries.get(row.id)
                db.session.expire(case, ["lead"])  # a new request reads who leads it anew
                hold(case)
                if case.outcome:  # T9: as what it was led and how it ended stays for good
                    end = (case.lead_kind, case.reviewer_id, case.outcome, case.closed_on)
                    assert ended.setdefault("as", end) == end
            stages.append(case.stage)
        if seen is not None:
            again = queries.reopened_as(case)
            seen |= {"lead": case.lead_id, "reviewed": case.reviewed_by}
            seen |= {"handed": len(case.handed_to), "again": again and again.number}
        db.session.rollback()
        return stages


def hold(case):
    """What must be true of every case at every moment."""
    assert case.stage is (case.course.stage if not case.outcome else Stage.CLOSED)
    for step in case.taken_steps:
        given_then = consented(case, step.day)
        assert Side.B not in step.sides or Side.A in given_then
        assert step.kind not in TALKS or {Side.A, Side.B} | step.sides <= given_then
    hold_in_order(case)
    if case.flags:
        assert case.outcome is Outcome.UNSUITABLE
    assert (case.stage is Stage.CLOSED) == (case.outcome is not None) == bool(case.closed_on)
    if case.outcome in AGREEMENTS:
        assert case.agreed_form
    assert sorted(each.days for each in case.checks) == (list(CHECK_DAYS) if case.agreed_on else [])
    for consent_given in case.consents:
        assert consent_given.explained == frozenset(Explained)
    if case.is_open:  # the next step is one that there is: no check that was made already
        is_asked = any(each.result is None for each in case.checks)
        assert case.next_step is not NextStep.CHECK or is_asked
    hold_by_people(case)


def consented(case, day):
    """Whose consent was there on that day, read from the rows and not from the course."""
    return {
        each.side
        for each in case.consents
        if each.given_on <= day <= (each.withdrawn_on or date.max)
    }


def hold_in_order(case):
    """Nobody agrees before a talk, nothing is agreed before the talks or holds before its time."""
    for each in case.consents:
        assert each.withdrawn_on or case.course.has_met(each.side, each.given_on)
        assert each.side is Side.A or Side.A in consented(case, each.given_on)
    talks = [step.day for step in case.taken_steps if step.kind in TALKS]
    assert not case.agreed_on or min(talks) <= case.agreed_on
    assert not case.agreed_on or {Side.A, Side.B} <= consented(case, case.agreed_on)
    assert all((each.due_on - case.agreed_on).days == each.days for each in case.checks)
    assert all(step.day >= case.received_on for step in case.taken_steps)
    asked = [each for each in case.checks if each.result and each.result is not CheckResult.BROKEN]
    assert all(each.done_on >= each.due_on - queries.SOON for each in asked)


def hold_by_people(case):
    """R-42, R-44, R-46: who leads it as what, who looks at it, and who goes on."""
    if case.is_mediated and case.is_open:
        assert case.lead.has(Role.MEDIATOR)
    if case.is_led_by_officer:
        assert case.reviewer_id is not None
        assert case.officer_led
    if case.officer_led and (case.is_open or case.awaits_review):
        assert case.reviewer_id != case.lead_id
    worked = {step.author_id for step in case.steps}
    assert case.reviewed_by is None or case.reviewed_by not in {case.led_by, *worked}
    if again := queries.reopened_as(case):
        assert (case.stage, again.stage, again.flags) == (Stage.CLOSED, Stage.NEW, frozenset())
        assert (again.steps, again.consents, again.checks) == ([], [], [])
        assert not again.is_mediated
        assert again.lead_id is None or again.lead_id in (case.led_by, case.lead_id)
        assert again.lead_id is None or again.lead_id != again.reviewer_id


def told(answers):
    """A picker that gives these answers by name."""
    return lambda name, options: answers.get(name, options[0])


PICKS = st.randoms(use_true_random=False)


@given(
    begun=st.integers(0, len(WAY)),
    verbs=st.lists(st.sampled_from(sorted(VERBS)), max_size=12),
    chance=PICKS,
)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_walk_reaches_an_illegal_state(app, cast, begun, verbs, chance):
    first = [(verb, told(answers)) for verb, answers in WAY[:begun]]
    rest = [(verb, lambda _name, options: chance.choice(options)) for verb in verbs]
    walked(app, cast, [*first, *rest])


def test_the_whole_way_passes_every_stage(app, cast):
    """The control: the walks above could go everywhere."""
    way = [(verb, told(answers)) for verb, answers in WAY]
    way += [("check", told({"result": CheckResult.BROKEN}))]
    way += [("close", told({"outcome": Outcome.WRITTEN_AGREEMENT}))]
    assert list(dict.fromkeys(walked(app, cast, way))) == list(Stage)


def test_an_officer_s_case_is_closed_reviewed_taken_over_and_reopened(app, cast):
    """The control of people: the walks could come to all that happens after the end."""
    lead, _case = cast
    with app.app_context(), scope(lead.municipality_id):
        mentor = next(each.id for each in everybody() if each.has(Role.MENTOR))
    officer = {"lead": mentor, "lead kind": LeadKind.MP_OFFICER, "reviewer": lead.id}
    over = {"lead": lead.id, "reason": "Má dovolenou"}
    way = [("assign", told(officer)), ("close", told({"outcome": Outcome.WITHDRAWN}))]
    way += [("review", told({})), ("take_over", told(over))]
    way += [("hand_over", told({})), ("reopen", told({}))]
    seen = {}
    walked(app, cast, way, seen)
    assert seen == {"lead": lead.id, "reviewed": lead.id, "handed": 1, "again": "S-2026-0001"}


AROUND = {
    "steps": [
        ("screen", {"flags": []}),
        ("add_step", {"kind": StepKind.VISIT_B, "sides": SIDES[1]}),
    ],
    "withdrawn": [
        *WAY[:3],
        ("withdraw_consent", {}),
        ("add_step", {"kind": StepKind.VISIT_B, "sides": SIDES[1], "days ago": 0}),
    ],
    "agreed": [*WAY[:-1], ("withdraw_consent", {}), ("withdraw_consent", {}), WAY[-1]],
}
BROKEN = {
    "steps": ("app.disputes.steps._refuse_faulty", lambda _case, _taken: None),
    "withdrawn": ("app.disputes.process.Given.holds_on", lambda _given, _day: True),
    "agreed": ("app.disputes.process.Course.consents_on", lambda _course, _day: set(Side)),
}


@pytest.mark.parametrize("rule", sorted(AROUND))
def test_a_walk_around_the_rules_would_be_found(app, cast, monkeypatch, rule):
    """The control of the rules: the walk goes red only where its rule is broken."""
    way = [(verb, told(answers)) for verb, answers in AROUND[rule]]
    walked(app, cast, way)
    monkeypatch.setattr(*BROKEN[rule])
    with pytest.raises(AssertionError):
        walked(app, cast, way)
