"""How the town of the request calls, orders and hides the codes of its lists.

The code itself never changes, so what was counted by it stays true.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

C = TypeVar("C", bound=StrEnum)


@dataclass(frozen=True)
class Arrangement:
    """What a town has made of one list: names of its own, what it hides, its order."""

    labels: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()

    def arrange(self, codes: Iterable[C]) -> list[C]:
        """The codes in the town's order; those it has not placed come last, in their own."""
        if not self.order:
            return list(codes)
        place = {code: rank for rank, code in enumerate(self.order)}
        return sorted(codes, key=lambda code: place.get(code, len(place)))

    def offer(self, codes: Iterable[C], besides: Iterable[C] = ()) -> list[C]:
        """The same without the hidden ones; what a record already has stays on offer."""
        kept = set(besides)
        return [code for code in self.arrange(codes) if code in kept or code not in self.hidden]


Arrangements = Mapping[type[StrEnum], Arrangement]
AS_FIXED = Arrangement()
NOTHING: Arrangements = {}
_town: ContextVar[Arrangements] = ContextVar("arrangements", default=NOTHING)


def enter(arrangements: Arrangements) -> None:
    """Speak as this town does for the rest of the request."""
    _town.set(arrangements)


@contextmanager
def spoken(arrangements: Arrangements) -> Iterator[None]:
    """Speak as this town does for a while."""
    token = _town.set(arrangements)
    try:
        yield
    finally:
        _town.reset(token)


def own_label(code: StrEnum) -> str | None:
    """What the town calls the code, or None where the standard name will do."""
    known = _town.get().get(type(code))
    return known.labels.get(code) if known else None


def is_hidden(code: StrEnum) -> bool:
    """Whether the town offers the code no longer."""
    return code in _of(type(code)).hidden


def arranged(kind: type[C]) -> list[C]:
    """All codes in the town's order: for filters and lists, where old records need each."""
    return _of(kind).arrange(kind)


def offered(kind: type[C], *besides: C) -> list[C]:
    """What a form offers, in the town's order; `besides` is what the record already has."""
    return _of(kind).offer(kind, besides)


def _of(kind: type[StrEnum]) -> Arrangement:
    return _town.get().get(kind, AS_FIXED)
