"""Forgetting on time leaves no byte in the database file of SQLite, nor in its log."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from app import jobs
from app.accounts.domain import Role
from app.kernel import clock, erasure
from app.kernel.db import db
from app.parties.models import ConfidentialNote, ContactOpening, DisputeParty
from tests.client import Client
from tests.conftest import NOW
from tests.disputes.rows import a_case, typed_into_the_pages
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


NAME = "ZNAMENISTRANY"


@pytest.fixture
def lead(make):
    return make.person(make.town(), Role.DISPUTE_LEAD, name="Hana Tichá")


def sealed_bytes(stored):
    parties = stored(select(DisputeParty))
    return [p.name for p in parties] + [n.text for n in stored(select(ConfidentialNote))]


def bytes_left(database, *needles):
    """In which files beside the database any of these bytes still stands."""
    folder = database.file.parent
    files = [path for path in folder.rglob("*") if path.is_file() and path != database.template]
    contents = {path.name: path.read_bytes() for path in files}
    return [name for name, held in contents.items() if any(needle in held for needle in needles)]


def test_no_byte_of_a_party_is_left_after_the_period(app, make, lead, stored, database):
    """In clear nowhere from the first; sealed, nowhere after the period: database, log, files."""
    case = a_case(make, SimpleNamespace(id=lead.municipality_id), lead)
    typed_into_the_pages(app, lead, case, NAME)
    sealed = sealed_bytes(stored)
    assert len(sealed) == 2
    assert bytes_left(database, *sealed)
    run(app, NOW + timedelta(days=200))
    assert stored(select(DisputeParty)) == []
    assert stored(select(ContactOpening.note)) == [None]
    assert bytes_left(database, NAME.encode(), *sealed) == []


def test_a_name_in_a_sealed_column_never_stands_there_in_clear(app, make, lead, database):
    case = a_case(make, SimpleNamespace(id=lead.municipality_id), lead)
    Client(app).as_(lead).submit("parties.add", case, name=NAME, contact=NAME, wish=NAME)
    assert bytes_left(database, NAME.encode()) == []


def test_without_the_sweeping_sealed_bytes_would_be_left(
    app, make, lead, stored, database, monkeypatch
):
    """The control."""
    case = a_case(make, SimpleNamespace(id=lead.municipality_id), lead)
    typed_into_the_pages(app, lead, case, NAME)
    sealed = sealed_bytes(stored)
    monkeypatch.setattr(erasure, "swept", lambda _engine: True)
    run(app, NOW + timedelta(days=200))
    assert bytes_left(database, NAME.encode(), *sealed)
