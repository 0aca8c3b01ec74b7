"""A week of a room as its calendar shows it: seven days, each cut into free, taken and shut."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from app.kernel import clock
from app.rooms.domain import QUARTER, Hours, Span, opened
from app.rooms.models import Booking

DAYS = 7
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True)
class Slot:
    """A piece of a day, so many quarters of an hour high."""

    kind: str
    span: Span
    booking: Booking | None = None

    @property
    def quarters(self) -> int:
        """Its height in the grid."""
        return _quarter(self.span.ends) - _quarter(self.span.starts)


@dataclass(frozen=True)
class RoomDay:
    """One day of the calendar."""

    day: date
    within: Span | None
    slots: Sequence[Slot]

    @property
    def is_today(self) -> bool:
        """Whether it is marked."""
        return self.day == clock.today()

    @property
    def is_over(self) -> bool:
        """Whether nothing can be booked any more."""
        return self.day < clock.today()

    @property
    def is_empty(self) -> bool:
        """Whether the room is closed and nobody comes."""
        return all(slot.kind == "shut" for slot in self.slots)


@dataclass(frozen=True)
class Week:
    """Seven days beside each other, all from the same hour to the same hour."""

    days: Sequence[RoomDay]
    hours: Sequence[time]

    @property
    def previous(self) -> date:
        """The Monday before."""
        return self.days[0].day - timedelta(days=DAYS)

    @property
    def next(self) -> date:
        """The Monday after."""
        return self.days[0].day + timedelta(days=DAYS)


def week(monday: date, open_at: Mapping[int, Hours], booked: Sequence[Booking]) -> Week:
    """The calendar from this Monday on."""
    days = [monday + timedelta(days=offset) for offset in range(DAYS)]
    within = {day: opened(day, open_at) for day in days}
    spans = [*filter(None, within.values()), *(each.span for each in booked)]
    first = min((_quarter(span.starts) // 4 for span in spans), default=0)
    last = max((-(-_quarter(span.ends) // 4) for span in spans), default=0)
    return Week(
        [RoomDay(day, within[day], _slots(day, within[day], booked, first, last)) for day in days],
        [time(hour) for hour in range(first, last)],
    )


def _slots(
    day: date, within: Span | None, booked: Sequence[Booking], first: int, last: int
) -> list[Slot]:
    """What is taken, and between it what is free and what is shut."""
    slots: list[Slot] = []
    start = _at(day, first)
    for each in booked:
        if clock.local(each.starts_at).date() == day:
            slots += _between(within, start, each.starts_at)
            slots.append(Slot("taken", each.span, each))
            start = each.ends_at
    return [*slots, *_between(within, start, _at(day, last))]


def _between(within: Span | None, start: datetime, end: datetime) -> Iterator[Slot]:
    """The time from one moment to another, cut where the room opens and closes."""
    cuts = (within.starts, within.ends) if within else ()
    edges = [start, *(cut for cut in cuts if start < cut < end), end]
    for piece in (Span(*pair) for pair in pairwise(edges)):
        is_open = within is not None and within.holds(piece)
        if piece.starts < piece.ends:
            yield Slot("free" if is_open else "shut", piece)


def _at(day: date, hour: int) -> datetime:
    """The moment of a whole hour; the 24th is the last minute, which no form goes beyond."""
    return clock.utc(day, time(hour) if hour <= LAST_MINUTE.hour else LAST_MINUTE)


def _quarter(moment: datetime) -> int:
    local = clock.local(moment)
    return round((local.hour * 60 + local.minute) / QUARTER)
