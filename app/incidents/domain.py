"""Codes of incidents and their rules."""

from app.kernel.i18n import Labelled, _


class Category(Labelled):
    PUBLIC_ORDER = "public_order", _("Public order")
    OTHER = "other", _("Other")


class Subcategory(Labelled):
    NOISE = "noise", _("Noise, disturbance")
    OTHER = "other", _("Other")

    @property
    def category(self) -> Category:
        return Category.PUBLIC_ORDER if self == Subcategory.NOISE else Category.OTHER


class Source(Labelled):
    OWN = "own", _("own finding")


class Seriousness(Labelled):
    MINOR = "minor", _("minor")
    MEDIUM = "medium", _("medium")
    SERIOUS = "serious", _("serious")


class Action(Labelled):
    TALK = "talk", _("talk")


class Result(Labelled):
    SOLVED_ON_SPOT = "solved_on_spot", _("solved on the spot")


class Recipient(Labelled):
    MP = "mp", _("municipal police")


class IncidentStatus(Labelled):
    DRAFT = "draft", _("draft")
    RECORDED = "recorded", _("recorded")
    CHECKED = "checked", _("checked")
    CANCELLED = "cancelled", _("cancelled")
