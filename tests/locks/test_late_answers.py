"""An answer to the old session that comes after the unlocking must not bring that session back."""

import pytest

from tests.outbox.phone import Phone


@pytest.fixture
def alena(client, make):
    return client.as_(make.assistant(make.town()))


@pytest.mark.parametrize("path", ["/sw.js", "/manifest.webmanifest", "/smena/offline"])
def test_what_a_phone_asks_for_by_itself_sets_no_session(alena, path):
    alena.read("places.browse")
    told = alena.browser.get(path).headers.getlist("Set-Cookie")
    assert not [cookie for cookie in told if cookie.startswith("session=")]


def test_nor_does_the_receipt_of_an_entry(app, client, make):
    person = make.assistant(make.town())
    alena = client.as_(person)
    phone = Phone(app, person, alena.browser)
    answer = phone.send(phone.stored("/smeny/zacatek", is_by_plan="y"))
    assert answer.status_code == 200
    told = answer.headers.getlist("Set-Cookie")
    assert not [cookie for cookie in told if cookie.startswith("session=")]


def test_control_a_page_that_a_person_opens_does(alena):
    told = alena.browser.get("/mista/").headers.getlist("Set-Cookie")
    assert [cookie for cookie in told if cookie.startswith("session=")]
