"""Who gets a ticket, how long it is good, and who ends it."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.audit.models import AuditEntry
from app.kernel import clock, passwords
from app.outbox.models import TownKey, WriteTicket
from tests.conftest import NOW
from tests.outbox.phone import OURS

PASSWORD = "dlouhá věta o dešti"


@pytest.fixture
def account(make):
    """Somebody who can sign in by the form."""
    user = User(id=uuid.uuid4(), username="dana", password_hash=passwords.hashed(PASSWORD))
    return make.saved(user)


def sign_in(client):
    client.browser.delete_cookie("session")
    client.submit("accounts.sign_in", username="dana", password=PASSWORD)
    return client


def ticket_of(client):
    return client.browser.get_cookie("ticket", path="/odeslani")


def tickets(stored):
    return stored(select(WriteTicket).order_by(WriteTicket.issued_at, WriteTicket.id))


def test_an_assistant_gets_a_ticket_with_the_sign_in(client, make, account, stored):
    person = make.assistant(make.town(), user=account, user_id=account.id)
    cookie = ticket_of(sign_in(client))
    (ticket,) = tickets(stored)
    assert (ticket.membership_id, ticket.expires_at) == (person.id, NOW + timedelta(hours=72))
    assert (cookie.http_only, cookie.same_site, cookie.path) == (True, "Strict", "/odeslani")
    assert cookie.max_age == timedelta(days=400).total_seconds()


def test_the_first_sign_in_of_an_older_town_makes_its_key(client, make, account, stored):
    make.assistant(make.town(), user=account, user_id=account.id)
    sign_in(client)
    assert len(stored(select(TownKey))) == 1
    sign_in(type(client)(client.app))
    assert len(stored(select(TownKey))) == 1


def test_the_private_half_of_the_key_stands_nowhere_readable(client, make, account, stored):
    make.assistant(make.town(), user=account, user_id=account.id)
    sign_in(client)
    (key,) = stored(select(TownKey))
    assert len(key.private_key) == 1 + 12 + 32 + 16
    told = stored(select(AuditEntry.values).where(AuditEntry.entity == "town_key"))
    assert key.private_key.hex() not in "".join(told)


def test_who_walks_no_rounds_gets_no_ticket_and_ends_that_of_the_phone(
    client, make, account, phone_of
):
    town = make.town()
    make.mentor(town, user=account, user_id=account.id)
    phone_of(make.assistant(town), browser=client.browser)
    assert ticket_of(client)
    assert ticket_of(sign_in(client)) is None


def test_the_next_person_on_a_shared_phone_sends_nothing_of_the_first(
    field, client, make, account, phone_of
):
    phone = phone_of(field.author, browser=client.browser)
    make.assistant(field.town, "Petr Malý", user=account, user_id=account.id)
    sign_in(client)
    assert phone.send(field.stop()).json == {"state": "sign-in"}


def test_signing_out_leaves_the_ticket_so_that_what_waits_still_arrives(field, client, phone_of):
    author = client.as_(field.author)
    phone = phone_of(field.author, browser=author.browser)
    author.submit("accounts.sign_out", on="/ucet")
    assert phone.send(field.stop()).json["state"] == "stored"


def test_the_switch_to_another_town_brings_its_ticket(client, make, account, stored):
    first, other = make.town("Lhota"), make.town("Zásada")
    make.assistant(first, user=account, user_id=account.id)
    there = make.assistant(other, user=account, user_id=account.id)
    sign_in(client).submit("accounts.switch", town=str(other.id))
    assert ticket_of(client).value.startswith(other.id.hex)
    assert there.id in {ticket.membership_id for ticket in tickets(stored)}


@pytest.mark.parametrize("verb", ["end_other_sessions", "change_password"])
def test_letting_all_devices_out_ends_their_tickets(client, make, account, stored, verb):
    make.assistant(make.town(), user=account, user_id=account.id)
    sign_in(sign_in(client))
    if verb == "change_password":
        new = "jiná věta o sněhu a mrazu"
        client.submit("accounts.change_password", current_password=PASSWORD, password=new)
    else:
        client.submit("accounts.end_other_sessions", on="/ucet")
    assert [ticket.ended_at is None for ticket in tickets(stored)].count(True) == 1
    assert len(tickets(stored)) == 3


def test_a_ticket_lasts_three_days_from_the_last_time_its_person_was_signed_in(
    field, client, phone_of, stored
):
    phone = phone_of(field.author, browser=client.as_(field.author).browser)
    later = NOW + timedelta(hours=9)
    with clock.frozen(later):
        phone.send(field.stop(at=NOW))
    newest = max(ticket.expires_at for ticket in tickets(stored))
    assert newest == later + timedelta(hours=72)


def test_a_ticket_alone_does_not_prolong_itself(field, stored):
    with clock.frozen(NOW + timedelta(hours=50)):
        field.phone.send(field.stop(at=NOW))
    assert [ticket.expires_at for ticket in tickets(stored)] == [NOW + timedelta(hours=72)]


def test_who_is_signed_in_without_a_ticket_gets_one_with_his_first_entry(
    field, client, phone_of, stored
):
    author = client.as_(field.author)
    phone = phone_of(field.author, browser=author.browser).without_ticket()
    assert phone.send(field.stop()).json["state"] == "stored"
    assert ticket_of(author)


def test_a_new_ticket_takes_over_what_the_phone_had_waiting(
    client, make, account, stored, phone_of
):
    person = make.assistant(make.town(), user=account, user_id=account.id)
    phone = phone_of(person)
    phone.browser.post("/odeslani/hlaseni", data={"waiting": "4"}, headers=OURS)
    phone_of(person)
    assert sorted(ticket.waiting for ticket in tickets(stored)) == [0, 4]


def test_a_forged_ticket_is_none(field, stored):
    for value in ("", "nesmysl", f"{field.town.id.hex}.nesmysl", f"{uuid.uuid4().hex}.x"):
        field.phone.browser.set_cookie("ticket", value, path="/odeslani")
        assert field.phone.send(field.stop()).status_code == 401
