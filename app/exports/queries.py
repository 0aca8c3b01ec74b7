"""Every SELECT about lists that are prepared."""

import uuid
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from app.accounts.models import Membership
from app.exports import policy
from app.exports.domain import FileStatus
from app.exports.models import PreparedFile, PreparedPiece
from app.kernel import clock
from app.kernel.db import db
from app.kernel.paging import SIZE


def get(list_id: uuid.UUID) -> PreparedFile:
    """One list with who asked for it; one whose time is up is there no more."""
    query = select(PreparedFile).where(PreparedFile.id == list_id)
    file = db.session.scalars(query.options(joinedload(PreparedFile.person))).one()
    if file.is_over:
        raise NoResultFound
    return file


def held(file_id: uuid.UUID) -> PreparedFile | None:
    """The list as it is at this moment, if it still is; nobody else changes it meanwhile."""
    query = select(PreparedFile).where(PreparedFile.id == file_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def browse(actor: Membership) -> Sequence[PreparedFile]:
    """What the person has asked for, the newest first."""
    query = select(PreparedFile).where(PreparedFile.person_id == actor.id)
    newest = query.order_by(PreparedFile.asked_at.desc(), PreparedFile.id.desc())
    return [file for file in db.session.scalars(newest.limit(SIZE)) if not file.is_over]


def browse_held(actor: Membership) -> Sequence[PreparedFile]:
    """The same; until the commit nobody else asks for one in the same person's name."""
    lock = select(Membership.id).where(Membership.id == actor.id).with_for_update()
    db.session.scalars(lock).one()
    return browse(actor)


def waiting() -> Sequence[PreparedFile]:
    """The lists on which the server has something to do, the oldest first."""
    query = select(PreparedFile).where(PreparedFile.status == FileStatus.PREPARING)
    return db.session.scalars(query.order_by(PreparedFile.asked_at, PreparedFile.id)).all()


def outdated() -> Sequence[PreparedFile]:
    """Lists whose time is up, or whose person may not take them away any more."""
    query = select(PreparedFile).options(joinedload(PreparedFile.person))
    return [file for file in db.session.scalars(query) if file.is_over or not is_due(file)]


def is_due(file: PreparedFile) -> bool:
    """Whether who asked may still have it."""
    person = file.person
    return person.is_valid_on(clock.today()) and policy.browse(person)


def content(file: PreparedFile) -> Iterator[bytes]:
    """The file, piece by piece."""
    query = select(PreparedPiece).where(PreparedPiece.file_id == file.id)
    ordered = query.order_by(PreparedPiece.number).execution_options(yield_per=1)
    return (piece.opened for piece in db.session.scalars(ordered))
