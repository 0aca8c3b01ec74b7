"""A place to which neighbours are invited: strangers have to find it, and learn nothing by it."""

import pytest
from sqlalchemy import select

from app.places.domain import tells_purpose
from app.places.models import Place

ROOM = {"code": "M01", "name": "Zasedačka", "kind": "office", "is_dispute_room": True}
WAY = {"public_name": "Radnice, 1. patro", "address": "Náměstí 1, Lhota"}


def test_a_room_is_kept_with_the_way_to_it(client, make, stored):
    client.as_(make.mentor(make.town())).submit("places.add", **ROOM, **WAY)
    place = stored(select(Place))[0]
    assert (place.public_name, place.address) == tuple(WAY.values())
    assert place.told_where == "Radnice, 1. patro, Náměstí 1, Lhota"


@pytest.mark.parametrize("field", WAY)
def test_without_it_nobody_could_be_invited(client, make, stored, field):
    mentor = client.as_(make.mentor(make.town()))
    answer = mentor.submit("places.add", **ROOM, **{**WAY, field: ""})
    assert answer.status_code == 422
    assert answer.page.select_one(f"#{field}-error")
    assert stored(select(Place)) == []


def test_other_places_need_none(client, make, stored):
    mentor = client.as_(make.mentor(make.town()))
    mentor.submit("places.add", code="L02", name="Park", kind="park")
    assert len(stored(select(Place))) == 1


def test_a_name_that_tells_what_people_come_for_is_pointed_out_and_kept(client, make, stored):
    town = make.town()
    mentor = client.as_(make.mentor(town))
    told = {**WAY, "public_name": "Místnost pro sousedské spory"}
    assert "prozrazuje" in mentor.submit("places.add", **ROOM, **told).words
    place = stored(select(Place))[0]
    assert place.public_name == "Místnost pro sousedské spory"
    answer = mentor.submit("places.correct", place, public_name="Radnice")
    assert "prozrazuje" not in answer.words


@pytest.mark.parametrize(
    ("name", "is_telling"),
    [
        ("Místnost pro SPORY", True),
        ("Mediační centrum", True),
        ("Sousedská poradna", True),
        ("Sportovní hala", False),
        ("Mediatéka", False),
        ("Radnice, dveře č. 5", False),
        (None, False),
    ],
)
def test_what_a_name_tells(name, is_telling):
    assert tells_purpose(name) is is_telling


def test_the_page_of_the_place_shows_what_strangers_are_told(client, make):
    town = make.town()
    place = make.place(town, is_dispute_room=True, **WAY)
    words = client.as_(make.assistant(town)).read("places.read", place).words
    assert "Radnice, 1. patro" in words
    assert "Náměstí 1, Lhota" in words
