"""Tells the demo to the application through the actions that people use; no row is inserted."""

from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import chain

from app.demo import late, plan, service, training
from app.demo.founding import beginnings, found_all
from app.demo.records import PlannedShift
from app.demo.telling import Stage, Step, tell
from app.demo.towns import TOWN, towns
from app.kernel import clock
from app.kernel.db import db


def load(now: datetime | None = None) -> None:
    """Both towns with everything that has happened by now."""
    moment = now or clock.now()
    _tell(plan.everything(moment), chain(training.steps(moment), late.entries(moment)))


def load_quarter() -> None:
    """Both towns, of the work only the quarter whose totals are known, of training also before."""
    shifts = (*plan.recorded_quarter(), *plan.caretaker_quarter())
    _tell(shifts, training.steps(clock.utc(date(2026, 1, 1), time(0))))


def _tell(shifts: Iterable[PlannedShift], last: Iterable[Step] = ()) -> None:
    """In one transaction, so that a demo cut short leaves the database empty."""
    shifts = tuple(shifts)
    found_all(towns())
    for town in towns():
        work = (service.steps(shift) for shift in shifts if shift.town == town.slug)
        tell(Stage(town.slug), chain(beginnings(town), *work, last if town.slug == TOWN else ()))
    db.session.commit()
