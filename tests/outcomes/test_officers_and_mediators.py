"""R-42 and R-44 to the end: who may be called a mediator, and that somebody else always looks."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.disputes import actions, leads, queries
from app.disputes.domain import AgreementForm, LeadKind, Outcome, Stage
from app.disputes.models import DisputeCase
from app.kernel import clock
from app.kernel.errors import Refused
from app.kernel.scope import scope
from tests.disputes.rows import a_case, a_step, in_talks

CLOSED = {"stage": Stage.CLOSED, "outcome": Outcome.CALMED, "closed_on": clock.today()}
LOOK = "Podíval/a jsem se na případ"


def found(stored, case):
    return stored(select(DisputeCase).where(DisputeCase.id == case.id))[0]


def again(stored, case):
    return stored(select(DisputeCase).where(DisputeCase.reopened_from_id == case.id))[0]


def an_officers(make, cast, reviewer, **values):
    led = {"lead_kind": LeadKind.MP_OFFICER, "reviewer_id": reviewer.id}
    return a_case(make, cast.town, cast.mentor, **{**led, **CLOSED, **values})


def test_who_took_a_mediated_case_over_reopens_it_without_becoming_a_mediator(
    client, cast, make, stored
):
    led = {"lead_kind": LeadKind.REGISTERED_MEDIATOR, **CLOSED}
    case = a_case(make, cast.town, cast.mediator, **led)
    client.as_(cast.manager).submit("disputes.assign", case, lead_id=str(cast.eva.id))
    client.as_(cast.eva).submit("outcomes.reopen", case)
    new = again(stored, case)
    assert (new.lead_id, new.lead_kind, new.reviewer_id) == (None, None, None)


def test_who_looked_at_an_officer_s_case_does_not_lead_it_as_the_officer_when_it_goes_on(
    client, cast, make, stored
):
    looked = {"reviewed_by": cast.eva.id, "reviewed_at": clock.now()}
    case = an_officers(make, cast, cast.eva, **looked)
    told = {"lead_id": str(cast.eva.id), "reason": "Odešel od policie"}
    client.as_(cast.manager).submit("disputes.assign", case, **told)
    client.as_(cast.eva).submit("outcomes.reopen", case)
    new = again(stored, case)
    assert (new.lead_id, new.lead_kind, new.officer_led) == (None, None, False)


def test_an_officer_goes_on_with_his_own_case_and_the_same_reviewer(client, cast, make, stored):
    case = an_officers(make, cast, cast.eva)
    client.as_(cast.mentor).submit("outcomes.reopen", case)
    new = again(stored, case)
    assert (new.lead_id, new.reviewer_id, new.officer_led) == (cast.mentor.id, cast.eva.id, True)


def test_a_manager_who_is_to_look_is_told_and_looks(client, cast, make, stored):
    case = an_officers(make, cast, cast.manager)
    manager = client.as_(cast.manager)
    told = manager.read("disputes.browse").page.select(".notice")
    assert any(case.number in each.text and "pohled" in each.text for each in told)
    manager.submit("outcomes.review", case, on=manager.url("disputes.read", case))
    assert found(stored, case).reviewed_by == cast.manager.id
    assert "pohled" not in manager.read("disputes.browse").words


def test_when_who_was_named_may_no_longer_look_others_do_and_never_the_officer(
    client, cast, make, stored
):
    gone = make.person(cast.town, Role.HEAD, name="Bývalá Kontrolorka")
    case = an_officers(make, cast, gone)
    for who, may in ((cast.mentor, False), (cast.eva, True), (cast.manager, True)):
        assert (LOOK in client.as_(who).read("disputes.read", case).text) is may
    eva = client.as_(cast.eva)
    eva.submit("outcomes.review", case, on=eva.url("disputes.read", case))
    assert found(stored, case).reviewed_by == cast.eva.id


@pytest.mark.parametrize("has_worked", [True, False])
def test_what_an_officer_has_begun_is_looked_at_whoever_ends_it(
    client, cast, make, stored, has_worked
):
    led = {"lead_kind": LeadKind.MP_OFFICER, "reviewer_id": cast.eva.id}
    case = a_case(make, cast.town, cast.mentor, **led)
    if has_worked:
        a_step(make, case)
    told = {"lead_id": str(cast.hana.id), "lead_kind": "town_employee", "reason": "Nemá čas"}
    client.as_(cast.manager).submit("disputes.assign", case, **told)
    client.as_(cast.hana).submit("outcomes.close", case, outcome="no_contact")
    assert found(stored, case).reviewer_id == (cast.eva.id if has_worked else None)
    assert (case.number in client.as_(cast.eva).read("disputes.mine").words) is has_worked


def test_without_the_role_nobody_goes_on_as_a_mediator(client, cast, make, app, stored):
    """The words of Act 202/2012 stand in no letter and in no agreement of somebody else."""
    led = {"lead_kind": LeadKind.REGISTERED_MEDIATOR}
    case = in_talks(make, cast.town, cast.mentor, **led)
    told = {"agreed_on": clock.today() - timedelta(days=1), "form": AgreementForm.ORAL}
    with app.app_context(), scope(cast.town.id):
        with pytest.raises(Refused):
            actions.agree(queries.get(case.id), by=None, **told)
        assert queries.get(case.id).spoken_kind is None
    assert case.number in client.as_(cast.eva).read("disputes.mine").words
    led_well = in_talks(make, cast.town, cast.mediator, **led)
    with app.app_context(), scope(cast.town.id):
        assert actions.agree(queries.get(led_well.id), by=None, **told).agreed_form


def test_who_led_as_an_officer_never_looks_at_the_case_though_another_leads_it_to_its_end(
    client, cast, make, stored
):
    led = {"lead_kind": LeadKind.MP_OFFICER, "reviewer_id": cast.eva.id}
    case = a_case(make, cast.town, cast.mentor, screened_on=clock.today(), **led)
    a_step(make, case, author_id=cast.mentor.id)
    told = {"lead_id": str(cast.eva.id), "lead_kind": "town_employee", "reason": "Dovolená."}
    client.as_(cast.manager).submit("disputes.assign", case, **told)
    client.as_(cast.eva).submit("outcomes.close", case, outcome="calmed")
    for who, may in ((cast.mentor, False), (cast.eva, False), (cast.hana, True)):
        assert (LOOK in client.as_(who).read("disputes.read", case).text) is may
    mentor = client.as_(cast.mentor)
    url = mentor.url("outcomes.review", case)
    token = mentor.token(mentor.url("disputes.read", case))
    assert mentor.post(url, {"csrf_token": token}).status_code == 403
    assert found(stored, case).reviewed_by is None


def test_who_talked_with_the_parties_is_not_offered_as_the_one_who_looks(client, cast, make, app):
    case = a_case(make, cast.town, cast.hana)
    a_step(make, case, author_id=cast.hana.id)
    form = client.as_(cast.manager).read("disputes.assign", case).page
    offered = {each["value"] for each in form.select("#reviewer_id option")}
    assert str(cast.hana.id) not in offered
    assert str(cast.eva.id) in offered
    told = {"lead_id": cast.mentor.id, "lead_kind": LeadKind.MP_OFFICER}
    with app.app_context(), scope(cast.town.id), pytest.raises(Refused):
        leads.assign(queries.get(case.id), reviewer_id=cast.hana.id, by=None, **told)
