"""Correcting a place, also when two people do it at once."""

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


def test_a_slower_person_keeps_the_text_and_learns_of_the_change(client, make, stored):
    town = make.town()
    place = make.place(town, name="Herna")
    mentor = client.as_(make.mentor(town))
    url = mentor.url("places.correct", place)
    stale = mentor.fields(url)
    mentor.submit("places.correct", place, name="Rychlejší")
    answer = mentor.post(url, {**stale, "name": "Pomalejší"})
    assert answer.status_code == 422
    assert answer.page.select_one("[name=name]")["value"] == "Pomalejší"
    assert stored(select(Place.name))[0] == "Rychlejší"


def test_saving_again_after_the_warning_holds(client, make, stored):
    town = make.town()
    place = make.place(town, name="Herna")
    mentor = client.as_(make.mentor(town))
    url = mentor.url("places.correct", place)
    stale = mentor.fields(url)
    mentor.submit("places.correct", place, name="Rychlejší")
    warned = mentor.post(url, {**stale, "name": "Pomalejší"})
    mentor.post(url, mentor.fields_of(warned, url))
    assert stored(select(Place.name))[0] == "Pomalejší"
