"""T2: incidents by category and subcategory, against earlier quarters and inhabitants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.kernel.i18n import _
from app.kernel.quarter import Quarter
from app.summaries.domain import (
    Column,
    Kind,
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
    Category,
    Counts,
    Months,
    add_up,
    month_columns,
    month_values,
    refuse_unknown,
)

DEFINITION = _(
    "A category is the sum of its subcategories. The index is the number of incidents per "
    "10,000 inhabitants; it is not computed for fewer than 5. A change in per cent is told "
    "only where both numbers are at least 20. Repeated: the same place and kind within 14 days."
)


@dataclass(frozen=True)
class KindCounts:
    """Incidents by subcategory; an earlier period without any records is None."""

    months: Months
    repeated: Counts = field(default_factory=dict)
    previous: Counts | None = None
    last_year: Counts | None = None

    @property
    def total(self) -> int:
        return sum(sum(month.values()) for month in self.months)


def kinds_table(
    quarter: Quarter, categories: Sequence[Category], counts: KindCounts, population: int | None
) -> Table:
    """Categories are sums of their subcategories; rows of zero are included."""
    known = [code for category in categories for code in category.codes]
    refuse_unknown(known, *counts.months, counts.repeated)

    def values(codes: Iterable[str]) -> dict[str, Value]:
        return _values(tuple(codes), counts, population)

    rows = []
    for category in categories:
        rows.append(Row(category.key, category.label, values(category.codes), "category"))
        rows += [
            Row(member.key, member.label, values([member.key]), "subcategory", category.key)
            for member in category.members
        ]
    total = Row("total", _("Total"), values(known), "total")
    definition = f"{COUNTED} {DEFINITION}"
    return Table("T2", _("Incidents by kind"), definition, _columns(quarter), tuple(rows), (total,))


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
