"""Every SELECT about training plans."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import date, time
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.courses.models import TrainingEvent
from app.kernel import clock
from app.kernel.db import built_once, db
from app.needs.domain import NeedStatus
from app.needs.models import Need
from app.plans.domain import ItemState, PlanStatus, is_in_term, overlaps
from app.plans.models import Plan, PlanItem
from app.quizzes.models import Attempt, Quiz
from app.skills.domain import leads

# More than fits a morning is shown by what has waited longest.
MOST_OVERDUE = 50


def get(plan_id: uuid.UUID) -> Plan:
    """One plan with its items, their needs and their events."""
    query = select(Plan).where(Plan.id == plan_id).options(*_whole(), joinedload(Plan.mentor))
    return db.session.scalars(query).one()


def get_item(item_id: uuid.UUID) -> PlanItem:
    """One item with its plan as a whole."""
    query = select(PlanItem).where(PlanItem.id == item_id)
    item = db.session.scalars(query).one()
    get(item.plan_id)
    return item


def of(worker_id: uuid.UUID) -> Sequence[Plan]:
    """All plans of the person, the newest first."""
    query = select(Plan).where(Plan.worker_id == worker_id).options(*_whole())
    return db.session.scalars(query.order_by(Plan.since.desc(), Plan.id.desc())).all()


def current(worker_id: uuid.UUID, today: date) -> Plan | None:
    """The plan that holds today; otherwise the one that was not closed yet, or the next."""
    return _chosen(_open([worker_id]), today)


def with_need(need: Need) -> Plan | None:
    """The plan in which the need stands; of an accepted one the plan that could take it."""
    if need.status is NeedStatus.ACCEPTED:
        return current(need.worker_id, clock.today())
    query = select(Plan).join(Plan.items).where(PlanItem.need_id == need.id)
    query = query.options(joinedload(Plan.worker)).order_by(Plan.since.desc(), Plan.id.desc())
    return db.session.scalars(query).first()


def current_of(worker_ids: Collection[uuid.UUID], today: date) -> dict[uuid.UUID, Plan]:
    """The same for several people at once; who has no plan is left out."""
    plans = _open(worker_ids)
    own = {each: [plan for plan in plans if plan.worker_id == each] for each in worker_ids}
    chosen = {each: _chosen(known, today) for each, known in own.items()}
    return {each: plan for each, plan in chosen.items() if plan}


def in_term(worker_ids: Collection[uuid.UUID], today: date) -> set[uuid.UUID]:
    """Whose plan of today has enough items done or in term."""
    return {
        plan.worker_id
        for plan in _open(worker_ids)
        if plan.since <= today <= plan.until
        and is_in_term((item.progress for item in plan.items), today)
    }


def overdue(actor: Membership) -> list[PlanItem]:
    """What is after its term and not done, of those whom this person leads; as manager of all."""
    items = db.session.scalars(_due_before(clock.today())).all()
    sees_all = actor.has(Role.MANAGER)
    led = [item for item in items if sees_all or leads(actor, item.plan.worker)]
    return [item for item in led if item.state is ItemState.OVERDUE][:MOST_OVERDUE]


@built_once
def _due_before(today: date) -> Select[tuple[PlanItem]]:
    return (
        select(PlanItem)
        .join(PlanItem.plan)
        .where(
            Plan.status != PlanStatus.CLOSED,
            PlanItem.due_on < today,
            PlanItem.done_on.is_(None),
            PlanItem.verified_on.is_(None),
        )
        .options(joinedload(PlanItem.plan).joinedload(Plan.worker), *_parts())
        .order_by(PlanItem.due_on, PlanItem.id)
    )


def overlapping(
    worker_id: uuid.UUID, since: date, until: date, *, besides: uuid.UUID | None
) -> Plan | None:
    """Another open plan of the person for some of the same days."""
    query = select(Plan).where(Plan.worker_id == worker_id, Plan.status != PlanStatus.CLOSED)
    plans = db.session.scalars(query.where(Plan.id != besides).order_by(Plan.since))
    return next((p for p in plans if overlaps(since, until, p.since, p.until)), None)


def last_position(plan_id: uuid.UUID) -> int:
    """The position of the last item; -1 in an empty plan."""
    query = select(func.max(PlanItem.position)).where(PlanItem.plan_id == plan_id)
    found = db.session.scalar(query)
    return -1 if found is None else found


def _open(worker_ids: Collection[uuid.UUID]) -> Sequence[Plan]:
    query = select(Plan).where(Plan.worker_id.in_(worker_ids), Plan.status != PlanStatus.CLOSED)
    return db.session.scalars(query.options(*_whole()).order_by(Plan.since, Plan.id)).all()


def _chosen(plans: Iterable[Plan], today: date) -> Plan | None:
    known = list(plans)
    begun = [plan for plan in known if plan.since <= today]
    running = [plan for plan in begun if plan.until >= today]
    return next(iter([*reversed(running), *reversed(begun), *known]), None)


def _whole() -> tuple[Any, ...]:
    return (
        joinedload(Plan.worker),
        selectinload(Plan.items).options(*_parts()),
    )


def _parts() -> tuple[Any, ...]:
    """What an item is shown with; who was at its event decides whether it is done."""
    event = joinedload(PlanItem.event)
    return (
        joinedload(PlanItem.need).joinedload(Need.competence),
        joinedload(PlanItem.verifier),
        event.joinedload(TrainingEvent.course),
        event.selectinload(TrainingEvent.attendances),
    )


def proving_attempts(item: PlanItem) -> Sequence[Attempt]:
    """R-52: the quizzes about its competence passed since it was done, the newest first.

    What somebody knew before says nothing of what he has learnt.
    """
    since = clock.utc(item.was_done_on or clock.today(), time.min)
    query = (
        select(Attempt)
        .join(Attempt.quiz)
        .where(
            Attempt.worker_id == item.plan.worker_id,
            Attempt.has_passed,
            Attempt.taken_at >= since,
            Quiz.competence_id == item.need.competence_id,
        )
        .options(contains_eager(Attempt.quiz))
        .order_by(Attempt.taken_at.desc(), Attempt.id.desc())
    )
    return db.session.scalars(query).all()
