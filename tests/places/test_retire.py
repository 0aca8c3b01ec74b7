"""Putting a place out of use and back."""


def test_a_retired_place_can_be_restored(client, make):
    town = make.town()
    place = make.place(town)
    mentor = client.as_(make.mentor(town))
    page = mentor.url("places.read", place)
    assert mentor.submit("places.retire", place, on=page).page.select_one(".notice.warning")
    assert not mentor.submit("places.restore", place, on=page).page.select_one(".notice.warning")


def test_an_assistant_sees_no_button_to_retire(client, make):
    town = make.town()
    answer = client.as_(make.assistant(town)).read("places.read", make.place(town))
    assert not answer.page.select("form[action$=vyradit]")


def test_retiring_twice_is_refused_in_words(client, make):
    town = make.town()
    place = make.place(town)
    mentor = client.as_(make.mentor(town))
    fields = mentor.fields(mentor.url("places.read", place), mentor.url("places.retire", place))
    url = mentor.url("places.retire", place)
    mentor.post(url, fields)
    again = mentor.post(url, {**fields, "id": "0193a0a0-0000-7000-8000-000000000000"})
    assert again.status_code == 409
    assert "už je mimo provoz" in again.words
