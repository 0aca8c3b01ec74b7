"""What the cells of a table count: the keys under which the ledger of figures holds them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from app.kernel.quarter import Quarter
from app.summaries.domain import Row, Table
from app.summaries.rounding import Key, Ledger

MONTHS = ("m1", "m2", "m3")


class Figure(NamedTuple):
    """A count without its period, and in what units it is told."""

    what: Key
    column: str = "total"
    times: int = 1


# By the number of the line and the column.
Cells = dict[tuple[int, str], Figure]
# What a row counts; None for one that the public is not told.
Name = Callable[[Row], Key | None]


def lines(table: Table) -> list[Row]:
    return [*table.rows, *table.totals]


def periods(quarter: Quarter) -> dict[str, str]:
    """The codes of the months and of the quarters, by the columns that tell them."""
    return {
        **{key: f"{day:%Y-%m}" for key, day in zip(MONTHS, quarter.months, strict=True)},
        "total": quarter.code,
        "previous": quarter.previous.code,
        "last_year": quarter.last_year.code,
    }


class Page:
    """A table being entered into the ledger."""

    def __init__(self, table: Table, quarter: Quarter, ledger: Ledger) -> None:
        self.lines, self.ledger = lines(table), ledger
        self.periods, self.cells = periods(quarter), Cells()

    def key(self, what: Key, column: str = "total") -> Key:
        return (*what, self.periods[column])

    def enter(self, number: int, column: str, figure: Figure) -> None:
        """One cell; nothing is entered where nothing is told."""
        value = self.lines[number].values[column]
        if isinstance(value, int | float):
            count = round(value / figure.times)
            self.ledger.counts.setdefault(self.key(figure.what, figure.column), count)
            self.cells[number, column] = figure

    def months(self, name: Name, times: Mapping[str, int] | None = None) -> None:
        """Three months and their sum for each row that has a name."""
        for number, row in enumerate(self.lines):
            if (what := name(row)) is None:
                continue
            each = (times or {}).get(row.key, 1)
            for column in (*MONTHS, "total"):
                self.enter(number, column, Figure(what, column, each))
            parts = [self.key(what, month) for month in MONTHS]
            # A sum of hours that were rounded to whole units may differ from the unit of the sum.
            self.ledger.adds_up(self.key(what), parts if each == 1 else ())

    def adds_up(
        self, whole: Key, parts: Iterable[Key], columns: Collection[str] = (*MONTHS, "total")
    ) -> None:
        """The same sum in each of the periods."""
        parts = list(parts)
        for column in columns:
            wholes = [self.key(part, column) for part in parts]
            self.ledger.adds_up(self.key(whole, column), wholes)

    def holds(
        self, whole: Key, parts: Iterable[Key], columns: Collection[str] = (*MONTHS, "total")
    ) -> None:
        """The same parts in each of the periods."""
        parts = list(parts)
        for column in columns:
            self.ledger.holds(self.key(whole, column), [self.key(part, column) for part in parts])

    def makes_up(self, whole: Key, parts: Iterable[Key], column: str, *, has_more: bool) -> None:
        """The parts are the whole, or all of it that is told."""
        (self.holds if has_more else self.adds_up)(whole, parts, (column,))

    def grows(self, whole: Key, part: Key, column: str) -> None:
        """The whole is the part and what came to it; where nothing came they are one figure.

        It has the name of the part, which therefore keeps its number when something comes.
        """
        one, all_of_it = self.key(part, column), self.key(whole, column)
        if self.ledger.counts.get(one) == self.ledger.counts.get(all_of_it):
            self.ledger.adds_up(one, [all_of_it])
        else:
            self.ledger.holds(all_of_it, [one])
