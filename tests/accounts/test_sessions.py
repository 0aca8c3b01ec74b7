"""Sessions: seen, ended, cut off; a leaver is out at the next request (P7, P4)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts import actions
from app.accounts.domain import Role
from app.accounts.models import Membership, UserSession
from app.kernel import clock
from app.kernel.action import action
from tests.accounts.people import OTHER_PASSWORD, PASSWORD, account
from tests.conftest import NOW


@pytest.fixture
def alena(make):
    return make.assistant(make.town(), user=account())


def test_the_account_page_lists_the_devices(client, alena):
    phone, _tablet = client.as_(alena), client.as_(alena)
    assert len(phone.read("accounts.account").page.select("#devices .row")) == 2


def test_the_account_page_lists_the_devices_of_all_towns(client, make):
    user = account()
    phone = client.as_(make.assistant(make.town("Bělá"), user=user))
    client.as_(make.assistant(make.town("Adamov"), user=user))
    rows = [row.text for row in phone.read("accounts.account").page.select("#devices .row")]
    assert ["Adamov" in rows[0], "Bělá" in rows[1]] == [True, True]


def test_all_other_devices_are_out_in_every_town(client, make):
    user = account()
    phone = client.as_(make.assistant(make.town("Bělá"), user=user))
    tablet = client.as_(make.assistant(make.town("Adamov"), user=user))
    phone.submit("accounts.end_other_sessions", on="/ucet")
    assert tablet.read("accounts.account").status_code == 302


def test_a_device_that_was_signed_out_is_out_at_its_next_request(client, alena, stored):
    phone, tablet = client.as_(alena), client.as_(alena)
    assert tablet.read("accounts.account").status_code == 200
    other = phone.read("accounts.account").page.select_one("form[action*=zarizeni]")["action"]
    phone.post(other, phone.fields(phone.url("accounts.account"), other))
    assert tablet.read("accounts.account").status_code == 302
    assert phone.read("accounts.account").status_code == 200


def test_all_other_devices_can_be_signed_out_at_once(client, alena):
    phone, tablet = client.as_(alena), client.as_(alena)
    phone.submit("accounts.end_other_sessions", on="/ucet")
    assert tablet.read("accounts.account").status_code == 302
    assert phone.read("accounts.account").status_code == 200


def test_the_device_of_somebody_else_does_not_exist(client, alena, make, stored):
    stranger = client.as_(make.assistant(make.town("Zásada"), name="Zdena Cizí"))
    client.as_(alena)
    session = stored(select(UserSession).where(UserSession.user_id == alena.user_id))[0]
    answer = stranger.post(
        stranger.url("accounts.end_session", session), {"csrf_token": stranger.token("/ucet")}
    )
    assert answer.status_code == 404


def test_signing_out_ends_the_session_on_the_server(client, alena):
    phone = client.as_(alena)
    with phone.browser.session_transaction() as cookie:
        copied = cookie["_user_id"]
    phone.submit("accounts.sign_out", on="/ucet")
    with phone.browser.session_transaction() as cookie:
        cookie["_user_id"] = copied
    assert phone.read("accounts.account").status_code == 302


def test_the_day_after_the_last_one_the_person_is_out(client, make):
    person = make.mentor(make.town(), valid_to=NOW.date())
    phone = client.as_(person)
    assert phone.read("places.browse").status_code == 200
    with clock.frozen(NOW + timedelta(days=1)):
        assert phone.read("places.browse").status_code == 302


def test_before_the_first_day_the_person_is_not_in_yet(client, make):
    person = make.mentor(make.town(), valid_from=(NOW + timedelta(days=1)).date())
    phone = client.as_(person)
    assert phone.read("places.browse").status_code == 302
    with clock.frozen(NOW + timedelta(days=1)):
        assert phone.read("places.browse").status_code == 200


def test_a_cut_membership_in_one_town_leaves_the_other_untouched(client, make):
    user = account()
    first = make.mentor(make.town("Bělá"), user=user, valid_to=NOW.date())
    second = make.mentor(make.town("Adamov"), user=user)
    with clock.frozen(NOW + timedelta(days=1)):
        assert client.as_(first).read("places.browse").status_code == 302
        assert client.as_(second).read("places.browse").status_code == 200


@action
def extend(person, *, by=None):
    person.valid_to = None


def test_control_an_access_that_is_extended_is_not_cut(client, make, app):
    person = make.mentor(make.town(), valid_to=NOW.date())
    phone = client.as_(person)
    with make.everywhere():
        row = actions.db.session.scalars(select(Membership)).one()
        extend(row)
    with clock.frozen(NOW + timedelta(days=1)):
        assert phone.read("places.browse").status_code == 200


def test_a_changed_password_ends_all_other_devices_and_changes_the_token(client, alena):
    phone, tablet = client.as_(alena), client.as_(alena)
    with phone.browser.session_transaction() as cookie:
        before = cookie["_user_id"]
    phone.submit("accounts.change_password", current_password=PASSWORD, password=OTHER_PASSWORD)
    with phone.browser.session_transaction() as cookie:
        assert cookie["_user_id"] != before
    assert phone.read("accounts.account").status_code == 200
    assert tablet.read("accounts.account").status_code == 302


def test_a_changed_password_signs_in_and_the_old_one_does_not(client, alena):
    client.as_(alena).submit(
        "accounts.change_password", current_password=PASSWORD, password=OTHER_PASSWORD
    )
    old = client.submit("accounts.sign_in", username="alena", password=PASSWORD)
    assert old.status_code == 422
    client.submit("accounts.sign_in", username="alena", password=OTHER_PASSWORD)
    assert client.read("accounts.account").status_code == 200


def test_a_wrong_present_password_changes_nothing_and_may_be_repeated(client, alena):
    phone = client.as_(alena)
    wrong = {"current_password": "úplně špatné heslo", "password": OTHER_PASSWORD}
    fields = {**phone.fields("/ucet/heslo"), **wrong}
    assert phone.post("/ucet/heslo", fields).page.select_one("#current_password-error")
    answer = phone.post("/ucet/heslo", {**fields, "current_password": PASSWORD})
    assert "Heslo je změněné" in answer.text


def test_a_weak_new_password_is_refused_at_its_field(client, alena):
    answer = client.as_(alena).submit(
        "accounts.change_password", current_password=PASSWORD, password="Alena Malá Lhota 2026"
    )
    assert answer.page.select_one("#password-error")


def test_passwords_may_be_kept_by_the_browser_and_pasted(client, alena):
    form = client.as_(alena).read("accounts.change_password").page
    asked = [
        form.select_one(f"#{name}")["autocomplete"] for name in ("current_password", "password")
    ]
    assert asked == ["current-password", "new-password"]
    assert "onpaste" not in str(form)


def test_a_person_of_several_towns_switches_between_them(client, make):
    user = account()
    phone = client.as_(make.assistant(make.town("Bělá"), user=user))
    make.assistant(make.town("Adamov"), user=user)
    phone.submit("accounts.switch")
    assert "Adamov" in phone.read("accounts.account").words


def test_a_form_from_before_the_switch_is_not_taken_into_the_other_town(client, make, stored):
    user = account()
    phone = client.as_(make.person(make.town("Bělá"), Role.MENTOR, user=user))
    make.person(make.town("Adamov"), Role.MENTOR, user=user)
    fields = {**phone.fields("/mista/nove"), "code": "L1", "name": "Park", "kind": "other"}
    phone.submit("accounts.switch")
    assert phone.post("/mista/nove", fields).status_code == 400


def test_nobody_switches_into_a_town_that_is_not_his(client, make):
    phone = client.as_(make.assistant(make.town("Bělá")))
    other = make.town("Zásada")
    phone.post("/obec", {"csrf_token": phone.token("/ucet"), "town": str(other.id)})
    assert "Bělá" in phone.read("accounts.account").words


def test_a_link_into_another_of_my_towns_offers_the_switch(client, make):
    user = account()
    phone = client.as_(make.mentor(make.town("Bělá"), user=user))
    other = make.town("Adamov")
    make.mentor(other, user=user)
    answer = phone.read("places.read", make.place(other))
    assert answer.status_code == 404
    assert answer.page.select_one("main a[href='/obec']")


def test_who_has_one_town_is_offered_no_switch(client, make):
    answer = client.as_(make.mentor(make.town())).read(
        "places.read", make.place(make.town("Zásada"))
    )
    assert answer.status_code == 404
    assert not answer.page.select_one("a[href='/obec']")
