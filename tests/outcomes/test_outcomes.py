"""The end of a case: outcomes, checks of the agreement, handing over, reopening, a second look."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.disputes.domain import AgreementForm, CheckResult, Outcome, Side, Stage
from app.disputes.models import DisputeCase, DisputeCheck
from app.kernel import clock
from app.kernel.db import uuid7
from app.kernel.scope import scope
from app.parties import queries as parties
from tests.disputes.rows import a_case, a_check, a_party, in_talks

CLOSED = {"stage": Stage.CLOSED, "outcome": Outcome.CALMED, "closed_on": clock.today()}


def found(stored, case):
    return stored(select(DisputeCase).where(DisputeCase.id == case.id))[0]


def agreed(make, cast, **values):
    facts = {"agreed_on": clock.today(), "agreed_form": AgreementForm.ORAL, "stage": Stage.AGREED}
    return in_talks(make, cast.town, cast.hana, **{**facts, **values})


def test_a_case_is_closed_with_an_outcome(client, cast, stored):
    client.as_(cast.hana).submit("outcomes.close", cast.case, outcome="no_contact")
    case = found(stored, cast.case)
    assert (case.stage, case.outcome, case.next_on) == (Stage.CLOSED, Outcome.NO_CONTACT, None)


def test_only_outcomes_that_can_be_true_are_offered(client, cast, make):
    hana = client.as_(cast.hana)
    values = [o["value"] for o in hana.read("outcomes.close", cast.case).page.select("option")]
    assert "written_agreement" not in values
    assert "unsuitable" not in values
    case = agreed(make, cast)
    values = [o["value"] for o in hana.read("outcomes.close", case).page.select("option")]
    assert "oral_agreement" in values
    assert "written_agreement" not in values
    assert "no_agreement" not in values


def test_handing_over_says_to_whom(client, cast, stored):
    hana = client.as_(cast.hana)
    answer = hana.submit("outcomes.close", cast.case, outcome="handed_over")
    assert answer.page.select_one("#handed_to .error, .field.invalid")
    hana.submit("outcomes.close", cast.case, outcome="handed_over", handed_to=["pcr"])
    assert found(stored, cast.case).outcome is Outcome.HANDED_OVER


def test_nothing_more_is_done_in_a_closed_case(client, cast, make):
    case = a_case(make, cast.town, cast.hana, **CLOSED)
    hana = client.as_(cast.hana)
    for endpoint in ("disputes.add_step", "outcomes.screen", "outcomes.close", "disputes.consent"):
        assert hana.read(endpoint, case).status_code == 403


def test_nobody_says_weeks_before_that_it_holds_but_a_break_is_noted_at_once(
    client, cast, make, stored
):
    case = agreed(make, cast)
    early = a_check(make, case, due_on=clock.today() + timedelta(days=8))
    soon = a_check(make, case, days=90, due_on=clock.today() + timedelta(days=7))
    hana = client.as_(cast.hana)
    for too_early in ("holds", "partly", "unknown"):
        assert hana.submit("outcomes.check", early, result=too_early).status_code == 422
    hana.submit("outcomes.check", early, result="broken")
    hana.submit("outcomes.check", soon, result="holds")
    results = stored(select(DisputeCheck.result).order_by(DisputeCheck.days))
    assert results == [CheckResult.BROKEN, CheckResult.HOLDS]


def test_a_check_moves_the_case_to_the_follow_up(client, cast, make, stored):
    case = agreed(make, cast)
    check = a_check(make, case)
    client.as_(cast.hana).submit("outcomes.check", check, result="broken")
    row = stored(select(DisputeCheck).where(DisputeCheck.id == check.id))[0]
    assert (row.result, row.done_on) == (CheckResult.BROKEN, clock.today())
    assert found(stored, case).stage is Stage.FOLLOW_UP


def test_the_last_check_of_a_closed_case_is_made_by_whoever_leads_disputes(
    client, cast, make, stored
):
    case = agreed(make, cast, **{**CLOSED, "outcome": Outcome.ORAL_AGREEMENT})
    check = a_check(make, case, days=90, due_on=clock.today() + timedelta(days=3))
    eva = client.as_(cast.eva)
    assert case.number in eva.read("disputes.mine").words
    eva.submit("outcomes.check", check, result="holds")
    assert found(stored, case).stage is Stage.CLOSED
    assert stored(select(DisputeCheck.result)) == [CheckResult.HOLDS]


def test_a_check_is_made_once(client, cast, make):
    check = a_check(make, agreed(make, cast), result="holds", done_on=clock.today())
    answer = client.as_(cast.hana).submit("outcomes.check", check, result="broken")
    assert answer.status_code == 422


def test_a_reopened_case_knows_the_old_one_and_has_its_parties(client, cast, make, app, stored):
    case = a_case(make, cast.town, cast.hana, **CLOSED)
    a_party(make, case, Side.A, name="Květa Bílá", contact="777 111 222")
    client.as_(cast.hana).submit("outcomes.reopen", case)
    new = stored(select(DisputeCase).where(DisputeCase.reopened_from_id == case.id))[0]
    assert (new.stage, new.lead_id, new.screened_on) == (Stage.NEW, cast.hana.id, None)
    with app.app_context(), scope(cast.town.id):
        copied = parties.of_case(new.id)
        assert [each.opened("name") for each in copied] == ["Květa Bílá"]
    assert found(stored, case).stage is Stage.CLOSED


def test_a_mediator_has_the_case_for_its_time_and_no_new_one_by_itself(client, cast, make, stored):
    case = a_case(make, cast.town, cast.mediator, lead_kind="registered_mediator", **CLOSED)
    a_party(make, case, Side.A, name="Květa Bílá")
    client.as_(cast.hana).submit("outcomes.reopen", case)
    new = stored(select(DisputeCase).where(DisputeCase.reopened_from_id == case.id))[0]
    assert (new.lead_id, new.lead_kind) == (None, None)
    assert client.as_(cast.mediator).read("parties.show", new).status_code == 403


def test_a_case_is_reopened_once(client, cast, make):
    case = a_case(make, cast.town, cast.hana, **CLOSED)
    new = a_case(make, cast.town, cast.hana, reopened_from_id=case.id)
    answer = client.as_(cast.hana).submit("outcomes.reopen", case)
    assert answer.status_code == 422
    assert new.number in answer.words


def test_who_looks_at_an_officer_s_case_is_somebody_else(client, cast, make, stored):
    led = {"lead_kind": "mp_officer", "reviewer_id": cast.eva.id}
    case = a_case(make, cast.town, cast.mentor, **led, **CLOSED)
    eva = client.as_(cast.eva)
    assert case.number in eva.read("disputes.mine").words
    eva.submit("outcomes.review", case, on=eva.url("disputes.read", case))
    row = found(stored, case)
    assert (row.reviewed_by, row.reviewed_at is not None) == (cast.eva.id, True)
    assert case.number not in eva.read("disputes.mine").words


def test_a_mediator_who_finds_a_reason_is_told_and_sees_the_case_no_longer(client, cast, make):
    led = {"lead_kind": "registered_mediator"}
    case = a_case(make, cast.town, cast.mediator, **led)
    told = {"relationship": "relatives", "legal_status": "none", "gravity": "high"}
    pavel = client.as_(cast.mediator)
    answer = pavel.submit("outcomes.screen", case, flags=["violence"], **told)
    assert answer.response.request.path == "/spory/moje"
    assert client.as_(cast.hana).read("outcomes.hand_over", case).status_code == 200
    assert cast.mediator.has(Role.MEDIATOR)


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [("outcomes.close", {"outcome": "no_contact"}), ("outcomes.screen", {"flags": ["violence"]})],
)
def test_a_second_tap_on_what_closed_the_case_gets_the_first_answer(client, cast, endpoint, values):
    """P2: the right to do it is gone with the first tap, the answer is not."""
    hana = client.as_(cast.hana)
    url = hana.url(endpoint, cast.case)
    fields = {**hana.fields(url), **values}
    first, second = (hana.browser.post(url, data=fields) for _tap in range(2))
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert first.status_code == 303
    other = hana.browser.post(url, data={**fields, "id": str(uuid7())})
    assert other.status_code == 403
