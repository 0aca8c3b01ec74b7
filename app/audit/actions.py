"""Writing the trail; called by the kernel for every change, never by a feature."""

import json
import secrets
import uuid
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.orm import Session

from app.accounts.models import Membership
from app.audit.domain import START, chained, digest, link_of, plain
from app.audit.models import NOWHERE, AuditEntry, AuditHead
from app.kernel import clock
from app.kernel.action import Change
from app.kernel.db import uuid7

# The key is part of every row anyway, and the version counts saves, not facts.
UNTOLD = {"municipality_id", "id", "version"}

# Every save of the application runs these three, so they are put together once.
HEAD = AuditHead.__table__.c
OF_TOWN = HEAD.municipality_id == bindparam("town")
READ_HEAD = select(HEAD.seq, HEAD.hash).where(OF_TOWN).with_for_update()
MOVE_HEAD = (
    update(AuditHead.__table__)
    .where(OF_TOWN)
    .values(seq=bindparam("last"), hash=bindparam("newest"))
)
APPEND = insert(AuditEntry.__table__)
PERSON = Membership.__table__.c
SAME_PERSON = select(PERSON.id).where(
    PERSON.municipality_id == bindparam("town"), PERSON.user_id == bindparam("account")
)


def record(session: Session, changes: list[Change]) -> None:
    """Append the changes to the chains of their towns, in the transaction that makes them."""
    connection = session.connection()
    ordered = sorted(changes, key=lambda change: _town(change.row).int)
    for town, group in groupby(ordered, key=lambda change: _town(change.row)):
        entries = [_entry(change, _actor(connection, change)) for change in group]
        _append(connection, town, entries)


def _town(row: Any) -> uuid.UUID:
    return getattr(row, "municipality_id", None) or NOWHERE


def _entry(change: Change, actor_id: uuid.UUID | None) -> dict[str, Any]:
    told = {
        key: [plain(value) for value in pair]
        for key, pair in change.fields.items()
        if key not in UNTOLD
    }
    salt, values = secrets.token_hex(16), json.dumps(told, ensure_ascii=False, sort_keys=True)
    return {
        "at": clock.received(),
        "actor_id": actor_id,
        "use_case": change.act.name,
        "kind": change.kind,
        "entity": change.row.__tablename__,
        "entity_id": getattr(change.row, "id", None),
        "field_names": " ".join(sorted(told)),
        "salt": salt,
        "values": values,
        "values_digest": digest(salt, values),
    }


def _actor(connection: Connection, change: Change) -> uuid.UUID | None:
    """Who did it, as the town of the row knows him; nobody of another town is named there (P3)."""
    by, town = change.act.by, _town(change.row)
    home = getattr(by, "municipality_id", None)
    if home is None or town in (home, NOWHERE):
        return getattr(by, "id", None)
    return connection.scalar(SAME_PERSON, {"town": town, "account": by.user_id})


def _append(connection: Connection, town: uuid.UUID, entries: list[dict[str, Any]]) -> None:
    last, previous = _locked_head(connection, town)
    rows = []
    for seq, entry in enumerate(entries, last + 1):
        link = link_of(SimpleNamespace(seq=seq, **entry))
        own = chained(previous, link)
        rows.append({**entry, "seq": seq, "previous": previous, "hash": own})
        previous = own
    connection.execute(APPEND, [_row(town, values) for values in rows])
    connection.execute(MOVE_HEAD, {"town": town, "last": last + len(rows), "newest": previous})


def _row(town: uuid.UUID, values: dict[str, Any]) -> dict[str, Any]:
    stored = {**values, "id": uuid7(), "municipality_id": town}
    stored["field_values"] = stored.pop("values")
    return stored


def _locked_head(connection: Connection, town: uuid.UUID) -> tuple[int, str]:
    """The end of the town's chain; on PostgreSQL the row stays locked until the commit."""
    row = connection.execute(READ_HEAD, {"town": town}).first()
    if row:
        return row.seq, row.hash
    first = {"municipality_id": town, "id": town, "seq": 0, "hash": START}
    connection.execute(insert(AuditHead.__table__), first)
    return 0, START
