"""The path of a case in plain Python: every state follows from what was done (R-40 to R-46)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.disputes.domain import (
    PATH,
    AgreementForm,
    CheckResult,
    Explained,
    Flag,
    LeadKind,
    LegalStatus,
    Outcome,
    Side,
    Stage,
    StepKind,
    is_not_stopped,
)
from app.disputes.led import Led
from app.disputes.process import Course, Given, NextStep, Taken

DAY = date(2026, 11, 2)
A, B = Side.A, Side.B
MET_A = Taken(DAY, StepKind.VISIT_A, frozenset({A}))
MET_B = Taken(DAY, StepKind.VISIT_B, frozenset({B}))
JOINT = Taken(DAY, StepKind.JOINT_MEETING, frozenset({A, B}))
BOTH = (Given(A, DAY), Given(B, DAY))


def course(*steps, consents=BOTH, is_screened=True, **values):
    return Course(is_screened=is_screened, steps=steps, consents=consents, **values)


@pytest.mark.parametrize(
    ("found", "stage"),
    [
        (Course(), Stage.NEW),
        (course(consents=()), Stage.SCREENED),
        (course(MET_A), Stage.CONTACT_A),
        (course(MET_A, MET_B), Stage.CONTACT_B),
        (course(MET_A, MET_B, JOINT), Stage.TALKS),
        (course(JOINT, agreed=AgreementForm.ORAL), Stage.AGREED),
        (course(JOINT, agreed=AgreementForm.ORAL, checks=(CheckResult.HOLDS,)), Stage.FOLLOW_UP),
        (course(MET_A, outcome=Outcome.REFUSED_A), Stage.CLOSED),
    ],
)
def test_the_stage_follows_from_what_was_done(found, stage):
    assert found.stage is stage


def test_b_is_not_addressed_before_a_has_agreed():
    assert course(MET_A, consents=()).fault_of_step(MET_B)
    assert course(MET_A, consents=(Given(B, DAY),)).fault_of_step(MET_B)
    assert course(MET_A, consents=(Given(A, DAY),)).fault_of_step(MET_B) is None


def test_a_letter_to_b_is_an_address_too():
    letter = Taken(DAY, StepKind.LETTER, frozenset({B}))
    assert course(MET_A, consents=()).fault_of_step(letter)


def test_a_consent_of_tomorrow_does_not_help_today():
    later = (Given(A, DAY + timedelta(days=1)),)
    assert course(MET_A, consents=later).fault_of_step(MET_B)


def test_what_was_taken_back_does_not_help_any_more():
    back = (Given(A, DAY - timedelta(days=3), DAY - timedelta(days=1)),)
    assert course(MET_A, consents=back).fault_of_step(MET_B)


@pytest.mark.parametrize("kind", [StepKind.JOINT_MEETING, StepKind.SHUTTLE])
def test_there_are_no_talks_before_both_have_agreed(kind):
    talks = Taken(DAY, kind, frozenset({A, B}))
    assert course(MET_A, MET_B, consents=(Given(A, DAY),)).fault_of_step(talks)
    assert course(MET_A, MET_B).fault_of_step(talks) is None


def test_before_the_judgement_only_a_is_met():
    assert course(is_screened=False).fault_of_step(MET_B)
    assert course(is_screened=False, consents=()).fault_of_step(MET_A) is None


def test_a_step_with_nobody_or_without_its_own_side_is_none():
    assert course().fault_of_step(Taken(DAY, StepKind.PHONE, frozenset()))
    assert course().fault_of_step(Taken(DAY, StepKind.VISIT_A, frozenset({B})))
    assert course().fault_of_step(Taken(DAY, StepKind.JOINT_MEETING, frozenset({A})))


def test_a_consent_counts_only_when_everything_was_explained():
    met = course(MET_A, consents=())
    assert met.fault_of_consent(A, set(Explained), DAY) is None
    for left_out in Explained:
        assert met.fault_of_consent(A, set(Explained) - {left_out}, DAY)


def test_nobody_agrees_whom_nobody_has_met():
    assert course(MET_A, consents=()).fault_of_consent(B, set(Explained), DAY)


@pytest.mark.parametrize("flag", list(Flag))
def test_any_reason_of_the_screening_allows_no_outcome_but_unsuitable(flag):
    flagged = course(MET_A, flags=frozenset({flag}))
    allowed = [outcome for outcome in Outcome if flagged.fault_of_outcome(outcome) is None]
    assert allowed == [Outcome.UNSUITABLE]


def test_unsuitable_needs_a_reason():
    assert course(MET_A).fault_of_outcome(Outcome.UNSUITABLE)


def test_an_agreement_is_an_outcome_only_in_its_own_form():
    agreed = course(MET_A, MET_B, JOINT, agreed=AgreementForm.ORAL)
    assert agreed.fault_of_outcome(Outcome.ORAL_AGREEMENT) is None
    assert agreed.fault_of_outcome(Outcome.PARTIAL) is None
    assert agreed.fault_of_outcome(Outcome.WRITTEN_AGREEMENT)
    assert agreed.fault_of_outcome(Outcome.NO_AGREEMENT)
    assert course(MET_A).fault_of_outcome(Outcome.ORAL_AGREEMENT)


def test_b_does_not_refuse_before_b_was_addressed():
    assert course(MET_A).fault_of_outcome(Outcome.REFUSED_B)
    assert course(MET_A, MET_B).fault_of_outcome(Outcome.REFUSED_B) is None


def test_only_a_registered_mediator_leads_as_one():
    assert Led(LeadKind.REGISTERED_MEDIATOR).fault[0] == "lead_kind"
    assert Led(LeadKind.REGISTERED_MEDIATOR, is_mediator=True).fault is None


def test_an_officer_needs_another_person_to_look_at_it():
    assert Led(LeadKind.MP_OFFICER).fault[0] == "reviewer_id"
    assert Led(LeadKind.MP_OFFICER, has_reviewer=True).fault is None
    both = Led(LeadKind.MP_OFFICER, has_reviewer=True, reviewer_took_part=True)
    assert both.fault[0] == "reviewer_id"


def test_nobody_agrees_before_the_day_of_the_first_talk():
    met = course(MET_A, consents=())
    assert met.fault_of_consent(A, set(Explained), DAY - timedelta(days=1))[0] == "given_on"


def test_the_talk_under_a_consent_stays_until_the_consent_is_taken_back():
    assert not course(consents=(Given(A, DAY),)).is_sound
    assert course(consents=(Given(A, DAY, DAY),)).is_sound


def test_a_consent_taken_back_today_helps_to_nothing_new():
    back = course(MET_A, MET_B, consents=(Given(A, DAY, DAY), Given(B, DAY)))
    assert back.willing == {B}
    assert back.next_step() is NextStep.CONSENT_A
    assert back.fault_of_consent(A, set(Explained), DAY) is None
    in_talks = course(MET_A, MET_B, JOINT, consents=(Given(A, DAY), Given(B, DAY, DAY)))
    assert in_talks.next_step() is NextStep.CONSENT_B


def test_another_party_comes_to_talks_only_when_it_has_agreed():
    talks = Taken(DAY, StepKind.JOINT_MEETING, frozenset(Side))
    assert course(MET_A, MET_B).fault_of_step(talks)
    assert course(MET_A, MET_B, consents=(*BOTH, Given(Side.C, DAY))).fault_of_step(talks) is None


def test_an_agreement_is_not_older_than_the_talks():
    early = {"agreed": AgreementForm.ORAL, "agreed_on": DAY - timedelta(days=1)}
    assert not course(MET_A, MET_B, JOINT, **early).is_sound
    assert course(MET_A, MET_B, JOINT, **{**early, "agreed_on": DAY}).is_sound


def test_an_agreement_stops_no_proceedings_of_an_authority():
    running = [status for status in LegalStatus if is_not_stopped(status)]
    assert running == [LegalStatus.OFFENCE, LegalStatus.CRIMINAL]


def test_what_comes_next_follows_the_path():
    assert Course().next_step() is NextStep.SCREEN
    assert course(MET_A, consents=()).next_step() is NextStep.CONSENT_A
    assert course(MET_A, consents=(Given(A, DAY),)).next_step() is NextStep.ADDRESS_B
    assert course(MET_A, MET_B).next_step() is NextStep.MEET


def test_withdrawing_the_talks_under_an_agreement_is_unsound():
    assert course(MET_A, MET_B, JOINT, agreed=AgreementForm.ORAL).is_sound
    assert not course(MET_A, MET_B, agreed=AgreementForm.ORAL).is_sound


DAYS = st.integers(0, 20).map(lambda n: DAY + timedelta(days=n))
SIDES = st.frozensets(st.sampled_from(list(Side)), max_size=3)
STEPS = st.builds(Taken, DAYS, st.sampled_from(list(StepKind)), SIDES)
CONSENTS = st.builds(Given, st.sampled_from([A, B]), DAYS, st.none() | DAYS)
COURSES = st.builds(
    Course,
    is_screened=st.booleans(),
    flags=st.frozensets(st.sampled_from(list(Flag)), max_size=1),
    steps=st.lists(STEPS, max_size=6).map(tuple),
    consents=st.lists(CONSENTS, max_size=3).map(tuple),
    agreed=st.none() | st.sampled_from(list(AgreementForm)),
)


@given(COURSES, STEPS)
def test_no_step_that_is_allowed_breaks_r40(found, step):
    if found.fault_of_step(step) is not None:
        return
    given_then = {each.side for each in found.consents if each.holds_on(step.day)}
    if B in step.sides:
        assert A in given_then
    if step.kind in {StepKind.JOINT_MEETING, StepKind.SHUTTLE}:
        assert {A, B} <= given_then


@given(COURSES, STEPS)
def test_a_further_step_never_leads_back(found, step):
    further = Course(**{**vars(found), "steps": (*found.steps, step)})
    assert PATH.index(further.stage) >= PATH.index(found.stage)


@given(COURSES)
def test_a_case_can_always_be_closed_somehow(found):
    assert [outcome for outcome in Outcome if found.fault_of_outcome(outcome) is None]


@pytest.mark.parametrize("kind", [kind for kind in StepKind if kind is not StepKind.LETTER])
def test_both_are_at_one_table_only_when_both_have_agreed_whatever_it_is_called(kind):
    together = Taken(DAY, kind, frozenset({A, B}))
    assert course(MET_A, consents=(Given(A, DAY),)).fault_of_step(together)
    is_visit = kind in {StepKind.VISIT_A, StepKind.VISIT_B}
    assert (course(MET_A, MET_B).fault_of_step(together) is not None) is is_visit


def test_a_letter_goes_to_both_once_a_has_agreed():
    both = Taken(DAY, StepKind.LETTER, frozenset({A, B}))
    assert course(MET_A, consents=(Given(A, DAY),)).fault_of_step(both) is None


def test_the_talk_stays_under_a_consent_on_which_something_rests_though_it_was_taken_back():
    back = (Given(A, DAY, DAY + timedelta(days=9)),)
    assert course(MET_A, MET_B, consents=back).is_sound
    assert not course(MET_B, consents=back).is_sound
