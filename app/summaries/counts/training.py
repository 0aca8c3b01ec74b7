"""Sums over training in a quarter: T10."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from app.accounts.models import Membership
from app.certificates.domain import NOTICE_DAYS
from app.certificates.models import Certificate
from app.courses import queries as courses
from app.kernel import clock
from app.kernel.db import built_once, db
from app.kernel.quarter import Quarter
from app.needs.domain import Balance, Life, balance_of
from app.needs.models import Need, ended_on
from app.plans.models import Plan, PlanItem
from app.skills.domain import Side, is_old
from app.skills.models import Competence, Rating
from app.summaries.counts.lessons import WORKERS, by_month, lessons, meetings
from app.summaries.domain import Named
from app.summaries.tables.training import Standing, Topic, Training

NOTICE = timedelta(days=NOTICE_DAYS[0])
DAY = timedelta(days=1)
IN_USE = select(Competence.id).where(Competence.is_active)
Ids = Collection[uuid.UUID]


def training(quarter: Quarter, today: date) -> Training:
    """What was learnt in the quarter, up to and including today."""
    known = min(quarter.last, today)
    held, worker_hours = lessons(quarter, known)
    topics, balances = _needs(quarter, today)
    return Training(
        standing=_standing(known),
        worker_hours=worker_hours,
        topics=topics,
        balances=balances,
        lessons=held,
        **meetings(quarter, known),
        **_certificates(quarter, known),
    )


def _standing(on: date) -> Standing:
    told = db.session.execute(_people(on))
    people = {key for key, roles in told if not roles.isdisjoint(WORKERS)}
    plans = _agreed(people, on)
    items = select(PlanItem.verified_on).where(PlanItem.plan_id.in_(list(plans)))
    verified = list(db.session.scalars(items)) if plans else []
    return Standing(
        workers=len(people),
        entry=len(people & courses.entered_by(on).keys()),
        agreed=len(set(plans.values())),
        rated=len(people & _rated(on)),
        items=len(verified),
        verified=sum(day is not None and day <= on for day in verified),
    )


@built_once
def _people(on: date) -> Select[*tuple[Any, ...]]:
    return select(Membership.id, Membership.roles).where(*_is_here(on))


def _is_here(on: date) -> tuple[ColumnElement[bool], ...]:
    """Whether somebody belonged to the town on that day."""
    has_not_left = or_(Membership.valid_to.is_(None), Membership.valid_to >= on)
    return Membership.valid_from <= on, has_not_left


def _agreed(people: Ids, on: date) -> dict[uuid.UUID, uuid.UUID]:
    """The plans of that day to which both had agreed by then, with whose they are."""
    return {
        plan.id: plan.worker_id
        for plan in db.session.execute(_plans(on))
        if plan.worker_id in people
        and clock.local(max(plan.worker_agreed_at, plan.mentor_agreed_at)).date() <= on
    }


@built_once
def _plans(on: date) -> Select[*tuple[Any, ...]]:
    return select(Plan.id, Plan.worker_id, Plan.worker_agreed_at, Plan.mentor_agreed_at).where(
        Plan.since <= on,
        Plan.until >= on,
        Plan.worker_agreed_at.is_not(None),
        Plan.mentor_agreed_at.is_not(None),
    )


def _rated(on: date) -> set[uuid.UUID]:
    """R-51: whose every competence in use the mentor had rated in the last six months."""
    wanted = set(db.session.scalars(IN_USE))
    fresh: defaultdict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for worker_id, competence_id, day in db.session.execute(_ratings(on)):
        if not is_old(day, on):
            fresh[worker_id].add(competence_id)
    return {worker_id for worker_id, rated in fresh.items() if wanted <= rated}


@built_once
def _ratings(on: date) -> Select[*tuple[Any, ...]]:
    return (
        select(Rating.worker_id, Rating.competence_id, func.max(Rating.rated_on))
        .where(Rating.side == Side.MENTOR, Rating.rated_on <= on)
        .group_by(Rating.worker_id, Rating.competence_id)
    )


def _needs(quarter: Quarter, today: date) -> tuple[list[Topic], list[Balance | None]]:
    """By topic in the order of the town, and all together."""
    lives: defaultdict[Named, list[Life]] = defaultdict(list)
    for need in db.session.execute(_raised(quarter)):
        life = Life(need.raised_on, need.status, ended_on(need))
        lives[Named(need.code, need.name)].append(life)
    topics = [Topic(name, balances(each, quarter, today)) for name, each in lives.items()]
    return topics, balances([life for each in lives.values() for life in each], quarter, today)


@built_once
def _raised(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    said = (Need.raised_on, Need.status, Need.met_on, Need.decided_at)
    query = select(Competence.code, Competence.name, *said).join(Need.competence)
    query = query.where(Need.raised_on < quarter.end)
    return query.order_by(Competence.position, Competence.id)


def balances(lives: Sequence[Life], quarter: Quarter, today: date) -> list[Balance | None]:
    """The balance of each month that has begun."""
    ends = (*quarter.months[1:], quarter.end)
    spans = zip(quarter.months, ends, strict=True)
    return [balance_of(lives, first, end - DAY) if first <= today else None for first, end in spans]


def _certificates(quarter: Quarter, known: date) -> dict[str, Any]:
    """What ends, by its name, and what of it a longer one replaced by then."""
    held = db.session.execute(_held(known)).all()
    ending = [each for each in held if _ends(each, quarter.first, quarter.last)]
    names = Counter(each.name for each in ending)
    renewed = [(each.valid_to, 1.0) for each in ending if _is_renewed(each, held)]
    ahead = [each for each in held if _ends(each, quarter.end, quarter.last + NOTICE)]
    return {
        "ending": [
            (name, by_month(quarter, [(c.valid_to, 1) for c in ending if c.name == name]))
            for name in sorted(names)
        ],
        "renewed": by_month(quarter, renewed),
        "ending_next": sum(not _is_renewed(each, held) for each in ahead),
    }


@built_once
def _held(known: date) -> Select[*tuple[Any, ...]]:
    """Certificates that had been issued by then, of those who belonged to the town."""
    told = (Certificate.worker_id, Certificate.course_id, Certificate.name, Certificate.valid_to)
    query = select(*told).where(
        Certificate.is_withdrawn.is_(False),
        Certificate.issued_on <= known,
        Certificate.worker_id.in_(select(Membership.id).where(*_is_here(known))),
    )
    return query.order_by(Certificate.name, Certificate.id)


def _ends(one: Any, first: date, last: date) -> bool:
    return one.valid_to is not None and first <= one.valid_to <= last


def _is_renewed(one: Any, others: Sequence[Any]) -> bool:
    """As `certificates.queries` sees it, but by what had been issued by then."""
    return any(
        other.worker_id == one.worker_id
        and (other.valid_to is None or other.valid_to > one.valid_to)
        and (other.name == one.name or (one.course_id and other.course_id == one.course_id))
        for other in others
    )
