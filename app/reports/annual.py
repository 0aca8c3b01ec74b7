"""The sums of a year by month, put together from the summaries of its quarters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.kernel.i18n import _
from app.kernel.quarter import MONTHS, Quarter
from app.summaries.domain import Column, Row, Summary, Table, Value

# What the ministry's table of January asks for (domain.md 5.1), as far as it has months.
BY_MONTH = ("T1", "T2", "T7", "T10")
BY_QUARTER = ("T5",)
FIRST = 2000
MONTH_KEYS = tuple(f"m{number}" for number in range(1, 13))
# States of one day are not added up: the year begins with the first and ends with the last.
STATES = {"start": 0, "open": -1}
PEOPLE = ("workers", "certificates")
ADDED = {"hours", "ending", "renewed"}


@dataclass(frozen=True)
class Year:
    """All that is told of one year."""

    number: int
    town: str
    town_name: str
    generated_at: datetime | None
    tables: Sequence[Table]

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
    return Year(number, last.town, last.town_name, last.generated_at, told)


def _table(key: str, summaries: dict[int, Summary], year: int) -> Table | None:
    """One table with a column for each month, or for each quarter."""
    found = {number: _find(key, each) for number, each in summaries.items()}
    tables = {number: table for number, table in found.items() if table is not None}
    if not tables:
        return None
    last = tables[max(tables)]
    is_monthly = key in BY_MONTH
    columns = _months() if is_monthly else _quarters(year)
    rows, totals = (
        tuple(_row(each, tables, is_monthly) for each in _all(tables, part))
        for part in ("rows", "totals")
    )
    return Table(key, last.title, last.definition, columns, rows, totals, last.sections)


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
