"""A form that was sent after the session had ended is not lost."""

import uuid

from sqlalchemy import select

from app.places.models import Place
from tests.accounts.people import PASSWORD, account
from tests.client import Answer

TYPED = {"code": "L7", "name": "Lávka „U Mlýna“ <b>", "kind": "other", "note": "první\nřádek"}


def waiting(client, make):
    """A mentor whose session has ended while the form was open; the page that carries it."""
    make.mentor(make.town(), user=account())
    answer = client.browser.post("/mista/nove", data={**TYPED, "id": str(uuid.uuid4())})
    return client, answer


def sign_in(client, answer, password=PASSWORD):
    fields = client.fields_of(Answer(answer), "/prihlaseni/znovu")
    return client.post("/prihlaseni/znovu", {**fields, "username": "alena", "password": password})


def test_the_fields_wait_behind_the_sign_in(client, make, stored):
    phone, answer = waiting(client, make)
    assert answer.status_code == 401
    page = sign_in(phone, answer)
    sent = phone.post("/mista/nove", phone.fields_of(page, "/mista/nove"))
    assert sent.status_code == 200
    place = stored(select(Place))[0]
    assert (place.name, place.note) == (TYPED["name"], TYPED["note"])


def test_nothing_is_done_before_the_person_has_signed_in(client, make, stored):
    waiting(client, make)
    assert stored(select(Place)) == []


def test_a_wrong_password_loses_nothing(client, make, stored):
    phone, answer = waiting(client, make)
    again = sign_in(phone, answer, password="úplně špatné heslo")
    assert again.status_code == 422
    page = sign_in(phone, again.response)
    phone.post("/mista/nove", phone.fields_of(page, "/mista/nove"))
    assert len(stored(select(Place))) == 1


def test_another_site_cannot_hand_fields_over(client, make):
    make.mentor(make.town())
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = client.browser.post("/mista/nove", data=TYPED, headers=headers)
        assert answer.status_code == 403


def test_htmx_keeps_the_form_and_offers_a_sign_in_beside_it(client):
    answer = client.browser.post("/mista/nove", data=TYPED, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "/prihlaseni" in answer.get_data(as_text=True)


def test_a_password_is_not_carried(client):
    data = {"current_password": "dosavadní tajemství", "password": "nové tajemství"}
    answer = client.browser.post("/ucet/heslo", data=data)
    assert "tajemství" not in answer.get_data(as_text=True)
