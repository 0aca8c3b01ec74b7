"""What the screens say about numbers: periods that may be compared, changes, records in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.incidents.models import Incident
from app.kernel.i18n import NBSP, _
from app.kernel.quarter import Quarter
from app.shifts.domain import ContactKind, ShiftKind
from app.shifts.models import Visit
from app.summaries.domain import change_percent, signed

# The day of the self-assessment that the accessibility statement tells of.
ASSESSED_ON = date(2026, 11, 23)
YEAR = 12
# A crew finishes its writing after the end; after some hours a new shift may begin.
GRACE = timedelta(minutes=30)
OLD = timedelta(hours=3)


@dataclass(frozen=True)
class Span:
    """Some days: the first one, and the first one after them."""

    first: date
    end: date

    @property
    def last(self) -> date:
        """The last day."""
        return self.end - timedelta(days=1)


@dataclass(frozen=True)
class Compared:
    """The days of a quarter and as many days of the same quarter a year ago."""

    quarter: Quarter
    now: Span
    then: Span

    @classmethod
    def of(cls, quarter: Quarter, today: date) -> "Compared":
        """A quarter that still runs is compared with the same part of the last year's."""
        tomorrow = today + timedelta(days=1)
        is_running = quarter.first < tomorrow < quarter.end
        end = tomorrow if is_running else quarter.end
        before = quarter.last_year
        same = before.first + (end - quarter.first) if is_running else before.end
        return cls(quarter, Span(quarter.first, end), Span(before.first, min(same, before.end)))

    @property
    def is_whole(self) -> bool:
        """Whether the quarter is over."""
        return self.now.end == self.quarter.end

    @property
    def months(self) -> list[date]:
        """The first days of the twelve months that end with this span."""
        last = self.now.last
        index = last.year * YEAR + last.month - 1
        return [date(i // YEAR, i % YEAR + 1, 1) for i in range(index - YEAR + 1, index + 1)]

    @property
    def whole_months(self) -> list[date]:
        """The same months without the one that still runs: a line would fall at its end."""
        return [month for month in self.months if month_end(month) <= self.now.last]


@dataclass(frozen=True)
class Pair:
    """A number of this span and of the same span a year ago."""

    now: int
    then: int

    @property
    def change(self) -> str:
        """+12 %, or +3 where one of the numbers is below twenty (R-63)."""
        share = change_percent(self.now, self.then)
        return signed(self.now - self.then) if share is None else f"{signed(share)}{NBSP}%"

    @property
    def sentence(self) -> str:
        """The change as it stands under a number."""
        if not self.then:
            return _("no record last year")
        return _("%(change)s against last year", change=self.change)

    @property
    def direction(self) -> str | None:
        """Up, down or nowhere; it says what happened, not whether that is good."""
        if not self.then or self.now == self.then:
            return None
        return "up" if self.now > self.then else "down"


def month_end(first: date) -> date:
    """The last day of the month that begins on this day."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def quarters_to_choose(today: date, how_many: int = 9) -> list[Quarter]:
    """This quarter and two years back, the newest first."""
    found = [Quarter.containing(today)]
    while len(found) < how_many:
        found.append(found[-1].previous)
    return found


@dataclass(frozen=True)
class Entry:
    """One record of the shift as the phone lists it: a stop on the round or an incident."""

    at: datetime
    visit: Visit | None = None
    incident: Incident | None = None


def newest_first(visits: Iterable[Visit], incidents: Iterable[Incident]) -> list[Entry]:
    """Stops and incidents in one list."""
    stops = [Entry(visit.arrived_at, visit=visit) for visit in visits]
    events = [Entry(incident.occurred_at, incident=incident) for incident in incidents]
    return sorted([*stops, *events], key=lambda entry: entry.at, reverse=True)


@dataclass(frozen=True)
class Progress:
    """How much of a shift is behind the crew, in minutes."""

    minutes: int
    planned: int
    is_over: bool
    is_old: bool

    @classmethod
    def of(cls, begin: datetime, end: datetime, now: datetime) -> "Progress":
        """A shift that ended long ago no longer stands in the way of a new one."""
        behind = max(int((now - begin).total_seconds() // 60), 0)
        planned = max(int((end - begin).total_seconds() // 60), 1)
        return cls(behind, planned, now > end + GRACE, now > end + OLD)


def offered_contacts(
    kind: ShiftKind, counts: Mapping[ContactKind, int]
) -> list[tuple[ContactKind, int]]:
    """Tenants are offered to caretakers only, unless somebody has counted one."""
    is_round = kind is ShiftKind.DP_ROUND
    return [
        (contact, count)
        for contact, count in counts.items()
        if contact is not ContactKind.TENANT or is_round or count
    ]
