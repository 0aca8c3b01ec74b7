"""What comes too late, or cannot be believed, waits for a mentor and is never lost."""

import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.audit.models import AuditEntry
from app.kernel import clock
from app.outbox import sealing
from app.outbox.domain import EntryState
from app.outbox.models import OutboxEntry
from app.shifts.models import Visit
from tests.conftest import NOW

LATER = NOW + timedelta(hours=73)
YESTERDAY = date(2026, 11, 22)


@pytest.fixture
def late(field):
    """A stop from an hour ago that arrives once the ticket has expired."""
    entry = field.stop(at=NOW - timedelta(hours=1))
    with clock.frozen(LATER):
        answer = field.phone.send(entry)
    assert answer.json["state"] == "quarantined"
    return entry


def kept(stored):
    return stored(select(OutboxEntry))


def accept(client, field, stored):
    mentor = client.as_(field.mentor)
    return mentor.submit("outbox.accept", kept(stored)[0], on="/odeslani/k-doplneni")


def test_an_expired_ticket_leads_into_quarantine(late, stored):
    assert stored(select(Visit)) == []
    assert stored(select(OutboxEntry.envelope)) == [late["envelope"]]


@pytest.mark.parametrize(
    ("path", "form"),
    [("/odeslani/rozepsane", "drafts.keep"), ("/nikde", None)],
    ids=["unfinished", "nowhere"],
)
def test_what_waits_is_known_by_its_form_whatever_its_label_says(field, stored, path, form):
    entry = field.phone.stored(path, kind="Obchůzka", page="/", typed="[]")
    with clock.frozen(LATER):
        field.phone.send(entry)
    assert [(each.kind, each.endpoint) for each in kept(stored)] == [("Obchůzka", form)]


def test_a_damaged_envelope_that_comes_late_waits_too(field, stored):
    entry = field.stop()
    with clock.frozen(LATER):
        field.phone.send(entry | {"envelope": entry["envelope"][:-1] + b"?"})
    assert [each.endpoint for each in kept(stored)] == [None]


def test_what_is_accepted_is_its_authors_and_of_its_own_time(late, client, field, stored):
    accept(client, field, stored)
    (visit,) = stored(select(Visit))
    assert (visit.author_id, visit.arrived_at) == (field.author.id, NOW - timedelta(hours=1))
    (entry,) = kept(stored)
    assert (entry.state, entry.resolved_by) == (EntryState.STORED, field.mentor.id)
    assert stored(select(OutboxEntry.envelope)) == [None]


def test_the_trail_tells_who_wrote_and_who_let_in(late, client, field, stored):
    accept(client, field, stored)
    visits = select(AuditEntry).where(AuditEntry.use_case == "shifts.visit")
    letting_in = select(AuditEntry).where(AuditEntry.use_case == "outbox.settle")
    assert [entry.actor_id for entry in stored(visits)] == [field.author.id]
    assert [entry.actor_id for entry in stored(letting_in)] == [field.mentor.id]


def test_the_phone_gets_the_same_receipt_when_it_asks_again(late, client, field, stored):
    accept(client, field, stored)
    assert field.phone.send(late).json["state"] == "quarantined"
    assert len(stored(select(Visit))) == 1


def test_nobody_accepts_twice(late, client, field, stored):
    mentor = client.as_(field.mentor)
    url = mentor.url("outbox.accept", kept(stored)[0])
    fields = mentor.fields("/odeslani/k-doplneni", url)
    mentor.post(url, fields)
    again = {**fields, "id": str(uuid.uuid4())}
    assert mentor.post(url, again).status_code == 409
    assert len(stored(select(Visit))) == 1


def test_with_the_author_signed_in_a_late_entry_is_stored(field, client, stored):
    """He has come back: his session proves him, whatever became of the ticket."""
    entry = field.stop(at=NOW)
    with clock.frozen(LATER):
        signed_in = client.as_(field.author).browser.get_cookie("session").value
        field.phone.browser.set_cookie("session", signed_in)
        assert field.phone.send(entry).json["state"] == "stored"
    assert stored(select(Visit.arrived_at)) == [NOW]


def test_a_phone_that_only_has_to_be_unlocked_keeps_what_came_late(field, client, stored):
    """A long weekend: the ticket is over, the session lies locked; the mentor is not bothered."""
    signed_in = client.as_(field.author).browser.get_cookie("session").value
    entry = field.stop(at=NOW)
    field.phone.browser.set_cookie("session", signed_in)
    with clock.frozen(LATER):
        answer = field.phone.send(entry)
    assert (answer.status_code, answer.json) == (401, {"state": "sign-in"})
    assert kept(stored) == []


def test_without_the_look_at_the_ticket_a_late_entry_would_slip_in(field, monkeypatch, stored):
    """The control: with the check of its age removed the same entry is stored."""
    monkeypatch.setattr("app.outbox.models.WriteTicket.is_good_at", lambda *_: True)
    entry = field.stop(at=NOW - timedelta(hours=1))
    with clock.frozen(LATER):
        assert field.phone.send(entry).json["state"] == "stored"


