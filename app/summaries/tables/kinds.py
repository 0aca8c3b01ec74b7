"""T2: incidents by category and subcategory, against earlier quarters and inhabitants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from app.kernel.i18n import _
from app.kernel.quarter import Quarter
from app.summaries.domain import (
    Column,
    Kind,
    Named,
    Row,
    Table,
    Value,
    change,
    change_percent,
    rate,
    share,
)
from app.summaries.tables.counts import (
    COUNTED,
    TAKEN,
    TAKEN_OVER,
    Category,
    Counts,
    Months,
    add_up,
    month_columns,
    month_values,
    refuse_unknown,
    unstated,
)

SUM = _("A category is the sum of its subcategories.")
INDEX = _(
    "The index is the number of incidents per 10,000 inhabitants; it is not computed for fewer "
    "than 5."
)
CHANGE = _("A change in per cent is told only where both numbers are at least 20.")
REPEATED = _("Repeated: the same place and kind within 14 days.")
DEFINITION = f"{SUM} {INDEX} {CHANGE} {REPEATED}"
# Of which column a sentence speaks: it goes where the column is left out.
SPOKEN = {"rate": INDEX, "previous_change_percent": CHANGE, "repeated": REPEATED}

# The columns that count incidents of a time.
PERIODS = ("m1", "m2", "m3", "total", "previous", "last_year")


@dataclass(frozen=True)
class KindCounts:
    """Incidents by subcategory; an earlier period without any records is None."""

    months: Months
    repeated: Counts = field(default_factory=dict)
    previous: Counts | None = None
    last_year: Counts | None = None
    # What of all this was taken over from earlier records.
    taken: "KindCounts | None" = None

    @property
    def codes(self) -> set[str]:
        """The codes that are counted anywhere."""
        return {*chain(*self.months), *(self.previous or ()), *(self.last_year or ())}

    @property
    def total(self) -> int:
        return sum(sum(month.values()) for month in self.months)


def kinds_table(
    quarter: Quarter, categories: Sequence[Category], counts: KindCounts, population: int | None
) -> Table:
    """Categories are sums of their subcategories; rows of zero are included."""
    groups = [_with_unstated(category, counts.codes) for category in categories]
    known = [code for category in groups for code in category.codes]
    refuse_unknown(known, *counts.months, counts.repeated)

    def row(key: str, label: str, codes: Iterable[str], level: str, parent: Any = None) -> Row:
        members = tuple(codes)
        values = _values(members, counts, population)
        return Row(key, label, values, level, parent, taken=_taken_in(members, counts))

    rows = []
    for category in groups:
        rows.append(row(category.key, category.label, category.codes, "category"))
        rows += [
            row(member.key, member.label, [member.key], "subcategory", category.key)
            for member in category.members
        ]
    totals = (row("total", _("Total"), known, "total"), *_taken_row(known, counts))
    definition = f"{COUNTED} {DEFINITION}"
    if counts.taken:
        definition = f"{definition} {TAKEN_OVER}"
    return Table("T2", _("Incidents by kind"), definition, _columns(quarter), tuple(rows), totals)


def _with_unstated(category: Category, counted: set[str]) -> Category:
    """Earlier records may tell the category only: a row of its own, where there are such."""
    code = unstated(category.key)
    if code not in counted:
        return category
    return replace(category, members=(*category.members, Named(code, _("Kind not stated"))))


def _taken_in(codes: tuple[str, ...], counts: KindCounts) -> frozenset[str]:
    if counts.taken is None:
        return frozenset()
    told = _values(codes, counts.taken, None)
    return frozenset(name for name in PERIODS if told[name])


def _taken_row(codes: Iterable[str], counts: KindCounts) -> tuple[Row, ...]:
    """How much of the sum was taken over; nothing is computed from it."""
    if counts.taken is None:
        return ()
    told = _values(tuple(codes), counts.taken, None)
    values = {name: value if name in PERIODS else None for name, value in told.items()}
    values["share"] = share(counts.taken.total, counts.total)
    label = _("Of which taken over from earlier records")
    return (Row(TAKEN, label, values, TAKEN, "total", taken=frozenset(PERIODS)),)


def _columns(quarter: Quarter) -> tuple[Column, ...]:
    return (
        *month_columns(quarter),
        Column("share", _("Share (%)"), Kind.SHARE),
        Column("previous", _("Previous quarter")),
        Column("previous_change", _("Change"), Kind.CHANGE),
        Column("previous_change_percent", _("Change (%)"), Kind.CHANGE_PERCENT),
        Column("last_year", _("A year ago")),
        Column("last_year_change", _("Change from a year ago"), Kind.CHANGE),
        Column("last_year_change_percent", _("Change from a year ago (%)"), Kind.CHANGE_PERCENT),
        Column("rate", _("Index per 10,000"), Kind.RATE),
        Column("repeated", _("Of which repeated")),
    )


def _values(codes: tuple[str, ...], counts: KindCounts, population: int | None) -> dict[str, Value]:
    months = month_values(counts.months, codes)
    total = months["total"]
    previous = None if counts.previous is None else add_up(counts.previous, codes)
    last_year = None if counts.last_year is None else add_up(counts.last_year, codes)
    return {
        **months,
        "share": share(total, counts.total),
        "previous": previous,
        "previous_change": change(total, previous),
        "previous_change_percent": change_percent(total, previous),
        "last_year": last_year,
        "last_year_change": change(total, last_year),
        "last_year_change_percent": change_percent(total, last_year),
        "rate": rate(total, population),
        "repeated": add_up(counts.repeated, codes),
    }
