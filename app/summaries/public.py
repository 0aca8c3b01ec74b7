"""The public version of a summary: rounded figures, and nothing that tells of a person."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.kernel import vault
from app.kernel.i18n import _
from app.kernel.scope import required_scope
from app.summaries.cells import incidents
from app.summaries.cells.lines import Cells, lines, periods
from app.summaries.cells.service import without_gaps
from app.summaries.cells.shapes import SHAPES, heading, shaped
from app.summaries.domain import (
    Column,
    Kind,
    Row,
    Summary,
    Table,
    Value,
    Variant,
    change,
    change_percent,
    per_ten_visits,
    rate,
    share,
)
from app.summaries.rounding import Key, Ledger, rounded

PURPOSE = "public figures"
HEADING = "T0"
# Whatever stands in one of these columns tells that a table knows an earlier quarter.
EARLIER = {
    "previous": ("previous", "previous_change", "change"),
    "last_year": ("last_year", "last_year_change"),
}
# The quarters of which a table tells, where earlier records may stand beside our own.
MIXED_IN = {
    "T2": ("total", *EARLIER),
    "T3": ("total", "previous"),
    "T4": ("total",),
    "T5": ("total",),
}
LEFT_OUT = _("drafts, cancelled incidents and incidents of training shifts")


def publish(summary: Summary, earlier: Sequence[Summary] = ()) -> Summary:
    """The public version; columns of earlier quarters are told when their summaries are given."""
    return rounded_version(summary, earlier, vault.derived(PURPOSE, required_scope()))


def rounded_version(summary: Summary, earlier: Sequence[Summary], secret: bytes) -> Summary:
    """The same without asking whose it is; what is public already stays as it is.

    The comment was written beside exact figures, and how much is left out is one: they stay inside.
    """
    if summary.variant is Variant.PUBLIC:
        return summary
    # Whether there was no shift or one to four, the public is not told: both are zeros.
    summary = replace(summary, tables=tuple(map(without_gaps, summary.tables)))
    edition = Edition(summary, earlier, secret)
    tables = tuple(
        heading(table) if table.key == HEADING else edition.table(table)
        for table in summary.tables
        if table.key in {HEADING, *SHAPES}
    )
    return replace(summary, tables=tables, variant=Variant.PUBLIC, comment=(), excluded=(LEFT_OUT,))


@dataclass(frozen=True)
class Entered:
    """One quarter in a ledger of its own: what its cells count, and the numbers told of that."""

    cells: Mapping[str, Cells]
    numbers: Mapping[Key, int]

    @classmethod
    def of(cls, summary: Summary, secret: bytes) -> "Entered":
        """Enter every table that is published, and round all of them together."""
        ledger = Ledger()
        cells = {
            table.key: SHAPES[table.key].figures(table, summary.quarter, ledger)
            for table in summary.tables
            if table.key in SHAPES
        }
        return cls(cells, rounded(ledger, secret))


@dataclass(frozen=True)
class Line:
    """What a row is computed from: its rounded quarter, the earlier ones, and the whole town."""

    total: int
    earlier: Mapping[str, int | None]
    incidents: int
    visits: int
    population: int | None


class Edition:
    """A summary beside those it is compared with, each rounded from its own records alone."""

    def __init__(self, summary: Summary, earlier: Iterable[Summary], secret: bytes) -> None:
        now = Entered.of(summary, secret)
        before = {each.quarter.code: Entered.of(each, secret).numbers for each in earlier}
        self.cells, self.periods = now.cells, periods(summary.quarter)
        self.numbers = {summary.quarter.code: now.numbers, **before}
        self.population = _population(summary)
        # Anything that is not told already might prove that a zero is none.
        own, every = incidents.OWN, incidents.ALL
        self.mixed = {c for c in MIXED_IN["T2"] if self._of(own, c) != self._of(every, c)}

    def table(self, table: Table) -> Table:
        """The table as it is told; it speaks of earlier records where the told numbers do."""
        columns = MIXED_IN.get(table.key, ())
        told = shaped(table, self._rows(table), is_mixed=not self.mixed.isdisjoint(columns))
        return self._marked(told) if table.key == "T2" else told

    def _marked(self, table: Table) -> Table:
        """Which quarters hold earlier records, as far as the told totals of T2 and T4 differ."""
        totals = (replace(row, taken=frozenset(self.mixed)) for row in table.totals)
        return replace(table, totals=tuple(totals))

    def _rows(self, table: Table) -> list[Row]:
        """The rows and the sums with what the public is told in them."""
        known = {column for column in _known(table) if self._tells(table, column)}
        return [
            replace(row, values=self._values(table, number, row, known))
            for number, row in enumerate(lines(table))
        ]

    def _tells(self, table: Table, column: str) -> bool:
        """Whether the public was told of anything in that quarter.

        Zeros alone would tell that there is something, and so that not all of them are zero.
        """
        return any(self._of(figure.what, column) for figure in self.cells[table.key].values())

    def _of(self, what: Key, column: str) -> int | None:
        """A figure of a whole quarter; unknown when the summary of that quarter is not at hand."""
        period = self.periods[column]
        known = self.numbers.get(period)
        return None if known is None else known.get((*what, period), 0)

    def _values(
        self, table: Table, number: int, row: Row, known: Collection[str]
    ) -> dict[str, Value]:
        columns = [c for c in table.columns if c.key not in EARLIER or c.key in known]
        values = dict.fromkeys(column.key for column in table.columns) | {
            column.key: self._told(table, number, row, column) for column in columns
        }
        whole, total = self.cells[table.key].get((number, "total")), values.get("total")
        if whole is None or not isinstance(total, int):
            return values
        earlier = {
            column: self._of(whole.what, column) if column in known else None for column in EARLIER
        }
        visits = values.get("visits")
        # Of the visits of earlier records nothing is known.
        rounds = visits if isinstance(visits, int) and "total" not in self.mixed else 0
        shared = incidents.OWN if table.key == "T5" else incidents.ALL
        line = Line(total, earlier, self._of(shared, "total") or 0, rounds, self.population)
        return values | _derived(table, row, line)

    def _told(self, table: Table, number: int, row: Row, column: Column) -> Value:
        """A rounded count, the rounded count of an earlier quarter, or a day."""
        cells, internal = self.cells[table.key], row.values[column.key]
        if internal is None or column.kind is Kind.DAY:
            return internal
        if figure := cells.get((number, column.key)):
            period = self.periods[figure.column]
            return self.numbers[self.periods["total"]][*figure.what, period] * figure.times
        if column.key in EARLIER and (whole := cells.get((number, "total"))):
            before = self._of(whole.what, column.key)
            return None if before is None else before * whole.times
        return None


def _known(table: Table) -> frozenset[str]:
    """The earlier quarters that the table knows; one without any records is not a row of zeros."""
    rows = filter(incidents.is_told, lines(table))
    told = {key for row in rows for key, value in row.values.items() if value is not None}
    return frozenset(earlier for earlier, signs in EARLIER.items() if told.intersection(signs))


def _derived(table: Table, row: Row, line: Line) -> dict[str, Value]:
    """Shares, changes and indexes: what anybody could compute from the published counts (R-24)."""
    total, previous, last_year = line.total, line.earlier["previous"], line.earlier["last_year"]
    values: dict[str, Value] = {
        "share": share(total, line.incidents),
        "previous_change": change(total, previous),
        "previous_change_percent": change_percent(total, previous),
        "last_year_change": change(total, last_year),
        "last_year_change_percent": change_percent(total, last_year),
        "change": change(total, previous),
        "change_percent": change_percent(total, previous),
        "rate": rate(total, line.population),
        "per_10_visits": per_ten_visits(total, line.visits),
    }
    if row.values.get("share") is None:  # of pieces there is no share, and of nothing neither
        del values["share"]
    return {name: values[name] for name in values.keys() & {c.key for c in table.columns}}


def _population(summary: Summary) -> int | None:
    """The inhabitants, who are no figure of ours and are told as they are."""
    rows = (row for table in summary.tables if table.key == HEADING for row in table.rows)
    told = [row.values["value"] for row in rows if row.key == "population"]
    return told[0] if told and isinstance(told[0], int) else None
