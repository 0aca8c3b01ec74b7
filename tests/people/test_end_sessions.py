"""A lost phone: all devices of a person are out of the town at once."""

import pytest

from app.accounts.domain import Role
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
    assert "Odhlášena 2 zařízení." in end_sessions(admin, assistant).words
    assert phone.read("accounts.account").status_code == 302
    assert tablet.read("accounts.account").status_code == 302


def test_a_mentor_does_it_for_his_own_assistant(client, mentor, assistant):
    phone = client.as_(assistant)
    assert "Odhlášeno 1 zařízení." in end_sessions(client.as_(mentor), assistant).words
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


def test_devices_in_another_town_stay(client, make, mentor, assistant, user):
    there = make.mentor(make.town("Zásada"), user=user)
    phone = client.as_(there)
    end_sessions(client.as_(mentor), assistant)
    assert phone.read("accounts.account").status_code == 200
