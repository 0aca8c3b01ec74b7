"""The chain of the trail: what is hashed, and what a check of the chain finds."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from app.kernel.i18n import _

START = "0" * 64


@dataclass(frozen=True)
class Link:
    """The facts of one entry, in the order in which they are hashed."""

    seq: int
    at: str
    actor_id: str
    use_case: str
    kind: str
    entity: str
    entity_id: str
    field_names: str
    values_digest: str


@dataclass(frozen=True)
class Break:
    """A place where the trail does not hold, in words."""

    seq: int
    what: str


def plain(value: Any) -> Any:
    """A column value as JSON keeps it."""
    if isinstance(value, frozenset | set):
        return sorted(str(code) for code in value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, uuid.UUID) else value


def digest(salt: str, values: str) -> str:
    """The fingerprint of the values; the salt keeps short values from being guessed."""
    return hashlib.sha256(f"{salt}{values}".encode()).hexdigest()


def chained(previous: str, link: Link) -> str:
    """The hash of an entry after `previous`."""
    facts = json.dumps([previous, *vars(link).values()], ensure_ascii=False)
    return hashlib.sha256(facts.encode()).hexdigest()


def breaks(entries: Iterable[Any], head_seq: int, head_hash: str) -> list[Break]:
    """Find edited, removed, reordered and cut-off entries in a chain ordered by `seq`."""
    found: list[Break] = []
    previous, expected = START, 1
    for entry in entries:
        found += [Break(entry.seq, what) for what in _faults(entry, previous, expected)]
        previous, expected = entry.hash, entry.seq + 1
    if (expected - 1, previous) != (head_seq, head_hash):
        found.append(Break(expected, _("the end of the trail was cut off")))
    return found


def _faults(entry: Any, previous: str, expected: int) -> Iterator[str]:
    if entry.seq != expected:
        yield _("an entry is missing before this one")
    elif entry.previous != previous:
        yield _("the order was changed")
    if chained(entry.previous, link_of(entry)) != entry.hash:
        yield _("the entry was rewritten")
    if entry.values is not None and digest(entry.salt, entry.values) != entry.values_digest:
        yield _("the values were rewritten")


def link_of(entry: Any) -> Link:
    """The hashed facts of a stored entry."""
    return Link(
        entry.seq,
        entry.at.isoformat(),
        str(entry.actor_id or ""),
        entry.use_case,
        entry.kind,
        entry.entity,
        str(entry.entity_id or ""),
        entry.field_names,
        entry.values_digest,
    )
