"""Every SELECT about incidents; what a person may see begins with visible() or reach()."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.incidents.domain import (
    COUNTED,
    TILES,
    Action,
    IncidentStatus,
    Recipient,
    Subcategory,
)
from app.incidents.models import Incident, IncidentAction
from app.incidents.policy import LEADERS, WRITERS
from app.kernel import clock
from app.kernel.codes import offered
from app.kernel.db import db
from app.shifts.models import Shift, ShiftMember

USUAL_DAYS = 90
# The same kind at the same place within this time is proposed as repeated.
REPEATED_WITHIN = timedelta(days=14)
# two records of one kind at one place within this time are probably one situation.
SAME_SITUATION = timedelta(minutes=30)
URGENT = [kind for kind in Subcategory if kind.is_urgent]


def visible(actor: Membership) -> Select[tuple[Incident]]:
    """The incidents that policy.read lets this person see; every list starts here."""
    return select(Incident).where(*reach(actor))


def reach(actor: Membership) -> tuple[ColumnElement[bool], ...]:
    """The same as conditions; none for those who see all of the town."""
    return () if actor.has(*LEADERS) else (or_(*_reach(actor)),)


def _reach(actor: Membership) -> list[ColumnElement[bool]]:
    reach: list[ColumnElement[bool]] = []
    if actor.has(Role.DP_COORDINATOR):
        roles = type_coerce(Membership.roles, String)
        reach.append(_written_by(roles.contains(f"|{Role.DP.value}|")))
    if actor.has(*WRITERS):
        crews = select(ShiftMember.shift_id).where(ShiftMember.person_id == actor.id)
        typed = select(Shift.id).where(Shift.entered_by == actor.id)
        reach += [
            Incident.author_id == actor.id,
            Incident.shift_id.in_(crews),
            Incident.shift_id.in_(typed),
        ]
        if actor.mentor_id:
            reach.append(_written_by(Membership.mentor_id == actor.mentor_id))
    return reach or [Incident.id.is_(None)]


def _written_by(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Incident.author_id.in_(select(Membership.id).where(condition))


def get(incident_id: uuid.UUID) -> Incident:
    """One incident with its place, author, crew and steps."""
    query = select(Incident).where(Incident.id == incident_id).options(*_whole())
    return db.session.scalars(query).one()


def _whole() -> tuple[Any, ...]:
    return (
        joinedload(Incident.place),
        joinedload(Incident.author),
        joinedload(Incident.shift).selectinload(Shift.crew).joinedload(ShiftMember.person),
        selectinload(Incident.steps),
    )


def counted() -> ColumnElement[bool]:
    """Whether figures count the incident: complete, not cancelled, not of a training shift."""
    return and_(Incident.status.in_(COUNTED), Incident.is_training.is_(False))


def passed_to_police() -> ColumnElement[bool]:
    """Whether the municipal police was called to the incident or was given it."""
    to_police = or_(
        IncidentAction.action == Action.PATROL_MP, IncidentAction.recipient == Recipient.MP
    )
    return Incident.id.in_(select(IncidentAction.incident_id).where(to_police))


def of_shift(shift_id: uuid.UUID) -> Sequence[Incident]:
    """The incidents of one shift, the newest first, cancelled ones too."""
    query = (
        select(Incident)
        .where(Incident.shift_id == shift_id)
        .options(joinedload(Incident.place), selectinload(Incident.steps))
        .order_by(Incident.occurred_at.desc(), Incident.id.desc())
    )
    return db.session.scalars(query).all()


def drafts_of(person_id: uuid.UUID) -> Sequence[Incident]:
    """What the person (or a colleague on the same shift) began and has not completed."""
    crews = select(ShiftMember.shift_id).where(ShiftMember.person_id == person_id)
    query = (
        select(Incident)
        .where(
            Incident.status == IncidentStatus.DRAFT,
            or_(Incident.author_id == person_id, Incident.shift_id.in_(crews)),
        )
        .options(joinedload(Incident.place), selectinload(Incident.steps))
        .order_by(Incident.occurred_at)
    )
    return db.session.scalars(query).all()


def usual_kinds() -> list[Subcategory]:
    """The kinds recorded most often lately, filled up with those that are usual elsewhere."""
    since = clock.today() - timedelta(days=USUAL_DAYS)
    query = (
        select(Incident.subcategory)
        .where(Incident.day >= since, Incident.status != IncidentStatus.CANCELLED)
        .group_by(Incident.subcategory)
        .order_by(func.count().desc(), Incident.subcategory)
        .limit(len(TILES))
    )
    known = offered(Subcategory)
    usual = [kind for kind in (*db.session.scalars(query), *TILES) if kind in known]
    return list(dict.fromkeys([*usual, *known]))[: len(TILES)]


def happened_before(place_id: uuid.UUID, kind: Subcategory, at: datetime, but: uuid.UUID) -> bool:
    """Whether the same thing happened at the place in the two weeks before."""
    query = select(Incident.id).where(
        *_same(place_id, kind, but),
        Incident.occurred_at < at,
        Incident.occurred_at >= at - REPEATED_WITHIN,
    )
    return db.session.scalars(query.limit(1)).first() is not None


def twins(incident: Incident) -> Sequence[Incident]:
    """What a colleague may have written about the same situation (one situation, one record)."""
    at = incident.occurred_at
    query = select(Incident).where(
        *_same(incident.place_id, incident.subcategory, incident.id),
        Incident.author_id != incident.author_id,
        Incident.occurred_at.between(at - SAME_SITUATION, at + SAME_SITUATION),
    )
    return db.session.scalars(query.order_by(Incident.number)).all()


def _same(place_id: uuid.UUID, kind: Subcategory, but: uuid.UUID) -> tuple[Any, ...]:
    return (
        Incident.place_id == place_id,
        Incident.subcategory == kind,
        Incident.id != but,
        Incident.status != IncidentStatus.CANCELLED,
        Incident.is_training.is_(False),
    )
