"""One of two processes that book the same room for the same hours.

It says that it is ready, starts at a line of input, and ends with what it got and what was refused.
A weakened one takes no lock; it says after its first look at the bookings that it has looked, and
goes on only at the next line: so both have looked before either books, however busy the machine is.
"""

import json
import sys
import uuid
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from app import create_app
from app.disputes import queries as disputes
from app.kernel import clock
from app.kernel import db as kernel_db
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.scope import scope
from app.places.models import Place
from app.rooms import actions, queries
from app.rooms.models import Booking
from tests.conftest import NOW
from tests.kernel.counting import drivers_own_transactions

FIRST_DAY = date(2026, 11, 25)
TEN = time(10)


class Looking:
    """As `queries.taken`; the first look waits for the other process."""

    def __init__(self) -> None:
        self.look, self.has_met = queries.taken, False

    def __call__(self, *args: Any) -> Sequence[Booking]:
        found = self.look(*args)
        if not self.has_met:
            self.has_met = True
            _say("read")
            sys.stdin.readline()
        return found


def unlocked_room(room_id: uuid.UUID) -> Place:
    """As `queries.locked_room`, without the lock."""
    return db.session.scalars(select(Place).where(Place.id == room_id)).one()


def main(days: int, way: str, town: str, room: str, case: str) -> None:
    """Book ten o'clock on so many days."""
    if way == "driver":
        kernel_db.install_sqlite = drivers_own_transactions
    if way != "locked":
        queries.locked_room, queries.taken = unlocked_room, Looking()
    with create_app().app_context(), scope(uuid.UUID(town)), clock.frozen(NOW):
        _say("ready")
        sys.stdin.readline()
        _say(json.dumps(_count(days, uuid.UUID(room), uuid.UUID(case))))


def _count(days: int, room_id: uuid.UUID, case_id: uuid.UUID) -> dict[str, int]:
    told = {"booked": 0, "refused": 0, "failed": 0}
    for offset in range(days):
        day = FIRST_DAY + timedelta(days=offset)
        try:
            case = disputes.get(case_id)
            actions.book(case, id=uuid7(), room_id=room_id, day=day, begins=TEN, by=None)
            db.session.commit()
            told["booked"] += 1
        except Refused:
            db.session.rollback()
            told["refused"] += 1
        except DBAPIError:
            db.session.rollback()
            told["failed"] += 1
    return told


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
