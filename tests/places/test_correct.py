"""Correcting a place, also when two people do it at once."""

import pytest
from sqlalchemy import select

from app.places.models import Place


def test_a_corrected_place_is_found_under_its_new_name(client, make):
    town = make.town()
    place = make.place(town, name="Herna")
    mentor = client.as_(make.mentor(town))
    mentor.submit("places.correct", place, name="Kavárna")
    assert "Kavárna" in mentor.read("places.browse", q="kavarna").words


def test_a_place_may_keep_its_own_code(client, make):
    town = make.town()
    place = make.place(town, "L01")
    answer = client.as_(make.mentor(town)).submit("places.correct", place, note="U lávky")
    assert answer.status_code == 200
    assert "U lávky" in answer.words


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def mentor(client, make, town):
    return client.as_(make.mentor(town))


@pytest.fixture
def overtaken(mentor, make, town):
    """The address of a form, and the answer to somebody slower than a colleague."""
    place = make.place(town, name="Herna")
    url = mentor.url("places.correct", place)
    stale = mentor.fields(url)
    mentor.submit("places.correct", place, name="Rychlejší")
    return url, mentor.post(url, {**stale, "name": "Pomalejší"})


def test_a_slower_person_keeps_the_text_and_learns_of_the_change(overtaken, stored):
    _url, answer = overtaken
    assert answer.status_code == 422
    assert answer.page.select_one("[name=name]")["value"] == "Pomalejší"
    assert stored(select(Place.name))[0] == "Rychlejší"


def test_saving_again_after_the_warning_holds(mentor, overtaken, stored):
    url, warned = overtaken
    mentor.post(url, mentor.fields_of(warned, url))
    assert stored(select(Place.name))[0] == "Pomalejší"