def test_an_ended_access_leads_into_quarantine_and_the_mentor_lets_it_in(
    field, put, client, stored
):
    entry = field.stop(at=NOW - timedelta(minutes=5))
    put(field.author, valid_to=YESTERDAY)
    assert field.phone.send(entry).json["state"] == "quarantined"
    accept(client, field, stored)
    assert [visit.author_id for visit in stored(select(Visit))] == [field.author.id]


def test_after_a_lost_phone_is_signed_out_its_entries_wait(field, client, stored):
    entry, mentor = field.stop(), client.as_(field.mentor)
    mentor.submit("people.end_sessions", field.author, on=f"/lide/{field.author.id}")
    assert field.phone.send(entry).json["state"] == "quarantined"


def test_one_flipped_bit_leads_into_quarantine(field, client, stored):
    entry = field.stop()
    sealed = bytearray(entry["envelope"])
    sealed[-20] ^= 1
    assert field.phone.send(entry, envelope=bytes(sealed)).json["state"] == "quarantined"
    assert accept(client, field, stored).status_code == 409
    assert stored(select(Visit)) == []


@pytest.mark.parametrize("rubbish", [b"", b"\x02", b"\x09" + bytes(200), bytes(17)])
def test_rubbish_is_kept_as_rubbish(field, stored, rubbish):
    assert field.phone.send(field.stop(), envelope=rubbish).json["state"] == "quarantined"
    assert kept(stored)[0].reason


def test_an_envelope_moved_to_another_id_does_not_open(field, stored):
    answer = field.phone.send(field.stop(), id=str(uuid.uuid4()))
    assert (answer.json["state"], stored(select(Visit))) == ("quarantined", [])


def test_an_envelope_moved_to_another_author_does_not_open(field, make, phone_of, stored):
    other = make.assistant(field.town, "Petr Malý")
    make.shift(other)
    moved = {**field.stop(), "author": str(other.id)}
    assert phone_of(other).send(moved).json["state"] == "quarantined"
    assert stored(select(Visit)) == []


def test_an_envelope_moved_to_another_town_does_not_open(field, make, phone_of, stored):
    stranger = make.assistant(make.town("Zásada"))
    moved = {**field.stop(), "author": str(stranger.id)}
    assert phone_of(stranger).send(moved).json["state"] == "quarantined"
    assert stored(select(Visit)) == []


def test_with_an_address_that_is_not_sealed_along_it_would_open(
    field, make, phone_of, monkeypatch, stored
):
    """The control: with one address for all, the moved envelope makes a record of another."""
    monkeypatch.setattr(sealing.Address, "told", lambda _self, _version: b"anywhere")
    monkeypatch.setattr(type(field.phone), "address", lambda *_: b"anywhere")
    other = make.assistant(field.town, "Petr Malý", mentor_id=field.mentor.id)
    shift = make.shift(other)
    path = f"/smeny/{shift.id}/obchuzka"
    entry = field.phone.stored(path, place_id=field.place.id, result="calm")
    assert phone_of(other).send({**entry, "author": str(other.id)}).json["state"] == "stored"
    assert [visit.author_id for visit in stored(select(Visit))] == [other.id]


def test_a_mentor_discards_with_a_reason_and_the_envelope_is_gone(late, client, field, stored):
    mentor = client.as_(field.mentor)
    mentor.submit("outbox.discard", kept(stored)[0], reason="Posláno dvakrát.")
    (entry,) = kept(stored)
    assert (entry.state, entry.reason) == (EntryState.DISCARDED, "Posláno dvakrát.")
    assert stored(select(OutboxEntry.envelope)) == [None]


def test_throwing_away_asks_for_a_reason(late, client, field, stored):
    answer = client.as_(field.mentor).submit("outbox.discard", kept(stored)[0], reason=" ")
    assert (answer.status_code, kept(stored)[0].state) == (422, EntryState.QUARANTINED)


def test_the_author_does_not_decide_about_his_own_quarantine(late, client, field, stored):
    author, entry = client.as_(field.author), kept(stored)[0]
    fields = {"csrf_token": author.token("/ucet"), "id": str(uuid.uuid4()), "reason": "Tak."}
    assert author.post(author.url("outbox.accept", entry), fields).status_code == 403
    assert author.post(author.url("outbox.discard", entry), fields).status_code == 403


def test_a_coordinator_lets_in_what_caretakers_sent(make, phone_of, client, stored):
    town = make.town()
    coordinator = make.person(town, Role.DP_COORDINATOR, name="Karla")
    caretaker = make.person(town, Role.DP, name="Josef", mentor_id=coordinator.id)
    phone = phone_of(caretaker)
    entry = phone.stored("/smeny/zacatek")
    with clock.frozen(LATER):
        phone.send(entry)
    answer = client.as_(coordinator).read("outbox.waiting")
    assert "Josef" in answer.words
