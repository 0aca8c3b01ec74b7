"""A lost phone: all devices of a person are out of the town at once."""

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.audit.models import AuditEntry
from tests.accounts.people import account


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def mentor(make, town):
    return make.mentor(town)


@pytest.fixture
def user():
    return account()


@pytest.fixture
def assistant(make, town, mentor, user):
    return make.assistant(town, mentor_id=mentor.id, user=user)


def end_sessions(page, person):
    return page.submit("people.end_sessions", person, on=page.url("people.read", person))


def refused(page, person):
    sent = {"csrf_token": page.token("/ucet")}
    return page.post(page.url("people.end_sessions", person), sent).status_code == 403


def test_an_administrator_signs_all_devices_of_a_person_out(client, make, town, assistant):
    phone, tablet = client.as_(assistant), client.as_(assistant)
    admin = client.as_(make.person(town, Role.ADMIN, name="Sára Správná"))
    assert "Odhlášena 2 zařízení v této obci." in end_sessions(admin, assistant).words
    assert phone.read("accounts.account").status_code == 302
    assert tablet.read("accounts.account").status_code == 302


def test_a_mentor_does_it_for_his_own_assistant(client, mentor, assistant):
    phone = client.as_(assistant)
    assert "Odhlášeno 1 zařízení v této obci." in end_sessions(client.as_(mentor), assistant).words
    assert phone.read("accounts.account").status_code == 302


def test_nobody_else_is_signed_out(client, mentor, assistant):
    page = client.as_(mentor)
    end_sessions(page, assistant)
    assert page.read("accounts.account").status_code == 200


def test_a_mentor_does_it_for_nobody_elses_assistant(client, make, town, assistant):
    assert refused(client.as_(make.mentor(town, name="Cizí Mentor")), assistant)


def test_a_mentor_does_it_for_nobody_stronger(client, make, town, mentor):
    stronger = make.person(town, Role.MANAGER, name="Silná Paní", mentor_id=mentor.id)
    assert refused(client.as_(mentor), stronger)


def test_devices_in_another_town_are_out_too(client, make, mentor, assistant, user):
    phone = client.as_(make.mentor(make.town("Zásada"), user=user))
    answer = end_sessions(client.as_(mentor), assistant)
    assert phone.read("accounts.account").status_code == 302
    assert "Odhlášeno 0 zařízení v této obci." in answer.words
    assert "v jiných obcích" in answer.words
    assert "Zásada" not in answer.words


def test_each_town_has_its_own_device_in_the_trail_and_learns_nothing_of_the_other(
    client, make, mentor, assistant, user, stored
):
    there = make.mentor(make.town("Zásada"), user=user)
    client.as_(there), client.as_(assistant)
    end_sessions(client.as_(mentor), assistant)
    told = AuditEntry.use_case == "people.end_sessions"
    entries = {each.municipality_id: each for each in stored(select(AuditEntry).where(told))}
    actors = {town: entry.actor_id for town, entry in entries.items()}
    assert actors == {mentor.municipality_id: mentor.id, there.municipality_id: None}
    assert str(mentor.municipality_id) not in entries[there.municipality_id].values


def test_the_trail_of_a_town_names_whom_it_knows(client, make, assistant, user, stored):
    """Who belongs to both towns is in each trail the person he is there."""
    there = make.mentor(make.town("Zásada"), user=user)
    client.as_(there)
    client.as_(assistant).submit("accounts.end_other_sessions", on="/ucet")
    told = AuditEntry.use_case == "accounts.end_other_sessions"
    assert stored(select(AuditEntry.actor_id).where(told)) == [there.id]


def test_the_end_of_an_access_leaves_the_devices_of_other_towns(
    client, make, town, assistant, user
):
    phone = client.as_(make.mentor(make.town("Zásada"), user=user))
    admin = client.as_(make.person(town, Role.ADMIN, name="Sára Správná"))
    admin.submit("people.end_access", assistant, reason="Konec smlouvy")
    assert phone.read("accounts.account").status_code == 200
