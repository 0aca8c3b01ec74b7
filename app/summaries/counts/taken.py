"""What was taken over from the town's earlier records: added to the figures, and marked in them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.history.queries import Cell, cells
from app.incidents.domain import Subcategory
from app.kernel.i18n import _
from app.kernel.quarter import Quarter
from app.summaries.domain import Table
from app.summaries.tables.counts import Counts, merged, unstated
from app.summaries.tables.kinds import KindCounts
from app.summaries.tables.places import NOWHERE, PlaceCounts

PlaceSums = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Taken:
    """The cells of a quarter and of those it is compared with."""

    quarter: Quarter
    own: Sequence[Cell]
    previous: Sequence[Cell]
    last_year: Sequence[Cell]

    @classmethod
    def of(cls, quarter: Quarter) -> "Taken":
        """Two statements: the quarter follows the previous one, last year lies apart."""
        near = cells(quarter.previous.first, quarter.last)
        own = [cell for cell in near if cell.month >= quarter.first]
        before = [cell for cell in near if cell.month < quarter.first]
        return cls(quarter, own, before, cells(quarter.last_year.first, quarter.last_year.last))

    @property
    def count(self) -> int:
        """How many of the quarter's incidents were taken over."""
        return sum(cell.count for cell in self.own)

    @property
    def places(self) -> set[str]:
        """The codes of the places of which anything is told."""
        return {cell.place for cell in (*self.own, *self.previous) if cell.place}

    def with_kinds(self, found: KindCounts) -> KindCounts:
        """T2: our own counts and these together, with these apart beside them."""
        if not (self.own or self.previous or self.last_year):
            return found
        months = tuple(_by_kind(self._of_month(place)) for place in range(3))
        before, year_ago = _by_kind(self.previous), _by_kind(self.last_year)
        previous = _joined(found.previous, before)
        last_year = _joined(found.last_year, year_ago)
        taken = KindCounts(
            (months[0], months[1], months[2]),
            previous=None if previous is None else before,
            last_year=None if last_year is None else year_ago,
        )
        one, two, three = map(merged, found.months, taken.months)
        return replace(
            found, months=(one, two, three), previous=previous, last_year=last_year, taken=taken
        )

    def with_places(self, found: PlaceCounts) -> PlaceCounts:
        """T3: the same by place; what says no place stands in a row of its own."""
        if not (self.own or self.previous):
            return found
        own, before = _by_place_and_category(self.own), _by_place(self.previous)
        return replace(
            found,
            incidents=Counter(found.incidents) + own,
            previous=_joined(found.previous, before),
            taken=own,
            taken_before=before,
        )

    def left_out_of(self, table: Table) -> Table:
        """Say under a table of our own records that there are others; T2 says how many."""
        if not self.count:
            return table
        note = _("What was taken over from earlier records is not counted here.")
        return replace(table, definition=f"{table.definition} {note}")

    def _of_month(self, place: int) -> list[Cell]:
        return [cell for cell in self.own if self.quarter.month_of(cell.month) == place]


def _joined(own: Counts | None, taken: Counts | None) -> Counts | None:
    """A period without any records stays unknown."""
    return merged(own or {}, taken or {}) if own is not None or taken else None


def _by_kind(found: Sequence[Cell]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for cell in found:
        sums[_kind(cell)] += cell.count
    return sums


def _kind(cell: Cell) -> str:
    """A category that has one kind only says the kind as well."""
    kinds = [kind for kind in Subcategory if kind.category is cell.category]
    kind = kinds[0] if len(kinds) == 1 else cell.subcategory
    return kind.value if kind else unstated(cell.category.value)


def _by_place(found: Sequence[Cell]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for cell in found:
        sums[cell.place or NOWHERE] += cell.count
    return sums


def _by_place_and_category(found: Sequence[Cell]) -> PlaceSums:
    sums: PlaceSums = Counter()
    for cell in found:
        sums[cell.place or NOWHERE, cell.category.value] += cell.count
    return sums
