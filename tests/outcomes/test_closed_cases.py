"""Closed cases: what still waits, for whom, and who cares for them from now on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.agreements.models import Agreement
from app.disputes import leads, queries
from app.disputes.domain import AgreementForm, CheckResult, LeadKind, Outcome, Stage
from app.disputes.models import DisputeCase, DisputeCheck, DisputeConsent
from app.kernel import clock
from app.kernel.errors import Refused
from app.kernel.scope import scope
from tests.disputes.rows import a_case, a_check, in_talks

CLOSED = {"stage": Stage.CLOSED, "outcome": Outcome.CALMED, "closed_on": clock.today()}
UNSUITABLE = {**CLOSED, "outcome": Outcome.UNSUITABLE, "flags": {"violence"}}
MEDIATED = {"lead_kind": LeadKind.REGISTERED_MEDIATOR}


def found(stored, case):
    return stored(select(DisputeCase).where(DisputeCase.id == case.id))[0]


def offered(page):
    return {option["value"] for option in page.page.select('[name="lead_id"] option')}


def test_an_unsuitable_case_waits_on_the_screens_of_those_who_lead_until_it_is_handed_over(
    client, cast, make
):
    """R-41: a mediator loses the case with the finding, so it must not wait for him alone."""
    case = a_case(make, cast.town, cast.mediator, **MEDIATED, **UNSUITABLE)
    eva, manager = client.as_(cast.eva), client.as_(cast.manager)
    waits = "Nevhodné k jednání: předat dál"
    assert waits in eva.read("disputes.mine").words
    assert case.number in eva.read("disputes.mine").words
    assert waits not in client.as_(cast.mediator).read("disputes.mine").words
    told = manager.read("disputes.browse").page.select_one(".notice.danger")
    assert case.number in told.text
    eva.submit("outcomes.hand_over", case, handed_to=["pcr"])
    assert waits not in eva.read("disputes.mine").words
    assert manager.read("disputes.browse").page.select_one(".notice.danger") is None


def test_who_led_an_unsuitable_case_hands_it_over_and_other_crews_hear_nothing(client, cast, make):
    case = a_case(make, cast.town, cast.mentor, received_by=cast.alena.id, **UNSUITABLE)
    assert case.number in client.as_(cast.mentor).read("disputes.mine").words
    assert "předat dál" not in client.as_(cast.alena).read("disputes.browse").words


def test_a_mediator_is_not_asked_how_an_agreement_holds_once_the_case_is_closed(client, cast, make):
    """Domain 6: he has access for the time of the case; whoever leads disputes asks then."""
    due = clock.today() + timedelta(days=2)
    facts = {"agreed_on": clock.today(), "agreed_form": "oral"}
    case = in_talks(make, cast.town, cast.mediator, **MEDIATED, stage=Stage.AGREED, **facts)
    a_check(make, case, due_on=due)
    over = {**CLOSED, "outcome": Outcome.ORAL_AGREEMENT, **facts}
    closed = in_talks(make, cast.town, cast.mediator, **{**MEDIATED, **over})
    check = a_check(make, closed, days=90, due_on=due)
    seen = client.as_(cast.mediator).read("disputes.mine").words
    assert (case.number in seen, closed.number in seen) == (True, False)
    assert client.as_(cast.mediator).read("outcomes.check", check).status_code == 403
    assert closed.number in client.as_(cast.eva).read("disputes.mine").words


def test_a_closed_case_is_taken_over_and_as_what_it_was_led_stays(client, cast, make, stored):
    """T9 counts who led; a later lead must not change what the council has read."""
    case = a_case(make, cast.town, cast.mediator, **{**MEDIATED, **CLOSED})
    manager = client.as_(cast.manager)
    page = manager.read("disputes.assign", case)
    assert page.page.select_one('[name="lead_kind"], [name="reviewer_id"]') is None
    manager.submit("disputes.assign", case, lead_id=str(cast.eva.id))
    row = found(stored, case)
    assert (row.lead_id, row.lead_kind) == (cast.eva.id, LeadKind.REGISTERED_MEDIATOR)
    assert client.as_(cast.eva).read("parties.show", case).status_code == 200
    words = manager.read("disputes.read", case).words
    assert f"{cast.mediator.display_name}, zapsaný mediátor" in words
    assert f"Stará se o něj {cast.eva.display_name}" in words.replace("\xa0", " ")


def test_a_closed_case_goes_only_to_whom_it_stays_open(client, cast, make, app):
    case = a_case(make, cast.town, cast.hana, **CLOSED)
    page = client.as_(cast.manager).read("disputes.assign", case)
    people = {str(each.id) for each in (cast.hana, cast.eva, cast.mentor)}
    assert people <= offered(page)
    assert str(cast.mediator.id) not in offered(page)
    with app.app_context(), scope(cast.town.id), pytest.raises(Refused):
        leads.take_over(queries.get(case.id), lead_id=cast.mediator.id, by=None)


def test_an_open_case_is_given_and_not_taken_over(app, cast):
    with app.app_context(), scope(cast.town.id), pytest.raises(Refused):
        leads.take_over(queries.get(cast.case.id), lead_id=cast.eva.id, by=None)


def test_who_still_has_to_look_at_an_officer_s_case_does_not_take_it_over(
    client, cast, make, stored
):
    """R-44: the second look is somebody else's, also after the end."""
    officer = {"lead_kind": LeadKind.MP_OFFICER, "reviewer_id": cast.eva.id}
    case = a_case(make, cast.town, cast.mentor, **{**officer, **CLOSED})
    eva = client.as_(cast.eva)
    answer = eva.submit("disputes.assign", case, lead_id=str(cast.eva.id))
    assert answer.status_code == 422
    assert answer.page.select_one(".field.invalid, .invalid [name=lead_id]")
    eva.submit("outcomes.review", case, on=eva.url("disputes.read", case))
    eva.submit("disputes.assign", case, lead_id=str(cast.eva.id), reason="Má dovolenou")
    assert found(stored, case).lead_id == cast.eva.id


