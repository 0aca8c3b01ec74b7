"""What waits on the screen of somebody who leads disputes, list by list."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.disputes.domain import LeadKind, Outcome, Stage
from app.disputes.models import DisputeCase, DisputeCheck, DisputeTakeover
from app.disputes.process import AGREEMENTS
from app.disputes.queries import SOON, is_told, people_to_lead
from app.disputes.standing import LEADING_ON
from app.kernel.db import db


def led_by(actor: Membership) -> Sequence[DisputeCase]:
    """The open cases of this lead, by what is due first."""
    query = select(DisputeCase).where(
        DisputeCase.lead_id == actor.id, DisputeCase.stage != Stage.CLOSED
    )
    query = query.order_by(DisputeCase.next_on.asc().nulls_last(), DisputeCase.number)
    shown = (joinedload(DisputeCase.place), selectinload(DisputeCase.consents))
    return db.session.scalars(query.options(*shown)).all()


def without_lead(actor: Membership) -> Sequence[DisputeCase]:
    """The open cases that nobody leads, or nobody who still may; for who can take them over."""
    if not actor.has(Role.DISPUTE_LEAD, Role.MANAGER):
        return []
    able = people_to_lead()
    mediators = [person.id for person in able if person.has(Role.MEDIATOR)]
    is_unled = or_(
        DisputeCase.lead_id.is_(None),
        DisputeCase.lead_id.not_in([person.id for person in able]),
        and_(
            DisputeCase.lead_kind == LeadKind.REGISTERED_MEDIATOR,
            DisputeCase.lead_id.not_in(mediators),
        ),
    )
    query = select(DisputeCase).where(is_unled, DisputeCase.stage != Stage.CLOSED)
    query = query.order_by(DisputeCase.received_on, DisputeCase.number)
    return db.session.scalars(query.options(joinedload(DisputeCase.place))).all()


def checks_due(actor: Membership, today: date) -> Sequence[DisputeCheck]:
    """R-45: the checks that are due or soon will be; of cases of others only when closed."""
    case = DisputeCheck.case
    query = (
        select(DisputeCheck)
        .join(case)
        .where(DisputeCheck.result.is_(None), DisputeCheck.due_on <= today + SOON, _still_asked())
        .options(joinedload(case).joinedload(DisputeCase.lead))
        .order_by(DisputeCheck.due_on, DisputeCheck.id)
    )
    own = DisputeCase.lead_id == actor.id
    if not actor.has(*LEADING_ON):
        own = own & (DisputeCase.stage != Stage.CLOSED)
    if actor.has(Role.DISPUTE_LEAD):
        own = or_(own, DisputeCase.stage == Stage.CLOSED)
    return db.session.scalars(query.where(own)).all()


def _still_asked() -> ColumnElement[bool]:
    """Whether anybody asks how the agreement holds: not when the case ended otherwise, and of a
    dispute that goes on as a new case not in the old one.
    """
    again = aliased(DisputeCase)
    goes_on = select(again.id).where(
        again.municipality_id == DisputeCase.municipality_id,
        again.reopened_from_id == DisputeCase.id,
    )
    has_ended = or_(DisputeCase.stage != Stage.CLOSED, DisputeCase.outcome.in_(AGREEMENTS))
    return and_(has_ended, ~goes_on.exists())


def to_hand_over(actor: Membership) -> Sequence[DisputeCase]:
    """R-41: cases unsuitable for talks that nobody has handed over yet.

    A mediator's case is closed to him then, so it waits for everybody who leads disputes.
    """
    query = select(DisputeCase).where(
        DisputeCase.outcome == Outcome.UNSUITABLE, DisputeCase.handed_to == frozenset()
    )
    if not actor.has(Role.DISPUTE_LEAD, Role.MANAGER):
        query = query.where(DisputeCase.lead_id == actor.id, actor.has(*LEADING_ON))
    query = query.order_by(DisputeCase.closed_on, DisputeCase.number)
    return db.session.scalars(query.options(joinedload(DisputeCase.place))).all()


def to_review(actor: Membership) -> Sequence[DisputeCase]:
    """R-44: closed cases of officers that wait for this person's look."""
    query = select(DisputeCase).where(
        DisputeCase.officer_led,
        DisputeCase.stage == Stage.CLOSED,
        DisputeCase.reviewed_at.is_(None),
    )
    parts = (joinedload(DisputeCase.reviewer), selectinload(DisputeCase.steps))
    parts = (*parts, joinedload(DisputeCase.place))
    waiting = db.session.scalars(query.order_by(DisputeCase.closed_on).options(*parts))
    return [case for case in waiting if case.is_reviewed_by(actor)]


def taken_from(actor: Membership) -> Sequence[DisputeTakeover]:
    """What somebody else has gone on with lately in this person's place, the newest first."""
    query = (
        select(DisputeTakeover)
        .join(DisputeTakeover.case)
        .where(DisputeTakeover.former_id == actor.id, is_told())
        .where(DisputeCase.lead_id == DisputeTakeover.lead_id)
        .options(contains_eager(DisputeTakeover.case), joinedload(DisputeTakeover.lead))
    )
    newest = (DisputeTakeover.day.desc(), DisputeCase.number)
    return db.session.scalars(query.order_by(*newest)).all()
