"""What the server does with an older file, each in a transaction of its own that takes no time.

Rows are stored and deleted beside the trail: the batch stands in it for all of them, and what
happens to the batch happens to them.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from app.history import queries
from app.history.convert import Fault, Row
from app.history.domain import MOST_ERRORS, PIECE, BatchStatus
from app.history.models import ImportBatch, ImportFault, ImportFile, ImportPiece
from app.history.repeats import Sifted
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.errors import Conflict
from app.kernel.i18n import _
from app.kernel.scope import required_scope

# For so long one process has a batch for itself; each piece prolongs it.
LEASE = timedelta(seconds=45)


@dataclass(frozen=True)
class Found:
    """What a piece of a file says, as it will be stored: all of it is known before the lock."""

    fresh: Sequence[Row]
    faults: Sequence[Row]
    duplicates: int
    otherwise: int
    changed: int
    refused: int

    @classmethod
    def of(cls, sifted: Sifted, faults: Sequence[Fault]) -> "Found":
        """Of the rows only those that nobody has told yet."""
        told = [{**fault._asdict(), "id": uuid7()} for fault in (*sifted.changed, *faults)]
        refused = len({fault.line for fault in faults})
        counts = (sifted.known, sifted.otherwise, len(sifted.changed), refused)
        return cls(sifted.fresh, told, *counts)

    @property
    def rows(self) -> int:
        """How many rows of the file it tells of."""
        return len(self.fresh) + self.duplicates + self.changed + self.refused


DRAFT, READING, STAGING = BatchStatus.DRAFT, BatchStatus.READING, BatchStatus.STAGING


@action
def take(batch_id: uuid.UUID, *, by: None = None) -> bool:
    """Have a batch for oneself for a while; False when another process is at it."""
    batch = queries.held(batch_id)
    if batch.busy_until and batch.busy_until > clock.received():
        return False
    batch.busy_until = clock.received() + LEASE
    return True


@action
def keep_piece(
    batch_id: uuid.UUID, piece: ImportPiece, rows: int, headers: Sequence[str], *, by: None = None
) -> None:
    """Store some rows of the file as texts."""
    batch = _prolonged(batch_id, READING)
    batch.headers, batch.row_count = list(headers), batch.row_count + rows
    db.session.add(piece)


@action
def finish_reading(
    batch_id: uuid.UUID, profile: list[dict[str, int] | None], *, by: None = None
) -> None:
    """All rows are there, so the file itself is needed no more."""
    batch = _prolonged(batch_id, READING)
    _delete(ImportFile.__table__, ImportFile.__table__.c.id == batch.id)
    batch.put_profile(profile)
    batch.status, batch.is_waiting, batch.busy_until = DRAFT, False, None


@action
def give_up(batch_id: uuid.UUID, fault: str, *, by: None = None) -> None:
    """The file cannot be read to its end: say why and keep nothing of it."""
    batch = _prolonged(batch_id, READING)
    batch.status, batch.fault = BatchStatus.UNDONE, fault[:300]


@action
def keep_rows(batch_id: uuid.UUID, piece_id: uuid.UUID, found: Found, *, by: None = None) -> None:
    """Store the rows of a piece that are not there yet, and why others are not taken over."""
    batch = _prolonged(batch_id, STAGING)
    room = max(MOST_ERRORS - batch.error_count - batch.changed_count, 0)
    _insert(queries.STORED[batch.kind].__table__, batch, found.fresh)
    _insert(ImportFault.__table__, batch, found.faults[:room])
    _mark_done(ImportPiece.__table__.c.id == piece_id, is_done=True)
    batch.ok_count += len(found.fresh)
    batch.duplicate_count += found.duplicates
    batch.otherwise_count += found.otherwise
    batch.changed_count += found.changed
    batch.error_count += found.refused
    batch.done_count += found.rows


@action
def finish_staging(batch_id: uuid.UUID, *, by: None = None) -> None:
    """Everything is prepared and waits for the manager."""
    batch = _prolonged(batch_id, STAGING)
    batch.status, batch.is_waiting, batch.busy_until = BatchStatus.STAGED, False, None


@action
def clear_some(batch_id: uuid.UUID, status: BatchStatus, model: Any, *, by: None = None) -> None:
    """Delete some of the rows that the batch has left."""
    _prolonged(batch_id, status)
    table = model.__table__
    mine = (table.c.municipality_id == required_scope(), table.c.batch_id == batch_id)
    some = select(table.c.id).where(*mine).limit(PIECE)
    _delete(table, table.c.id.in_(some))


@action
def finish_clearing(batch_id: uuid.UUID, status: BatchStatus, *, by: None = None) -> None:
    """Nothing is left over; a draft can be matched anew."""
    batch = _prolonged(batch_id, status)
    _delete(ImportFile.__table__, ImportFile.__table__.c.id == batch.id)
    if status is DRAFT:
        _mark_done(ImportPiece.__table__.c.batch_id == batch_id, is_done=False)
        batch.ok_count = batch.error_count = batch.duplicate_count = 0
        batch.otherwise_count = batch.changed_count = batch.done_count = 0
    else:
        batch.profile = None
    batch.is_waiting, batch.busy_until = False, None


def _prolonged(batch_id: uuid.UUID, status: BatchStatus) -> ImportBatch:
    """The batch as it is at this very moment; Conflict when somebody has moved it on meanwhile."""
    batch = queries.held(batch_id)
    if batch.status is not status:
        raise Conflict(_("Somebody has decided about the file meanwhile."))
    batch.busy_until = clock.received() + LEASE
    return batch


def _insert(table: Any, batch: ImportBatch, rows: Sequence[Row]) -> None:
    own = {"municipality_id": batch.municipality_id, "batch_id": batch.id}
    if rows:
        db.session.connection().execute(insert(table), [row | own for row in rows])


def _mark_done(condition: Any, *, is_done: bool) -> None:
    piece = ImportPiece.__table__
    mine = piece.c.municipality_id == required_scope()
    statement = update(piece).where(mine, condition).values(is_done=is_done)
    db.session.connection().execute(statement)


def _delete(table: Any, condition: Any) -> None:
    mine = table.c.municipality_id == required_scope()
    db.session.connection().execute(delete(table).where(mine, condition))
