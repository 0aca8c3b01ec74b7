"""The sums of a year by month, put together from the summaries of its quarters."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.kernel.i18n import _, moment
from app.kernel.quarter import MONTHS, Quarter
from app.summaries.domain import Column, Row, Summary, Table, Value

# What the ministry's table of January asks for (domain.md 5.1), as far as it has months.
BY_MONTH = ("T1", "T2", "T7", "T10")
BY_QUARTER = ("T5",)
FIRST = 2000
QUARTERS = 4
# The row of what was taken over from older records.
TAKEN = "taken"
MONTH_KEYS = tuple(f"m{number}" for number in range(1, 13))
# States of one day are not added up: the year begins with the first and ends with the last.
STATES = {"start": 0, "open": -1}
PEOPLE = ("workers", "certificates")
ADDED = {"hours", "ending", "renewed"}
# What says nothing of a quarter in which nobody served, and in which nothing happened either.
OF_SERVICE, OF_INCIDENTS = {"T1", "T7"}, {"T2", "T5"}
# The end of a sentence, but not of a day as "1. 4.".
SENTENCE = re.compile(r"(?<=[^\W\d]\.) ")


@dataclass(frozen=True)
class Part:
    """A quarter of the year: of what its figures are made, and what they leave out."""

    label: str
    source: str
    excluded: str

    @classmethod
    def of(cls, summary: Summary) -> "Part":
        """A summary with a number is the closed one that holds."""
        when = moment(summary.generated_at)
        known = _("figures as of %(moment)s", moment=when)
        if summary.version is not None:
            known = _("closed version %(n)s of %(moment)s", n=summary.version, moment=when)
        left_out = "; ".join(summary.excluded) or _("nothing was left out")
        if not any(_is_recorded(key, summary) for key in ("T1", "T2")):
            known, left_out = _("there are no records of shifts and incidents"), ""
        return cls(summary.quarter.label, known, left_out)

    @property
    def told(self) -> str:
        """In one line."""
        if not self.excluded:
            return f"{self.label}: {self.source}"
        words = {"quarter": self.label, "source": self.source, "excluded": self.excluded}
        return _("%(quarter)s: %(source)s; not counted: %(excluded)s", **words)


@dataclass(frozen=True)
class Year:
    """All that is told of one year."""

    number: int
    town: str
    town_name: str
    generated_at: datetime | None
    tables: Sequence[Table]
    parts: Sequence[Part] = ()

    @property
    def label(self) -> str:
        """As people call it."""
        return _("year %(year)s", year=self.number)


def is_year(text: str) -> bool:
    """Whether somebody asks for a year that may be told."""
    return text.isdecimal() and len(text) == len(str(FIRST)) and int(text) > FIRST


def years(quarters: Iterable[Quarter]) -> set[int]:
    """The years to which these quarters belong."""
    return {quarter.year for quarter in quarters}


def of_year(number: int, summaries: Sequence[Summary]) -> Year:
    """The tables of the year; a quarter that has not begun has empty cells."""
    if not summaries:
        return Year(number, "", "", None, ())
    known = {each.quarter.number: each for each in summaries}
    tables = [_table(key, known, number) for key in ("T1", "T2", "T5", "T7", "T10")]
    last = summaries[-1]
    told = [table for table in tables if table is not None]
    parts = [Part.of(each) for each in summaries]
    return Year(number, last.town, last.town_name, last.generated_at, told, parts)


def _table(key: str, summaries: dict[int, Summary], year: int) -> Table | None:
    """One table with a column for each month, or for each quarter."""
    found = {number: _find(key, each) for number, each in summaries.items()}
    told = {number: table for number, table in found.items() if table is not None}
    tables = {
        number: table if _is_recorded(key, summaries[number]) else _emptied(table)
        for number, table in told.items()
    }
    if not tables:
        return None
    last = tables[max(tables)]
    is_monthly = key in BY_MONTH
    columns = _months() if is_monthly else _quarters(year)
    rows, totals = (
        tuple(_row(each, tables, is_monthly) for each in _all(tables, part))
        for part in ("rows", "totals")
    )
    table = Table(key, last.title, _definition(tables), columns, rows, totals, last.sections)
    counted = [number for number in tables if _is_recorded(key, summaries[number])]
    if len(counted) in (0, QUARTERS):
        return table
    numbers = ", ".join(f"{number}." for number in sorted(counted))
    note = _("The year adds up these quarters only (%(numbers)s).", numbers=numbers)
    return replace(table, definition=f"{table.definition} {note}")


def _is_recorded(key: str, summary: Summary) -> bool:
    """Whether a quarter has records of what the table counts: where nobody was, zero says nothing.

    Who served and met with nothing has told zeros.
    """
    is_served = any(_figures("T1", summary)) or any(_figures("T7", summary))
    if key in OF_SERVICE or is_served:
        return is_served or key not in OF_SERVICE
    return key not in OF_INCIDENTS or any(_figures(key, summary))


def _figures(key: str, summary: Summary) -> list[Value]:
    """What a table counts; days that nobody covered are no record."""
    table = _find(key, summary)
    rows = (*table.rows, *table.totals) if table else ()
    return [row.values["total"] for row in rows if row.key != "days_uncovered"]


def _emptied(table: Table) -> Table:
    rows, totals = (
        tuple(replace(row, values=dict.fromkeys(row.values)) for row in part)
        for part in (table.rows, table.totals)
    )
    return replace(table, rows=rows, totals=totals)


def _is_of_neighbour(table: Table) -> bool:
    """Whether older records are in its columns of earlier quarters only, which no year has."""
    return any(row.key == TAKEN and not row.values["total"] for row in table.totals)


def _definition(tables: dict[int, Table]) -> str:
    """That of the last quarter; what an earlier one says besides is told with its number."""
    last = tables[max(tables)].definition
    known, besides = set(SENTENCE.split(last)), dict[str, list[int]]()
    for number, table in tables.items():
        if _is_of_neighbour(table):
            continue
        more = [each for each in SENTENCE.split(table.definition) if each not in known]
        if more:
            besides.setdefault(" ".join(more), []).append(number)
    told = (
        _("Quarter %(numbers)s: %(note)s", numbers=", ".join(f"{n}." for n in found), note=note)
        for note, found in besides.items()
    )
    return " ".join((last, *told))


def _find(key: str, summary: Summary) -> Table | None:
    return next((table for table in summary.tables if table.key == key), None)


def _all(tables: dict[int, Table], part: str) -> list[Row]:
    """Every row that any of the quarters has, in the order in which they come."""
    rows: dict[Any, Row] = {}
    for table in tables.values():
        for row in getattr(table, part):
            rows.setdefault(_place(row), row)
    return sorted(rows.values(), key=lambda row: _section(row, tables))


def _section(row: Row, tables: dict[int, Table]) -> int:
    names = [section.key for section in tables[max(tables)].sections]
    return names.index(row.section) if row.section in names else 0


def _row(row: Row, tables: dict[int, Table], is_monthly: bool) -> Row:
    found = {number: _same(row, table) for number, table in tables.items()}
    values = _by_month(found) if is_monthly else _by_quarter(found)
    values["total"] = _total(row, [each.values["total"] for each in found.values() if each])
    return Row(row.key, row.label, values, row.level, row.parent, row.section)


def _same(row: Row, table: Table) -> Row | None:
    rows = (*table.rows, *table.totals)
    return next((each for each in rows if _place(each) == _place(row)), None)


def _place(row: Row) -> tuple[Any, ...]:
    return row.section, row.level, row.parent, row.key


def _by_month(found: dict[int, Row | None]) -> dict[str, Value]:
    values: dict[str, Value] = dict.fromkeys(MONTH_KEYS)
    for number, row in found.items():
        for month in (1, 2, 3):
            values[f"m{3 * (number - 1) + month}"] = row.values[f"m{month}"] if row else None
    return values


def _by_quarter(found: dict[int, Row | None]) -> dict[str, Value]:
    values: dict[str, Value] = dict.fromkeys(f"q{number}" for number in (1, 2, 3, 4))
    return values | {f"q{n}": row.values["total"] if row else None for n, row in found.items()}


def _total(row: Row, totals: Sequence[Any]) -> Value:
    """The sum of the quarters; a state of a day is that of the first or of the last day."""
    known = [total for total in totals if total is not None]
    figure = (row.parent or row.key) if row.section == "needs" else ""
    if not known or figure in STATES:
        return known[STATES[figure]] if known else None
    if row.section in PEOPLE and (row.parent or row.key) not in ADDED:
        return known[-1]
    total = sum(known)
    return total if isinstance(total, int) else round(total, 2)


def _months() -> tuple[Column, ...]:
    named = zip(MONTH_KEYS, MONTHS, strict=True)
    return (*(Column(key, label) for key, label in named), Column("total", _("Year")))


def _quarters(year: int) -> tuple[Column, ...]:
    named = ((f"q{number}", _("Quarter %(n)s", n=number)) for number in (1, 2, 3, 4))
    return (*(Column(key, label) for key, label in named), Column("total", _("Year")))
