"""Forgetting on time leaves no byte in the database file of SQLite, nor in its log."""

from datetime import timedelta

import pytest

from app import jobs
from app.kernel import clock, erasure
from app.kernel.db import db
from tests.conftest import NOW
from tests.retention.records import OLD, SECRET, filled, photographed


def run(app, moment=NOW):
    """What the nightly work tells, at a moment."""
    with clock.frozen(moment), app.app_context():
        told = jobs.run_due()
        db.session.remove()
        return told


def traces(database):
    """In which files of the database the mark still stands."""
    files = database.file.parent.glob(f"{database.file.name}*")
    return [path.name for path in files if SECRET.encode() in path.read_bytes()]


@pytest.fixture
def emptied(make):
    """Everything with a mark in it is old."""
    with clock.frozen(NOW - timedelta(days=4 * 365)):
        record = filled(make, make.town(), OLD)
        photographed(make, record, 91)
    return record


def test_no_byte_is_left_in_the_database_nor_in_its_log(app, emptied, database):
    assert traces(database)
    run(app)
    assert traces(database) == []


def test_without_the_sweeping_bytes_would_be_left(app, emptied, database, monkeypatch):
    """The control."""
    monkeypatch.setattr(erasure, "swept", lambda _engine: True)
    run(app)
    assert traces(database)


def test_what_could_not_be_swept_is_swept_later(app, emptied, database, monkeypatch):
    """Somebody reads or writes, or the disk is full: the rows are gone, the bytes an hour later."""
    with monkeypatch.context() as patched:
        patched.setattr(erasure, "swept", lambda _engine: False)
        run(app)
    assert traces(database)
    assert run(app, NOW + timedelta(hours=1)) == []
    assert traces(database) == []
