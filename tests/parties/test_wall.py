"""The wall: contacts open to the lead only, with a reason and a trace; notes to their author."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.audit.models import AuditEntry
from app.disputes.domain import Side, Stage
from app.kernel import clock
from app.parties.domain import REASON_HOLDS, OpenReason
from app.parties.models import ConfidentialNote, ContactOpening, DisputeParty
from tests.disputes.rows import a_case, a_note, a_party, an_opening

SECRET = "ZNAMENISTRANY"


@pytest.fixture
def party(make, cast):
    return a_party(make, cast.case, name=f"{SECRET} Květa", contact=f"{SECRET} 777", wish=SECRET)


def test_contacts_are_shown_only_after_a_reason(client, cast, party, stored):
    hana = client.as_(cast.hana)
    asked = hana.read("parties.show", cast.case)
    assert SECRET not in asked.text
    answer = hana.submit("parties.show", cast.case, reason="call")
    assert f"{SECRET} Květa" in answer.text
    opening = stored(select(ContactOpening))[0]
    assert (opening.reader_id, opening.reason) == (cast.hana.id, OpenReason.CALL)


def test_another_reason_is_written(client, cast, party):
    answer = client.as_(cast.hana).submit("parties.show", cast.case, reason="other")
    assert answer.status_code == 422
    assert SECRET not in answer.text


def test_the_same_answer_is_not_given_again_by_a_reload(client, cast, party):
    hana = client.as_(cast.hana)
    url = hana.url("parties.show", cast.case)
    fields = hana.fields(url) | {"reason": "call"}
    assert SECRET in hana.post(url, fields).text
    assert SECRET not in hana.post(url, fields).text


def test_everybody_who_may_read_the_case_sees_who_opened_it(client, cast, party):
    client.as_(cast.hana).submit("parties.show", cast.case, reason="visit")
    assert "jdu na návštěvu" in client.as_(cast.hana).read("parties.show", cast.case).words


def test_own_words_about_the_reason_are_read_by_the_lead_and_stand_in_no_trail(
    client, cast, party, stored
):
    words = "Volám paní Bílé"
    hana, eva = client.as_(cast.hana), client.as_(cast.eva)
    hana.submit("parties.show", cast.case, reason="other", note=words)
    assert words in hana.read("parties.show", cast.case).words.replace("\xa0", " ")
    hana.submit("disputes.assign", cast.case, lead_id=str(cast.eva.id))
    assert words in eva.read("parties.show", cast.case).words.replace("\xa0", " ")
    assert hana.read("parties.show", cast.case).status_code == 403
    assert not any(words in (entry.values or "") for entry in stored(select(AuditEntry)))


def test_each_opening_stands_in_the_trail_without_a_name(client, cast, party, stored):
    client.as_(cast.hana).submit("parties.show", cast.case, reason="call")
    entries = stored(select(AuditEntry).where(AuditEntry.use_case == "parties.open_contacts"))
    assert [entry.actor_id for entry in entries] == [cast.hana.id]
    assert not any(SECRET in (entry.values or "") for entry in stored(select(AuditEntry)))


@pytest.mark.parametrize("who", ["eva", "manager", "mentor", "mediator", "alena", "head"])
def test_nobody_else_gets_behind_the_wall(client, cast, make, party, who):
    person = client.as_(getattr(cast, who))
    note = a_note(make, cast.case, cast.hana, SECRET)
    for endpoint in ("parties.show", "parties.add", "parties.browse_notes", "parties.write_note"):
        assert person.read(endpoint, cast.case).status_code == 403
    assert person.read("parties.correct", party).status_code == 403
    answer = person.post(
        person.url("parties.remove_note", note), {"csrf_token": person.token("/ucet")}
    )
    assert answer.status_code == 403


def test_a_party_is_sealed_in_the_database(client, cast, stored):
    hana = client.as_(cast.hana)
    hana.submit("parties.add", cast.case, name=SECRET, contact="777 111 222", called="man")
    row = stored(select(DisputeParty))[0]
    assert SECRET.encode() not in row.name
    assert (row.label, row.side) == ("pan A", Side.A)


def test_a_and_b_are_one_each(client, cast, party):
    answer = client.as_(cast.hana).submit("parties.add", cast.case, side="a", name="jiná")
    assert answer.page.select_one("#side-error")
    client.as_(cast.hana).submit("parties.add", cast.case, side="c", name="třetí")


@pytest.fixture
def opened(make, cast, party):
    """The party after its lead has said why the contacts are opened."""
    an_opening(make, cast.case, cast.hana)
    return party


def looks(stored):
    return stored(select(AuditEntry).where(AuditEntry.kind == "read"))


def test_a_correction_asks_for_a_reason_first_and_shows_nothing(client, cast, party, stored):
    hana = client.as_(cast.hana)
    answer = hana.read("parties.correct", party)
    assert answer.status_code == 302
    assert answer.headers["Location"] == hana.url("parties.show", cast.case)
    assert (SECRET in answer.text, looks(stored)) == (False, [])
    assert "Nejdřív řekněte, proč" in hana.read("parties.show", cast.case).words


def test_a_reason_of_somebody_else_or_long_ago_opens_no_correction(client, make, cast, party):
    an_opening(make, cast.case, cast.manager)
    an_opening(make, cast.case, cast.hana, at=clock.now() - REASON_HOLDS - timedelta(minutes=1))
    an_opening(make, a_case(make, cast.town, cast.hana), cast.hana)
    assert client.as_(cast.hana).read("parties.correct", party).status_code == 302


def test_what_was_typed_is_kept_however_long_the_reason_is_past(client, cast, opened, app, stored):
    hana = client.as_(cast.hana)
    url = hana.url("parties.correct", opened)
    fields = hana.fields(url) | {"name": "Nové Jméno"}
    with clock.frozen(clock.now() + 2 * REASON_HOLDS):
        hana.post(url, fields)
    with app.app_context():
        assert stored(select(DisputeParty))[0].opened("name") == "Nové Jméno"


def test_the_form_of_a_correction_is_a_look_and_stands_in_the_trail(client, cast, opened, stored):
    hana = client.as_(cast.hana)
    page = hana.read("parties.correct", opened)
    assert page.page.select_one("[name=name]")["value"] == f"{SECRET} Květa"
    assert [(e.use_case, e.entity_id, e.actor_id) for e in looks(stored)] == [
        ("look parties.correct", opened.id, cast.hana.id)
    ]


def test_a_corrected_party_keeps_its_side(client, cast, opened, app, stored):
    client.as_(cast.hana).submit("parties.correct", opened, name="Nové Jméno", wish="")
    row = stored(select(DisputeParty))[0]
    with app.app_context():
        assert (row.side, row.opened("name"), row.wish) == (Side.A, "Nové Jméno", None)


def test_a_party_taken_out_is_gone(client, cast, opened, stored):
    hana = client.as_(cast.hana)
    hana.submit("parties.remove", opened, on=hana.url("parties.correct", opened))
    assert stored(select(DisputeParty)) == []


def test_notes_are_their_author_s_only(client, cast, make, stored):
    hana = client.as_(cast.hana)
    hana.submit("parties.write_note", cast.case, text=f"{SECRET}\nřádek")
    assert SECRET in hana.read("parties.browse_notes", cast.case).text
    row = stored(select(ConfidentialNote))[0]
    assert SECRET.encode() not in row.text
    other = a_case(make, cast.town, cast.hana)
    assert SECRET not in hana.read("parties.browse_notes", other).text


def test_a_new_lead_does_not_read_the_notes_of_the_former_one(client, cast, make):
    a_note(make, cast.case, cast.hana, SECRET)
    told = {"lead_id": str(cast.eva.id), "lead_kind": "town_employee", "reason": "Má dovolenou"}
    eva = client.as_(cast.eva)
    eva.submit("disputes.assign", cast.case, **told)
    answer = eva.read("parties.browse_notes", cast.case)
    assert (answer.status_code, SECRET in answer.text) == (200, False)


def test_looking_at_notes_stands_in_the_trail(client, cast, make, stored):
    a_note(make, cast.case, cast.hana, SECRET)
    client.as_(cast.hana).read("parties.browse_notes", cast.case)
    looks = stored(select(AuditEntry.use_case).where(AuditEntry.kind == "read"))
    assert looks == ["look parties.browse_notes"]


def test_a_note_is_thrown_away(client, cast, make, stored):
    note = a_note(make, cast.case, cast.hana, SECRET)
    hana = client.as_(cast.hana)
    hana.submit("parties.remove_note", note, on=hana.url("parties.browse_notes", cast.case))
    assert stored(select(ConfidentialNote)) == []


def test_a_mediator_opens_the_contacts_while_the_case_lasts(client, cast, make):
    led = {"lead_kind": "registered_mediator"}
    case = a_case(make, cast.town, cast.mediator, **led)
    a_party(make, case, name=SECRET)
    pavel = client.as_(cast.mediator)
    assert SECRET in pavel.submit("parties.show", case, reason="call").text
    over = {"stage": Stage.CLOSED, "outcome": "calmed", "closed_on": clock.today()}
    closed = a_case(make, cast.town, cast.mediator, **led, **over)
    assert pavel.read("parties.show", closed).status_code == 403
    assert cast.mediator.has(Role.MEDIATOR)


def test_who_brought_a_case_and_has_no_role_any_more_writes_no_party_into_it(client, cast, make):
    gone = make.person(cast.town, Role.HEAD, name="Bývalý Asistent")
    case = a_case(make, cast.town, received_by=gone.id)
    assert client.as_(gone).read("parties.add", case).status_code == 403
