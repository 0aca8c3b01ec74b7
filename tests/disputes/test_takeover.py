"""Somebody else goes on with a case: why is asked, and who has led it until then is told."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.audit.models import AuditEntry
from app.disputes.domain import LeadKind, Outcome, Stage
from app.disputes.models import DisputeCase, DisputeTakeover
from app.kernel import clock
from tests.disputes.rows import a_case

WHY = "Má dovolenou do Vánoc"
CLOSED = {"stage": Stage.CLOSED, "outcome": Outcome.CALMED}


def assign(person, case, lead, **told):
    return person.submit("disputes.assign", case, lead_id=str(lead.id), **told)


def words(answer):
    return answer.words.replace("\u00a0", " ")


def lead_of(stored, case):
    return stored(select(DisputeCase.lead_id).where(DisputeCase.id == case.id))[0]


def test_who_takes_a_case_over_says_why(client, cast, stored):
    eva = client.as_(cast.eva)
    answer = assign(eva, cast.case, cast.eva, lead_kind="town_employee")
    assert answer.status_code == 422
    assert "proč" in answer.page.select_one("#reason-error").text
    assert lead_of(stored, cast.case) == cast.hana.id
    assign(eva, cast.case, cast.eva, lead_kind="town_employee", reason=WHY)
    assert lead_of(stored, cast.case) == cast.eva.id


def test_so_does_who_takes_a_closed_case_over(client, cast, make, stored):
    case = a_case(make, cast.town, cast.hana, closed_on=clock.today(), **CLOSED)
    eva = client.as_(cast.eva)
    assert assign(eva, case, cast.eva).page.select_one("#reason-error")
    assign(eva, case, cast.eva, reason=WHY)
    assert lead_of(stored, case) == cast.eva.id


def test_the_former_lead_reads_for_a_fortnight_who_goes_on_and_why(client, cast):
    assign(client.as_(cast.eva), cast.case, cast.eva, lead_kind="town_employee", reason=WHY)
    hana, told = client.as_(cast.hana), f"od 23. 11. 2026 vede {cast.eva.display_name}"
    for days, is_told in ((0, True), (13, True), (14, False)):
        with clock.frozen(clock.now() + timedelta(days=days)):
            answer = (
                hana.read("disputes.mine")
                if not days
                else client.as_(cast.hana).read("disputes.mine")
            )
            assert (told in words(answer)) is is_told
            assert (WHY in words(answer)) is is_told


def test_nobody_else_reads_why(client, cast):
    assign(client.as_(cast.eva), cast.case, cast.eva, lead_kind="town_employee", reason=WHY)
    for who in ("mentor", "mediator"):
        assert WHY not in words(client.as_(getattr(cast, who)).read("disputes.mine"))
    for who in ("hana", "manager", "mentor", "eva"):
        person = client.as_(getattr(cast, who))
        assert WHY not in words(person.read("disputes.read", cast.case))
        assert WHY not in words(person.read("disputes.browse"))


def test_a_mediator_from_outside_learns_the_number_and_who_goes_on_and_no_more(client, cast, make):
    led = {"lead_kind": LeadKind.REGISTERED_MEDIATOR}
    case = a_case(make, cast.town, cast.mediator, **led)
    assign(client.as_(cast.eva), case, cast.eva, lead_kind="town_employee", reason=WHY)
    answer = client.as_(cast.mediator).read("disputes.mine")
    assert case.number in words(answer)
    assert case.kind.label not in words(answer)
    assert not answer.page.select(f"a[href*='{case.id}']")


def test_who_gets_a_case_back_is_told_no_longer(client, cast):
    assign(client.as_(cast.eva), cast.case, cast.eva, lead_kind="town_employee", reason=WHY)
    assign(client.as_(cast.eva), cast.case, cast.hana, lead_kind="town_employee")
    assert WHY not in words(client.as_(cast.hana).read("disputes.mine"))


@pytest.mark.parametrize("who", ["nobody", "oneself", "who_leads_no_more"])
def test_no_reason_is_asked_where_nobody_else_has_led_it(client, cast, make, stored, who):
    gone = make.person(cast.town, Role.MANAGER, name="Iva Nová")
    lead = {"nobody": None, "oneself": cast.eva, "who_leads_no_more": gone}[who]
    case = a_case(make, cast.town, lead)
    eva = client.as_(cast.eva)
    assert eva.read("disputes.assign", case).page.select_one("[name=reason]") is None
    assign(eva, case, cast.hana, lead_kind="town_employee")
    assert lead_of(stored, case) == cast.hana.id
    assert stored(select(DisputeTakeover)) == []


def test_as_what_a_case_is_led_is_changed_without_a_reason(client, cast, stored):
    assign(client.as_(cast.manager), cast.case, cast.hana, lead_kind="external_org")
    kind = select(DisputeCase.lead_kind).where(DisputeCase.id == cast.case.id)
    assert stored(kind) == [LeadKind.EXTERNAL_ORG]
    assert stored(select(DisputeTakeover)) == []


def test_a_reason_with_personal_data_is_pointed_out_and_can_be_put_right(client, cast, stored):
    """R-21: it warns and never blocks."""
    eva = client.as_(cast.eva)
    told = {"lead_kind": "town_employee", "reason": "volat 777 123 456"}
    assert "osobní údaj" in words(assign(eva, cast.case, cast.eva, **told))
    assert "osobní údaj" not in words(assign(eva, cast.case, cast.eva, reason=WHY))
    assert stored(select(DisputeTakeover.reason)) == [WHY]


def test_the_words_of_a_reason_stand_in_no_trail(client, cast, stored):
    assign(client.as_(cast.eva), cast.case, cast.eva, lead_kind="town_employee", reason=WHY)
    entries = stored(select(AuditEntry).where(AuditEntry.entity == "dispute_takeover"))
    assert entries
    assert all(WHY not in (entry.values or "") for entry in stored(select(AuditEntry)))
