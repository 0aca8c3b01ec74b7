"""T9: neighbour disputes: what came, how it ended and what work it took; sums only, no party."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.disputes.domain import (
    CHECK_DAYS,
    TALKS,
    CheckResult,
    DisputeKind,
    LeadKind,
    Outcome,
    Referral,
    StepKind,
)
from app.kernel.i18n import Labelled, _
from app.kernel.quarter import Quarter
from app.summaries.domain import Column, Named, Row, Table, Value, hours
from app.summaries.tables.counts import Counts, add_up, month_columns, refuse_unknown

DEFINITION = _(
    "A case belongs to the day on which it was received, and to the day on which it was closed; "
    "open at the start + received − closed = open at the end. Work belongs to the day of the step: "
    "contacts are calls, talks with one party, letters and checks; joint meetings and shuttle "
    "talks stand apart; hours are those of all steps. The days to the first contact are told in "
    "the period of that contact, the days to the closing in the period of the closing; the median "
    "is the middle case. Checks are those made in the period. Who leads is told of every case that "
    "was open on some day of the period. Who the parties are is not counted."
)
SECTIONS = (
    Named("balance", _("Cases")),
    Named("kinds", _("Received, by what they are about")),
    Named("sources", _("Received, by who brought them")),
    Named("outcomes", _("Closed, by how they ended")),
    Named("effort", _("Work done")),
    Named("time", _("How long it took (median, days)")),
    Named("checks", _("Checks of agreements")),
    Named("leads", _("Who leads the cases")),
    Named("rooms", _("Where the joint meetings took place")),
)
TOTALS = ("kinds", "sources", "outcomes", "leads", "rooms")
CONTACTS = tuple(kind for kind in StepKind if kind not in TALKS)
UNLED = "none"
# (section, key, label, the row that contains it)
Line = tuple[str, str, str, str | None]
Figures = Mapping[tuple[str, str], Value]


@dataclass(frozen=True)
class Disputes:
    """The figures of one period; `steps` are counted by kind, `leads` by who leads."""

    start: int = 0
    kinds: Counts = field(default_factory=dict)
    sources: Counts = field(default_factory=dict)
    outcomes: Counts = field(default_factory=dict)
    steps: Counts = field(default_factory=dict)
    minutes: int = 0
    in_room: int = 0
    to_contact: float | None = None
    to_closing: float | None = None
    checks: Counts = field(default_factory=dict)
    leads: Counts = field(default_factory=dict)

    @property
    def received(self) -> int:
        return sum(self.kinds.values())

    @property
    def closed(self) -> int:
        return sum(self.outcomes.values())

    @property
    def end(self) -> int:
        return self.start + self.received - self.closed

    @property
    def contacts(self) -> int:
        return add_up(self.steps, CONTACTS)

    @property
    def joint(self) -> int:
        return self.steps.get(StepKind.JOINT_MEETING, 0)

    @property
    def shuttle(self) -> int:
        return self.steps.get(StepKind.SHUTTLE, 0)

    def checked(self, days: int) -> int:
        """How many agreements were looked at after so many days."""
        return add_up(self.checks, (f"{days}_{result.value}" for result in CheckResult))

    def figures(self) -> dict[tuple[str, str], Value]:
        """The value of each row by its section and key; what never came up is missing."""
        balance = {"start": self.start, "received": self.received, "closed": self.closed}
        sections: dict[str, Mapping[str, Value]] = {
            "balance": {**balance, "open": self.end},
            "kinds": self.kinds,
            "sources": self.sources,
            "outcomes": self.outcomes,
            "effort": {**self.steps, "contacts": self.contacts, "hours": hours(self.minutes)},
            "time": {"to_contact": self.to_contact, "to_closing": self.to_closing},
            "checks": {**self.checks, **{f"after_{n}": self.checked(n) for n in CHECK_DAYS}},
            "leads": self.leads,
            "rooms": {"in_room": self.in_room, "elsewhere": self.joint - self.in_room},
        }
        return {
            (section, key): value
            for section, told in sections.items()
            for key, value in told.items()
        }


@dataclass(frozen=True)
class DisputePeriods:
    """The months, the quarter and the earlier quarters; None of what has not begun or is unknown.

    Medians do not add up, so the quarter is counted by itself.
    """

    months: Sequence[Disputes | None] = (None, None, None)
    quarter: Disputes | None = None
    previous: Disputes | None = None
    last_year: Disputes | None = None

    def columns(self) -> dict[str, Disputes | None]:
        """The figures of each column, by its key."""
        months = dict(zip(("m1", "m2", "m3"), self.months, strict=True))
        earlier = {"previous": self.previous, "last_year": self.last_year}
        return {**months, "total": self.quarter, **earlier}


def disputes_table(quarter: Quarter, periods: DisputePeriods) -> Table:
    """Nine sections of the same columns; every kind, source and outcome has its row."""
    told = {key: each.figures() if each else None for key, each in periods.columns().items()}
    lines = [*_lines()]
    known = [(section, key) for section, key, _label, _parent in lines]
    refuse_unknown(map(" ".join, known), *(map(" ".join, each) for each in told.values() if each))
    rows = [
        Row(key, label, _across(told, section, [key]), _level(parent), parent, section)
        for section, key, label, parent in lines
    ]
    columns = (
        *month_columns(quarter),
        Column("previous", _("Previous quarter")),
        Column("last_year", _("A year ago")),
    )
    totals = tuple(_total(told, section, known) for section in TOTALS)
    return Table("T9", _("Neighbour disputes"), DEFINITION, columns, tuple(rows), totals, SECTIONS)


def _lines() -> Iterator[Line]:
    yield "balance", "start", _("Open at the start"), None
    yield "balance", "received", _("Disputes received"), None
    yield "balance", "closed", _("Disputes closed"), None
    yield "balance", "open", _("Open at the end"), None
    yield from _codes("kinds", DisputeKind)
    yield from _codes("sources", Referral)
    yield from _codes("outcomes", Outcome)
    yield "effort", "contacts", _("Contacts with parties"), None
    yield from _codes("effort", CONTACTS, "contacts")
    yield "effort", StepKind.JOINT_MEETING.value, _("Joint meetings"), None
    yield "effort", StepKind.SHUTTLE.value, _("Shuttle talks"), None
    yield "effort", "hours", _("Hours in total"), None
    yield "time", "to_contact", _("From the receipt to the first contact"), None
    yield "time", "to_closing", _("From the receipt to the closing"), None
    for days in CHECK_DAYS:
        yield "checks", f"after_{days}", _("after %(n)s days", n=days), None
        for result in CheckResult:
            yield "checks", f"{days}_{result.value}", result.label, f"after_{days}"
    yield from _codes("leads", LeadKind)
    yield "leads", UNLED, _("nobody leads it yet"), None
    yield "rooms", "in_room", _("in the room of the town"), None
    yield "rooms", "elsewhere", _("elsewhere"), None


def _codes(section: str, codes: Iterable[Labelled], parent: str | None = None) -> Iterator[Line]:
    return ((section, code.value, code.label, parent) for code in codes)


def _level(parent: str | None) -> str:
    return "detail" if parent else "main"


def _total(told: Mapping[str, Figures | None], section: str, known: list[tuple[str, str]]) -> Row:
    keys = [key for part, key in known if part == section]
    return Row("total", _("Total"), _across(told, section, keys), "total", section=section)


def _across(told: Mapping[str, Figures | None], section: str, keys: list[str]) -> dict[str, Value]:
    """One figure of each column, or the sum of several; nothing counted is zero."""
    return {
        column: None if figures is None else _added(figures, section, keys)
        for column, figures in told.items()
    }


def _added(figures: Figures, section: str, keys: list[str]) -> Value:
    if section == "time":
        return figures[section, keys[0]]
    # Only medians of the section "time" are ever unknown.
    return sum(figures.get((section, key), 0) for key in keys)  # type: ignore[misc]
