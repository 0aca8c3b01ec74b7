"""What a crash may have done to the database, compared with the ledger."""

import uuid
from collections import Counter
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from app.audit.domain import breaks
from app.audit.models import AuditEntry, AuditHead
from app.incidents.models import Incident
from app.kernel.db import db
from app.kernel.receipts import Receipt
from app.kernel.scope import EVERYWHERE, scope
from app.places.models import Place
from app.shifts.models import ContactTally, Shift, Visit
from tests.crash.writers import Ledger
from tests.database import Database

WRITTEN = {model.__tablename__: model for model in (Place, Shift, Visit, ContactTally, Incident)}


class Row(NamedTuple):
    """One stored record."""

    entity: str
    id: uuid.UUID

    def __str__(self) -> str:
        return f"{self.entity} {self.id}"


def faults(database: Database, ledger: Ledger) -> dict[str, list[str]]:
    """Every broken promise with the rows it concerns; empty when all were kept."""
    with database.opened():
        return found(ledger)


def found(ledger: Ledger) -> dict[str, list[str]]:
    """The same inside an application that is open already."""
    try:
        return _found(ledger)
    except DatabaseError as error:
        return {"damaged file": [str(error.orig)]}


def _found(ledger: Ledger) -> dict[str, list[str]]:
    with scope(EVERYWHERE):
        rows = {Row(entity, key) for entity, model in WRITTEN.items() for key in _ids(model)}
        traces = _traces()
        compared = {
            **_compared(rows, ledger),
            "stored twice": _twice(),
            "without exactly one trace": [str(row) for row in rows if traces[row] != 1],
            "traces of nothing": [str(row) for row in traces.keys() - rows],
            "receipts of nothing": [str(key) for key in _ids(Receipt) - {row.id for row in rows}],
            "broken chains": _broken_chains(),
            "damaged file": _damage(),
        }
    return {name: sorted(what) for name, what in compared.items() if what}


def _ids(model: type) -> set[uuid.UUID]:
    return set(db.session.scalars(select(model.id)))  # type: ignore[attr-defined]


def _traces() -> Counter[Row]:
    written = select(AuditEntry.entity, AuditEntry.entity_id).where(
        AuditEntry.entity.in_(list(WRITTEN)), AuditEntry.kind == "insert"
    )
    return Counter(Row(*entry) for entry in db.session.execute(written))


def _compared(rows: set[Row], ledger: Ledger) -> dict[str, list[str]]:
    sent = {Row(submission.entity, submission.id) for submission in ledger.sent}
    acknowledged = {Row(submission.entity, submission.id) for submission in ledger.acknowledged}
    return {
        "acknowledged and lost": [str(row) for row in acknowledged - rows],
        # A form stored twice shows here: the id of the form is that of its record.
        "never sent": [str(row) for row in rows - sent],
    }


def _twice() -> list[str]:
    """The same content under two ids; only places have content that occurs once."""
    names = Counter(db.session.scalars(select(Place.name)))
    return [name for name, count in names.items() if count > 1]


def _broken_chains() -> list[str]:
    faults = []
    for head in db.session.scalars(select(AuditHead)):
        entries = db.session.scalars(
            select(AuditEntry)
            .where(AuditEntry.municipality_id == head.municipality_id)
            .order_by(AuditEntry.seq)
        )
        faults += [f"{fault.seq}: {fault.what}" for fault in breaks(entries, head.seq, head.hash)]
    return faults


def _damage() -> list[str]:
    """What SQLite itself finds; PostgreSQL has no such question."""
    if db.engine.dialect.name != "sqlite":
        return []
    connection = db.session.connection()
    checked = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    orphans = [str(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    return [line for line in checked if line != "ok"] + orphans
