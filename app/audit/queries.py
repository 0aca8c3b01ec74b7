"""Every SELECT about the trail."""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain, groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.types import Boolean, Date, TypeEngine

from app.accounts.domain import READING
from app.accounts.models import Membership
from app.audit.domain import START, Break, breaks
from app.audit.fields import FIELDS
from app.audit.models import AuditEntry, AuditHead
from app.audit.words import ENTITIES, USE_CASES
from app.kernel import clock, i18n
from app.kernel.db import Code, Codes, Id, Model, Moment, db
from app.kernel.i18n import _
from app.kernel.paging import SIZE, Batch, batch

Names = Mapping[uuid.UUID, str]
BATCH = 1000
RECENT = timedelta(days=90)


@dataclass(frozen=True)
class Trace:
    """One entry as the trail's own page shows it: without values."""

    seq: int
    at: datetime
    who: str
    what: str
    entity: str
    fields: Sequence[str]


@dataclass(frozen=True)
class Entrance:
    """Somebody who was let to the contents of records, when and by whom."""

    at: datetime
    who: str
    person: Membership


@dataclass(frozen=True)
class Changed:
    """One field before and after, in words."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class HistoryEntry:
    """One step in the life of a record, for those who may read the record."""

    at: datetime
    who: str
    what: str
    changes: Sequence[Changed]


def browse(
    *,
    person_id: uuid.UUID | None = None,
    day: date | None = None,
    use_case: str = "",
    before: int | None = None,
) -> Batch[Trace]:
    """Who did what, the newest first; the values are not even asked for."""
    entry = AuditEntry
    query = select(
        entry.seq, entry.at, entry.actor_id, entry.use_case, entry.entity, entry.field_names
    ).order_by(entry.seq.desc())
    if person_id is not None:
        query = query.where(entry.actor_id == person_id)
    if day is not None:
        query = query.where(entry.at >= _midnight(day), entry.at < _midnight(day + ONE_DAY))
    if use_case:
        query = query.where(entry.use_case == use_case)
    if before is not None:
        query = query.where(entry.seq < before)
    found, names = db.session.execute(query.limit(SIZE + 1)).all(), people()
    return batch([_trace(row, names) for row in found], key=lambda trace: str(trace.seq))


def entrances() -> list[Entrance]:
    """Who got a role that reads contents in the last ninety days, the newest first.

    An administrator could invite himself once more under another name; here everybody sees it.
    """
    entry = AuditEntry
    query = (
        select(entry.at, entry.actor_id, Membership)
        .join(Membership, Membership.id == entry.entity_id)
        .where(
            entry.entity == Membership.__tablename__,
            entry.field_names.contains("roles"),
            entry.at > clock.now() - RECENT,
        )
        .order_by(entry.seq.desc())
    )
    names, found = people(), db.session.execute(query)
    return [
        Entrance(at, _who(by, names), person) for at, by, person in found if person.roles & READING
    ]


def people() -> dict[uuid.UUID, str]:
    """The name of everybody who was ever let into the town."""
    query = select(Membership.id, Membership.display_name).order_by(Membership.sort_text)
    return dict(db.session.execute(query).all())


def history(
    entity: str,
    ids: Iterable[uuid.UUID],
    names: Names | None = None,
    *,
    parts: Mapping[str, Iterable[uuid.UUID]] | None = None,
) -> list[HistoryEntry]:
    """What happened to these records, oldest first, with values.

    `entity` is the name of the table; `names` puts words to ids of other records than people;
    `parts` are rows that belong to the records, by their tables' names. Looks changed nothing.
    """
    told = {entity: ids, **(parts or {})}
    query = (
        select(AuditEntry)
        .where(
            AuditEntry.entity.in_(list(told)),
            AuditEntry.entity_id.in_(list(chain.from_iterable(told.values()))),
            AuditEntry.kind != "read",
        )
        .order_by(AuditEntry.seq)
    )
    people_and_more = {**people(), **(names or {})}
    steps = groupby(db.session.scalars(query), key=_deed)
    return [_step(list(entries), entity, people_and_more) for _what, entries in steps]


def verify() -> tuple[int, list[Break]]:
    """How long the trail of the town is and where it does not hold."""
    head = db.session.scalars(select(AuditHead)).one_or_none()
    entries = db.session.scalars(
        select(AuditEntry).order_by(AuditEntry.seq).execution_options(yield_per=BATCH)
    )
    length, last = (head.seq, head.hash) if head else (0, START)
    try:
        return length, breaks(entries, length, last)
    except ValueError:  # a column holds what the application never writes
        return length, [Break(length, _("an entry cannot be read"))]


ONE_DAY = timedelta(days=1)


def _midnight(day: date) -> datetime:
    return clock.utc(day, time.min)


def _trace(row: Any, names: Names) -> Trace:
    return Trace(
        row.seq,
        row.at,
        _who(row.actor_id, names),
        USE_CASES.get(row.use_case, row.use_case),
        ENTITIES.get(row.entity, row.entity),
        [_field(row.entity, name) for name in row.field_names.split()],
    )


def _deed(entry: AuditEntry) -> tuple[Any, ...]:
    """What one person did at one moment: a record and its parts change in one stroke."""
    return entry.at.replace(microsecond=0), entry.actor_id, entry.use_case


def _step(entries: Sequence[AuditEntry], entity: str, names: Names) -> HistoryEntry:
    """A record that began tells no values: they are what the next change calls the old ones."""
    first = entries[0]
    is_begun = any(entry.entity == entity and entry.kind == "insert" for entry in entries)
    return HistoryEntry(
        first.at,
        _who(first.actor_id, names),
        USE_CASES.get(first.use_case, first.use_case),
        [] if is_begun else [change for entry in entries for change in _changes(entry, names)],
    )


def _changes(entry: AuditEntry, names: Names) -> list[Changed]:
    """Field by field; of a part that came or went, what it says itself."""
    told = json.loads(entry.values) if entry.values else {}
    if entry.kind != "update":
        columns = _columns(entry.entity)
        told = {field: pair for field, pair in told.items() if isinstance(columns.get(field), Code)}
    pairs = {field: pair[::-1] if entry.kind == "delete" else pair for field, pair in told.items()}
    changed = [_changed(entry.entity, field, pair, names) for field, pair in pairs.items()]
    return [change for change in changed if change.old != change.new]


def _who(actor_id: uuid.UUID | None, names: Names) -> str:
    if actor_id is None:
        return _("system")
    return names.get(actor_id, _("operator"))


def _changed(entity: str, field: str, pair: Sequence[Any], names: Names) -> Changed:
    column = _columns(entity).get(field)
    old, new = ("–" if value in (None, "") else _worded(value, column, names) for value in pair)
    return Changed(_field(entity, field), old, new)


def _field(entity: str, field: str) -> str:
    """What a field is called; the same name may mean another thing in another record."""
    return FIELDS.get(f"{entity}.{field}") or FIELDS.get(field, field)


def _columns(entity: str) -> dict[str, TypeEngine[Any]]:
    """The types of a table's columns by their names."""
    table = Model.metadata.tables.get(entity)
    return {} if table is None else {column.key: column.type for column in table.columns}


def _worded(value: Any, kind: TypeEngine[Any] | None, names: Names) -> str:
    """A value of the trail as people read it."""
    for known, words in WORDED.items():
        if isinstance(kind, known):
            return words(value, kind, names)
    return str(value)


WORDED: dict[type, Any] = {
    Boolean: lambda value, _kind, _names: _("yes") if value else _("no"),
    Code: lambda value, kind, _names: kind.kind(value).label,
    Codes: lambda value, kind, _names: ", ".join(kind.kind(code).label for code in value),
    Date: lambda value, _kind, _names: i18n.day(date.fromisoformat(value)),
    Id: lambda value, _kind, names: names.get(uuid.UUID(value), _("another record")),
    Moment: lambda value, _kind, _names: i18n.moment(datetime.fromisoformat(value)),
}
