"""Closing a quarter, opening it for a new version of its summary, noting what came later."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, update
from sqlalchemy.orm import Session

from app.accounts.models import Membership
from app.closing import queries
from app.closing.domain import Fact, Subject, digest
from app.closing.models import Counted, LateChange, QuarterClosing
from app.kernel import clock
from app.kernel.action import Change, action
from app.kernel.db import db, uuid7
from app.kernel.quarter import Quarter

LATE = LateChange.__table__
# What an older file had told is known by the file.
TAKEN_OUT = "told"
# By the code of a quarter the fingerprints of its facts before and after.
Moved = dict[str, tuple[str | None, str | None]]


@action
def close(
    quarter: Quarter, *, at: datetime, exact: str, public: str, by: Membership | None
) -> QuarterClosing:
    """Let what is counted in the quarter stay as it is; the texts are the frozen figures.

    `at` lies before they were counted: what is recorded meanwhile counts as written down later.
    """
    closing = queries.of(quarter)
    if closing is None:
        closing = QuarterClosing(code=quarter.code, first_closed_at=at)
        db.session.add(closing)
    closing.closed_at, closing.closed_by, closing.is_closed = at, by.id if by else None, True
    closing.exact, closing.public = exact, public
    return closing


@action
def open_again(quarter: Quarter, *, by: Membership | None) -> QuarterClosing | None:
    """Let records of the quarter be corrected, because a new version of its summary was begun."""
    closing = queries.of(quarter)
    if closing is not None:
        closing.is_closed = False
    return closing


@action
def shut(quarter: Quarter, *, by: Membership | None) -> QuarterClosing | None:
    """Close the quarter as it was closed before: the new version was given up."""
    closing = queries.of(quarter)
    if closing is not None:
        closing.is_closed = True
    return closing


def note_taken_out(
    subject: Subject, row: Any, counts: Mapping[Quarter, int], *, since: datetime
) -> None:
    """Keep how many counted since then are counted no more in quarters that were ever closed.

    Part of the action that takes them out. What came after a closing and goes in the same quarter
    has changed no figure that was told.
    """
    now, then = _quarter_of(clock.received()), _quarter_of(since)
    for closing in queries.all_closings():
        came_later = since >= closing.first_closed_at
        if (count := counts.get(closing.quarter)) and not (now == then and came_later):
            own = {"subject": subject, "entity": row.__tablename__, "record_id": row.id}
            when = {"code": closing.code, "told_in": now.code, "at": clock.received()}
            told = {"before": TAKEN_OUT, "after": None, "count": count}
            db.session.add(LateChange(row_id=row.id, **own, **when, **told))


def note_changes(session: Session, changes: list[Change]) -> None:
    """Keep whatever changes figures of closed quarters, in the transaction that does it.

    Closing a quarter and changing a record both hold the end of the town's trail until they are
    stored, so that whoever comes second sees what the first one did.
    """
    touched: defaultdict[uuid.UUID, list[tuple[Counted, Moved]]] = defaultdict(list)
    for change in changes:
        if isinstance(change.row, Counted) and (moved := _moved(change)):
            touched[change.row.municipality_id].append((change.row, moved))
    for town, rows in touched.items():
        connection, codes = session.connection(), {code for _row, moved in rows for code in moved}
        closed = set(connection.scalars(queries.codes_closed_in(town, codes)))
        for row, moved in rows:
            for code in closed & moved.keys():
                _note(connection, town, row, code, *moved[code])


def _note(
    connection: Connection,
    town: uuid.UUID,
    row: Any,
    code: str,
    before: str | None,
    after: str | None,
) -> None:
    """Of several changes in one quarter the state before the first and after the last one tell."""
    entity, record_id = row.counted_as
    told_in, now = _quarter_of(clock.received()).code, clock.received()
    key = {"municipality_id": town, "told_in": told_in, "row_id": row.id, "code": code}
    same = [LATE.c[name] == value for name, value in key.items()]
    known = connection.execute(update(LATE).where(*same).values(after=after, at=now))
    if not known.rowcount:
        facts = {"subject": row.subject, "entity": entity, "record_id": record_id, "at": now}
        told = {"before": before, "after": after, "count": 1}
        connection.execute(insert(LATE).values(id=uuid7(), **key, **facts, **told))


def _moved(change: Change) -> Moved:
    """The quarters that are over in whose figures something is other than before."""
    row = change.row
    facts = set(row.facts(row))
    now = set() if change.kind == "delete" else facts
    before = {"insert": set(), "delete": facts}.get(change.kind)
    if before is None:
        before = set(row.facts(_Before(change)))
    current = _quarter_of(clock.received())
    days = {day for day, _what in now ^ before if day is not None}
    quarters = {Quarter.containing(day) for day in days}
    return {
        quarter.code: (_digest(before, quarter), _digest(now, quarter))
        for quarter in quarters
        if quarter < current
    }


def _digest(facts: set[Fact], quarter: Quarter) -> str | None:
    return digest((day, what) for day, what in facts if day and quarter.first <= day < quarter.end)


def _quarter_of(moment: datetime) -> Quarter:
    return Quarter.containing(clock.local(moment).date())


class _Before:
    """The row as it was before the change."""

    def __init__(self, change: Change) -> None:
        self._row, self._fields = change.row, change.fields

    def __getattr__(self, name: str) -> Any:
        return self._fields[name][0] if name in self._fields else getattr(self._row, name)
