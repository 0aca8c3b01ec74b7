"""T7: contacts by kind, visits by result and by place, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.i18n import _
from app.kernel.quarter import Quarter
from app.summaries.domain import Named, Row, Table
from app.summaries.tables.counts import Months, month_columns, month_values, refuse_unknown

DEFINITION = _(
    "A contact is one conversation or help that led to no incident. A visit is a stop on a round. "
    "Training shifts and shifts of caretakers are not counted; a shift belongs to the day on "
    "which it began."
)
SECTIONS = (
    Named("contacts", _("Contacts")),
    Named("visit_results", _("Visits by result")),
    Named("visits", _("Visits by place")),
)


@dataclass(frozen=True)
class ContactCounts:
    """Contacts by kind, visits by result and the same visits by place, for each month."""

    contacts: Months
    visit_results: Months
    visits: Months


def contacts_table(
    quarter: Quarter,
    counts: ContactCounts,
    *,
    kinds: Sequence[Named],
    results: Sequence[Named],
    places: Sequence[Named],
) -> Table:
    """Three sections of the same columns, each with its own sum."""
    parts = (
        ("contacts", kinds, counts.contacts),
        ("visit_results", results, counts.visit_results),
        ("visits", places, counts.visits),
    )
    rows: list[Row] = []
    totals: list[Row] = []
    for section, names, months in parts:
        codes = [name.key for name in names]
        refuse_unknown(codes, *months)
        rows += [
            Row(name.key, name.label, month_values(months, [name.key]), section=section)
            for name in names
        ]
        totals.append(
            Row("total", _("Total"), month_values(months, codes), "total", section=section)
        )
    title, columns = _("Contacts and visits"), month_columns(quarter)
    return Table("T7", title, DEFINITION, columns, tuple(rows), tuple(totals), SECTIONS)
