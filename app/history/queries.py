"""Every SELECT about what was taken over from older files."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, func, or_, select, union_all
from sqlalchemy.orm import defer

from app.history.convert import PURPOSE, Converter
from app.history.domain import DRAFT_LIFE, OPEN, WORDED, BatchKind, BatchStatus, plain
from app.history.models import (
    ImportBatch,
    ImportedRecord,
    ImportedSum,
    ImportFault,
    ImportPiece,
)
from app.incidents import queries as incidents
from app.incidents.domain import Category, Subcategory
from app.incidents.models import Incident
from app.kernel import clock, vault
from app.kernel.db import built_once, db
from app.kernel.paging import SIZE, Batch, batch, key_of, older
from app.kernel.quarter import Quarter
from app.kernel.scope import required_scope
from app.places.models import Place

Stored = type[ImportedRecord] | type[ImportedSum]
STORED: dict[BatchKind, Stored] = {
    BatchKind.RECORDS: ImportedRecord,
    BatchKind.MONTHLY_SUMS: ImportedSum,
}


class Cell(NamedTuple):
    """How many incidents of a kind, or of its category only, were taken over for a month."""

    month: date
    category: Category
    subcategory: Subcategory | None
    place: str | None
    count: int


def get(batch_id: uuid.UUID) -> ImportBatch:
    """One batch of the town."""
    return db.session.scalars(select(ImportBatch).where(ImportBatch.id == batch_id)).one()


def held(batch_id: uuid.UUID) -> ImportBatch:
    """The batch as it is at this moment; nobody else changes it meanwhile."""
    query = select(ImportBatch).where(ImportBatch.id == batch_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def browse(after: str = "") -> Batch[ImportBatch]:
    """What was brought, the newest first."""
    query = (
        select(ImportBatch)
        .options(defer(ImportBatch.profile), defer(ImportBatch.words))
        .where(*older(ImportBatch.imported_at, ImportBatch.id, after))
        .order_by(ImportBatch.imported_at.desc(), ImportBatch.id.desc())
        .limit(SIZE + 1)
    )
    found = db.session.scalars(query).all()
    return batch(found, key=lambda each: key_of(each.imported_at, each.id))


def unfinished() -> ImportBatch | None:
    """The batch that somebody has begun and neither published nor taken back."""
    query = select(ImportBatch).where(ImportBatch.status.in_(OPEN))
    return db.session.scalars(query.limit(1)).first()


def earlier(batch: ImportBatch) -> Sequence[ImportBatch]:
    """The last batches before this one, which may tell how the town matches its files."""
    query = select(ImportBatch).where(ImportBatch.id != batch.id).limit(5)
    return db.session.scalars(
        query.order_by(ImportBatch.imported_at.desc(), ImportBatch.id.desc())
    ).all()


def waiting() -> Sequence[uuid.UUID]:
    """The batches on which the server has something to do, the oldest first."""
    query = select(ImportBatch.id).where(ImportBatch.is_waiting)
    return db.session.scalars(query.order_by(ImportBatch.imported_at)).all()


def abandoned() -> Sequence[ImportBatch]:
    """What nobody has finished in a month."""
    left = (ImportBatch.status.in_(OPEN), ImportBatch.imported_at < clock.now() - DRAFT_LIFE)
    return db.session.scalars(select(ImportBatch).where(*left)).all()


def first_lines(batch: ImportBatch, most: int) -> list[Any]:
    """The first rows of the file under its heading."""
    query = select(ImportPiece).where(ImportPiece.batch_id == batch.id)
    first = db.session.scalars(query.order_by(ImportPiece.number).limit(1)).first()
    return first.lines[:most] if first else []


def converter(batch: ImportBatch) -> Converter:
    """How the rows of this batch are read."""
    places = frozenset(str(place_id) for place_id in db.session.scalars(select(Place.id)))
    told = (batch.kind, tuple(batch.headers), dict(batch.columns), dict(batch.words))
    return Converter(*told, places, clock.today(), vault.derived(PURPOSE, required_scope()))


def words(batch: ImportBatch) -> list[tuple[str, str, str, int]]:
    """(part, word as compared, word as typed, how often) of the columns that say words."""
    found = batch.found_words
    result: dict[tuple[str, str], tuple[str, int]] = {}
    for part in WORDED:
        column = batch.columns.get(part.value)
        for typed, count in ((found[column] or {}) if column is not None else {}).items():
            key = (part.value, plain(typed))
            first, before = result.get(key, (typed, 0))
            result[key] = (first, before + count)
    return [(part, bare, typed, count) for (part, bare), (typed, count) in result.items() if bare]


def unmatched(batch: ImportBatch) -> list[str]:
    """The words for which nothing is chosen yet."""
    return [
        typed
        for part, bare, typed, _count in words(batch)
        if not batch.words.get(part, {}).get(bare)
    ]


def places() -> list[tuple[uuid.UUID, str, str]]:
    """Id, code and name of every place, also of those out of use: the past knew them."""
    query = select(Place.id, Place.code, Place.name).order_by(Place.is_active.desc(), Place.code)
    return [tuple(row) for row in db.session.execute(query)]


def faults(batch: ImportBatch, after: str = "") -> Batch[ImportFault]:
    """The rows that were not taken over, in the order of the file."""
    query = select(ImportFault).where(ImportFault.batch_id == batch.id).where(*_below(after))
    found = db.session.scalars(query.order_by(ImportFault.line, ImportFault.id).limit(SIZE + 1))
    return _batch_of_faults(found.all())


def all_faults(batch: ImportBatch) -> Sequence[ImportFault]:
    """All of them, for a file."""
    query = select(ImportFault).where(ImportFault.batch_id == batch.id)
    return db.session.scalars(query.order_by(ImportFault.line, ImportFault.id)).all()


def _batch_of_faults(found: Sequence[ImportFault]) -> Batch[ImportFault]:
    return batch(found, key=lambda each: f"{each.line}-{each.id.hex}")


def _below(after: str) -> tuple[Any, ...]:
    line, _dash, last = after.partition("-")
    try:
        at, known = int(line), uuid.UUID(last)
    except ValueError:
        return ()
    return (or_(ImportFault.line > at, and_(ImportFault.line == at, ImportFault.id > known)),)


def told(batch: ImportBatch) -> Counter[Quarter]:
    """How many incidents of each quarter the rows of the batch tell of."""
    stored = STORED[batch.kind]
    query = select(stored.month, _counted(stored)).where(stored.batch_id == batch.id)
    return _by_quarter(db.session.execute(query.group_by(stored.month)))


def told_already(quarters: Iterable[Quarter]) -> Counter[Quarter]:
    """How many of these quarters are counted now, our own and taken over."""
    its = sorted(quarters)
    if not its:
        return Counter()
    first, last = its[0].first, its[-1].last
    own = select(Incident.day, func.count()).where(
        incidents.counted(), Incident.day >= first, Incident.day <= last
    )
    before = [(cell.month, cell.count) for cell in cells(first, last)]
    before += db.session.execute(own.group_by(Incident.day)).all()
    known = _by_quarter(before)
    return Counter({quarter: known[quarter] for quarter in its if known[quarter]})


def _by_quarter(found: Iterable[Any]) -> Counter[Quarter]:
    sums: Counter[Quarter] = Counter()
    for day, count in found:
        sums[Quarter.containing(day)] += count
    return sums


def cells(first: date, last: date) -> list[Cell]:
    """What published batches tell of the months from that of the first day to that of the last."""
    days = {"first": first.replace(day=1), "last": last}
    return [Cell(*row) for row in db.session.execute(_cells(), days)]


@built_once
def _cells() -> Select[*tuple[Any, ...]]:
    """Built once, for it is asked with every summary."""
    both = union_all(*(_in_months(stored) for stored in STORED.values())).subquery()
    query = select(both.c.month, both.c.category, both.c.subcategory, Place.code, both.c.count)
    return query.select_from(both).outerjoin(Place, Place.id == both.c.place_id)


def quarters() -> set[Quarter]:
    """The quarters of which published batches tell anything."""
    both = union_all(
        *(select(stored.month).where(_published(stored)).distinct() for stored in STORED.values())
    )
    return {Quarter.containing(month) for month in db.session.scalars(both)}


def _in_months(stored: Stored) -> Select[*tuple[Any, ...]]:
    within = stored.month.between(bindparam("first"), bindparam("last"))
    by = (stored.month, stored.category, stored.subcategory, stored.place_id)
    return (
        select(*by, _counted(stored).label("count")).where(_published(stored), within).group_by(*by)
    )


def _counted(stored: Stored) -> Any:
    return func.count() if stored is ImportedRecord else func.sum(ImportedSum.count)


def _published(stored: Stored) -> Any:
    status = ImportBatch.status == BatchStatus.PUBLISHED
    return stored.batch_id.in_(select(ImportBatch.id).where(status))
