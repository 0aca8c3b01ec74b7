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
class Tally:
    """The rows of a section, as the town sees them, and their counts for each month."""

    names: Sequence[Named]
    months: Months


def contacts_table(
    quarter: Quarter, *, contacts: Tally, visit_results: Tally, visits: Tally
) -> Table:
    """Three sections of the same columns, each with its own sum."""
    sections = {"contacts": contacts, "visit_results": visit_results, "visits": visits}
    rows = [row for section, tally in sections.items() for row in _rows(section, tally)]
    totals = tuple(_total(section, tally) for section, tally in sections.items())
    title, columns = _("Contacts and visits"), month_columns(quarter)
    return Table("T7", title, DEFINITION, columns, tuple(rows), totals, SECTIONS)


def _rows(section: str, tally: Tally) -> list[Row]:
    refuse_unknown([name.key for name in tally.names], *tally.months)
    return [
        Row(name.key, name.label, month_values(tally.months, [name.key]), section=section)
        for name in tally.names
    ]


def _total(section: str, tally: Tally) -> Row:
    values = month_values(tally.months, [name.key for name in tally.names])
    return Row("total", _("Total"), values, "total", section=section)
