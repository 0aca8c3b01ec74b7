"""Every SELECT about needs; what a person may see begins with visible()."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, String, func, or_, select, type_coerce
from sqlalchemy.orm import joinedload

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.db import db
from app.needs.domain import OPEN, TOLD_DAYS, NeedStatus
from app.needs.models import Need
from app.skills.models import Competence

Raised = dict[tuple[uuid.UUID, uuid.UUID], Need]


def get(need_id: uuid.UUID) -> Need:
    """One need with whose it is, its competence, its source and who decided."""
    query = select(Need).where(Need.id == need_id)
    return db.session.scalars(query.options(*whole(), joinedload(Need.certificate))).one()


def whole() -> tuple[Any, ...]:
    """What a need is shown with."""
    people = (Need.worker, Need.raiser, Need.decider)
    return tuple(joinedload(part) for part in (*people, Need.competence, Need.incident))


def visible(actor: Membership) -> Select[tuple[Need]]:
    """The needs that policy.read lets this person see; every list starts here."""
    query = select(Need)
    return query if actor.has(Role.MANAGER) else query.where(or_(*_reach(actor)))


def _reach(actor: Membership) -> list[ColumnElement[bool]]:
    """His own, and those of the people whom he leads."""
    own = Need.worker_id == actor.id
    led = _led_by(actor)
    return [own] if led is None else [own, Need.worker_id.in_(led)]


def _led_by(actor: Membership) -> Select[tuple[uuid.UUID]] | None:
    """The people whom `skills.domain.leads` lets this person lead, himself left out."""
    led = {Role.DP} if actor.has(Role.DP_COORDINATOR) else set()
    led |= {Role.APK, Role.DP} if actor.has(Role.MENTOR) else set()
    if not led:
        return None
    held = type_coerce(Membership.roles, String)
    roles = or_(*(held.contains(f"|{role.value}|") for role in sorted(led)))
    return select(Membership.id).where(roles, Membership.id != actor.id)


def of(worker_id: uuid.UUID) -> Sequence[Need]:
    """Everything the person has ever needed, the newest first."""
    query = select(Need).where(Need.worker_id == worker_id).options(joinedload(Need.competence))
    return db.session.scalars(query.order_by(Need.raised_on.desc(), Need.id.desc())).all()


def told_to(worker_id: uuid.UUID) -> list[Need]:
    """What the person sees of his needs: those that are open, then what was rejected lately."""
    known, since = of(worker_id), clock.now() - TOLD_DAYS
    is_open = [need for need in known if need.status in OPEN]
    rejected = (need for need in known if need.status is NeedStatus.REJECTED)
    return is_open + [need for need in rejected if need.decided_at and need.decided_at >= since]


def accepted_of(worker_id: uuid.UUID) -> list[Need]:
    """What can be put into a plan of this person, the oldest first."""
    return [need for need in reversed(of(worker_id)) if need.status is NeedStatus.ACCEPTED]


def waiting_count(actor: Membership) -> int:
    """How many proposed needs of others, which this person may see, wait for a decision."""
    those = visible(actor).where(Need.status == NeedStatus.PROPOSED, Need.worker_id != actor.id)
    return db.session.scalar(those.with_only_columns(func.count())) or 0


def raised_from(incident_ids: Collection[uuid.UUID]) -> Raised:
    """The needs that arose from these incidents, by incident and worker."""
    if not incident_ids:
        return {}
    query = select(Need).where(Need.incident_id.in_(incident_ids))
    found = db.session.scalars(query.options(joinedload(Need.competence)))
    return {(need.incident_id, need.worker_id): need for need in found if need.incident_id}


def competence(code: str) -> Competence | None:
    """The competence of this code that is in use; otherwise the first one of the town."""
    query = select(Competence).where(Competence.is_active)
    order = (Competence.code != code, Competence.position, Competence.id)
    return db.session.scalars(query.order_by(*order).limit(1)).first()


def certificates_with_a_need() -> set[uuid.UUID]:
    """The certificates whose end was ever made a need."""
    query = select(Need.certificate_id).where(Need.certificate_id.is_not(None))
    return {found for found in db.session.scalars(query) if found}


def courses_with_a_need() -> set[tuple[uuid.UUID, uuid.UUID]]:
    """(worker, course) of everything that a course was ever needed for."""
    query = select(Need.worker_id, Need.course_id).where(Need.course_id.is_not(None))
    return {(worker, course) for worker, course in db.session.execute(query) if course}
