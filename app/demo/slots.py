"""How far the shifts around this moment have come: planned, running, waiting or approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.demo.rounds import moment
from app.demo.rows import HOURS

# A crew that came a moment ago has not written anything yet.
SETTLED = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which a crew serves; `pattern` is the kind of shift it looks like."""

    day: date
    pattern: str
    kind: str

    @property
    def hours(self) -> tuple[time, time]:
        """Begin and end on the wall clock."""
        return HOURS[self.pattern]

    @property
    def starts_at(self) -> datetime:
        """When the crew begins."""
        return moment(self.day, self.hours[0])

    @property
    def ends_at(self) -> datetime:
        """When the crew is to end."""
        return moment(self.day, self.hours[1])


def running(slots: Sequence[Slot], now: datetime) -> list[Slot]:
    """Who is out now; where nobody is, the last crew has not handed in yet."""
    begun = [slot for slot in slots if slot.starts_at + SETTLED <= now]
    return [slot for slot in begun if slot.ends_at > now] or begun[-1:]


def finished(slots: Sequence[Slot], now: datetime) -> list[Slot]:
    """The ended shifts, the newest first."""
    out = running(slots, now)
    return [slot for slot in reversed(slots) if slot.ends_at <= now and slot not in out]
