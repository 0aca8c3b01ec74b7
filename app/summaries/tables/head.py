"""T0: whose summary it is, of what period and from which records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.kernel.i18n import _, day
from app.kernel.quarter import Quarter
from app.summaries.domain import Column, Kind, Named, Row, Table, Value

DEFINITION = _(
    "Counted is what is not a draft, not cancelled and not from a training shift, whatever the "
    "state of its review. Incidents belong to the day on which they happened, shifts to the day "
    "on which they began. People are those of the last day of the figures. An empty cell means "
    "that the figure is not known or not told."
)


@dataclass(frozen=True)
class Funding:
    """How many assistants are paid from one source."""

    source: Named
    assistants: int


@dataclass(frozen=True)
class Head:
    """What stands above the tables; `unapproved` shifts are in the figures all the same."""

    town_name: str
    generated_at: datetime
    population: int | None = None
    population_date: date | None = None
    assistants: int = 0
    caretakers: int = 0
    full_time: float | None = None
    funding: Sequence[Funding] = ()
    mentors: Sequence[str] = ()
    prepared_by: str | None = None
    approved_by: str | None = None
    unapproved: int = 0


def head_table(quarter: Quarter, head: Head) -> Table:
    """Rows of a key and a value."""
    rows = tuple(
        Row(key, label, {"value": value})
        for key, label, value in (*_town(quarter, head), *_people(head), *_records(head))
    )
    return Table(
        "T0", _("Head of the summary"), DEFINITION, (Column("value", _("Value"), Kind.TEXT),), rows
    )


def _town(quarter: Quarter, head: Head) -> tuple[tuple[str, str, Value], ...]:
    return (
        ("town", _("Town"), head.town_name),
        ("quarter", _("Quarter"), quarter.label),
        ("period", _("Period"), f"{day(quarter.first)} – {day(quarter.last)}"),
        ("version", _("Version"), _("internal, not closed yet")),
        ("population", _("Inhabitants"), head.population),
        ("population_date", _("Inhabitants as of"), head.population_date),
    )


def _people(head: Head) -> tuple[tuple[str, str, Value], ...]:
    funding = (
        (
            f"funding_{part.source.key}",
            _("Assistants paid from: %(source)s", source=part.source.label),
            part.assistants,
        )
        for part in head.funding
    )
    return (
        ("assistants", _("Crime-prevention assistants (persons)"), head.assistants),
        ("full_time", _("Crime-prevention assistants (full-time posts)"), head.full_time),
        *funding,
        ("caretakers", _("Caretakers (persons)"), head.caretakers),
        ("mentors", _("Mentors"), ", ".join(head.mentors) or None),
    )


def _records(head: Head) -> tuple[tuple[str, str, Value], ...]:
    return (
        ("prepared_by", _("Prepared by"), head.prepared_by),
        ("approved_by", _("Approved by"), head.approved_by),
        ("data_date", _("Date of the figures"), head.generated_at),
        ("unapproved", _("Shifts not yet approved"), head.unapproved),
    )
