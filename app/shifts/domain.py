"""Shifts: kinds, states, visits, tallies and the rules of hand-in and working time."""

from app.kernel.i18n import Labelled, _


class ShiftKind(Labelled):
    MORNING = "morning", _("Morning shift")
    AFTERNOON = "afternoon", _("Afternoon shift")
    SPLIT = "split", _("Split shift")
    WEEKEND = "weekend", _("Weekend or holiday shift")
    EVENT = "event", _("Event")
    DP_ROUND = "dp_round", _("Caretaker's round")


class ShiftStatus(Labelled):
    PLANNED = "planned", _("planned")
    IN_PROGRESS = "in_progress", _("in progress")
    HANDED_IN = "handed_in", _("handed in")
    RETURNED = "returned", _("returned for completion")
    APPROVED = "approved", _("approved")
    CANCELLED = "cancelled", _("shift cancelled")


class SingleReason(Labelled):
    ILLNESS = "illness", _("illness")
    LEAVE = "leave", _("leave")
    TRAINING = "training", _("training")
    WITH_OFFICER = "with_officer", _("paired with an officer")
    OTHER = "other", _("other")


class CancelReason(Labelled):
    ILLNESS = "illness", _("illness")
    TRAINING = "training", _("training")
    LEAVE = "leave", _("leave")
    OTHER = "other", _("other")


class SafetyEvent(Labelled):
    NONE = "none", _("no safety event")
    VERBAL_ATTACK = "verbal_attack", _("verbal attack")
    PHYSICAL_ATTACK = "physical_attack", _("physical attack")
    INJURY = "injury", _("injury")
    NEEDLE_PRICK = "needle_prick", _("needle prick")


class TaskStatus(Labelled):
    OPEN = "open", _("open")
    DONE = "done", _("done")
    PARTLY = "partly", _("partly done")
    NOT_DONE = "not_done", _("not done")


class Priority(Labelled):
    NORMAL = "normal", _("normal")
    HIGH = "high", _("high")


class VisitResult(Labelled):
    CALM = "calm", _("calm")
    DEFECT = "defect", _("defect")
    INCIDENT = "incident", _("incident")


class ContactKind(Labelled):
    RESIDENT = "resident", _("resident")
    CHILD = "child", _("child or youth")
    SENIOR = "senior", _("senior")
    TENANT = "tenant", _("tenant")
    BUSINESS = "business", _("business")
    INSTITUTION = "institution", _("institution")


class PeopleEstimate(Labelled):
    NOBODY = "nobody", _("nobody")
    FEW = "few", _("1 to 5")
    SOME = "some", _("6 to 15")
    MANY = "many", _("more than 15")
