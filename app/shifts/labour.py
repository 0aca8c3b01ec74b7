"""Working time (R-04): what to know about a shift of one person; it informs and never blocks."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.accounts.models import Membership
from app.kernel import i18n
from app.kernel.clock import local
from app.kernel.i18n import _
from app.shifts.models import Shift

# R-04, after the Labour Code (Act 262/2006 § 83, § 88, § 90) and the practice of towns.
LONGEST_SHIFT = timedelta(hours=12)
SHORTEST_REST = timedelta(hours=11)
LONGEST_WITHOUT_BREAK = timedelta(hours=6)
SHORTEST_BREAK = 30
LAST_HOUR = time(22, 0)


@dataclass(frozen=True)
class Span:
    """A stretch of work of one person."""

    begin: datetime
    end: datetime
    break_minutes: int | None = None


def labour_warnings(span: Span, others: Iterable[Span]) -> list[str]:
    """R-04 for one person, in words that fit a plan and a shift that is over."""
    others = list(others)
    length = span.end - span.begin
    asked = [
        (any(_overlaps(span, other) for other in others), _("is already on another shift then")),
        (length > LONGEST_SHIFT, _("a shift of more than 12 hours")),
        (any(_rests_little(span, other) for other in others), _("less than 11 hours of rest")),
        (_lacks_break(span, length), _("no break of 30 minutes after 6 hours")),
        (_ends_late(span), _("the end after 22:00")),
    ]
    return [words for is_so, words in asked if is_so]


def by_shift(shifts: Sequence[Shift], near: Sequence[Shift]) -> dict[uuid.UUID, list[str]]:
    """R-04 for each person of these shifts, in sentences; near are the held ones around them."""
    held = {shift.id for shift in near}
    return {s.id: _sentences(s, near) if s.id in held else [] for s in shifts}


def _sentences(shift: Shift, near: Sequence[Shift]) -> list[str]:
    return [
        f"{person.display_name}: {words} ({i18n.day_short(shift.day)})."
        for person in shift.members
        for words in labour_warnings(_span(shift), _other_spans(shift, person, near))
    ]


def _span(shift: Shift) -> Span:
    """By the real times, as soon as they are known."""
    return Span(shift.begins_at, shift.ends_at, shift.break_minutes)


def _other_spans(shift: Shift, person: Membership, near: Sequence[Shift]) -> list[Span]:
    return [_span(s) for s in near if s.id != shift.id and s.has_member(person.id)]


def _overlaps(one: Span, other: Span) -> bool:
    return one.begin < other.end and other.begin < one.end


def _rests_little(one: Span, other: Span) -> bool:
    if _overlaps(one, other):
        return False
    rest = one.begin - other.end if other.end <= one.begin else other.begin - one.end
    return rest < SHORTEST_REST


def _lacks_break(span: Span, length: timedelta) -> bool:
    return length > LONGEST_WITHOUT_BREAK and (
        span.break_minutes is not None and span.break_minutes < SHORTEST_BREAK
    )


def _ends_late(span: Span) -> bool:
    end = local(span.end)
    return end.time() > LAST_HOUR or end.date() > local(span.begin).date()
