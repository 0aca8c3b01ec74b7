"""Where the numbers of T2 and T3 lead: to the list of the incidents that they count."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.kernel.quarter import Quarter
from app.summaries.domain import Row, Table

# The list of counted incidents for the words of its address.
ListOf = Callable[..., str]
KIND_WORDS = {"category": "kategorie", "subcategory": "druh"}


@dataclass(frozen=True)
class Links:
    """The addresses behind the cells of one quarter's tables."""

    quarter: Quarter
    places: Mapping[str, uuid.UUID]
    list_of: ListOf

    def __call__(self, table: Table, row: Row, column: str) -> str | None:
        """The list behind a cell; None where there is nothing to list."""
        if not row.values[column]:
            return None
        if table.key == "T2":
            return self._kind(row, column)
        return self._place(table, row, column) if table.key == "T3" else None

    def _kind(self, row: Row, column: str) -> str | None:
        words = self._days("total" if column == "repeated" else column)
        if not words:
            return None
        if column == "repeated":
            words["opakovane"] = "1"
        if row.level in KIND_WORDS:
            words[KIND_WORDS[row.level]] = row.key
        return self.list_of(**words)

    def _place(self, table: Table, row: Row, column: str) -> str | None:
        """A place out of use has no list of its own."""
        words = self._days("total")
        if row.level != "total":
            if row.key not in self.places:
                return None
            words["misto"] = str(self.places[row.key])
        if column in _categories(table):
            words["kategorie"] = column
        elif column != "total":
            return None
        return self.list_of(**words)

    def _days(self, column: str) -> dict[str, str]:
        """The days that a column of T2 counts; none for shares and changes."""
        quarter = self.quarter
        one, two, three = quarter.months
        spans = {
            "m1": (one, two),
            "m2": (two, three),
            "m3": (three, quarter.end),
            "total": (quarter.first, quarter.end),
            "previous": (quarter.previous.first, quarter.previous.end),
            "last_year": (quarter.last_year.first, quarter.last_year.end),
        }
        return _as_words(*spans[column]) if column in spans else {}


def _as_words(first: date, end: date) -> dict[str, str]:
    return {"od": first.isoformat(), "do": (end - timedelta(days=1)).isoformat()}


def _categories(table: Table) -> list[str]:
    """The columns left of the sum."""
    keys = [column.key for column in table.columns]
    return keys[: keys.index("total")]
