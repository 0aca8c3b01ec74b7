"""What of a file the town has brought before: the whole file, a row, a row with another number."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from app.history import queries
from app.history.convert import Converter, Fault, Row, Told
from app.history.domain import OPEN, BatchKind, BatchStatus, Part
from app.history.models import ImportBatch, ImportedSum, ImportFault
from app.history.queries import STORED
from app.kernel.db import db
from app.kernel.i18n import _, number

# What a person says of a row by choosing, so that the same row may say it differently.
MATCHED = ("category", "subcategory", "place_id", "result")


class Before(NamedTuple):
    """What another file tells of a sum."""

    count: int
    batch_id: uuid.UUID


class Earlier(NamedTuple):
    """Files that were brought before (or, beside one that is finished, after) this one.

    The same bytes; other numbers of the same sums; the same kind by other columns.
    """

    twin: ImportBatch | None
    contradicted: Sequence[ImportBatch]
    matched_otherwise: Sequence[ImportBatch]
    unfinished: ImportBatch | None


class Sifted(NamedTuple):
    """Rows that nobody has told yet, sums of another number, and how many are known.

    Of these some would be counted otherwise now: under another kind, place or result.
    """

    fresh: list[Row]
    changed: list[Fault]
    known: int
    otherwise: int


def twin(batch: ImportBatch) -> ImportBatch | None:
    """The same file, byte for byte, that is counted already."""
    same = (ImportBatch.sha256 == batch.sha256, ImportBatch.id != batch.id)
    query = select(ImportBatch).where(*same, ImportBatch.status == BatchStatus.PUBLISHED)
    return db.session.scalars(query.limit(1)).first()


def earlier(batch: ImportBatch) -> Earlier:
    """What the pages of a batch say of other files of the town."""
    is_open = batch.status in OPEN
    told = select(ImportFault.earlier_id).where(ImportFault.batch_id == batch.id)
    return Earlier(
        twin=twin(batch) if is_open else None,
        contradicted=_files(told) if batch.changed_count else [],
        matched_otherwise=matched_otherwise(batch) if is_open and batch.columns else [],
        unfinished=None if is_open else queries.unfinished(),
    )


def files_of(sifted: Sifted) -> Sequence[ImportBatch]:
    """The files that tell other numbers of the same sums."""
    return _files({fault.earlier_id for fault in sifted.changed}) if sifted.changed else []


def _files(ids: Any) -> Sequence[ImportBatch]:
    query = select(ImportBatch).where(ImportBatch.id.in_(ids))
    return db.session.scalars(query.order_by(ImportBatch.imported_at.desc())).all()


def matched_otherwise(batch: ImportBatch) -> Sequence[ImportBatch]:
    """The counted files of this kind whose rows say other things: they cannot be recognised."""
    alike = (ImportBatch.kind == batch.kind, ImportBatch.status == BatchStatus.PUBLISHED)
    query = select(ImportBatch).where(*alike).order_by(ImportBatch.imported_at.desc())
    return [each for each in db.session.scalars(query) if _told_by(each) != _told_by(batch)]


def is_being_deleted() -> bool:
    """Whether rows of a file that was taken back are still there: they would look known."""
    left = (ImportBatch.status == BatchStatus.UNDONE, ImportBatch.is_waiting)
    return db.session.scalars(select(ImportBatch.id).where(*left).limit(1)).first() is not None


def sift(batch_id: uuid.UUID, by: Converter, told: Sequence[Told]) -> Sifted:
    """Compare rows of a batch with what is stored of others and of itself."""
    stored = _stored(STORED[by.kind], told)
    left = [each for each in told if each.row["id"] not in stored]
    before = _before(batch_id, left) if by.kind is BatchKind.MONTHLY_SUMS else {}
    other = [each for each in left if each.row.get("source_id") in before]
    return Sifted(
        fresh=[each.row for each in left if each.row.get("source_id") not in before],
        changed=[_changed(by, each, before[each.row["source_id"]]) for each in other],
        known=len(told) - len(left),
        otherwise=sum(_matched(row) != stored.get(row["id"], _matched(row)) for _line, row in told),
    )


def _stored(model: Any, told: Iterable[Told]) -> dict[uuid.UUID, Row]:
    """How the rows that are known were matched, by their ids."""
    names = [name for name in MATCHED if hasattr(model, name)]
    query = select(model.id, *(getattr(model, name) for name in names))
    found = db.session.execute(query.where(model.id.in_([row["id"] for _line, row in told])))
    return {key: dict(zip(names, rest, strict=True)) for key, *rest in found}


def _matched(row: Row) -> Row:
    return {name: row[name] for name in MATCHED if name in row}


def _before(batch_id: uuid.UUID, told: Iterable[Told]) -> dict[uuid.UUID, Before]:
    """What other files tell of the same sums, by their source."""
    sources = {row["source_id"] for _line, row in told}
    query = select(ImportedSum.source_id, ImportedSum.count, ImportedSum.batch_id).where(
        ImportedSum.source_id.in_(sources), ImportedSum.batch_id != batch_id
    )
    found: dict[uuid.UUID, Before] = {}
    for source, count, earlier_id in db.session.execute(query):
        found[source] = Before(count + (found[source].count if source in found else 0), earlier_id)
    return found


def _changed(by: Converter, told: Told, before: Before) -> Fault:
    now = told.row["count"]
    reason = _(
        "Counted already with another number: %(before)s before, %(now)s here.",
        before=number(before.count),
        now=number(now),
    )
    if before.count == now:
        reason = _("Counted already, there in several rows that make %(n)s.", n=number(now))
    header = by.headers[by.columns[Part.COUNT]] or Part.COUNT.label
    return Fault(told.line, header, reason, str(now), before.batch_id)


def _told_by(batch: ImportBatch) -> set[str]:
    """What a row is recognised by; a time may stand in the column of days."""
    return {Part.KIND, Part.PLACE, Part.TIME} & set(batch.columns)
