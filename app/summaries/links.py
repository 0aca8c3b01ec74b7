"""Where the numbers of the tables lead: to the list of exactly what each of them counts."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.closing.domain import Subject
from app.kernel.quarter import Quarter
from app.summaries.case_links import Words, days_between, words_of_case
from app.summaries.domain import Row, Table
from app.summaries.tables.places import NOWHERE
from app.summaries.tables.times import BANDS, WEEKDAYS

# The address of a list for the words of its filters.
ListOf = Callable[..., str]
KIND_WORDS = {"category": "kategorie", "subcategory": "druh"}
# Days without a shift have no records, so there is nothing to list; a day is no count.
UNLISTED = {"days_uncovered", "day"}
REASON_WORDS = {"cancelled": "zruseno", "alone": "sam"}
BAND_WORDS = {f"h{band:02}": label.replace("–", "-") for band, label in BANDS.items()}
DAY_WORDS = {weekday.key: str(number) for number, weekday in enumerate(WEEKDAYS, 1)}
FORM_WORDS = {form: {"forma": form} for form in ("group", "individual")}
HELP_CALLED = {"pomoc": "1"}
# What was opened again is among the shifts that changed.
LATE = {
    "late_entries": Subject.INCIDENTS,
    "late_shifts": Subject.SHIFTS,
    "late_disputes": Subject.DISPUTES,
    "late_training": Subject.TRAINING,
    "late_figures": Subject.OTHERS,
}
QUALITY_WORDS = {key: key for key in ("no_record", "late", "reopened")}


@dataclass(frozen=True)
class Lists:
    """The lists to which numbers lead; incidents and rounds only those that count."""

    incidents: ListOf
    shifts: ListOf
    rounds: ListOf
    event: ListOf
    held: ListOf
    needs: ListOf
    supervision: ListOf
    disputes: ListOf
    outside: ListOf
    later: ListOf


@dataclass(frozen=True)
class Links:
    """The addresses behind the cells of one quarter's tables."""

    quarter: Quarter
    places: Mapping[str, uuid.UUID]
    competences: Mapping[str, uuid.UUID]
    lists: Lists

    def __call__(self, table: Table, row: Row, column: str) -> str | None:
        """The list behind a cell; None where there is nothing to list, or the list is shorter.

        What was taken over from earlier records stands in no list.
        """
        if not row.values[column] or column in row.taken:
            return None
        ways = {
            "T0": self._heading,
            "T1": self._service,
            "T2": self._kind,
            "T3": self._place,
            "T4": self._time,
            "T5": self._deed,
            "T7": self._round,
            "T8": self._youth,
            "T9": self._dispute,
            "T10": self._learnt,
            "T15": self._quality,
            "T16": self._outside,
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
        if row.key == NOWHERE:
            return None
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
        """Needs, hours, events and meetings; the other figures are states of a day that is over."""
        words = self._days(column)
        if row.section == "events":
            return self._lesson(row, column)
        if not words:
            return None
        if row.key == "hours":
            return self.lists.held(**words, pracovnici=1)
        if row.section == "needs":
            return self.lists.needs(**words, **self._moved(row))
        if row.section == "supervision":
            return self.lists.supervision(**words, **FORM_WORDS.get(row.key, {}))
        return None

    def _youth(self, _table: Table, row: Row, column: str) -> str | None:
        """Situations: of a kind, of an age, of a recipient, at a place; people are no records."""
        if row.section == "people":
            return None
        words = {**self._days("total"), "kategorie": "youth"}
        if column != "total":
            words["vek"] = column.removeprefix("p")
        if row.section == "passed":
            words["komu"] = row.key
        elif row.section == "places":
            words |= self._at(row)
        elif row.level != "total":
            words["druh"] = row.key
        return self.lists.incidents(**words)

    def _quality(self, _table: Table, row: Row, column: str) -> str | None:
        if column != "total":
            return None
        if row.key in QUALITY_WORDS:
            return self.lists.shifts(sluzba=QUALITY_WORDS[row.key], **self._days("total"))
        if row.key == "other":
            return self.lists.incidents(kategorie="other", **self._days("total"))
        subject = LATE.get(row.key)
        return subject and self.lists.later(ctvrtleti=self.quarter.code, co=subject.value)

    def _outside(self, _table: Table, _row: Row, column: str) -> str | None:
        year = str(self.quarter.year)
        return self.lists.outside(rok=year) if column == "value" else None

    def _lesson(self, row: Row, column: str) -> str | None:
        """An event leads to who was there, the sums to what was held."""
        if row.level != "total":
            return None if column in UNLISTED else self.lists.event(event_id=row.key)
        return self.lists.held(**(self._days(column) or self._days("total")))

    def _moved(self, row: Row) -> Words:
        """A figure of the balance, and the competence under it."""
        if row.parent is None:
            return {"bilance": row.key}
        code = row.key.removeprefix(f"{row.parent}_")
        return {"bilance": row.parent, "dovednost": str(self.competences[code])}

    def _dispute(self, _table: Table, row: Row, column: str) -> str:
        return self.lists.disputes(**words_of_case(row, *self._spans[column]))

    def _at(self, row: Row) -> Words:
        return {} if row.level == "total" else {"misto": str(self.places[row.key])}

    def _days(self, column: str) -> Words:
        """The days that a column counts; none for shares and changes."""
        return days_between(*self._spans[column]) if column in self._spans else {}

    @property
    def _spans(self) -> dict[str, tuple[date, date]]:
        """From the first day up to, but without, the second."""
        quarter = self.quarter
        one, two, three = quarter.months
        return {
            "m1": (one, two),
            "m2": (two, three),
            "m3": (three, quarter.end),
            "total": (quarter.first, quarter.end),
            "previous": (quarter.previous.first, quarter.previous.end),
            "last_year": (quarter.last_year.first, quarter.last_year.end),
        }


def _of_deed(row: Row) -> Words:
    """The incidents behind a row of T5; those behind the needles are the finds themselves."""
    if row.key == "needles":
        return {"druh": "needle_found"}
    if row.level == "total":
        return HELP_CALLED if row.section == "calls" else {}
    return {"vysledek" if row.section == "results" else "ukon": row.key}


def _categories(table: Table) -> list[str]:
    """The columns left of the sum."""
    keys = [column.key for column in table.columns]
    return keys[: keys.index("total")]
