"""T10: what people learnt and what they still need: sums only, never a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.kernel.i18n import _
from app.kernel.quarter import Quarter
from app.needs.domain import Balance
from app.summaries.domain import Column, Kind, Named, Row, Table
from app.summaries.tables.counts import month_columns

DEFINITION = _(
    "Assistants and caretakers of the last day of the figures. Entry training, agreed plans, their "
    "fulfilment and ratings are those of that day; an item of a plan is fulfilled only when it was "
    "verified in practice. Hours of an event are multiplied by the people who were there; an event "
    "belongs to the month in which it began. Needs at the start + new − met − rejected = open. "
    "Certificates belong to the month of their last day."
)
SECTIONS = (
    Named("workers", _("Assistants and caretakers")),
    Named("needs", _("Training needs")),
    Named("events", _("Training events")),
    Named("supervision", _("Supervision")),
    Named("certificates", _("Certificates that end")),
)
# (key of the row, what of a balance it tells, label)
NEEDS = (
    ("start", "start", _("Open at the start")),
    ("new", "new", _("New needs")),
    ("met", "met", _("Needs met")),
    ("rejected", "rejected", _("Needs rejected")),
    ("open", "end", _("Open at the end")),
)
LASTING = {"start": 0, "end": -1}
# Of each of the three months; None for a month that has not begun.
Months = Sequence[float | None]


@dataclass(frozen=True)
class Standing:
    """How many of the workers had what on the last day of the figures."""

    workers: int = 0
    entry: int = 0
    agreed: int = 0
    rated: int = 0
    items: int = 0
    verified: int = 0

    @property
    def fulfilled(self) -> int | None:
        """How many per cent of the items were verified, rounded down."""
        return self.verified * 100 // self.items if self.items else None


@dataclass(frozen=True)
class Topic:
    """The needs of one competence, month by month."""

    name: Named
    months: Sequence[Balance | None]


@dataclass(frozen=True)
class Lesson:
    """One event that was held; `month` is 0, 1 or 2."""

    key: str
    name: str
    day: date
    month: int
    hours: float
    people: int


@dataclass(frozen=True)
class Training:
    """All figures of a quarter; `group` and `individual` are meetings of supervision."""

    standing: Standing = field(default_factory=Standing)
    worker_hours: Months = (0, 0, 0)
    topics: Sequence[Topic] = ()
    balances: Sequence[Balance | None] = (Balance(0, 0, 0, 0),) * 3
    lessons: Sequence[Lesson] = ()
    group: Months = (0, 0, 0)
    individual: Months = (0, 0, 0)
    supervision_hours: Months = (0, 0, 0)
    supervised: Months = (0, 0, 0)
    ending: Sequence[tuple[str, Months]] = ()
    renewed: Months = (0, 0, 0)
    ending_next: int = 0


def training_table(quarter: Quarter, training: Training) -> Table:
    """Five sections; day, hours and people are told of events only."""
    columns = (
        *month_columns(quarter),
        Column("day", _("Day"), Kind.DAY, ("events",)),
        Column("hours", _("Hours of the event"), sections=("events",)),
        Column("people", _("People present"), sections=("events",)),
    )
    parts = (_workers, _needs, _events, _supervision, _certificates)
    rows = tuple(row for part in parts for row in part(training))
    title, total = _("Training and support"), _total(training.lessons)
    return Table("T10", title, DEFINITION, columns, rows, (total,), SECTIONS)


def _workers(training: Training) -> Iterator[Row]:
    known = training.standing
    yield _row("workers", "persons", _("Assistants and caretakers (persons)"), total=known.workers)
    for key, label, count in (
        ("entry", _("with entry training"), known.entry),
        ("plan_agreed", _("with a plan agreed by both"), known.agreed),
        ("rated", _("rated by the mentor within six months"), known.rated),
    ):
        yield _row("workers", key, label, parent="persons", total=count)
    yield _row("workers", "fulfilled", _("Plans fulfilled (%)"), total=known.fulfilled)
    yield _summed("workers", "hours", _("Hours of training of these people"), training.worker_hours)


def _needs(training: Training) -> Iterator[Row]:
    """Under each figure the topics of which it consists."""
    for key, part, label in NEEDS:
        yield _balanced(key, part, label, training.balances)
        for topic in training.topics:
            row = _balanced(f"{key}_{topic.name.key}", part, topic.name.label, topic.months, key)
            if row.values["total"]:
                yield row


def _balanced(
    key: str, part: str, label: str, balances: Sequence[Balance | None], parent: str | None = None
) -> Row:
    """What comes and goes adds up; what is open does not."""
    months = [None if each is None else getattr(each, part) for each in balances]
    if part not in LASTING:
        return _summed("needs", key, label, months, parent=parent)
    known = [count for count in months if count is not None] or [None]
    return _row("needs", key, label, months, parent=parent, total=known[LASTING[part]])


def _events(training: Training) -> Iterator[Row]:
    for each in training.lessons:
        told: dict[str, Any] = {"day": each.day, "hours": _plain(each.hours), "people": each.people}
        yield _summed("events", each.key, each.name, _lesson_months(each), **told)


def _lesson_months(lesson: Lesson) -> Months:
    return [lesson.hours * lesson.people * (lesson.month == month) for month in range(3)]


def _total(lessons: Sequence[Lesson]) -> Row:
    months = [sum(_lesson_months(each)[month] or 0 for each in lessons) for month in range(3)]
    told: dict[str, Any] = {
        "hours": _plain(sum(each.hours for each in lessons)),
        "people": sum(each.people for each in lessons),
    }
    return _summed("events", "total", _("Hours of people in total"), months, level="total", **told)


def _supervision(training: Training) -> Iterator[Row]:
    group, alone = training.group, training.individual
    both = [_added([one, other]) for one, other in zip(group, alone, strict=True)]
    section = "supervision"
    yield _summed(section, "meetings", _("Meetings"), both)
    yield _summed(section, "group", _("of a group"), group, parent="meetings")
    yield _summed(section, "individual", _("individual ones"), alone, parent="meetings")
    yield _summed(section, "supervision_hours", _("Hours of meetings"), training.supervision_hours)
    yield _summed(section, "supervised", _("People present"), training.supervised)


def _certificates(training: Training) -> Iterator[Row]:
    section, named = "certificates", training.ending
    every = [_added([months[month] for _name, months in named]) for month in range(3)]
    yield _summed(section, "ending", _("End in the quarter"), every)
    for number, (name, months) in enumerate(named, 1):
        yield _summed(section, f"ending_{number}", name, months, parent="ending")
    yield _summed(section, "renewed", _("of them renewed"), training.renewed, parent="ending")
    label = _("End within 60 days after the quarter, not renewed")
    yield _row(section, "ending_next", label, total=training.ending_next)


def _summed(
    section: str,
    key: str,
    label: str,
    months: Months,
    *,
    parent: str | None = None,
    level: str = "",
    **told: Any,
) -> Row:
    total = _plain(_added(months))
    return _row(section, key, label, months, parent=parent, level=level, total=total, **told)


def _row(
    section: str,
    key: str,
    label: str,
    months: Months = (None, None, None),
    *,
    parent: str | None = None,
    level: str = "",
    **told: Any,
) -> Row:
    told_months = dict(zip(("m1", "m2", "m3"), map(_plain, months), strict=True))
    values = {**told_months, "day": None, "hours": None, "people": None, **told}
    return Row(key, label, values, level or ("detail" if parent else "main"), parent, section)


def _added(figures: Months) -> float:
    """The sum of what is known."""
    return sum(figure for figure in figures if figure is not None)


def _plain(figure: float | None) -> float | None:
    """Whole numbers are written as such."""
    return int(figure) if figure is not None and figure == int(figure) else figure
