"""Passkeys: made with the password, asked for a fresh riddle each time, of one account only."""

import json

import pytest
from sqlalchemy import select

from app.accounts.models import UserSession
from app.passkeys import ceremony
from app.passkeys.models import Passkey
from tests.accounts.people import PASSWORD, account
from tests.outbox.phone import OURS
from tests.passkeys.device import Device, written
from tests.passkeys.rows import a_passkey

ADD = "/ucet/klice/novy"


@pytest.fixture
def alena(make):
    return make.assistant(make.town(), user=account())


@pytest.fixture
def phone(client, alena):
    return client.as_(alena)


@pytest.fixture
def device():
    return Device()


def ask(phone, address, page):
    headers = {"X-CSRFToken": phone.token(page)}
    return json.loads(phone.browser.post(address, headers=headers).text)


def make_key(phone, device, password=PASSWORD, **told):
    asked = ask(phone, "/ucet/klice/vyzva", ADD)
    typed = {"name": "Služební telefon", "current_password": password}
    answer = {"credential": device.makes(asked), **typed, **told}
    return phone.post(ADD, {**phone.fields(ADD), **answer})


def lock(phone):
    phone.browser.post("/zamknout", headers=OURS)


def unlock(phone, device, **other):
    asked = ask(phone, "/odemknout/vyzva", "/odemknout")
    return answer_with(phone, device.proves(asked, **other))


def answer_with(phone, credential):
    fields = phone.fields("/odemknout", "/odemknout/klicem")
    return phone.post("/odemknout/klicem", {**fields, "credential": credential})


def is_open(phone):
    return phone.browser.get("/ucet").status_code == 200


def test_a_passkey_that_was_made_unlocks(phone, device):
    make_key(phone, device)
    lock(phone)
    assert not is_open(phone)
    unlock(phone, device)
    assert is_open(phone)


def test_the_device_is_asked_to_look_who_holds_it(phone, device):
    asked = ask(phone, "/ucet/klice/vyzva", ADD)
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    make_key(phone, device)
    lock(phone)
    assert ask(phone, "/odemknout/vyzva", "/odemknout")["userVerification"] == "required"


def test_a_device_that_did_not_look_unlocks_nothing(phone, device):
    make_key(phone, device)
    lock(phone)
    device.verifies = False
    assert "Telefon to nepotvrdil" in unlock(phone, device).text
    assert not is_open(phone)


def test_a_device_that_does_not_look_gets_no_passkey(phone, device, stored):
    device.verifies = False
    assert "Telefon to nepotvrdil" in make_key(phone, device).text
    assert stored(select(Passkey)) == []


def test_without_the_password_nobody_makes_a_passkey(phone, device, stored):
    assert make_key(phone, device, "úplně špatné heslo").status_code == 422
    assert stored(select(Passkey)) == []


def test_an_answer_to_an_older_riddle_unlocks_nothing(phone, device):
    make_key(phone, device)
    lock(phone)
    older = ask(phone, "/odemknout/vyzva", "/odemknout")
    ask(phone, "/odemknout/vyzva", "/odemknout")
    assert answer_with(phone, device.proves(older)).status_code == 422
    assert not is_open(phone)


def test_an_answer_opens_once(phone, device):
    make_key(phone, device)
    lock(phone)
    credential = device.proves(ask(phone, "/odemknout/vyzva", "/odemknout"))
    answer_with(phone, credential)
    assert is_open(phone)
    lock(phone)
    answer_with(phone, credential)
    assert not is_open(phone)


def test_a_count_that_does_not_grow_tells_of_a_copy(phone, device):
    make_key(phone, device)
    lock(phone)
    unlock(phone, device)
    device.count -= 1
    lock(phone)
    unlock(phone, device)
    assert not is_open(phone)


def test_another_device_under_the_name_of_mine_unlocks_nothing(phone, device):
    make_key(phone, device)
    lock(phone)
    thief = Device()
    thief.id, thief.count = device.id, 99
    assert unlock(phone, thief).status_code == 422
    assert not is_open(phone)


@pytest.mark.parametrize(
    "thief", [Device(origin="http://localhost.evil.example"), Device(host="evil.example")]
)
def test_an_answer_from_another_address_unlocks_nothing(phone, device, thief):
    make_key(phone, device)
    lock(phone)
    thief.key, thief.id, thief.count = device.key, device.id, 99
    unlock(phone, thief)
    assert not is_open(phone)


def test_a_passkey_of_another_account_unlocks_nothing(phone, device, client, make):
    stranger = client.as_(make.mentor(make.town("Zásada"), user=account("zdena")))
    make_key(stranger, device)
    make_key(phone, Device())
    lock(phone)
    assert unlock(phone, device).status_code == 422
    assert not is_open(phone)


def test_a_removed_passkey_unlocks_nothing(phone, device, stored):
    make_key(phone, device)
    make_key(phone, Device())
    mine = next(key for key in stored(select(Passkey)) if key.credential_id == device.id)
    phone.submit("passkeys.remove", mine, on="/ucet/klice")
    lock(phone)
    unlock(phone, device)
    assert not is_open(phone)


def test_damaged_answers_are_refused_in_words(phone, device):
    make_key(phone, device)
    lock(phone)
    for text in ("", "{", "[]", '{"rawId": 1}', json.dumps({"rawId": written(device.id)})):
        assert "Telefon to nepotvrdil" in answer_with(phone, text).text


def test_the_riddle_is_kept_by_the_server_and_never_in_the_cookie(phone, device, stored):
    make_key(phone, device)
    lock(phone)
    asked = ask(phone, "/odemknout/vyzva", "/odemknout")
    kept = [row.challenge for row in stored(select(UserSession)) if row.ended_at is None]
    assert [written(each) for each in kept] == [asked["challenge"]]
    with phone.browser.session_transaction() as cookie:
        assert asked["challenge"] not in str(dict(cookie))


def test_one_device_has_one_passkey(phone, device, stored):
    make_key(phone, device)
    assert "svůj klíč už má" in make_key(phone, device).text
    assert len(stored(select(Passkey))) == 1


def test_a_passkey_is_renamed(phone, alena, make, stored):
    key = a_passkey(make, alena)
    phone.submit("passkeys.rename", key, name="Můj telefon")
    assert [each.name for each in stored(select(Passkey))] == ["Můj telefon"]


def test_a_passkey_of_somebody_else_does_not_exist(phone, make, alena):
    foreign = a_passkey(make, make.mentor(make.town("Zásada")))
    assert phone.read("passkeys.rename", foreign).status_code == 404


def test_who_has_no_passkey_is_offered_the_password_alone(phone):
    lock(phone)
    assert not phone.read("locks.unlock").page.select("form[data-passkey]")


def test_control_without_the_signature_anybody_would_be_let_in(phone, device, monkeypatch):
    make_key(phone, device)
    lock(phone)
    thief = Device()
    thief.id = device.id
    monkeypatch.setattr(ceremony, "proven", lambda *_told: 1)
    unlock(phone, thief)
    assert is_open(phone)
