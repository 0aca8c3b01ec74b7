"""Pages of a list by key: the next page begins after the last row shown, whatever was added."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, and_, or_

R = TypeVar("R")
SIZE = 50
MOMENT, DAY = "%Y%m%d%H%M%S", "%Y%m%d"


@dataclass(frozen=True)
class Batch(Generic[R]):
    """At most SIZE rows, and the key after which the next page begins (None: this is the end)."""

    rows: Sequence[R]
    after: str | None

    def __bool__(self) -> bool:
        return bool(self.rows)


def batch(rows: Sequence[R], key: Callable[[R], str]) -> Batch[R]:
    """Cut a result that was asked for with `.limit(SIZE + 1)`."""
    shown = rows[:SIZE]
    return Batch(shown, key(shown[-1]) if len(rows) > SIZE else None)


def key_of(moment: datetime, row_id: uuid.UUID) -> str:
    """The key of a row in a list that goes from the newest to the oldest."""
    return f"{moment:{MOMENT}}-{row_id.hex}"


def older(moment: Any, row_id: Any, after: str) -> tuple[ColumnElement[bool], ...]:
    """The rows below the one with this key; a damaged key begins anew."""
    return _below(moment, row_id, after, _moment)


def key_of_day(day: date, row_id: uuid.UUID) -> str:
    """The same for a list that goes by days."""
    return f"{day:{DAY}}-{row_id.hex}"


def earlier(day: Any, row_id: Any, after: str) -> tuple[ColumnElement[bool], ...]:
    """The rows below the one with this key of a day; a damaged key begins anew."""
    return _below(day, row_id, after, date.fromisoformat)


def _moment(written: str) -> datetime:
    return datetime.strptime(written, MOMENT).replace(tzinfo=UTC)


def _below(
    column: Any, row_id: Any, after: str, read: Callable[[str], Any]
) -> tuple[ColumnElement[bool], ...]:
    written, _dash, last = after.partition("-")
    try:
        at, known = read(written), uuid.UUID(last)
    except ValueError:
        return ()
    return (or_(column < at, and_(column == at, row_id < known)),)
