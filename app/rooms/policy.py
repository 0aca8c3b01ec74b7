"""Who may do what with the room: who leads disputes sees when it is free, leads book it."""

import uuid
from collections.abc import Collection

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.disputes.domain import KNOWING
from app.disputes.models import DisputeCase
from app.places.models import Place
from app.rooms.domain import KEEPING
from app.rooms.models import Booking


def browse(actor: Membership, leads: Collection[uuid.UUID | None] = ()) -> bool:
    """See the calendar; whose a booking is stands there for the lead of the case only.

    `leads` are those who lead an open case: a mediator from outside needs it only meanwhile.
    """
    return actor.has(*KNOWING) or (actor.has(Role.MEDIATOR) and actor.id in leads)


def hours(actor: Membership, _room: Place | None = None) -> bool:
    """Say when the room is open."""
    return actor.has(*KEEPING)


def book(actor: Membership, case: DisputeCase) -> bool:
    """Book the room for an open case: its lead and nobody else."""
    return case.is_worked_by(actor)


def read(actor: Membership, booking: Booking) -> bool:
    """See a booking: the lead of its case, also when the case is closed."""
    return booking.case.is_led_by(actor)


def move(actor: Membership, booking: Booking) -> bool:
    """Give a booking another time or room."""
    return book(actor, booking.case)


def cancel(actor: Membership, booking: Booking) -> bool:
    """Give the room free again; also when the case was closed before the meeting."""
    return read(actor, booking)


def invitation(actor: Membership, booking: Booking) -> bool:
    """Take the meeting away as a file for a calendar."""
    return read(actor, booking)
