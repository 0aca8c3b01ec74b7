"""A look at a sensitive row is in the trail before anything of it is shown (P5)."""

import pytest
from sqlalchemy import event, select

from app.audit.models import AuditEntry
from app.kernel import action
from app.kernel import db as kernel_db
from app.kernel.db import db
from tests.client import Client
from tests.disputes.conftest import cast
from tests.disputes.rows import a_party, an_opening

__all__ = ["cast"]
SECRET = "ZNAMENISTRANY"


@pytest.fixture
def party(make, cast):
    """A party whose contacts the lead has opened with a reason."""
    an_opening(make, cast.case, cast.hana)
    return a_party(make, cast.case, name=SECRET)


def looks(stored):
    return stored(select(AuditEntry.entity_id).where(AuditEntry.kind == "read"))


def test_a_look_is_committed_before_the_page(client, cast, party, stored):
    assert SECRET in client.as_(cast.hana).read("parties.correct", party).text
    assert looks(stored) == [party.id]


def test_who_may_not_look_leaves_no_look(client, cast, party, stored):
    assert client.as_(cast.eva).read("parties.correct", party).status_code == 403
    assert looks(stored) == []


def test_nothing_is_shown_when_the_look_cannot_be_written(client, cast, party, monkeypatch):
    hana = client.as_(cast.hana)

    def broken(_session, _changes):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(action, "_recorders", [broken])
    answer = hana.read("parties.correct", party)
    assert (answer.status_code, SECRET in answer.text) == (500, False)


def test_without_the_note_nothing_would_be_in_the_trail(client, cast, party, stored, monkeypatch):
    """The control."""
    monkeypatch.setattr("app.web.guard.note_reading", lambda *_args, **_kwargs: None)
    assert SECRET in client.as_(cast.hana).read("parties.correct", party).text
    assert looks(stored) == []


@pytest.fixture
def without_wal(app, engine, database, monkeypatch):
    """The application where only an affected SQLite is linked: one reader keeps the writer out."""
    if engine != "sqlite":
        pytest.skip("PostgreSQL has no such journal")
    with app.app_context():
        db.engine.dispose()
    monkeypatch.setattr(kernel_db, "_journal_mode", lambda _engine: "TRUNCATE")
    application = database.application()
    with application.app_context():
        event.listen(db.engine, "connect", hurry)
        assert journal() == "truncate"
    yield application
    with application.app_context():
        db.engine.dispose()


def hurry(connection, _record):
    connection.execute("PRAGMA busy_timeout=300")


def journal():
    with db.engine.connect() as connection:
        return connection.exec_driver_sql("PRAGMA journal_mode").scalar()


def test_the_reader_does_not_lock_himself_out_without_wal(without_wal, cast, party):
    answer = Client(without_wal).as_(cast.hana).read("parties.correct", party)
    assert (answer.status_code, SECRET in answer.text) == (200, True)


def test_a_reader_who_kept_his_transaction_would(without_wal, cast, party, monkeypatch):
    """The control."""
    hana = Client(without_wal).as_(cast.hana)
    monkeypatch.setattr(action, "end_reading", lambda: None)
    answer = hana.read("parties.correct", party)
    assert (answer.status_code, SECRET in answer.text) == (500, False)
