"""T1: how the service was performed: shifts, hours, days, hand-ins, tasks, safety."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Self

from app.kernel.i18n import _
from app.kernel.quarter import Quarter
from app.summaries.domain import Column, Named, Row, Table, Value, hours
from app.summaries.tables.counts import Counts, month_columns

DEFINITION = _(
    "Shifts of crime-prevention assistants; training shifts and shifts of caretakers are not "
    "counted. A shift belongs to the day on which it began, whatever the state of its review. "
    "A person-shift is one person in one shift. A day is covered when a shift took place on it; "
    "days after the date of the figures are left out. On time: handed in within 12 hours of the "
    "end of the shift."
)
SECTIONS = (
    Named("shifts", _("Shifts")),
    Named("hours", _("Hours")),
    Named("days", _("Days")),
    Named("hand_in", _("Hand-in of records")),
    Named("tasks", _("Tasks")),
    Named("safety", _("Safety of assistants")),
)


@dataclass(frozen=True)
class Service:
    """The service of one period; periods add up. Cancelled and alone are counted by reason."""

    planned: int = 0
    done: int = 0
    cancelled: Counts = field(default_factory=dict)
    in_pair: int = 0
    alone: Counts = field(default_factory=dict)
    person_shifts: int = 0
    minutes: int = 0
    field_minutes: int = 0
    days_covered: int = 0
    days_uncovered: int = 0
    on_time: int = 0
    late: int = 0
    returned: int = 0
    tasks_done: int = 0
    tasks_partly: int = 0
    tasks_not_done: int = 0
    verbal_attack: int = 0
    physical_attack: int = 0
    injury: int = 0
    needle_prick: int = 0

    def __add__(self, other: Self) -> "Service":
        names = (part.name for part in fields(self))
        return Service(**{name: _plus(getattr(self, name), getattr(other, name)) for name in names})

    def figures(self) -> dict[str, Value]:
        """The value of each row, by its key; a reason that never came up is missing."""
        return {
            **{f.name: getattr(self, f.name) for f in fields(self)},
            **{f"cancelled_{reason}": count for reason, count in self.cancelled.items()},
            **{f"alone_{reason}": count for reason, count in self.alone.items()},
            "cancelled": sum(self.cancelled.values()),
            "alone": sum(self.alone.values()),
            "hours": hours(self.minutes),
            "field_hours": hours(self.field_minutes),
            "tasks_total": self.tasks_done + self.tasks_partly + self.tasks_not_done,
        }


# (section, key, label, the row that contains it)
ROWS = (
    ("shifts", "planned", _("Planned shifts"), None),
    ("shifts", "done", _("Shifts performed"), None),
    ("shifts", "in_pair", _("in a pair"), "done"),
    ("shifts", "alone", _("alone"), "done"),
    ("shifts", "cancelled", _("Cancelled shifts"), None),
    ("shifts", "person_shifts", _("Person-shifts"), None),
    ("hours", "hours", _("Hours in total"), None),
    ("hours", "field_hours", _("in the field"), "hours"),
    ("days", "days_covered", _("Days covered"), None),
    ("days", "days_uncovered", _("Days not covered"), None),
    ("hand_in", "on_time", _("Handed in on time"), None),
    ("hand_in", "late", _("Handed in late"), None),
    ("hand_in", "returned", _("Returned for completion"), None),
    ("tasks", "tasks_total", _("Tasks in total"), None),
    ("tasks", "tasks_done", _("fulfilled"), "tasks_total"),
    ("tasks", "tasks_partly", _("fulfilled in part"), "tasks_total"),
    ("tasks", "tasks_not_done", _("not fulfilled"), "tasks_total"),
    ("safety", "verbal_attack", _("Verbal attacks"), None),
    ("safety", "physical_attack", _("Physical attacks"), None),
    ("safety", "injury", _("Injuries"), None),
    ("safety", "needle_prick", _("Needle pricks"), None),
)


@dataclass(frozen=True)
class ServicePeriods:
    """The months where there was any shift, the earlier quarters where there are any records."""

    months: tuple[Service, Service, Service] | None
    previous: Service | None = None
    last_year: Service | None = None

    def columns(self) -> dict[str, dict[str, Value] | None]:
        """The figures of each column, by its key."""
        periods: dict[str, Service | None] = {
            **dict.fromkeys(("m1", "m2", "m3", "total")),
            "previous": self.previous,
            "last_year": self.last_year,
        }
        if self.months:
            one, two, three = self.months
            periods |= {"m1": one, "m2": two, "m3": three, "total": one + two + three}
        return {key: service.figures() if service else None for key, service in periods.items()}


def service_table(
    quarter: Quarter,
    periods: ServicePeriods,
    *,
    cancel_reasons: Sequence[Named],
    single_reasons: Sequence[Named],
) -> Table:
    """Fixed rows; under cancelled and alone one for each reason (R-05)."""
    figures = periods.columns()
    reasons = {"cancelled": cancel_reasons, "alone": single_reasons}
    rows = [
        Row(key, label, _across(figures, key), "detail" if parent else "main", parent, section)
        for section, key, label, parent in _with_reasons(reasons)
    ]
    columns = (
        *month_columns(quarter),
        Column("previous", _("Previous quarter")),
        Column("last_year", _("A year ago")),
    )
    title = _("Performance of the service")
    return Table("T1", title, DEFINITION, columns, tuple(rows), sections=SECTIONS)


def _with_reasons(
    reasons: Mapping[str, Sequence[Named]],
) -> Iterator[tuple[str, str, str, str | None]]:
    for row in ROWS:
        yield row
        section, key, _label, _parent = row
        for reason in reasons.get(key, ()):
            yield section, f"{key}_{reason.key}", reason.label, key


def _across(figures: Mapping[str, dict[str, Value] | None], key: str) -> dict[str, Value]:
    return {
        column: None if period is None else period.get(key, 0) for column, period in figures.items()
    }


def _plus(one: Any, other: Any) -> Any:
    """Numbers add up, and so do counts by reason."""
    if isinstance(one, int):
        return one + other
    return {key: one.get(key, 0) + other.get(key, 0) for key in {**one, **other}}
