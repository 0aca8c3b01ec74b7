"""Records full of marked texts and photos full of marked bytes, of days long ago."""

from datetime import date, timedelta
from types import SimpleNamespace

from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import db
from app.retention.domain import RECORD_TEXTS
from tests.conftest import NOW
from tests.make import store
from tests.world import a_photo, a_task

SECRET = "TAJNATEXTOVAZNACKA"
# With three years behind it on the day of the tests, and a day short of it.
OLD, YOUNG = date(2023, 11, 22), date(2023, 11, 23)


def texts(table):
    return dict.fromkeys(RECORD_TEXTS[table], SECRET)


def filled(make, town, day):
    """A shift with a task and an incident of that day, every text of them filled in."""
    author = make.assistant(town)
    shift = make.shift(author, day=day, **texts("shift"))
    place = make.place(town, f"P{make.count:03}")
    task = a_task(shift, place, SECRET)
    task.reason = SECRET
    make.saved(task)
    incident = make.incident(shift, place, author, pieces=7, **texts("incident"))
    return SimpleNamespace(author=author, shift=shift, incident=incident)


def photographed(make, record, days_ago):
    """A photo of so many days ago, with a mark in its bytes."""
    with clock.frozen(NOW - timedelta(days=days_ago)):
        return a_photo(make, record.incident, record.author, SECRET)


def change(make, model, row_id, **values):
    """Put a row into another state."""
    with make.everywhere():
        row = db.session.scalars(select(model).where(model.id == row_id)).one()
        for name, value in values.items():
            setattr(row, name, value)
        store(row)
