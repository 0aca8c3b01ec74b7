"""Kinds of courses, states of an event and of those invited to it."""

from app.kernel.i18n import Labelled, _

HOURS_MOST = 200
# Entry training of an assistant; no norm was found, so each town sets its own.
ENTRY_HOURS = 24


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

    INVITED = "invited", _("invited")
    PRESENT = "present", _("was there")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("was not there")
