"""Tells the demo to the application through the actions that people use; no row is inserted."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from app.demo import plan, service
from app.demo.founding import beginnings, found_all
from app.demo.records import PlannedShift
from app.demo.telling import Stage, tell
from app.demo.towns import towns
from app.kernel import clock
from app.kernel.db import db


def load(now: datetime | None = None) -> None:
    """Both towns with everything that has happened by now."""
    _tell(plan.everything(now or clock.now()))


def load_quarter() -> None:
    """Both towns, and of the work only the quarter whose totals are known."""
    _tell((*plan.recorded_quarter(), *plan.caretaker_quarter()))


def _tell(shifts: Iterable[PlannedShift]) -> None:
    """In one transaction, so that a demo cut short leaves the database empty."""
    shifts = tuple(shifts)
    found_all(towns())
    for town in towns():
        work = (service.steps(shift) for shift in shifts if shift.town == town.slug)
        tell(Stage(town.slug), chain(beginnings(town), *work))
    db.session.commit()
