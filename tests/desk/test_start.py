"""The way to one's own first page."""

import pytest

from app.accounts.domain import Role
from app.shifts.domain import ShiftStatus


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.APK, "/smena"),
        (Role.DP, "/smena"),
        (Role.MENTOR, "/rano"),
        (Role.DP_COORDINATOR, "/rano"),
        (Role.MANAGER, "/prehled"),
        (Role.HEAD, "/prehled"),
        (Role.DISPUTE_LEAD, "/spory/moje"),
        (Role.MEDIATOR, "/spory/moje"),
        (Role.ADMIN, "/lide/"),
    ],
)
def test_each_role_begins_where_its_work_is(client, make, role, address):
    person = make.person(make.town(), role)
    assert client.as_(person).read("desk.start").headers["Location"] == address


def test_who_has_no_role_yet_is_welcomed(client, make):
    answer = client.as_(make.person(make.town())).read("desk.start")
    assert answer.status_code == 200
    assert "Dobrý den" in answer.words


def test_strangers_sign_in_first(client, make):
    make.town()
    assert client.read("desk.start").headers["Location"] == "/prihlaseni"


@pytest.mark.parametrize("endpoint", ["desk.help", "desk.accessibility", "desk.privacy"])
def test_what_explains_is_read_without_signing_in(client, make, endpoint):
    make.town()
    assert client.read(endpoint).status_code == 200


def test_the_notices_name_the_town_of_the_reader(client, make):
    person = client.as_(make.assistant(make.town("Horní Lhota")))
    assert "Horní Lhota" in person.read("desk.privacy").words
    assert "Horní Lhota" in person.read("desk.accessibility").words


def test_the_rest_of_the_menu_lets_one_sign_out(client, make):
    answer = client.as_(make.assistant(make.town())).read("desk.more")
    assert answer.page.select_one("main form[action='/odhlaseni']")


def test_the_switch_between_towns_shows_what_waits_in_the_other(client, make, scene):
    other = make.town("Zásada")
    make.mentor(other, user_id=scene.mentor.user_id)
    make.shift(make.assistant(other), status=ShiftStatus.HANDED_IN)
    answer = client.as_(scene.mentor).read("accounts.switch")
    assert "čeká 1 směna" in answer.words
