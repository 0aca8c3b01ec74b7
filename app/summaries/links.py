"""Where the numbers of the tables lead: to the list of exactly what each of them counts."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.kernel.quarter import Quarter
from app.summaries.domain import Row, Table
from app.summaries.tables.times import BANDS, WEEKDAYS

Words = dict[str, str]
# The address of a list for the words of its filters.
ListOf = Callable[..., str]
KIND_WORDS = {"category": "kategorie", "subcategory": "druh"}
# Days without a shift have no records, so there is nothing to list.
UNLISTED = {"days_uncovered"}
REASON_WORDS = {"cancelled": "zruseno", "alone": "sam"}
BAND_WORDS = {f"h{band:02}": label.replace("–", "-") for band, label in BANDS.items()}
DAY_WORDS = {weekday.key: str(number) for number, weekday in enumerate(WEEKDAYS, 1)}
HELP_CALLED = {"pomoc": "1"}


@dataclass(frozen=True)
class Lists:
    """The lists to which numbers lead; incidents and rounds only those that count."""

    incidents: ListOf
    shifts: ListOf
    rounds: ListOf
    event: ListOf


@dataclass(frozen=True)
class Links:
    """The addresses behind the cells of one quarter's tables."""

    quarter: Quarter
    places: Mapping[str, uuid.UUID]
    lists: Lists

    def __call__(self, table: Table, row: Row, column: str) -> str | None:
        """The list behind a cell; None where there is nothing to list."""
        if not row.values[column]:
            return None
        ways = {
            "T0": self._heading,
            "T1": self._service,
            "T2": self._kind,
            "T3": self._place,
            "T4": self._time,
            "T5": self._deed,
            "T7": self._round,
            "T10": self._learnt,
        }
        return ways[table.key](table, row, column)

    def _heading(self, _table: Table, row: Row, _column: str) -> str | None:
        if row.key != "unapproved":
            return None
        return self.lists.shifts(sluzba=row.key, **self._days("total"))

    def _service(self, _table: Table, row: Row, column: str) -> str | None:
        if row.key in UNLISTED:
            return None
        words = {"sluzba": "done" if row.key == "days_covered" else row.key}
        for parent, word in REASON_WORDS.items():
            if row.parent == parent:
                words = {word: row.key.removeprefix(f"{parent}_")}
        return self.lists.shifts(**words, **self._days(column))

    def _kind(self, _table: Table, row: Row, column: str) -> str | None:
        words = self._days("total" if column == "repeated" else column)
        if not words:
            return None
        if column == "repeated":
            words["opakovane"] = "1"
        if row.level in KIND_WORDS:
            words[KIND_WORDS[row.level]] = row.key
        return self.lists.incidents(**words)

    def _place(self, table: Table, row: Row, column: str) -> str | None:
        words = self._days("total") | self._at(row)
        if column == "visits":
            return self.lists.rounds(**words)
        if column in _categories(table):
            words["kategorie"] = column
        elif column != "total":
            return None
        return self.lists.incidents(**words)

    def _time(self, _table: Table, row: Row, column: str) -> str:
        words = self._days("total")
        if row.level != "total":
            words["den"] = DAY_WORDS[row.key]
        if column in BAND_WORDS:
            words["hodiny"] = BAND_WORDS[column]
        return self.lists.incidents(**words)

    def _deed(self, _table: Table, row: Row, column: str) -> str | None:
        if column != "total":
            return None
        return self.lists.incidents(**self._days("total"), **_of_deed(row))

    def _round(self, _table: Table, row: Row, column: str) -> str:
        words, is_total = self._days(column), row.level == "total"
        if row.section == "contacts":
            kind = {"sluzba": "contacts"} if is_total else {"kontakt": row.key}
            return self.lists.shifts(**words, **kind)
        if row.section == "visits":
            return self.lists.rounds(**words, **self._at(row))
        return self.lists.rounds(**words, **({} if is_total else {"vysledek": row.key}))

    def _learnt(self, _table: Table, row: Row, column: str) -> str | None:
        """The list of who was there; the other figures have no list of their own days."""
        is_list = row.section == "events" and row.level != "total" and column == "people"
        return self.lists.event(event_id=row.key) if is_list else None

    def _at(self, row: Row) -> Words:
        return {} if row.level == "total" else {"misto": str(self.places[row.key])}

    def _days(self, column: str) -> Words:
        """The days that a column counts; none for shares and changes."""
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


def _of_deed(row: Row) -> Words:
    """The incidents behind a row of T5; those behind the needles are the finds themselves."""
    if row.key == "needles":
        return {"druh": "needle_found"}
    if row.level == "total":
        return HELP_CALLED if row.section == "calls" else {}
    return {"vysledek" if row.section == "results" else "ukon": row.key}


def _as_words(first: date, end: date) -> Words:
    return {"od": first.isoformat(), "do": (end - timedelta(days=1)).isoformat()}


def _categories(table: Table) -> list[str]:
    """The columns left of the sum."""
    keys = [column.key for column in table.columns]
    return keys[: keys.index("total")]
