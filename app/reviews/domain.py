"""Hand-in and review: what must not be missing, what is late, what is a quiet shift."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.kernel.clock import utc
from app.kernel.i18n import _, ngettext
from app.shifts.domain import SafetyEvent, ShiftStatus

# a shift is handed in at the latest twelve hours after its end.
IN_TIME = timedelta(hours=12)
# Longer than any service with its overtime: a slip of the finger.
LONGEST = timedelta(hours=16)
# The record is often handed in a little before the end.
AHEAD = timedelta(hours=1)
# A time of the clock that far from the tap that began the shift is of the other day.
HALF_A_DAY = timedelta(hours=12)
# A shift shorter than this, or this far from its plan, deserves a look.
SHORTEST = timedelta(hours=1)
FAR_FROM_PLAN = timedelta(hours=2)


@dataclass(frozen=True)
class HandIn:
    """What the crew says at the end, and what the shift holds by then."""

    real_from: datetime | None
    real_to: datetime | None
    visits: int
    answered_tasks: int
    incomplete_incidents: int
    crew: int
    has_single_reason: bool
    idle_minutes: int = 0
    now: datetime | None = None


def missing(state: HandIn) -> list[str]:
    """What R-01 and R-05 still ask for, in words; an empty list lets the shift be handed in."""
    asked = [*_odd_times(state), *_gaps(state)]
    return [words for is_missing, words in asked if is_missing]


def _gaps(state: HandIn) -> list[tuple[bool, str]]:
    return [
        (
            state.real_from is None or state.real_to is None,
            _("Say when the shift really began and ended."),
        ),
        (
            state.visits + state.answered_tasks == 0,
            _("Add at least one stop of the round or an answer to a task."),
        ),
        (
            state.incomplete_incidents > 0,
            ngettext(
                "Complete %(n)s incident: what was done and how it ended.",
                "Complete %(n)s incidents: what was done and how they ended.",
                state.incomplete_incidents,
            ),
        ),
        (
            state.crew == 1 and not state.has_single_reason,
            _("Say why you were alone on the shift."),
        ),
    ]


def _odd_times(state: HandIn) -> list[tuple[bool, str]]:
    """Slips of the finger that would make hours nobody has worked."""
    if state.real_from is None or state.real_to is None:
        return []
    length = state.real_to - state.real_from
    return [
        (not length, _("The shift cannot begin and end at the same time. Check the times.")),
        (length > LONGEST, _("The shift would be longer than 16 hours. Check the times.")),
        (
            state.now is not None and state.real_to > state.now + AHEAD,
            _("The end of the shift has not come yet. Check the times."),
        ),
        (
            timedelta(minutes=state.idle_minutes) > length > timedelta(0),
            _("The break and the office are longer than the shift. Check the minutes."),
        ),
    ]


def moments(
    day: date, begin: time | None, end: time | None
) -> tuple[datetime | None, datetime | None]:
    """The times on the clock as moments of a shift that began on this day, maybe over midnight."""
    if begin is None or end is None:
        return None, None
    last = day if end >= begin else day + timedelta(days=1)
    return utc(day, begin), utc(last, end)


def day_begun(day: date, begin: time | None, started: datetime) -> date:
    """The day on which a shift begun on the spot really began.

    Whoever taps after midnight that the shift began at 23:10 means the evening before.
    """
    is_of_the_evening = begin is not None and utc(day, begin) - started > HALF_A_DAY
    return day - timedelta(days=1) if is_of_the_evening else day


def is_late(shift_end: datetime, handed_in_at: datetime) -> bool:
    """R-02: whether the shift is handed in later than twelve hours after its end."""
    return handed_in_at > shift_end + IN_TIME


@dataclass(frozen=True)
class Content:
    """What there is to look at in a shift that waits for its review."""

    incidents: int
    open_tasks: int
    findings: int
    safety_event: SafetyEvent
    is_late: bool
    was_returned: bool
    working_time: tuple[str, ...] = ()


def odd_length(worked: timedelta, planned: timedelta | None) -> list[str]:
    """What is odd about the length of a shift, in words; on the spot there was no plan."""
    asked = [
        (worked < SHORTEST, _("The shift took less than an hour.")),
        (
            planned is not None and abs(worked - planned) > FAR_FROM_PLAN,
            _("The shift took over two hours more or less than planned."),
        ),
    ]
    return [words for is_odd, words in asked if is_odd]


def is_quiet(content: Content) -> bool:
    """A shift the mentor may approve together with others: nothing in it asks for a look."""
    return content.safety_event is SafetyEvent.NONE and not (
        content.incidents
        or content.open_tasks
        or content.findings
        or content.is_late
        or content.was_returned
        or content.working_time
    )


def may_hand_in(status: ShiftStatus) -> bool:
    """Only a shift that runs or was returned is handed in."""
    return status in {ShiftStatus.IN_PROGRESS, ShiftStatus.RETURNED}


def may_review(status: ShiftStatus) -> bool:
    """Only a shift that was handed in is approved or returned."""
    return status is ShiftStatus.HANDED_IN
