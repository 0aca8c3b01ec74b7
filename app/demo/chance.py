"""Choices that look random and are the same in every run: each follows from its own key."""

import hashlib
import uuid
from collections.abc import Sequence
from typing import TypeVar

Option = TypeVar("Option")


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


def below(limit: int, *key: object) -> int:
    """A number from 0 to `limit` - 1."""
    return int.from_bytes(_digest(" ".join(map(str, key)))[:8], "big") % limit


def one_of(options: Sequence[Option], *key: object) -> Option:
    """One of the options."""
    return options[below(len(options), *key)]


def shuffled(options: Sequence[Option], *key: object) -> list[Option]:
    """The options in another order."""
    order = sorted(range(len(options)), key=lambda place: _digest(f"{key} {place}"))
    return [options[place] for place in order]


def record_id(*key: object) -> uuid.UUID:
    """The id a phone would have made for this record."""
    return uuid.UUID(bytes=_digest(" ".join(map(str, key)))[:16], version=4)
