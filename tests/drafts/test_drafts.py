"""What was being written when the phone was locked comes back, to its author alone."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.drafts import queries
from app.drafts.models import Draft
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.scope import scope
from app.retention import actions as retention
from tests.accounts.people import PASSWORD, account
from tests.conftest import NOW
from tests.disputes.rows import a_case, a_party
from tests.drafts.rows import a_draft
from tests.outbox.phone import OURS, Phone

TYPED = "Rozbitá lavička „u vody“ & mokrá tráva"
KEEP = "/odeslani/rozepsane"
OVER = timedelta(hours=72)


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def alena(make, town):
    return make.assistant(town)


@pytest.fixture
def shift(make, alena):
    return make.shift(alena)


@pytest.fixture
def phone(client, alena):
    return client.as_(alena)


def sealed(page, **typed):
    """The fields that lock.js seals."""
    told = {"kind": "Vzkaz", "page": page, "typed": json.dumps([*typed.items()])}
    return {**told, "text": " · ".join(typed.values())}


def note_of(shift):
    return f"/smeny/{shift.id}/vzkaz"


def test_a_draft_comes_through_the_outbox_of_a_locked_phone(app, alena, shift, stored):
    Phone(app, alena).told(KEEP, **sealed(note_of(shift), next_shift_note=TYPED))
    assert [(row.kind, row.author_id) for row in stored(select(Draft))] == [("Vzkaz", alena.id)]


def test_what_was_typed_is_not_readable_in_the_database(app, alena, shift, stored):
    Phone(app, alena).told(KEEP, **sealed(note_of(shift), next_shift_note=TYPED))
    content = stored(select(Draft))[0].content
    assert "lavička".encode() not in content


def test_the_phone_page_offers_to_go_on(phone, make, alena, shift):
    a_draft(make, alena, page=note_of(shift), kind="Vzkaz", next_shift_note=TYPED)
    words = phone.read("desk.phone").words
    assert "Rozepsané: Vzkaz, 14:32" in words.replace("\N{NO-BREAK SPACE}", " ")
    assert "Pokračovat" in words


def test_what_was_put_aside_is_shown_right_after_unlocking(app, client, make, town, shift, stored):
    writer = make.assistant(town, user=account())
    phone = client.as_(writer)
    Phone(app, writer, phone.browser).told(KEEP, **sealed(note_of(shift), next_shift_note=TYPED))
    phone.browser.post("/zamknout", headers=OURS)
    fields = {**phone.fields("/odemknout"), "password": PASSWORD}
    assert phone.browser.post("/odemknout", data=fields).location == "/rozepsane"


def test_the_form_on_the_page_of_drafts_says_what_was_typed(phone, make, alena, shift):
    a_draft(make, alena, page=note_of(shift), kind="Vzkaz", next_shift_note=TYPED)
    assert TYPED in phone.read("drafts.browse").words


def test_going_on_shows_the_ordinary_form_filled_in(phone, make, alena, shift):
    draft = a_draft(make, alena, page=note_of(shift), next_shift_note=TYPED)
    page = phone.browser.get(f"/rozepsane/{draft.id}", follow_redirects=True)
    assert phone.fields(page.request.full_path, note_of(shift))["next_shift_note"] == TYPED


def test_going_on_stores_nothing_by_itself(phone, make, alena, shift, stored):
    draft = a_draft(make, alena, page=note_of(shift), next_shift_note=TYPED)
    phone.browser.get(f"/rozepsane/{draft.id}", follow_redirects=True)
    assert len(stored(select(Draft))) == 1


def test_a_draft_goes_when_its_form_is_sent(phone, make, alena, shift, stored):
    draft = a_draft(make, alena, page=note_of(shift), next_shift_note=TYPED)
    address = f"{note_of(shift)}?rozepsane={draft.id}"
    phone.post(note_of(shift), phone.fields(address, note_of(shift)))
    assert stored(select(Draft)) == []


def test_a_form_that_is_refused_keeps_its_draft(phone, make, alena, shift, stored):
    draft = a_draft(make, alena, page=note_of(shift), next_shift_note=TYPED)
    address = f"{note_of(shift)}?rozepsane={draft.id}"
    fields = {**phone.fields(address, note_of(shift)), "next_shift_note": "x" * 2000}
    assert phone.post(note_of(shift), fields).status_code == 422
    assert len(stored(select(Draft))) == 1


def test_a_draft_goes_when_its_form_comes_through_the_outbox(app, make, alena, shift, stored):
    draft = a_draft(make, alena, page=note_of(shift), next_shift_note=TYPED)
    told = {"next_shift_note": TYPED, "rozepsane": str(draft.id)}
    Phone(app, alena).told(note_of(shift), **told)
    assert stored(select(Draft)) == []


def test_an_incident_goes_on_where_it_was_left(phone, make, town, alena, shift, stored):
    place = make.place(town)
    draft = a_draft(
        make, alena, page="/udalosti/nova", subcategory="noise", description="Hluk u řeky"
    )
    address = f"/udalosti/nova?rozepsane={draft.id}"
    fields = phone.fields(address, "/udalosti/nova")
    assert (fields["subcategory"], fields["description"]) == ("noise", "Hluk u řeky")
    phone.post("/udalosti/nova", {**fields, "place_id": str(place.id)})
    assert [row.description for row in stored(select(Incident))] == ["Hluk u řeky"]
    assert stored(select(Draft)) == []


def test_a_draft_of_a_draft_replaces_it(app, make, alena, shift, stored):
    first = a_draft(make, alena, page=note_of(shift), next_shift_note="první")
    told = {"next_shift_note": "druhá", "rozepsane": str(first.id)}
    Phone(app, alena).told(KEEP, **sealed(note_of(shift), **told))
    assert len(stored(select(Draft))) == 1


def test_a_draft_can_be_thrown_away(phone, make, alena, shift, stored):
    draft = a_draft(make, alena, page=note_of(shift), next_shift_note=TYPED)
    phone.submit("drafts.discard", draft, on="/rozepsane")
    assert stored(select(Draft)) == []


def test_nobody_else_sees_a_draft(client, make, town, alena, shift):
    draft = a_draft(make, alena, page=note_of(shift), next_shift_note=TYPED)
    for other in (make.assistant(town, "Bohdan Tichý"), make.mentor(town)):
        visitor = client.as_(other)
        assert visitor.browser.get(f"/rozepsane/{draft.id}").status_code == 403
        address = f"{note_of(shift)}?rozepsane={draft.id}"
        assert "lavička" not in visitor.browser.get(address).text


def test_after_three_days_a_draft_is_not_shown(phone, make, alena, shift):
    draft = a_draft(make, alena, page=note_of(shift), next_shift_note=TYPED)
    with clock.frozen(NOW + OVER), make.everywhere():
        assert queries.of_author(alena.id) == []
        assert queries.own(str(draft.id), alena.id) is None


def test_in_the_night_old_drafts_are_deleted(make, town, alena, shift, stored):
    a_draft(make, alena, page=note_of(shift), next_shift_note=TYPED)
    with clock.frozen(NOW + OVER + timedelta(days=1)), make.everywhere(), scope(town.id):
        retention.dispose(town)
    assert stored(select(Draft)) == []


def test_a_damaged_draft_is_refused_and_kept_for_completion(app, alena, shift, stored):
    told = {**sealed(note_of(shift)), "typed": "not a list"}
    assert Phone(app, alena).told(KEEP, **told) == "incomplete"


def test_the_page_says_when_nothing_waits(phone):
    assert "Nic rozepsaného tu není" in phone.read("drafts.browse").words


def test_a_draft_never_leads_to_another_server(phone, make, alena):
    draft = a_draft(make, alena, page="//evil.example/x", note=TYPED)
    assert phone.browser.get(f"/rozepsane/{draft.id}").location.startswith("/?")


def test_what_is_sealed_is_not_told_in_the_list_of_unfinished_forms(client, make, town, stored):
    """Who led a case yesterday must not read its contacts in passing, nor without a reason."""
    both = make.person(town, Role.APK, Role.DISPUTE_LEAD)
    case = a_case(make, town, both)
    person = client.as_(both)
    party = a_party(make, case, name=TYPED)
    a_draft(make, both, page=person.url("parties.correct", party), name=TYPED)
    listed = person.read("drafts.browse")
    assert TYPED not in listed.words
    assert "zapečetěné" in listed.words
    a_draft(make, both, page="/nikam", text=TYPED)
    assert TYPED in person.read("drafts.browse").words
