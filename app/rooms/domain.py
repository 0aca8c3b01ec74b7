"""When a room is open, taken and free; two bookings may touch but never overlap."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from app.accounts.domain import Role
from app.kernel import clock
from app.kernel.i18n import _, clock_time

# So long is a meeting when nobody says until when.
USUAL_LENGTH = timedelta(hours=1)
# So many days ahead free times are looked for, and on so many of them they are offered.
AHEAD = timedelta(days=21)
OFFERED_DAYS = 5
# The finest line of the calendar.
QUARTER = 15
KEEPING = (Role.MENTOR, Role.MANAGER)


@dataclass(frozen=True, order=True)
class Span:
    """From one moment to another; the end belongs to whatever follows."""

    starts: datetime
    ends: datetime

    def meets(self, other: "Span") -> bool:
        """Whether they share more than an end."""
        return self.starts < other.ends and other.starts < self.ends

    def holds(self, other: "Span") -> bool:
        """Whether the other lies inside."""
        return self.starts <= other.starts and other.ends <= self.ends

    @property
    def words(self) -> str:
        """09:00–10:00 on the wall clock."""
        return f"{clock_time(self.starts)}–{clock_time(self.ends)}"


class Hours(Protocol):
    """From when to when a room is open on a day of the week."""

    opens_at: time
    closes_at: time


def is_shown(day: date, at: time) -> bool:
    """Whether clocks show this time on that day; in one night of spring an hour is missing."""
    return clock.local(clock.utc(day, at)).time() == at


def spanned(day: date, begins: time, ends: time | None) -> Span:
    """The moments of a meeting; without an end it takes as long as meetings usually do."""
    start = clock.utc(day, begins)
    return Span(start, start + USUAL_LENGTH if ends is None else clock.utc(day, ends))


def opened(day: date, week: Mapping[int, Hours]) -> Span | None:
    """When the room is open on this day; None when it is closed."""
    hours = week.get(day.weekday())
    if hours is None:
        return None
    return Span(clock.utc(day, hours.opens_at), clock.utc(day, hours.closes_at))


def free(within: Span | None, taken: Iterable[Span], now: datetime) -> list[Span]:
    """What is left of the opening hours from now on."""
    if within is None:
        return []
    start, left = max(within.starts, now), []
    for each in sorted(taken):
        if start < min(each.starts, within.ends):
            left.append(Span(start, min(each.starts, within.ends)))
        start = max(start, each.ends)
    return [*left, Span(start, within.ends)] if start < within.ends else left


def beginnings(left: Iterable[Span]) -> list[Span]:
    """Meetings of the usual length, one after another, that fit into what is free."""
    return [each for span in left for each in _packed(span) if _is_writable(each)]


def _packed(span: Span) -> Iterator[Span]:
    late = -span.starts.timestamp() % (QUARTER * 60)
    start = span.starts + timedelta(seconds=late)
    while start + USUAL_LENGTH <= span.ends:
        yield Span(start, start + USUAL_LENGTH)
        start += USUAL_LENGTH


def _is_writable(span: Span) -> bool:
    """Of the hour that comes twice in one night of autumn only the first can be written."""
    local = clock.local(span.starts)
    return clock.utc(local.date(), local.time().replace(fold=0)) == span.starts


def in_words(spans: Iterable[Span]) -> str:
    """09:00–10:00, 13:00–16:00."""
    return ", ".join(span.words for span in spans)


def fault(wanted: Span, within: Span | None, taken: Sequence[Span]) -> tuple[str, str] | None:
    """What forbids the booking, as (field, words that say what is possible); None when nothing."""
    now = clock.now()
    if wanted.ends <= wanted.starts:
        return "ends", _("The meeting ends before it begins. Write a later time.")
    if wanted.starts < now:
        return "begins", _("This time has passed. Choose a later one.")
    if within is None:
        return "day", _("The room is closed on this day. Choose another one.")
    if not within.holds(wanted):
        return "begins", _("The room is open %(hours)s on this day.", hours=within.words)
    met = [each for each in taken if each.meets(wanted)]
    return ("begins", _is_taken(met, free(within, taken, now))) if met else None


def _is_taken(met: Sequence[Span], left: Sequence[Span]) -> str:
    taken = _("The room is taken %(hours)s.", hours=in_words(met))
    if left:
        hint = _("Free on this day: %(hours)s.", hours=in_words(left))
    else:
        hint = _("Nothing is free on this day. Choose another one.")
    return f"{taken} {hint}"