def test_nothing_is_agreed_once_a_party_has_taken_its_consent_back(client, cast, make, stored):
    """R-40: talks were fine, but an agreement needs both who still want it."""
    case = in_talks(make, cast.town, cast.hana, next_step="agree", next_on=clock.today())
    hana = client.as_(cast.hana)
    assert "Dohodli se" in hana.read("disputes.read", case).words
    given = stored(select(DisputeConsent).where(DisputeConsent.case_id == case.id))[0]
    hana.submit("disputes.withdraw_consent", given, on=hana.url("disputes.read", case))
    assert "Dohodli se" not in hana.read("disputes.read", case).words
    with clock.frozen(clock.now() + timedelta(days=1)):
        answer = hana.submit("agreements.record", case, way="written")
    assert answer.status_code == 422
    assert "nový" in answer.page.select_one(".field.invalid").text
    assert stored(select(Agreement)) == []


def test_a_check_that_was_made_stays_after_the_case_is_taken_over(client, cast, make, stored):
    case = a_case(make, cast.town, cast.hana, **CLOSED)
    a_check(make, case, result="holds", done_on=clock.today())
    told = {"lead_id": str(cast.eva.id), "reason": "Má dovolenou"}
    client.as_(cast.manager).submit("disputes.assign", case, **told)
    assert stored(select(DisputeCheck.result)) == [CheckResult.HOLDS]


@pytest.mark.parametrize(
    ("outcome", "is_asked"),
    [
        (Outcome.WRITTEN_AGREEMENT, True),
        (Outcome.UNSUITABLE, False),
        (Outcome.MOVED, False),
        (Outcome.WITHDRAWN, False),
    ],
)
def test_how_an_agreement_holds_is_asked_only_where_the_case_ended_with_it(
    client, cast, make, outcome, is_asked
):
    agreed = {"agreed_on": clock.today(), "agreed_form": AgreementForm.WRITTEN}
    ended = {"stage": Stage.CLOSED, "outcome": outcome, "closed_on": clock.today()}
    case = a_case(make, cast.town, cast.hana, **agreed, **ended)
    check = a_check(make, case)
    hana = client.as_(cast.hana)
    link = f"a[href='{hana.url('outcomes.check', check)}']"
    assert bool(hana.read("disputes.mine").page.select(link)) is is_asked
    answer = hana.submit("outcomes.check", check, result="broken")
    assert (answer.status_code == 422) is not is_asked


def test_a_dispute_that_goes_on_is_not_asked_about_in_the_old_case(client, cast, make):
    agreed = {"agreed_on": clock.today(), "agreed_form": AgreementForm.WRITTEN}
    ended = {"stage": Stage.CLOSED, "closed_on": clock.today()}
    case = a_case(make, cast.town, cast.hana, outcome=Outcome.WRITTEN_AGREEMENT, **agreed, **ended)
    check = a_check(make, case, days=90)
    hana = client.as_(cast.hana)
    link = f"a[href='{hana.url('outcomes.check', check)}']"
    assert hana.read("disputes.mine").page.select(link)
    assert hana.read("disputes.read", case).page.select(link)
    hana.submit("outcomes.reopen", case)
    assert not hana.read("disputes.mine").page.select(link)
    page = hana.read("disputes.read", case)
    assert not page.page.select(link)
    assert "už se neptáme" in page.words
