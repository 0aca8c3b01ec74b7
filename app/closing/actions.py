"""Closing a quarter, opening it for a new version of its summary, noting what came later."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.accounts.models import Membership
from app.closing import queries
from app.closing.domain import Subject
from app.closing.models import Counted, LateChange, QuarterClosing
from app.kernel import clock
from app.kernel.action import Change, action
from app.kernel.db import db, uuid7
from app.kernel.quarter import Quarter

LATE = insert(LateChange.__table__)


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
    subject: Subject, record_id: uuid.UUID, counts: Mapping[Quarter, int], *, since: datetime
) -> None:
    """Keep how many counted since then are counted no more in quarters that were ever closed.

    Part of the action that takes them out. What came after a closing and goes in the same quarter
    has changed no figure that was told.
    """
    at = clock.received()
    now, then = (Quarter.containing(clock.local(moment)) for moment in (at, since))
    for closing in queries.all_closings():
        came_later = since >= closing.first_closed_at
        if (count := counts.get(closing.quarter)) and not (now == then and came_later):
            told = {"subject": subject, "record_id": record_id, "code": closing.code}
            db.session.add(LateChange(**told, at=at, count=count))


def note_changes(session: Session, changes: list[Change]) -> None:
    """Keep whatever changes figures of closed quarters, in the transaction that does it."""
    touched: defaultdict[uuid.UUID, list[tuple[Counted, str]]] = defaultdict(list)
    for change in changes:
        for code in _codes(change):
            touched[change.row.municipality_id].append((change.row, code))
    for town, rows in touched.items():
        connection, codes = session.connection(), {code for _row, code in rows}
        closed = set(connection.scalars(queries.codes_closed_in(town, codes)))
        if late := [_late(town, row, code) for row, code in rows if code in closed]:
            connection.execute(LATE, late)


def _late(town: uuid.UUID, row: Counted, code: str) -> dict[str, Any]:
    return {
        "municipality_id": town,
        "id": uuid7(),
        "subject": row.subject,
        "record_id": row.counted_as,
        "code": code,
        "at": clock.received(),
        "count": 1,
    }


def _codes(change: Change) -> set[str]:
    """The quarters that are over in whose figures something is other than before."""
    now = Quarter.containing(clock.local(clock.received()))
    quarters = {Quarter.containing(day) for day in _days(change)}
    return {quarter.code for quarter in quarters if quarter < now}


def _days(change: Change) -> set[date]:
    """The days in whose figures something is other than before."""
    row = change.row
    if not isinstance(row, Counted):
        return set()
    facts = set(row.facts(row))
    match change.kind:
        case "insert":
            changed = facts if row.is_told_when_new else set()
        case "delete":
            changed = facts
        case _:
            changed = facts ^ set(row.facts(_Before(change)))
    return {day for day, _what in changed if day is not None}


class _Before:
    """The row as it was before the change."""

    def __init__(self, change: Change) -> None:
        self._row, self._fields = change.row, change.fields

    def __getattr__(self, name: str) -> Any:
        return self._fields[name][0] if name in self._fields else getattr(self._row, name)
