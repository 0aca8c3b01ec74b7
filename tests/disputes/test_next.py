"""The next step stays what somebody has planned, and is never one that is over."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.domain import Role
from app.disputes.domain import AgreementForm, CheckResult, LeadKind, Outcome, Stage
from app.disputes.models import DisputeCase
from app.disputes.process import NextStep
from app.kernel import clock
from tests.agreements.rows import an_agreement
from tests.disputes.rows import a_case, a_check, in_talks

AGREED = {"agreed_form": AgreementForm.WRITTEN, "stage": Stage.AGREED}


def planned(stored, case_id):
    (case,) = stored(select(DisputeCase).where(DisputeCase.id == case_id))
    return case.next_step, case.next_on


def test_a_correction_of_the_agreement_keeps_what_was_planned(client, cast, make, stored):
    agreement = an_agreement(make, cast.town, cast.hana)
    day = clock.today() + timedelta(days=3)
    hana = client.as_(cast.hana)
    hana.submit("disputes.plan_next", agreement.case_id, next_step="wait", next_on=day.isoformat())
    hana.submit("agreements.correct", agreement, way="oral")
    assert planned(stored, agreement.case_id) == (NextStep.WAIT, day)


def test_a_check_that_is_made_is_no_longer_the_next_step(client, cast, make, stored):
    due = {"next_step": NextStep.CHECK, "next_on": clock.today(), "stage": Stage.FOLLOW_UP}
    case = in_talks(make, cast.town, cast.hana, agreed_on=clock.today(), **{**AGREED, **due})
    a_check(make, case, result=CheckResult.PARTLY, done_on=clock.today())
    last = a_check(make, case, days=90)
    client.as_(cast.hana).submit("outcomes.check", last, result="holds")
    step, day = planned(stored, case.id)
    assert step is NextStep.CLOSE
    assert day > clock.today()


def test_a_mediator_from_outside_chooses_from_no_places_of_the_town(client, cast, make):
    make.place(cast.town, "L08", name="Squat u trati")
    own = make.place(cast.town, "L09", name="Nádražní 5")
    led = {"lead_kind": LeadKind.REGISTERED_MEDIATOR, "place_id": own.id}
    case = a_case(make, cast.town, cast.mediator, **led)
    text = client.as_(cast.mediator).read("disputes.correct", case).text
    assert "Nádražní 5" in text
    assert "Squat" not in text
    mine = a_case(make, cast.town, cast.hana)
    assert "Squat" in client.as_(cast.hana).read("disputes.correct", mine).text


def test_a_manager_notes_to_whom_an_unsuitable_case_was_handed_over(client, cast, make, stored):
    ended = {"stage": Stage.CLOSED, "outcome": Outcome.UNSUITABLE, "closed_on": clock.today()}
    case = a_case(make, cast.town, cast.mediator, flags={"violence"}, **ended)
    client.as_(cast.manager).submit("outcomes.hand_over", case, handed_to=["pcr"])
    (row,) = stored(select(DisputeCase).where(DisputeCase.id == case.id))
    assert {each.value for each in row.handed_to} == {"pcr"}


def test_the_former_lead_is_told_no_name_that_is_not_true_any_more(client, cast, make):
    olga = make.person(cast.town, Role.DISPUTE_LEAD, name="Olga Nová")
    hana = client.as_(cast.hana)
    told = {"lead_id": str(cast.eva.id), "reason": "Dovolená."}
    client.as_(cast.manager).submit("disputes.assign", cast.case, **told)
    assert "vede Eva Malá" in hana.read("disputes.mine").words
    client.as_(cast.eva).submit("disputes.assign", cast.case, lead_id=str(olga.id))
    assert "vede Eva Malá" not in hana.read("disputes.mine").words
