"""Pages of a list by key: the next page begins after the last row shown, whatever was added."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")
SIZE = 50


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
