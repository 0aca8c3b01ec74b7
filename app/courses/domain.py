"""Kinds of courses, states of an event and of those invited to it, days and hours."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from app.accounts.domain import Role
from app.kernel.i18n import Labelled, _

HOURS_MOST = 200
# Entry training of an assistant; no norm was found, so each town sets its own.
ENTRY_HOURS = 24
# An event of more days than this is a slip of the finger.
LONGEST_EVENT = timedelta(days=30)
# Who is trained and who may be invited: everybody who works with the records.
TRAINED = (Role.APK, Role.DP, Role.MENTOR, Role.DP_COORDINATOR, Role.MANAGER)
# Who plans events, invites people and keeps the attendance list.
PLANNERS = (Role.MENTOR, Role.DP_COORDINATOR, Role.MANAGER)


class CourseKind(Labelled):
    """Why a course is held."""

    ENTRY = "entry", _("entry training")
    CONTINUING = "continuing", _("continuing training")
    MANDATORY = "mandatory", _("mandatory instruction")


class EventStatus(Labelled):
    """How far an event has come."""

    PLANNED = "planned", _("event planned")
    HELD = "held", _("event held")
    CANCELLED = "cancelled", _("event cancelled")


class Attended(Labelled):
    """Whether somebody invited came."""

    INVITED = "invited", _("invitation")
    PRESENT = "present", _("was there")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("was not there")


@dataclass(frozen=True)
class Outcome:
    """What the attendance list says of one person."""

    worker_id: uuid.UUID
    attended: Attended
    has_passed: bool | None = None
    result: str | None = None


def free_places(capacity: int | None, taken: int) -> int | None:
    """How many more may come; None where nobody counts. An excused person leaves his place."""
    return None if capacity is None else max(capacity - taken, 0)


def is_on(today: date, day: date, last_day: date | None) -> bool:
    """Whether the event takes place on this day."""
    return day <= today <= (last_day or day)
