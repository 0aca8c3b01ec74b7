"""Rooms, their hours, cases and bookings for tests."""

import uuid
from datetime import date, time
from types import SimpleNamespace
from typing import Any

from app.accounts.models import Membership
from app.disputes.models import DisputeCase
from app.kernel import clock
from app.kernel.db import uuid7
from app.places.models import Place
from app.rooms.models import Booking, RoomHours
from tests.disputes import rows as disputes
from tests.make import Make

WEDNESDAY = date(2026, 11, 25)


def a_room(make: Make, town: Any, code: str = "M01", **values: Any) -> Place:
    """A room that is open from nine to five on working days."""
    open_on = values.pop("open_on", range(5))
    opens_at, closes_at = values.pop("hours", (time(9), time(17)))
    known = {"name": "Zasedací místnost", "is_dispute_room": True}
    known |= {"public_name": "Radnice, 1. patro", "address": "Náměstí 1, Lhota"}
    room = make.place(town, code, **{**known, **values})
    own = {"municipality_id": town.id, "room_id": room.id}
    times = {"opens_at": opens_at, "closes_at": closes_at}
    for weekday in open_on:
        make.saved(RoomHours(id=uuid7(), weekday=weekday, **own, **times))
    return room


def a_case(make: Make, lead: Membership, **values: Any) -> DisputeCase:
    """An open case with this lead."""
    town = SimpleNamespace(id=lead.municipality_id)
    return disputes.a_case(make, town, lead, **values)


def a_booking(make: Make, room: Place, case: DisputeCase, **values: Any) -> Booking:
    """An hour of the Wednesday to come, from ten on."""
    day = values.pop("day", WEDNESDAY)
    begins, ends = values.pop("at", (time(10), time(11)))
    return make.saved(
        Booking(
            **{
                "id": uuid7(),
                "municipality_id": room.municipality_id,
                "room_id": room.id,
                "case_id": case.id,
                "booked_by": case.lead_id,
                "starts_at": clock.utc(day, begins),
                "ends_at": clock.utc(day, ends),
                **values,
            }
        )
    )


def for_world(make: Make, town: Any, case_id: uuid.UUID, mark: str) -> dict[str, Any]:
    """A room and a booking in it for this case."""
    room = a_room(make, town, f"M{mark[:3]}1", name=f"{mark} místnost", note=mark)
    case = SimpleNamespace(id=case_id, lead_id=None)
    return {"room_id": room.id, "booking_id": a_booking(make, room, case).id}
