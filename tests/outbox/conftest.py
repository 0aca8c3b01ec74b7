"""An assistant with a phone on a shift that has just begun."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Membership, Municipality
from app.kernel.action import action
from app.kernel.db import db
from app.places.models import Place
from app.shifts.models import Shift
from tests.client import Client
from tests.counting import statements
from tests.make import Make
from tests.outbox.phone import Phone


@dataclass
class Field:
    """Who is out, where, and with what phone."""

    town: Municipality
    mentor: Membership
    author: Membership
    place: Place
    shift: Shift
    phone: Phone

    @property
    def visit(self) -> str:
        """Where a stop on the round is written."""
        return f"/smeny/{self.shift.id}/obchuzka"

    def stop(self, **values: Any) -> dict[str, Any]:
        """A calm stop on the round, as the phone keeps it."""
        return self.phone.stored(
            self.visit, **{"place_id": self.place.id, "result": "calm", **values}
        )


@pytest.fixture
def field(app: Flask, make: Make) -> Field:
    """Alena is on a shift; Karel is her mentor."""
    town = make.town()
    mentor = make.mentor(town)
    author = make.assistant(town, mentor_id=mentor.id)
    place, shift = make.place(town), make.shift(author)
    return Field(town, mentor, author, place, shift, Phone(app, author))


@pytest.fixture
def phone_of(app: Flask) -> Callable[..., Phone]:
    """The phone of somebody."""
    return lambda person, browser=None: Phone(app, person, browser)


@pytest.fixture
def put(make: Make) -> Callable[..., None]:
    """Bring a stored row into another state: `put(shift, status=…)`."""

    def bring(row: Any, **values: Any) -> None:
        kind = type(row)
        with make.everywhere():
            found = db.session.scalars(select(kind).where(kind.id == row.id)).one()
            change(found, **values)

    return bring


@pytest.fixture
def asked() -> Callable[[Client], int]:
    """How many statements the page of what waits needs."""

    def count(reader: Client) -> int:
        with statements() as found:
            reader.read("outbox.waiting")
        return len(found)

    return count


@action
def change(row: Any, *, by: Any = None, **values: Any) -> None:
    """Put a row into the state that a test needs."""
    for name, value in values.items():
        setattr(row, name, value)
