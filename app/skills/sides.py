"""What the two sides think of one person: side by side now, and every time before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from app.accounts.models import Membership
from app.kernel import clock
from app.skills import queries
from app.skills.domain import Cell, Rated, Side, is_old
from app.skills.models import Competence, Rating


@dataclass(frozen=True)
class Line:
    """One competence of the person: what each side wrote last."""

    competence: Competence
    own: Rating | None
    mentor: Rating | None
    cell: Cell

    def of(self, side: Side) -> Rating | None:
        """What this side wrote last."""
        return self.own if side is Side.SELF else self.mentor


@dataclass(frozen=True)
class Sitting:
    """Everything one person rated in one go."""

    rated_on: date
    side: Side
    rater: Membership
    ratings: Sequence[Rating]


@dataclass(frozen=True)
class Comparison:
    """Both sides of one person in all competences in use, with everything from before."""

    lines: Sequence[Line]
    sittings: Sequence[Sitting]

    @property
    def to_discuss(self) -> list[Line]:
        """What the two should speak of, the farthest apart first."""
        return sorted(self._talked(), key=lambda line: -line.cell.difference)

    @property
    def agreed(self) -> list[Line]:
        """What needs few words."""
        return [line for line in self.lines if not line.cell.deserves_talk]

    def last(self, side: Side) -> date | None:
        """When this side rated last."""
        return next((each.rated_on for each in self.sittings if each.side is side), None)

    def is_due(self, side: Side) -> bool:
        """R-51: whether this side lacks a rating that holds in some competence."""
        return any(_is_missing(line, side) for line in self.lines)

    def count(self, mark: str) -> int:
        """In how many competences this stands out."""
        return sum(mark in line.cell.marks for line in self.lines)

    def _talked(self) -> Iterator[Line]:
        return (line for line in self.lines if line.cell.deserves_talk)


def comparison(worker: Membership) -> Comparison:
    """Both sides of this person."""
    ratings = queries.ratings_of(worker.id)
    last: dict[Any, Rating] = {}
    for rating in ratings:  # the newest come first
        last.setdefault((rating.competence_id, rating.side), rating)
    lines = [
        _line(competence, *(last.get((competence.id, side)) for side in Side))
        for competence in queries.competences()
    ]
    return Comparison(lines, [*_sittings(ratings)])


def _line(competence: Competence, own: Rating | None, mentor: Rating | None) -> Line:
    cell = Cell(_rated(own), _rated(mentor), clock.today())
    return Line(competence, own, mentor, cell)


def _rated(rating: Rating | None) -> Rated | None:
    return Rated(rating.level, rating.rated_on) if rating else None


def _is_missing(line: Line, side: Side) -> bool:
    known = line.cell.of(side)
    return known is None or is_old(known.rated_on, line.cell.today)


def _sittings(ratings: Sequence[Rating]) -> Iterator[Sitting]:
    def occasion(rating: Rating) -> Any:
        return rating.rated_on, rating.rated_at, rating.side, rating.rated_by

    for _occasion, group in groupby(ratings, key=occasion):
        rows = sorted(group, key=lambda rating: rating.competence.position)
        yield Sitting(rows[0].rated_on, rows[0].side, rows[0].rater, rows)
