"""Training needs: where they come from and what may become of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

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
# So long the person still sees among his needs what was rejected, and why.
TOLD_DAYS = timedelta(days=90)


def may_move(before: NeedStatus, after: NeedStatus) -> bool:
    """Whether a need in this state may get into that one."""
    return after in MOVES[before]


def may_decide(before: NeedStatus, after: NeedStatus) -> bool:
    """Whether a leader may decide so; what stands in a plan is decided there."""
    return before is not NeedStatus.PLANNED and may_move(before, after)


# so long before its end the renewal of a certificate is urgent.
URGENT_DAYS = 30
# The competence of a certificate that no course of the town tells.
FALLBACK_COMPETENCE = "law_basics"


def urgency_of(due_on: date | None, today: date) -> Urgency:
    """What ends or must be done within thirty days is urgent."""
    if due_on is None:
        return Urgency.MEDIUM
    return Urgency.HIGH if due_on <= today + timedelta(days=URGENT_DAYS) else Urgency.MEDIUM


def duty_day(first_day: date, within_days: int | None, today: date) -> date | None:
    """Until when a newcomer has what his role requires; a rule made later begins today."""
    if within_days is None:
        return None
    return max(first_day + timedelta(days=within_days), today)


class Movement(Labelled):
    """What a figure of the balance counts; the words of its list."""

    START = "start", _("open at the start")
    NEW = "new", _("arisen in the period")
    MET = "met", _("met in the period")
    REJECTED = "rejected", _("rejected in the period")
    OPEN = "open", _("open at the end")


@dataclass(frozen=True)
class Life:
    """What the figures need of a need: when it arose, how it ended and when."""

    raised_on: date
    status: NeedStatus
    closed_on: date | None

    @property
    def ended_on(self) -> date | None:
        """The day on which it ceased to be open; never before it arose."""
        if self.status in OPEN or self.closed_on is None:
            return None
        return max(self.closed_on, self.raised_on)


@dataclass(frozen=True)
class Balance:
    """Needs in a period: open at its start, those that came and went, open at its end."""

    start: int
    new: int
    met: int
    rejected: int

    @property
    def end(self) -> int:
        """What is left open."""
        return self.start + self.new - self.met - self.rejected

    def __bool__(self) -> bool:
        return any((self.start, self.new, self.met, self.rejected))


def balance_of(lives: Iterable[Life], since: date, until: date) -> Balance:
    """The balance of the period; both days belong to it."""
    open_before = [c for c in lives if c.ended_on is None or c.ended_on >= since]
    gone = [c.status for c in open_before if c.ended_on and c.ended_on <= until]
    return Balance(
        start=sum(c.raised_on < since for c in open_before),
        new=sum(since <= c.raised_on <= until for c in open_before),
        met=gone.count(NeedStatus.MET),
        rejected=gone.count(NeedStatus.REJECTED),
    )


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
