"""Controlled rounding to base 5: what the public may know of a count, whatever it is compared with.

Every figure has a secret threshold that follows from what it counts and from nothing else. So the
same figure is the same number wherever and whenever it is told, repetition teaches nothing, and a
record that is added never makes a number smaller (docs/adr/0013-public-figures.md).
"""

import hmac
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

BASE = 5
NO_LIMIT = 1_000_000_000
# What is counted, and in which period.
Key = tuple[str, ...]


class Told(NamedTuple):
    """The number that is told, and between what it lets the true count lie."""

    number: int
    least: int
    most: int


Ways = defaultdict[Key, list[list[Key]]]


def _ways() -> Ways:
    return defaultdict(list)


@dataclass
class Ledger:
    """Counts, and which of them are known to be sums, parts or unions of others."""

    counts: dict[Key, int] = field(default_factory=dict)
    limits: dict[Key, int] = field(default_factory=dict)
    sums: Ways = field(default_factory=_ways)
    holdings: Ways = field(default_factory=_ways)
    covers: Ways = field(default_factory=_ways)
    same: dict[Key, Key] = field(default_factory=dict)

    def name(self, key: Key) -> Key:
        """The figure by the name of the widest thing that it is the whole of."""
        while key in self.same:
            key = self.same[key]
        return key

    def adds_up(self, whole: Key, parts: Iterable[Key]) -> None:
        """The parts together are the whole; the only part of something is the thing itself."""
        known = self._known(whole, parts)
        if len(known) != 1:
            self._note(self.sums, whole, known)
        elif self.name(known[0]) != self.name(whole):
            self.same[self.name(known[0])] = self.name(whole)

    def holds(self, whole: Key, parts: Iterable[Key]) -> None:
        """The whole holds these parts, of which no two overlap, and perhaps more."""
        self._note(self.holdings, whole, self._known(whole, parts))

    def is_covered(self, whole: Key, parts: Iterable[Key]) -> None:
        """The whole holds each of these parts and nothing else; they may overlap."""
        known = self._known(whole, parts)
        self._note(self.covers, whole, known)
        for part in known:
            self._note(self.holdings, whole, [part])

    def _known(self, whole: Key, parts: Iterable[Key]) -> list[Key]:
        return [part for part in parts if part in self.counts] if whole in self.counts else []

    def _note(self, ways: Ways, whole: Key, parts: list[Key]) -> None:
        if parts:
            ways[whole].append(parts)


def rounded(ledger: Ledger, secret: bytes) -> dict[Key, int]:
    """Every count as the public is told it."""
    rounding = _Rounding(ledger, secret)
    return {key: rounding.of(key).number for key in ledger.counts}


def threshold(secret: bytes, key: Key) -> int:
    """0 to 4, all as likely; who does not hold the secret learns nothing of it from the key."""
    drawn = hmac.digest(secret, "\x1f".join(key).encode(), "sha256")
    return int.from_bytes(drawn[:8], "big") % BASE


def down(number: int) -> int:
    return number // BASE * BASE


def up(number: int) -> int:
    return -down(-number)


class _Rounding:
    """Parts first: a whole is told neither below nor above what its told parts allow.

    A whole that is told lower than its parts, or higher, would narrow them down. The bounds follow
    from its own records only, and they too never sink when a record is added.
    """

    def __init__(self, ledger: Ledger, secret: bytes) -> None:
        self.ledger, self.secret = ledger, secret
        self.names: defaultdict[Key, list[Key]] = defaultdict(list)
        for key in ledger.counts:
            self.names[ledger.name(key)].append(key)
        self.told: dict[Key, Told] = {}

    def of(self, key: Key) -> Told:
        key = self.ledger.name(key)
        if key not in self.told:
            self.told[key] = self._rounded(key)
        return self.told[key]

    def _rounded(self, key: Key) -> Told:
        least, most = self._bounds(key)
        number = down(self.ledger.counts[key] + threshold(self.secret, key))
        number = max(min(number, down(most)), up(least))
        return Told(number, max(number - BASE + 1, least), min(number + BASE - 1, most))

    def _bounds(self, key: Key) -> tuple[int, int]:
        """Between what the told parts let the figure lie."""
        sums = self._parts(key, self.ledger.sums)
        held = self._parts(key, self.ledger.holdings)
        covered = self._parts(key, self.ledger.covers)
        leasts = [sum(part.least for part in parts) for parts in (*sums, *held)]
        mosts = [sum(part.most for part in parts) for parts in (*sums, *covered)]
        limit = self.ledger.limits.get(key, NO_LIMIT)
        return max(leasts, default=0), min([*mosts, limit])

    def _parts(self, key: Key, ways: Ways) -> list[list[Told]]:
        """The told parts of each way in which the figure is made up; it is no part of itself."""
        every = (parts for name in self.names[key] for parts in ways.get(name, ()))
        others = ([part for part in parts if self.ledger.name(part) != key] for parts in every)
        return [[self.of(part) for part in parts] for parts in others if parts]
