"""What a crash may have done to the database, compared with the ledger."""

from collections import Counter
from pathlib import Path

from sqlalchemy import select

from app.audit.domain import breaks
from app.audit.models import AuditEntry, AuditHead
from app.kernel.db import db
from app.kernel.scope import EVERYWHERE, scope
from app.places.models import Place
from tests.crash.writers import Ledger
from tests.database import Database


def faults(folder: Path, ledger: Ledger) -> dict[str, list[str]]:
    """Every broken promise with the rows it concerns; empty when all were kept."""
    with Database(folder).opened(), scope(EVERYWHERE):
        places = list(db.session.scalars(select(Place)))
        traces = Counter(
            db.session.scalars(
                select(AuditEntry.entity_id).where(
                    AuditEntry.entity == "place", AuditEntry.kind == "insert"
                )
            )
        )
        found = {
            **_compared(places, ledger),
            "without exactly one trace": [p.name for p in places if traces[p.id] != 1],
            "traces of nothing": [str(key) for key in traces.keys() - {p.id for p in places}],
            "broken chains": _broken_chains(),
            "damaged file": _damage(),
        }
    return {name: rows for name, rows in found.items() if rows}


def _compared(places: list[Place], ledger: Ledger) -> dict[str, list[str]]:
    stored = Counter(place.name for place in places)
    sent = {submission.name for submission in ledger.sent}
    acknowledged = {submission.name for submission in ledger.acknowledged}
    return {
        "acknowledged and lost": sorted(acknowledged - stored.keys()),
        "stored twice": sorted(name for name, count in stored.items() if count > 1),
        "never sent": sorted(stored.keys() - sent),
    }


def _broken_chains() -> list[str]:
    found = []
    for head in db.session.scalars(select(AuditHead)):
        entries = db.session.scalars(
            select(AuditEntry)
            .where(AuditEntry.municipality_id == head.municipality_id)
            .order_by(AuditEntry.seq)
        )
        found += [f"{fault.seq}: {fault.what}" for fault in breaks(entries, head.seq, head.hash)]
    return found


def _damage() -> list[str]:
    connection = db.session.connection()
    checked = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    orphans = [str(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    return [line for line in checked if line != "ok"] + orphans
