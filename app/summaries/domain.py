"""The quarterly summary as plain content, and the rules by which its figures are computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.kernel.i18n import Labelled, _, day, moment, number
from app.kernel.quarter import Quarter

Value = int | float | str | date | datetime | None

# an index of fewer than five cases says nothing and may point at a person.
SMALLEST_RATED = 5
# a change in per cent is told only between numbers of at least twenty.
SMALLEST_COMPARED = 20
RATED_PER = 10_000
# The rows of T0 by which a version says that it replaces another one.
CORRECTION = ("replaces", "reason", "changed", "rewritten")
MINUS = "\N{MINUS SIGN}"


class Variant(Labelled):
    """For whom the summary is: the town hall, or everybody (P9)."""

    INTERNAL = "internal", _("internal")
    PUBLIC = "public", _("public")


class Kind(StrEnum):
    """What a column holds and so how its values are written."""

    TEXT = "text"
    COUNT = "count"
    CHANGE = "change"
    CHANGE_PERCENT = "change_percent"
    SHARE = "share"
    RATE = "rate"
    DAY = "day"


@dataclass(frozen=True)
class Named:
    """A code with the label that the town sees."""

    key: str
    label: str


@dataclass(frozen=True)
class Column:
    """One column of a table; where `sections` are named, it says nothing in the others."""

    key: str
    label: str
    kind: Kind = Kind.COUNT
    sections: tuple[str, ...] = ()

    def show(self, value: Value) -> str:
        """The value as people read it; an en dash where nothing is told."""
        if value is None:
            return "–"
        if isinstance(value, str):
            return value
        if isinstance(value, datetime):
            return moment(value)
        return day(value) if isinstance(value, date) else self._show_number(value)

    def _show_number(self, value: float) -> str:
        if self.kind in (Kind.CHANGE, Kind.CHANGE_PERCENT):
            return signed(value)
        if self.kind in (Kind.SHARE, Kind.RATE):
            return number(value, 1)
        return number(value, decimals(value))


@dataclass(frozen=True)
class Row:
    """One line: its code, its label and a value for each column."""

    key: str
    label: str
    values: Mapping[str, Value]
    level: str = ""
    parent: str | None = None
    section: str | None = None
    # The columns whose figures hold something taken over from earlier records.
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Table:
    """One table of the summary; sums stand apart from the rows they add up."""

    key: str
    title: str
    definition: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()
    sections: tuple[Named, ...] = ()

    def depth(self, row: Row) -> int:
        """How far the row is indented: the number of rows above it that contain it.

        A category and its only kind may share a key; what contains others never contains itself.
        """
        parents = {
            other.key: other.parent
            for other in self.rows
            if other.section == row.section and other.parent != other.key
        }
        depth, above = 0, row.parent
        while above is not None:
            depth, above = depth + 1, parents.get(above)
        return depth

    def tells(self, row: Row, column: Column) -> bool:
        """Whether the column says anything in this section; one of other sections is left bare."""
        return not column.sections or row.section in column.sections

    def parts(self) -> list[tuple[Named | None, list[Row], list[Row]]]:
        """Section by section: its name, its rows and its sums."""
        return [
            (
                section,
                [row for row in self.rows if row.section == key],
                [row for row in self.totals if row.section == key],
            )
            for section in self.sections or (None,)
            for key in (section.key if section else None,)
        ]


@dataclass(frozen=True)
class Summary:
    """All tables of one town and one quarter, as they stood at one moment.

    The comment is a heading and a text for each part; `excluded` says what is not counted. It has
    a number as soon as somebody begins to write it, until then it is what the records say.
    """

    town: str
    town_name: str
    quarter: Quarter
    generated_at: datetime
    tables: tuple[Table, ...]
    variant: Variant = Variant.INTERNAL
    comment: Sequence[tuple[str, str]] = ()
    status: str = _("not closed yet")
    version: int | None = None
    excluded: Sequence[str] = ()

    @property
    def period(self) -> str:
        return f"{day(self.quarter.first)} – {day(self.quarter.last)}"

    @property
    def edition(self) -> str:
        """Which version it is, for whom, and how far it has got."""
        return _("version %(number)s", number=self.numbered)

    @property
    def numbered(self) -> str:
        """The same where its label says already that it is the version."""
        number = str(self.version or "")
        return ", ".join(filter(None, (number, self.variant.label, self.status)))

    def is_known(self, column: str) -> bool:
        """Whether any table tells something in this column, such as that of an earlier quarter."""
        return any(
            row.values.get(column) is not None for table in self.tables for row in table.rows
        )


def signed(value: float) -> str:
    """+6, −11, ±0 with the true minus sign."""
    sign = "±" if value == 0 else "+" if value > 0 else MINUS
    return sign + number(abs(value), 0 if isinstance(value, int) else 1)


def decimals(value: float) -> int:
    """How many a plain figure needs, at most two; 4.0 and 4 are the same figure."""
    return next((digits for digits in (0, 1) if round(value, digits) == value), 2)


def tenths(part: int, whole: int) -> float:
    """The quotient to one decimal place; a half goes away from zero, as people round."""
    size = (20 * abs(part) + whole) // (2 * whole) / 10
    return size if part >= 0 else -size


def hours(minutes: int) -> float:
    """Minutes as hours; whole hours stay whole numbers."""
    return minutes // 60 if minutes % 60 == 0 else tenths(minutes, 60)


def share(part: int, whole: int) -> float | None:
    """Per cent of the whole, one decimal place; nothing of nothing is not told."""
    return tenths(100 * part, whole) if whole else None


def rate(count: int, population: int | None) -> float | None:
    """The index per 10,000 inhabitants (R-62)."""
    if not population or count < SMALLEST_RATED:
        return None
    return tenths(count * RATED_PER, population)


def change(count: int, before: int | None) -> int | None:
    """The difference against an earlier period (R-63); unknown when that period is."""
    return None if before is None else count - before


def change_percent(count: int, before: int | None) -> int | None:
    """The difference in whole per cent, only between numbers large enough (R-63)."""
    if before is None or min(count, before) < SMALLEST_COMPARED:
        return None
    size = (200 * abs(count - before) + before) // (2 * before)
    return size if count >= before else -size


def per_ten_visits(count: int, visits: int) -> float | None:
    """Incidents for every ten visits to the place; not told where nobody went."""
    return tenths(10 * count, visits) if visits else None
