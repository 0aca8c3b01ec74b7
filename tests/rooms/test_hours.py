"""The opening hours of a room: a pair of times for each day, or closed."""

from datetime import date, time

import pytest
from sqlalchemy import select

from app.rooms.models import RoomHours
from tests.counting import statements
from tests.rooms.rows import a_booking, a_room

NONE = {f"{edge}_{day}": "" for edge in ("opens", "closes") for day in range(7)}


def hours(stored, room):
    rows = stored(select(RoomHours).where(RoomHours.room_id == room.id).order_by(RoomHours.weekday))
    return [(row.weekday, f"{row.opens_at:%H:%M}", f"{row.closes_at:%H:%M}") for row in rows]


def test_the_form_shows_what_holds_and_keeps_it(client, cast, stored):
    before = hours(stored, cast.room)
    answer = client.as_(cast.mentor).submit("rooms.hours", cast.room)
    assert "hodiny jsou uložené" in answer.words
    assert hours(stored, cast.room) == before == [(day, "09:00", "17:00") for day in range(5)]


def test_days_are_opened_changed_and_closed(client, cast, stored):
    times = {
        **NONE,
        "opens_1": "8.00",
        "closes_1": "12:00",
        "opens_6": "14:00",
        "closes_6": "18:30",
    }
    client.as_(cast.manager).submit("rooms.hours", cast.room, **times)
    assert hours(stored, cast.room) == [(1, "08:00", "12:00"), (6, "14:00", "18:30")]


@pytest.mark.parametrize(
    ("field", "times"),
    [
        ("closes_2", {"opens_2": "09:00", "closes_2": ""}),
        ("opens_2", {"opens_2": "", "closes_2": "09:00"}),
        ("closes_2", {"opens_2": "09:00", "closes_2": "09:00"}),
        ("opens_2", {"opens_2": "ráno"}),
    ],
)
def test_half_a_pair_or_a_turned_one_is_refused_and_kept(client, cast, stored, field, times):
    answer = client.as_(cast.manager).submit("rooms.hours", cast.room, **times)
    assert answer.status_code == 422
    assert answer.page.select_one(f"#{field}-error")
    assert len(hours(stored, cast.room)) == 5


def test_bookings_outside_the_new_hours_hold_and_are_told(client, cast, make):
    a_booking(make, cast.room, cast.case)
    a_booking(make, cast.room, cast.case, day=date(2026, 11, 26), at=(time(15), time(16)))
    a_booking(make, cast.room, cast.case, day=date(2026, 11, 20))
    times = {**NONE, "opens_2": "09:00", "closes_2": "17:00"}
    answer = client.as_(cast.manager).submit("rooms.hours", cast.room, **times)
    assert "1 rezervace leží mimo tyto hodiny" in answer.words


def test_a_place_that_is_no_room_has_no_hours(client, cast, make):
    place = make.place(cast.town)
    assert client.as_(cast.manager).read("rooms.hours", place).status_code == 404


def test_who_only_leads_disputes_does_not_set_them(client, cast):
    for person in (cast.hana, cast.pavel):
        assert client.as_(person).read("rooms.hours", cast.room).status_code == 403


def test_the_page_costs_the_same_however_often_the_room_is_open(client, cast, make):
    manager = client.as_(cast.manager)
    never = a_room(make, cast.town, "M02", open_on=())
    manager.read("rooms.hours", never)
    with statements() as few:
        manager.read("rooms.hours", never)
    with statements() as many:
        manager.read("rooms.hours", cast.room)
    assert len(few) == len(many)
