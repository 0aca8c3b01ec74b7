"""Tells the demo to the application through the actions that people use; no row is inserted."""

from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import chain

from app.demo import closings, disputes, late, older, plan, service, training
from app.demo.founding import beginnings, found_all
from app.demo.records import PlannedShift
from app.demo.telling import Stage, Step, tell
from app.demo.towns import TOWN, towns
from app.kernel import clock
from app.kernel.db import db

AFTER_QUARTER = date(2026, 1, 1)
AFTER_CLOSING = date(2026, 2, 1)


def load(now: datetime | None = None) -> None:
    """Both towns with everything that has happened by now."""
    moment = now or clock.now()
    parts = (training, disputes, older, closings)
    told = chain.from_iterable(part.steps(moment) for part in parts)
    _tell(plan.everything(moment), chain(told, late.entries(moment)))


def load_quarter() -> None:
    """Both towns: of shifts only the quarter whose totals are known, of the rest also before."""
    shifts = (*plan.recorded_quarter(), *plan.caretaker_quarter())
    end = clock.utc(AFTER_QUARTER, time(0))
    closed = closings.steps(clock.utc(AFTER_CLOSING, time(0)))
    _tell(shifts, chain(training.steps(end), disputes.steps(end), closed))


def _tell(shifts: Iterable[PlannedShift], last: Iterable[Step] = ()) -> None:
    """In one transaction, so that a demo cut short leaves the database empty."""
    shifts = tuple(shifts)
    found_all(towns())
    for town in towns():
        work = (service.steps(shift) for shift in shifts if shift.town == town.slug)
        tell(Stage(town.slug), chain(beginnings(town), *work, last if town.slug == TOWN else ()))
    db.session.commit()
