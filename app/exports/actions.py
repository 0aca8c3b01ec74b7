"""What people do with lists that are prepared, and how the server puts one down.

The server's steps are each a transaction of their own that takes no time, see `writers`. They say
which try they belong to: who was slow, so that another process has taken the list up, is stopped.
"""

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import delete

from app.accounts.models import Membership
from app.exports import queries
from app.exports.domain import LEASE, MOST_KEPT, MOST_TRIES, FileStatus, ListKind
from app.exports.models import PreparedFile, PreparedPiece
from app.kernel import clock, jobs
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.errors import Conflict, Refused
from app.kernel.i18n import _
from app.kernel.scope import required_scope

PREPARING, READY, FAILED = FileStatus.PREPARING, FileStatus.READY, FileStatus.FAILED


@action
def prepare(
    kind: ListKind, wanted: Mapping[str, str], *, row_count: int, by: Membership
) -> PreparedFile:
    """Have a list prepared, one at a time; the same one is not begun twice."""
    own = queries.browse_held(by)
    running = _running(own)
    if running and (running.kind, running.wanted) == (kind, dict(wanted)):
        return running
    _refuse_too_many(own, running)
    asked = {"id": uuid7(), "municipality_id": required_scope(), "asked_at": clock.now()}
    about = {"kind": kind, "wanted": dict(wanted), "row_count": row_count, "person_id": by.id}
    file = PreparedFile(**asked, **about)
    db.session.add(file)
    jobs.wake_after_commit()
    return file


@action
def discard(file: PreparedFile, *, by: Membership | None) -> None:
    """Throw a list away; the work on it stops at its next step."""
    _delete_pieces(file.id)
    db.session.delete(file)


@action
def resume(file: PreparedFile, *, by: Membership) -> PreparedFile:
    """Begin anew what has failed; wake the server up to what it has left standing."""
    if not file.is_preparing and file.status is not FAILED:
        raise Refused(_("Nothing stands still here."))
    if file.status is FAILED:
        _refuse_too_many((), _running(queries.browse_held(by)))
        file.status, file.fault, file.asked_at = PREPARING, None, clock.now()
        file.try_count, file.busy_until = 0, None
    jobs.wake_after_commit()
    return file


@action
def let_go(*, by: None = None) -> int:
    """Delete what was offered long enough, and what its person may not have any more."""
    outdated = queries.outdated()
    for file in outdated:
        discard(file, by=None)
    return len(outdated)


@action
def take(file_id: uuid.UUID, *, by: None = None) -> int | None:
    """Begin a list from its start and say which try it is; None when nothing is to be done."""
    file = queries.held(file_id)
    if file is None or not file.is_preparing or _is_busy(file):
        return None
    _delete_pieces(file_id)
    file.done_count, file.try_count = 0, file.try_count + 1
    if file.try_count > MOST_TRIES:
        _fail(file, _("The server could not finish the list. Choose a shorter period."))
        return None
    file.busy_until = clock.received() + LEASE
    return file.try_count


@action
def note_progress(file_id: uuid.UUID, turn: int, done: int, *, by: None = None) -> None:
    """Tell how many lines are written."""
    _prolonged(file_id, turn).done_count = done


@action
def keep_piece(file_id: uuid.UUID, turn: int, piece: PreparedPiece, *, by: None = None) -> None:
    """Store a sealed part of the file."""
    _prolonged(file_id, turn)
    db.session.add(piece)


@action
def finish(file_id: uuid.UUID, turn: int, *, lines: int, size: int, by: None = None) -> None:
    """The list can be downloaded; it has as many lines as there were while it was written."""
    file = _prolonged(file_id, turn)
    file.status, file.ready_at, file.busy_until = READY, clock.now(), None
    file.row_count = file.done_count = lines
    file.size = size


@action
def give_up(file_id: uuid.UUID, turn: int, fault: str, *, by: None = None) -> None:
    """The list cannot be written: say why, and keep nothing of it."""
    file = _prolonged(file_id, turn)
    _delete_pieces(file_id)
    _fail(file, fault)


def _refuse_too_many(own: Sequence[PreparedFile], running: PreparedFile | None) -> None:
    if running:
        raise Refused(_("Another list is being prepared for you. Wait for it, or throw it away."))
    if len(own) >= MOST_KEPT:
        raise Refused(_("Five lists are waiting for you. Throw one of them away first."))


def _running(own: Sequence[PreparedFile]) -> PreparedFile | None:
    return next((file for file in own if file.is_preparing), None)


def _is_busy(file: PreparedFile) -> bool:
    return file.busy_until is not None and file.busy_until > clock.received()


def _prolonged(file_id: uuid.UUID, turn: int) -> PreparedFile:
    """The list as it is at this very moment; Conflict when it is not ours any more."""
    file = queries.held(file_id)
    if file is None or not file.is_preparing or file.try_count != turn:
        raise Conflict(_("Somebody has decided about the list meanwhile."))
    file.busy_until = clock.received() + LEASE
    return file


def _fail(file: PreparedFile, fault: str) -> None:
    file.status, file.fault, file.busy_until = FAILED, fault[:300], None


def _delete_pieces(file_id: uuid.UUID) -> None:
    """Beside the session, which would read every piece before it lets it go."""
    piece = PreparedPiece.__table__
    mine = (piece.c.municipality_id == required_scope(), piece.c.file_id == file_id)
    db.session.connection().execute(delete(piece).where(*mine))
