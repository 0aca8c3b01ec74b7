"""One submission makes one record and one answer, however often it arrives."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

from sqlalchemy import select

from app.kernel import clock
from app.kernel.receipts import Receipt
from app.places.models import Place
from app.web import once
from tests.conftest import NOW


def new_place(client, **values):
    fields = client.fields(client.url("places.add"))
    return {**fields, "code": "L13", "name": "Lávka", "kind": "other", **values}


def test_a_double_tap_makes_one_record_and_the_same_answer(client, make, stored):
    mentor = client.as_(make.mentor(make.town()))
    fields = new_place(mentor)
    first = mentor.browser.post(mentor.url("places.add"), data=fields)
    second = mentor.browser.post(mentor.url("places.add"), data=fields)
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert len(stored(select(Place))) == 1


def test_a_browser_that_dropped_the_first_answer_hears_the_confirmation_with_the_second(
    client, make
):
    mentor = client.as_(make.mentor(make.town()))
    fields = new_place(mentor)
    cookie = mentor.browser.get_cookie("session").value
    mentor.browser.post(mentor.url("places.add"), data=fields)
    mentor.browser.set_cookie("session", cookie)
    again = mentor.browser.post(mentor.url("places.add"), data=fields)
    assert "Místo je přidané." in mentor.browser.get(again.location).text


def test_what_waits_to_be_said_is_said_once(client, make):
    mentor = client.as_(make.mentor(make.town()))
    fields = new_place(mentor)
    for _tap in range(3):
        answer = mentor.browser.post(mentor.url("places.add"), data=fields)
    assert mentor.browser.get(answer.location).text.count("Místo je přidané.") == 1
    assert "Místo je přidané." not in mentor.browser.get(answer.location).text


def test_the_record_has_the_id_of_its_submission(client, make, stored):
    mentor = client.as_(make.mentor(make.town()))
    fields = new_place(mentor, id=str(uuid.uuid4()))
    mentor.post(mentor.url("places.add"), fields)
    assert str(stored(select(Place.id))[0]) == fields["id"]


def test_the_same_id_with_other_content_is_a_conflict_without_contents(client, make, stored):
    mentor = client.as_(make.mentor(make.town()))
    fields = new_place(mentor, name="Tajná lávka")
    mentor.post(mentor.url("places.add"), fields)
    answer = mentor.post(mentor.url("places.add"), {**fields, "name": "Jiná"})
    assert answer.status_code == 409
    assert "Tajná" not in answer.text
    assert len(stored(select(Place))) == 1


def test_the_same_id_from_another_author_is_a_conflict(client, make):
    town = make.town()
    one, other = client.as_(make.mentor(town)), client.as_(make.manager(town))
    fields = new_place(one)
    one.post(one.url("places.add"), fields)
    stolen = {**fields, "csrf_token": other.token(other.url("places.add"))}
    assert other.post(other.url("places.add"), stolen).status_code == 409


def test_a_refused_form_may_be_sent_again_under_the_same_id(client, make, stored):
    mentor = client.as_(make.mentor(make.town()))
    fields = new_place(mentor, name="")
    assert mentor.post(mentor.url("places.add"), fields).status_code == 422
    mentor.post(mentor.url("places.add"), {**fields, "name": "Lávka"})
    assert len(stored(select(Place))) == 1


def test_many_sendings_at_once_make_one_record(app, client, make, stored):
    mentor = client.as_(make.mentor(make.town()))
    fields, url = new_place(mentor), mentor.url("places.add")
    cookie = mentor.browser.get_cookie("session").value

    def send(_number):
        browser = app.test_client()
        browser.set_cookie("session", cookie)
        with clock.frozen(NOW):
            answer = browser.post(url, data=fields)
        return answer.status_code, answer.location

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, range(16)))
    assert len(answers) == 1
    assert len(stored(select(Place))) == 1


def test_nobody_tries_contents_out_on_a_copy_of_the_database(client, make, stored, monkeypatch):
    """Fingerprints are made under the key of the installation, which lies outside of it."""
    mentor = client.as_(make.mentor(make.town()))
    seen = []
    monkeypatch.setattr(once, "_fingerprint", lambda content: seen.append(content) or "otisk")
    mentor.post(mentor.url("places.add"), new_place(mentor))
    monkeypatch.undo()
    assert stored(select(Receipt.digest).where(Receipt.endpoint == "places.add")) == ["otisk"]
    with client.app.app_context():
        made = once._fingerprint(seen[0])
        monkeypatch.setitem(client.app.config, "SECRET_KEY", "jiný klíč")
        assert len({made, once._fingerprint(seen[0]), sha256(seen[0]).hexdigest()}) == 3
