"""Shifts: kinds, states, visits, tallies, holidays and the minutes of work."""

from datetime import UTC, date, datetime, timedelta

from app.kernel.clock import local
from app.kernel.i18n import Labelled, _

# Act 245/2000 § 1 and § 2, as (month, day); Good Friday and Easter Monday move.
HOLIDAYS = frozenset(
    [
        *((1, 1), (5, 1), (5, 8), (7, 5), (7, 6), (9, 28), (10, 28), (11, 17)),
        *((12, 24), (12, 25), (12, 26)),
    ]
)


class ShiftKind(Labelled):
    """The kinds of a shift."""

    MORNING = "morning", _("Morning shift")
    AFTERNOON = "afternoon", _("Afternoon shift")
    SPLIT = "split", _("Split shift")
    WEEKEND = "weekend", _("Weekend or holiday shift")
    EVENT = "event", _("Event")
    DP_ROUND = "dp_round", _("Caretaker's round")


class ShiftStatus(Labelled):
    """The states of a shift, from its plan to its approval."""

    PLANNED = "planned", _("planned")
    IN_PROGRESS = "in_progress", _("in progress")
    HANDED_IN = "handed_in", _("handed in")
    RETURNED = "returned", _("returned for completion")
    APPROVED = "approved", _("approved")
    CANCELLED = "cancelled", _("shift cancelled")


class SingleReason(Labelled):
    """Why somebody is alone on a shift (R-05)."""

    ILLNESS = "illness", _("illness")
    LEAVE = "leave", _("leave")
    TRAINING = "training", _("training")
    WITH_OFFICER = "with_officer", _("paired with an officer")
    OTHER = "other", _("other")


class CancelReason(Labelled):
    """Why a planned shift did not take place."""

    ILLNESS = "illness", _("illness")
    TRAINING = "training", _("training")
    LEAVE = "leave", _("leave")
    OTHER = "other", _("other")


class SafetyEvent(Labelled):
    """What happened to the assistants themselves."""

    NONE = "none", _("no safety event")
    VERBAL_ATTACK = "verbal_attack", _("verbal attack")
    PHYSICAL_ATTACK = "physical_attack", _("physical attack")
    INJURY = "injury", _("injury")
    NEEDLE_PRICK = "needle_prick", _("needle prick")

    @property
    def steps(self) -> tuple[str, ...]:
        """What to do next, in order."""
        return STEPS.get(self, ())


STEPS = {
    SafetyEvent.VERBAL_ATTACK: (
        _("Go away from the place. Do not answer back."),
        _("If you are afraid, call 158 or 156."),
        _("Tell your mentor today. You may ask for a talk with the supervisor."),
    ),
    SafetyEvent.PHYSICAL_ATTACK: (
        _("Go to safety and call 158; with an injury also 155."),
        _("Have yourself examined by a doctor, even if it does not hurt."),
        _("Call your mentor at once. He will write the record of an injury with you."),
    ),
    SafetyEvent.INJURY: (
        _("Treat the wound; with a serious injury call 155."),
        _("Have yourself examined by a doctor and keep the report."),
        _("Call your mentor today. He will write the record of an injury with you."),
    ),
    SafetyEvent.NEEDLE_PRICK: (
        _("Let the wound bleed, wash it with soap and water for ten minutes, disinfect it."),
        _("Go to the emergency department at once, at the latest within two hours."),
        _("Take the needle with you in the container, if it can be done safely."),
        _("Call your mentor at once. He will write the record of an injury with you."),
    ),
}


class TaskStatus(Labelled):
    """What came of a task."""

    OPEN = "open", _("open")
    DONE = "done", _("done")
    PARTLY = "partly", _("partly done")
    NOT_DONE = "not_done", _("not done")


class Priority(Labelled):
    """How much a task matters."""

    NORMAL = "normal", _("normal")
    HIGH = "high", _("high")


class VisitResult(Labelled):
    """How a stop on the round turned out."""

    CALM = "calm", _("calm")
    DEFECT = "defect", _("defect")
    INCIDENT = "incident", _("incident")


class ContactKind(Labelled):
    """With whom the crew spoke."""

    RESIDENT = "resident", _("resident")
    CHILD = "child", _("child or youth")
    SENIOR = "senior", _("senior")
    TENANT = "tenant", _("tenant")
    BUSINESS = "business", _("business")
    INSTITUTION = "institution", _("institution")


class PeopleEstimate(Labelled):
    """How many people were there, roughly."""

    NOBODY = "nobody", _("nobody")
    FEW = "few", _("1 to 5")
    SOME = "some", _("6 to 15")
    MANY = "many", _("more than 15")


MOVES = {
    ShiftStatus.PLANNED: {ShiftStatus.IN_PROGRESS, ShiftStatus.CANCELLED},
    ShiftStatus.IN_PROGRESS: {ShiftStatus.HANDED_IN},
    ShiftStatus.HANDED_IN: {ShiftStatus.APPROVED, ShiftStatus.RETURNED},
    ShiftStatus.RETURNED: {ShiftStatus.HANDED_IN},
    ShiftStatus.APPROVED: {ShiftStatus.RETURNED},
    ShiftStatus.CANCELLED: set[ShiftStatus](),
}
WRITABLE = frozenset({ShiftStatus.IN_PROGRESS, ShiftStatus.RETURNED})
# Shifts that did not take place.
UNCOUNTED = (ShiftStatus.PLANNED, ShiftStatus.CANCELLED)


def is_of_assistants(kind: ShiftKind, *, is_training: bool) -> bool:
    """Whether figures are about it: caretakers' rounds and training stay out."""
    return not is_training and kind is not ShiftKind.DP_ROUND


def may_move(status: ShiftStatus, to: ShiftStatus) -> bool:
    """Whether a shift may go from one state to the other."""
    return to in MOVES[status]


def kind_at(moment: datetime) -> ShiftKind:
    """The usual kind of a shift that begins now."""
    begin = local(moment)
    if begin.weekday() >= 5 or is_holiday(begin.date()):
        return ShiftKind.WEEKEND
    return ShiftKind.MORNING if begin.hour < 12 else ShiftKind.AFTERNOON


def is_holiday(day: date) -> bool:
    """Whether it is a public holiday."""
    easter = _easter(day.year)
    moving = (easter - timedelta(days=2), easter + timedelta(days=1))
    return (day.month, day.day) in HOLIDAYS or day in moving


def _easter(year: int) -> date:
    """Easter Sunday by the rule of Gauss, true from 1900 to 2099."""
    golden = year % 19
    moon = (19 * golden + 24) % 30
    week = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7
    is_too_late = moon + week == 35 or (moon == 28 and week == 6 and golden > 10)
    return date(year, 3, 22) + timedelta(days=moon + week - 7 * is_too_late)


def needs_single_reason(kind: ShiftKind, crew: int) -> bool:
    """R-05: whoever is alone says why; caretakers' rounds are always alone."""
    return crew == 1 and kind is not ShiftKind.DP_ROUND


def field_minutes(worked: int, office: int | None) -> int:
    """Minutes in the field of one person: worked less those in the office."""
    return max(worked - (office or 0), 0)


def worked_minutes(begin: datetime, end: datetime, break_minutes: int | None = None) -> int:
    """Minutes of one person without the break, true on the nights of the clock change too."""
    length = end.astimezone(UTC) - begin.astimezone(UTC)
    return max(int(length.total_seconds() // 60) - (break_minutes or 0), 0)
