"""A locked phone opens nothing that was written, by hand or by the clock (P6)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import UserSession
from app.incidents.models import Incident
from app.kernel import clock
from app.web import lock
from tests.accounts.people import PASSWORD, account
from tests.client import Answer
from tests.conftest import NOW
from tests.outbox.phone import OURS

NAME = "Alena Malá"
IDLE = timedelta(hours=12)


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def alena(make, town):
    return make.assistant(town, user=account())


@pytest.fixture
def phone(client, alena):
    return client.as_(alena)


def lock_it(phone):
    """Tap the button; browsers say by themselves from which page it comes."""
    return phone.browser.post("/zamknout", headers=OURS)


def unlock(phone, password=PASSWORD, wanted=""):
    return phone.post(f"/odemknout{wanted}", {**phone.fields("/odemknout"), "password": password})


def test_a_locked_phone_leads_every_page_to_unlocking(phone):
    lock_it(phone)
    answer = phone.browser.get("/mista/?q=park")
    assert (answer.status_code, answer.location) == (302, "/odemknout?next=/mista/?q%3Dpark")


@pytest.mark.parametrize("address", ["/", "/smena", "/ucet", "/udalosti/", "/obec", "/prihlaseni"])
def test_nothing_of_a_person_is_opened(phone, address):
    lock_it(phone)
    assert phone.browser.get(address).location.startswith("/odemknout")


@pytest.mark.parametrize(
    "address", ["/napoveda", "/pristupnost", "/ochrana-udaju", "/odemknout", "/sw.js"]
)
def test_public_pages_stay_open_and_name_nobody(phone, address, town):
    lock_it(phone)
    answer = phone.browser.get(address)
    assert answer.status_code == 200
    assert NAME not in answer.text
    assert "Odhlásit" in answer.text or address != "/odemknout"


def test_control_the_same_pages_name_the_person_before(phone):
    assert NAME in phone.browser.get("/napoveda").text


def test_the_forms_of_the_field_stay_open_without_a_name(phone):
    lock_it(phone)
    answer = phone.browser.get("/smena/offline")
    assert (answer.status_code, NAME in answer.text) == (200, False)


def test_the_numbers_to_call_are_on_the_locked_screen(phone):
    lock_it(phone)
    page = phone.read("locks.unlock").page
    assert [link["href"] for link in page.select(".calls a")] == ["tel:158", "tel:156", "tel:155"]


def test_the_password_unlocks_and_leads_where_one_wanted_to_go(phone):
    lock_it(phone)
    answer = phone.browser.post(
        "/odemknout?next=/ucet", data={**phone.fields("/odemknout"), "password": PASSWORD}
    )
    assert (answer.status_code, answer.location) == (303, "/ucet")
    assert NAME in phone.read("accounts.account").words


def test_unlocking_leads_to_no_other_server(phone):
    lock_it(phone)
    answer = phone.browser.post(
        "/odemknout?next=https://evil.example/",
        data={**phone.fields("/odemknout"), "password": PASSWORD},
    )
    assert answer.location == "/"


def test_the_token_changes_at_unlocking_and_the_old_one_is_dead(phone, stored):
    with phone.browser.session_transaction() as cookie:
        before = cookie["_user_id"]
    lock_it(phone)
    unlock(phone)
    with phone.browser.session_transaction() as cookie:
        assert cookie["_user_id"] != before
        cookie["_user_id"] = before
    assert phone.read("accounts.account").status_code == 302


def test_an_unlocked_session_lasts_no_longer_than_the_locked_one(phone, stored):
    until = stored(select(UserSession))[0].expires_at
    lock_it(phone)
    unlock(phone)
    living = [row for row in stored(select(UserSession)) if row.ended_at is None]
    assert [row.expires_at for row in living] == [until]


def test_a_wrong_password_opens_nothing(phone):
    lock_it(phone)
    answer = unlock(phone, "úplně špatné heslo")
    assert (answer.status_code, "Heslo nesouhlasí" in answer.text) == (422, True)
    assert phone.browser.get("/ucet").location.startswith("/odemknout")


def test_guessing_is_slowed_together_with_signing_in(phone, client):
    lock_it(phone)
    for _ in range(10):
        unlock(phone, "úplně špatné heslo")
    assert "Příliš mnoho pokusů" in unlock(phone).text
    answer = client.submit("accounts.sign_in", username="alena", password=PASSWORD)
    assert "Příliš mnoho pokusů" in answer.text


def test_who_has_left_meanwhile_does_not_unlock(client, make, town):
    leaver = make.assistant(town, user=account(), valid_to=NOW.date())
    phone = client.as_(leaver)
    lock_it(phone)
    with clock.frozen(NOW + timedelta(days=1)):
        assert "Váš přístup skončil" in unlock(phone).text


def test_a_locked_phone_can_be_signed_out(phone):
    lock_it(phone)
    phone.submit("accounts.sign_out", on="/odemknout")
    assert phone.browser.get("/ucet").location.startswith("/prihlaseni")


def test_htmx_keeps_the_form_and_offers_the_unlocking_beside_it(phone):
    lock_it(phone)
    answer = phone.browser.post("/udalosti/nova", data={}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (401, "#messages")
    assert "/odemknout" in answer.text


def test_a_form_that_was_being_sent_waits_behind_the_unlocking(phone, make, town, alena, stored):
    place = make.place(town)
    make.shift(alena)
    fields = phone.fields("/udalosti/nova?druh=noise", "/udalosti/nova")
    told = {**fields, "subcategory": "noise", "place_id": str(place.id)}
    lock_it(phone)
    answer = Answer(phone.browser.post("/udalosti/nova", data=told))
    assert answer.status_code == 401
    assert stored(select(Incident)) == []
    waiting = phone.fields_of(answer, "/odemknout")
    again = phone.post("/odemknout", {**waiting, "password": PASSWORD})
    phone.post("/udalosti/nova", phone.fields_of(again, "/udalosti/nova"))
    assert [row.place_id for row in stored(select(Incident))] == [place.id]


def test_another_site_can_neither_lock_nor_hand_fields_over(phone):
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert phone.browser.post("/zamknout", headers=elsewhere).status_code == 403
    assert phone.read("accounts.account").status_code == 200
    lock_it(phone)
    assert phone.browser.post("/udalosti/nova", headers=elsewhere).status_code == 403


def test_locking_twice_or_signed_out_does_no_harm(phone, client):
    lock_it(phone)
    assert lock_it(phone).status_code == 303
    assert client.browser.post("/zamknout", headers=OURS).status_code == 303
    assert unlock(phone).status_code == 200


def test_everybody_finds_the_lock_in_the_menu(client, make, town):
    for person in (make.assistant(town), make.mentor(town), make.manager(town)):
        page = client.as_(person).read("desk.more").page
        assert page.select_one("main form[action='/zamknout'] button").text.strip() == "Zamknout"


def test_a_phone_of_a_crew_that_lay_for_half_a_day_is_locked(phone):
    phone.read("desk.phone")
    with clock.frozen(NOW + IDLE):
        assert phone.browser.get("/ucet").location.startswith("/odemknout")


def test_each_page_that_is_opened_is_a_touch(phone):
    with clock.frozen(NOW + IDLE - timedelta(minutes=1)):
        assert phone.read("desk.phone").status_code == 200
    with clock.frozen(NOW + 2 * IDLE - timedelta(minutes=2)):
        assert phone.read("desk.phone").status_code == 200


def test_what_the_phone_asks_for_by_itself_is_no_touch(phone):
    with clock.frozen(NOW + IDLE - timedelta(minutes=1)):
        phone.browser.post("/odeslani/hlaseni", data={"waiting": "0"}, headers=OURS)
        phone.browser.get("/smena/offline")
    with clock.frozen(NOW + IDLE):
        assert phone.browser.get("/smena").location.startswith("/odemknout")


def test_an_older_cookie_makes_nothing_newer(phone):
    with clock.frozen(NOW + timedelta(hours=6)):
        kept = phone.browser.get_cookie("session").value
        phone.read("desk.phone")
    phone.browser.set_cookie("session", kept)
    with clock.frozen(NOW + IDLE):
        assert phone.browser.get("/smena").location.startswith("/odemknout")


def test_a_mentor_at_a_desk_is_not_locked_by_the_clock(client, make, town):
    mentor = client.as_(make.mentor(town))
    with clock.frozen(NOW + timedelta(days=5)):
        assert mentor.read("desk.morning").status_code == 200


def test_control_without_the_clock_the_phone_would_stay_open(phone, monkeypatch):
    monkeypatch.setattr(lock, "is_idle", lambda _touched, _now: False)
    with clock.frozen(NOW + 2 * IDLE):
        assert phone.read("desk.phone").status_code == 200


def test_control_without_the_lock_the_page_is_open(phone, monkeypatch):
    lock_it(phone)
    monkeypatch.setattr(lock, "is_locked", lambda _row, _person: False)
    assert phone.read("accounts.account").status_code == 200
