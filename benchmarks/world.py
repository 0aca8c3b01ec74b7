"""A town with people at work, for measuring: as many rows as its pages show at most."""

from datetime import timedelta
from pathlib import Path

from app.accounts.models import Membership, User
from app.incidents.domain import Subcategory
from app.kernel import clock, passwords
from app.kernel.db import uuid7
from app.shifts.domain import ShiftStatus
from tests.database import Database
from tests.make import Make

PASSWORD = "modrá konvice na okně"
PLACES = ("Nádraží", "Herna", "Park", "Hřiště", "Škola", "Úřad", "Sídliště")
INCIDENTS = 120


def build(folder: Path) -> None:
    """A shift under way with a round behind it, a quarter of incidents, shifts to review.

    Its people sign in as `asistent` and `mentor`.
    """
    with Database(folder).opened() as application:
        make = Make(application)
        kept, town = passwords.hashed(PASSWORD), make.town()
        mentor = make.mentor(town, user=_account("mentor", kept), phone="+420 601 000 001")
        crew = make.assistant(town, user=_account("asistent", kept), mentor_id=mentor.id)
        partner = make.assistant(town, name="Petr Malý", mentor_id=mentor.id)
        places = [make.place(town, f"L{n:02}", name=name) for n, name in enumerate(PLACES, 1)]
        shift = make.shift(crew, partner, planned_from=clock.now() - timedelta(hours=3))
        for number, place in enumerate(places):
            make.visit(shift, place, crew, arrived_at=clock.now() - timedelta(minutes=20 * number))
        make.tally(shift, crew)
        _past(make, places, crew, partner)


def _account(name: str, kept: str) -> User:
    return User(id=uuid7(), username=name, password_hash=kept)


def _past(make: Make, places: list, *crew: Membership) -> None:
    kinds = [kind for kind in Subcategory if not kind.is_urgent]
    for number in range(INCIDENTS):
        if number % 4 == 0:
            day = clock.today() - timedelta(days=1 + number // 4)
            state = ShiftStatus.HANDED_IN if number < 24 else ShiftStatus.APPROVED
            shift = make.shift(*crew, day=day, status=state)
        kind = kinds[number % len(kinds)]
        make.incident(shift, places[number % len(places)], crew[0], subcategory=kind)
