"""What the server reads of a batch while it works on it."""

import uuid
from typing import Any

from sqlalchemy import select

from app.history.models import ImportFile, ImportPiece
from app.kernel.db import db


def file(batch_id: uuid.UUID) -> bytes:
    """The uploaded file."""
    query = select(ImportFile).where(ImportFile.id == batch_id)
    return db.session.scalars(query).one().opened


def pieces(batch_id: uuid.UUID) -> list[tuple[uuid.UUID, bool]]:
    """The pieces in order, and whether their rows are stored."""
    query = select(ImportPiece.id, ImportPiece.is_done).where(ImportPiece.batch_id == batch_id)
    return [tuple(row) for row in db.session.execute(query.order_by(ImportPiece.number))]


def piece(piece_id: uuid.UUID) -> ImportPiece:
    """One piece with its rows."""
    return db.session.scalars(select(ImportPiece).where(ImportPiece.id == piece_id)).one()


def has_left(model: Any, batch_id: uuid.UUID) -> bool:
    """Whether there are rows of the batch in this table."""
    query = select(model.id).where(model.batch_id == batch_id).limit(1)
    return db.session.scalars(query).first() is not None
