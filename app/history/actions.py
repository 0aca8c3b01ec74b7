"""What people do with an older file; the work itself is done by the server, see `pieces`."""

import hashlib
import uuid
from collections.abc import Mapping
from typing import Any

from app.accounts.models import Membership
from app.closing import actions as closings
from app.closing.domain import Subject
from app.history import matching, queries, repeats
from app.history.convert import missing
from app.history.domain import MOST_BYTES, PREPARED, WORDED, BatchKind, BatchStatus
from app.history.files import refusal, refuse_strange
from app.history.models import ImportBatch, ImportFile
from app.kernel import clock, jobs
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.scope import required_scope


@action
def upload(*, id: uuid.UUID, kind: BatchKind, file: Any, by: Membership | None) -> ImportBatch:
    """Keep a file sealed until its rows are read; one file at a time."""
    if queries.unfinished():
        raise Refused(
            _("Finish the file you have begun, or throw it away, and then bring another.")
        )
    if len(file.content) > MOST_BYTES:
        raise refusal(_("The file is larger than 15 MB. Divide it into several files."))
    refuse_strange(file.content)
    batch = ImportBatch(
        id=id,
        municipality_id=required_scope(),
        kind=kind,
        file_name=file.name,
        sha256=hashlib.sha256(file.content).hexdigest(),
        imported_at=clock.now(),
        imported_by=by.id if by else None,
    )
    db.session.add(batch)
    db.session.flush()
    db.session.add(ImportFile.of(batch, file.content))
    jobs.wake_after_commit()
    return batch


@action
def match_columns(
    batch: ImportBatch, *, by: Membership | None, **columns: int | None
) -> ImportBatch:
    """Say which column says what; each column says one thing."""
    _refuse_unless(batch, BatchStatus.DRAFT)
    chosen = {part: column for part, column in columns.items() if column is not None}
    for part in missing(batch.kind, chosen):
        raise Refused(_("Choose the column."), field=part.value)
    for part, column in chosen.items():
        if list(chosen.values()).count(column) > 1:
            raise Refused(_("One column cannot say two things."), field=part)
    found = batch.found_words
    for worded in WORDED:
        column = chosen.get(worded.value)
        if column is not None and found[column] is None:
            raise Refused(_("There are too many different words in it."), field=worded.value)
    with db.session.no_autoflush:  # one change, one entry of the trail
        batch.columns = chosen
        batch.words = matching.known_words(batch)
    return batch


@action
def match_words(
    batch: ImportBatch, *, by: Membership | None, words: Mapping[str, Mapping[str, str]]
) -> ImportBatch:
    """Say what the words mean; what was chosen for words of other files stays known."""
    _refuse_unless(batch, BatchStatus.DRAFT)
    parts = {*batch.words, *words}
    batch.words = {part: {**batch.words.get(part, {}), **words.get(part, {})} for part in parts}
    return batch


@action
def stage(batch: ImportBatch, *, by: Membership | None) -> ImportBatch:
    """Have the rows prepared; they are counted only once they are published."""
    _refuse_unless(batch, BatchStatus.DRAFT)
    if repeats.is_being_deleted():
        raise Refused(_("What was taken back is still being deleted. Try again in a moment."))
    if missing(batch.kind, batch.columns):
        raise Refused(_("Say first which column says what."))
    if queries.unmatched(batch):
        raise Refused(_("Choose first what the words of the file mean."))
    batch.status = BatchStatus.STAGING
    return _hand_over(batch)


@action
def rematch(batch: ImportBatch, *, by: Membership | None) -> ImportBatch:
    """Throw away what was prepared and match the file once more."""
    _refuse_unless(batch, BatchStatus.STAGED)
    batch.status = BatchStatus.DRAFT
    return _hand_over(batch)


@action
def publish(batch: ImportBatch, *, by: Membership | None) -> ImportBatch:
    """Count the rows in the summaries, all of them at once."""
    _refuse_unless(batch, BatchStatus.STAGED)
    if repeats.twin(batch):
        raise Refused(_("This very file is counted already. Take the earlier one back first."))
    if not batch.ok_count:
        raise Refused(_("There is nothing to count in this file. Match it once more."))
    batch.status = BatchStatus.PUBLISHED
    batch.published_at, batch.published_by = clock.now(), by.id if by else None
    return _hand_over(batch)


@action
def undo(batch: ImportBatch, *, by: Membership | None) -> ImportBatch:
    """Take the whole file back: nothing of it is counted from now on, then its rows go.

    A file that is prepared was compared with it, so it has to be prepared anew.
    """
    if batch.status is BatchStatus.UNDONE:
        raise Refused(_("The file has been taken back already."))
    other = queries.unfinished()
    if other and other.id != batch.id and other.status in PREPARED:
        other.status = BatchStatus.DRAFT
        _hand_over(other)
    if batch.published_at:
        told, since = queries.told(batch), batch.published_at
        closings.note_taken_out(Subject.OLDER_RECORDS, batch, told, since=since)
    batch.status = BatchStatus.UNDONE
    return _hand_over(batch)


@action
def let_go_abandoned(*, by: None = None) -> int:
    """Take back what nobody has finished in a month, so that no old file is kept for nothing."""
    left = queries.abandoned()
    for batch in left:
        undo(batch, by=None)
    return len(left)


@action
def resume(batch: ImportBatch, *, by: Membership | None) -> ImportBatch:
    """Wake the server up to what it has left standing."""
    if not batch.is_waiting:
        raise Refused(_("Nothing stands still here."))
    jobs.wake_after_commit()
    return batch


def _refuse_unless(batch: ImportBatch, status: BatchStatus) -> None:
    if batch.status is not status or batch.is_waiting:
        raise Refused(
            _("This cannot be done now: the file is %(state)s.", state=batch.status.label)
        )


def _hand_over(batch: ImportBatch) -> ImportBatch:
    """Leave the rest to the server."""
    batch.is_waiting, batch.busy_until = True, None
    jobs.wake_after_commit()
    return batch
