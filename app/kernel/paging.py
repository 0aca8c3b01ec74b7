"""Pages of a list by key: the next page begins after the last row shown, whatever was added."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, and_, or_

R = TypeVar("R")
SIZE = 50
MOMENT = "%Y%m%d%H%M%S"


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
    written, _dash, last = after.partition("-")
    try:
        at, known = datetime.strptime(written, MOMENT).replace(tzinfo=UTC), uuid.UUID(last)
    except ValueError:
        return ()
    return (or_(moment < at, and_(moment == at, row_id < known)),)
