"""Every SELECT about towns, people, sessions and links."""

import hashlib
import uuid

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Membership, Operator, User, UserSession
from app.kernel import clock
from app.kernel.db import db


def fingerprint(token: str) -> str:
    """What is kept of a token: enough to recognise it, useless to a thief."""
    return hashlib.sha256(token.encode()).hexdigest()


def living_session(token: str) -> UserSession | None:
    """The session of this token unless it has ended or expired."""
    query = (
        select(UserSession)
        .where(
            UserSession.token_hash == fingerprint(token),
            UserSession.ended_at.is_(None),
            UserSession.expires_at > clock.now(),
        )
        .options(joinedload(UserSession.user))
    )
    return db.session.scalars(query).one_or_none()


def valid_membership(user_id: uuid.UUID) -> Membership | None:
    """What the person is in the town in scope today; None before the first or after the last day."""
    query = (
        select(Membership)
        .where(Membership.user_id == user_id)
        .options(joinedload(Membership.municipality))
    )
    membership = db.session.scalars(query).one_or_none()
    return membership if membership and membership.is_valid_on(clock.today()) else None


def operator(user: User) -> Operator:
    """The operator as an actor without a town."""
    return Operator(user)


def mentor_line(person: Membership) -> tuple[str, str] | None:
    """Name and number of the person's mentor or, in his absence, of the deputy."""
    mentor = person.mentor
    if mentor is None:
        return None
    on_duty = mentor.deputy if mentor.deputy and is_deputised(mentor) else mentor
    return (on_duty.display_name, on_duty.phone) if on_duty.phone else None


def is_deputised(mentor: Membership) -> bool:
    """Whether somebody else stands in for this mentor today."""
    first, last = mentor.deputy_from, mentor.deputy_to
    return bool(first and first <= clock.today() and (last is None or clock.today() <= last))
