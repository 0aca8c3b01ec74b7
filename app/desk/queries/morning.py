"""What a mentor or a coordinator finds in the morning: urgent, waiting, new, who goes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ScalarSelect, Select, func, or_, select
from sqlalchemy.orm import joinedload

from app.accounts import queries as accounts
from app.accounts.domain import Role
from app.accounts.models import Membership
from app.certificates import queries as certificates
from app.certificates.models import Certificate
from app.desk.queries.phone import of_person
from app.incidents import queries as incidents
from app.incidents.domain import IncidentStatus
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import scope
from app.needs import queries as needs
from app.outbox import queries as outbox
from app.plans import queries as plans
from app.reviews import queries as reviews
from app.shifts import queries as shifts
from app.shifts.domain import SafetyEvent, ShiftKind, ShiftStatus
from app.shifts.models import Shift, Visit
from app.skills import queries as skills
from app.training import policy as training_policy
from app.training import queries as training

URGENT_HOURS = timedelta(hours=48)
WEEK = timedelta(days=7)
# The record of a contract asks for a notice sixty days before its end.
CONTRACT_NOTICE = timedelta(days=60)
MOST_SHOWN = 6
UNREAD = (IncidentStatus.DRAFT, IncidentStatus.RECORDED)
UNREVIEWED = (ShiftStatus.PLANNED, ShiftStatus.IN_PROGRESS, ShiftStatus.HANDED_IN)


@dataclass(frozen=True)
class News:
    """What has come since the beginning of yesterday, and how many incidents are not complete."""

    since: date
    visits: int
    incidents: int
    handed_in: int
    drafts: int


@dataclass(frozen=True)
class Elsewhere:
    """Another town of the same person, and how much waits there."""

    person: Membership
    count: int


def screen(actor: Membership) -> dict[str, Any]:
    """Everything the morning page shows."""
    queue = reviews.waiting(actor)
    counts = _counted(actor)
    running = _in_hand(actor)
    return {
        "urgent": urgent(actor),
        "proposed": needs.waiting_count(actor),
        "overdue": plans.overdue(actor),
        "ending": ending_certificates(actor),
        "round": training.running() if training_policy.browse_rounds(actor) else None,
        "unsafe": unsafe(actor),
        "suspicious": [each for each in queue if each.content.findings],
        "quiet": [each for each in queue if each.is_quiet],
        "to_read": [each for each in queue if not each.is_quiet],
        "returned": [shift for shift in running if shift.status == ShiftStatus.RETURNED],
        "drafts": counts.drafts,
        "on_shift": [shift for shift in running if shift.status == ShiftStatus.IN_PROGRESS],
        **_who_goes_out(actor),
        "contracts": ending_contracts(actor),
        "news": counts,
        "elsewhere": elsewhere(actor),
        "late": outbox.count_waiting(actor),
        "silent": outbox.silent_phones(actor),
    }


def _who_goes_out(actor: Membership) -> dict[str, Any]:
    """The shifts of the days to come, and those of one person."""
    week = shifts.week(actor, clock.today())
    coming = [shift for day in week for shift in day.shifts if _is_coming(shift)]
    return {"week": week, "alone": [shift for shift in coming if shift.is_alone]}


def urgent(actor: Membership) -> Sequence[Incident]:
    """Urgent incidents of the last two days, and older ones that ask the mentor to look."""
    is_fresh = Incident.occurred_at >= clock.now() - URGENT_HOURS
    is_unread = Incident.needs_mentor_attention & Incident.status.in_(UNREAD)
    query = incidents.visible(actor).where(
        Incident.status != IncidentStatus.CANCELLED,
        Incident.is_training.is_(False),
        or_(is_unread, is_fresh & Incident.subcategory.in_(incidents.URGENT)),
    )
    query = query.options(joinedload(Incident.place), joinedload(Incident.author))
    return db.session.scalars(query.order_by(Incident.occurred_at.desc())).all()


def unsafe(actor: Membership) -> Sequence[Shift]:
    """Attacks and injuries of the last two days, and older ones whose shift nobody reviewed."""
    recent = or_(
        Shift.day >= clock.today() - URGENT_HOURS,
        Shift.status.in_(UNREVIEWED),
    )
    query = shifts.visible(actor).where(Shift.safety_event != SafetyEvent.NONE, recent)
    return db.session.scalars(query.order_by(Shift.planned_from.desc()).limit(MOST_SHOWN)).all()


def _in_hand(actor: Membership) -> Sequence[Shift]:
    """The shifts that run and those that wait for their crew, the earliest first."""
    query = _led(actor).where(Shift.status.in_((ShiftStatus.RETURNED, ShiftStatus.IN_PROGRESS)))
    return db.session.scalars(query.order_by(Shift.planned_from, Shift.id)).all()


def _counted(actor: Membership) -> News:
    """All that is only counted, in one question: the morning has enough others."""
    since = clock.today() - timedelta(days=1)
    fresh = _led(actor).where(Shift.day >= since, Shift.is_training.is_(False))
    visits = select(Visit).where(
        Visit.shift_id.in_(fresh.with_only_columns(Shift.id)), Visit.is_withdrawn.is_(False)
    )
    written = incidents.visible(actor).where(
        Incident.day >= since, Incident.status != IncidentStatus.CANCELLED
    )
    handed_in = fresh.where(Shift.handed_in_at.is_not(None))
    asked = (visits, written, handed_in, _drafts(actor))
    numbers = db.session.execute(select(*(_count(query) for query in asked))).one()
    return News(since, *numbers)


def ending_contracts(actor: Membership) -> Sequence[Membership]:
    """Whose contract ends within sixty days, the nearest first; a coordinator sees his people."""
    today = clock.today()
    query = (
        select(Membership)
        .where(Membership.contract_to.between(today, today + CONTRACT_NOTICE))
        .options(joinedload(Membership.mentor))
        .order_by(Membership.contract_to, Membership.sort_text)
    )
    if not actor.has(Role.MENTOR):
        query = query.where(Membership.mentor_id == actor.id)
    return [person for person in db.session.scalars(query) if person.is_valid_on(today)]


def ending_certificates(actor: Membership) -> list[Certificate]:
    """R-53: what ends within sixty days and then what has ended, of those whom he leads."""
    today = clock.today()
    found = certificates.in_need({person.id for person in skills.team(actor)}, today)
    return sorted(found, key=lambda each: each.valid_to < today)


def elsewhere(actor: Membership) -> list[Elsewhere]:
    """The other towns of this person, each with what waits for him there."""
    others = [
        person
        for person in accounts.towns_of(actor.user_id)
        if person.municipality_id != actor.municipality_id
    ]
    return [Elsewhere(person, waiting_for(person)) for person in others]


def waiting_for(person: Membership) -> int:
    """How many shifts wait for this person in the town he belongs to."""
    with scope(person.municipality_id):
        if person.has(Role.MENTOR, Role.DP_COORDINATOR):
            query = _led(person).where(Shift.status == ShiftStatus.HANDED_IN)
        else:
            query = shifts.visible(person).where(
                Shift.status == ShiftStatus.RETURNED, of_person(person)
            )
        return db.session.scalar(select(_count(query))) or 0


def _led(actor: Membership) -> Select[tuple[Shift]]:
    """A mentor leads every crew of the town, a coordinator the rounds of caretakers."""
    query = shifts.visible(actor)
    if actor.has(Role.MENTOR):
        return query
    return query.where(Shift.kind == ShiftKind.DP_ROUND)


def _drafts(actor: Membership) -> Select[tuple[Incident]]:
    return incidents.visible(actor).where(Incident.status == IncidentStatus.DRAFT)


def _is_coming(shift: Shift) -> bool:
    return shift.status in (ShiftStatus.PLANNED, ShiftStatus.IN_PROGRESS)


def _count(query: Select[Any]) -> ScalarSelect[int]:
    entity = query.column_descriptions[0]["entity"]
    rows = query.with_only_columns(entity.id).order_by(None).subquery()
    return select(func.count()).select_from(rows).scalar_subquery()
