"""Training needs: where they come from and what may become of them."""

from collections.abc import Mapping

from app.incidents.domain import Category, Subcategory
from app.kernel.i18n import Labelled, _


class Origin(Labelled):
    """What a need arose from."""

    RATING = "rating", _("gap in the ratings")
    INCIDENT = "incident", _("incident in the field")
    OWN_WISH = "own_wish", _("own wish")
    NEW_TASK = "new_task", _("new task or new job")
    EXPIRY = "expiry", _("certificate ends")
    SUPERVISION = "supervision", _("supervision")
    LAW_CHANGE = "law_change", _("change of law")


class Urgency(Labelled):
    """How soon it should be met."""

    HIGH = "high", _("soon")
    MEDIUM = "medium", _("within half a year")
    LOW = "low", _("when it suits")


class NeedStatus(Labelled):
    """How far a need has come."""

    PROPOSED = "proposed", _("need proposed")
    ACCEPTED = "accepted", _("need accepted")
    PLANNED = "planned", _("need planned")
    MET = "met", _("need met")
    POSTPONED = "postponed", _("need postponed")
    REJECTED = "rejected", _("need rejected")


# What may follow what; a need is met only by way of a plan.
MOVES: Mapping[NeedStatus, frozenset[NeedStatus]] = {
    NeedStatus.PROPOSED: frozenset(
        {NeedStatus.ACCEPTED, NeedStatus.POSTPONED, NeedStatus.REJECTED}
    ),
    NeedStatus.POSTPONED: frozenset({NeedStatus.ACCEPTED, NeedStatus.REJECTED}),
    NeedStatus.ACCEPTED: frozenset({NeedStatus.PLANNED, NeedStatus.POSTPONED, NeedStatus.REJECTED}),
    NeedStatus.PLANNED: frozenset({NeedStatus.MET, NeedStatus.ACCEPTED}),
    NeedStatus.MET: frozenset({NeedStatus.PLANNED}),
    NeedStatus.REJECTED: frozenset({NeedStatus.ACCEPTED}),
}
OPEN = frozenset(NeedStatus) - {NeedStatus.MET, NeedStatus.REJECTED}


def may_move(before: NeedStatus, after: NeedStatus) -> bool:
    """Whether a need in this state may get into that one."""
    return after in MOVES[before]


# Which competence a kind of incident asks for, so that one tap is enough.
BY_CATEGORY: Mapping[Category, str] = {
    Category.PUBLIC_ORDER: "communication",
    Category.YOUTH: "youth",
    Category.SUBSTANCES: "addiction",
    Category.ENVIRONMENT: "bylaws",
    Category.COEXISTENCE: "disputes",
    Category.ASSISTANCE: "services",
    Category.TRAFFIC: "bylaws",
    Category.PROPERTY_CRIME: "law_basics",
    Category.COOPERATION: "services",
    Category.OTHER: "records",
}
BY_KIND: Mapping[Subcategory, str] = {
    Subcategory.BRAWL: "aggressor",
    Subcategory.HARASSMENT_BEGGING: "aggressor",
    Subcategory.NEEDLE_FOUND: "needles",
    Subcategory.MEDICAL: "first_aid",
    Subcategory.FRAUD_SENIORS: "seniors_fraud",
    Subcategory.DOMESTIC: "law_basics",
}


def competence_for(kind: Subcategory) -> str:
    """The code of the competence that an incident of this kind asks for."""
    return BY_KIND.get(kind) or BY_CATEGORY[kind.category]
