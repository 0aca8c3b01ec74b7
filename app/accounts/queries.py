"""Every SELECT about towns, people, sessions and links."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.domain import LINK_LIFE, LinkPurpose, Role
from app.accounts.models import (
    LoginAttempt,
    Membership,
    Municipality,
    OneTimeLink,
    Operator,
    User,
    UserSession,
)
from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import EVERYWHERE, scope

# What mentor_line needs of a mentor and of who stands in for him.
MENTOR_LINE = (
    *(Membership.display_name, Membership.phone),
    *(Membership.deputy_id, Membership.deputy_from, Membership.deputy_to),
)


def fingerprint(token: str) -> str:
    """What is kept of a token: enough to recognise it, useless to a thief."""
    return hashlib.sha256(token.encode()).hexdigest()


def user(user_id: uuid.UUID) -> User:
    """One account."""
    return db.session.scalars(select(User).where(User.id == user_id)).one()


def user_named(username: str) -> User | None:
    """The account under this name, or None."""
    query = select(User).where(User.username == username.strip().lower())
    return db.session.scalars(query).one_or_none()


def has_users() -> bool:
    """Whether anybody could sign in."""
    return db.session.scalars(select(User.id).limit(1)).first() is not None


def towns_of(user_id: uuid.UUID) -> list[Membership]:
    """What the person is today in each of the towns, by the town's name."""
    query = (
        select(Membership)
        .join(Membership.municipality)
        .where(Membership.user_id == user_id)
        .options(joinedload(Membership.municipality))
        .order_by(Municipality.sort_text)
    )
    today = clock.today()
    return [person for person in _asked_before_a_town_is_known(query) if person.is_valid_on(today)]


def is_known_elsewhere(person: Membership) -> bool:
    """Whether the account also belongs to another town or to the operator."""
    query = select(Membership).where(Membership.user_id == person.user_id)
    others = _asked_before_a_town_is_known(query)
    return bool(person.user and person.user.is_operator) or len(others) > 1


def link(token: str, purpose: LinkPurpose) -> OneTimeLink | None:
    """The unused, unexpired link of this token, if its town may still give it."""
    query = (
        select(OneTimeLink)
        .where(
            OneTimeLink.token_hash == fingerprint(token),
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > clock.received(),
        )
        .options(joinedload(OneTimeLink.membership).joinedload(Membership.municipality))
    )
    found = next(iter(_asked_before_a_town_is_known(query)), None)
    return found if found and _is_still_good(found) else None


def _is_still_good(found: OneTimeLink) -> bool:
    if found.membership.has_ended_by(clock.today()):
        return False
    return found.purpose != LinkPurpose.PASSWORD or not _opens_another_town(found)


def _opens_another_town(found: OneTimeLink) -> bool:
    """Whether the account joined another town after this one made the link to its password.

    The operator makes links for people of several towns; those come later than the joining.
    """
    query = (
        select(OneTimeLink.id)
        .join(OneTimeLink.membership)
        .where(
            Membership.user_id == found.membership.user_id,
            OneTimeLink.membership_id != found.membership_id,
            OneTimeLink.purpose == LinkPurpose.INVITE,
            OneTimeLink.used_at >= found.expires_at - LINK_LIFE,
        )
    )
    return bool(_asked_before_a_town_is_known(query))


def _asked_before_a_town_is_known(query: Select[Any]) -> Sequence[Any]:
    """Signing in comes before the town; only this function looks into all of them."""
    with scope(EVERYWHERE):
        return db.session.scalars(query).all()


def open_links(person: Membership) -> Sequence[OneTimeLink]:
    """The links of this person that nobody has used yet."""
    query = select(OneTimeLink).where(
        OneTimeLink.membership_id == person.id,
        OneTimeLink.used_at.is_(None),
        OneTimeLink.expires_at > clock.received(),
    )
    return db.session.scalars(query).all()


def is_in_town(user_id: uuid.UUID) -> bool:
    """Whether the account belongs to the town in scope, ended access included."""
    query = select(Membership.id).where(Membership.user_id == user_id)
    return db.session.scalars(query).first() is not None


def attempts(keys: Iterable[str], since: datetime) -> Counter[str]:
    """How many failed attempts there were under each of the keys."""
    query = select(LoginAttempt.key).where(LoginAttempt.key.in_(keys), LoginAttempt.at > since)
    return Counter(db.session.scalars(query))


def attempts_before(moment: datetime) -> Sequence[LoginAttempt]:
    """Old failed attempts, a handful at a time."""
    query = select(LoginAttempt).where(LoginAttempt.at < moment).limit(100)
    return db.session.scalars(query).all()


def sessions(user_id: uuid.UUID) -> Sequence[UserSession]:
    """The person's living sessions, the newest first."""
    query = (
        select(UserSession)
        .where(UserSession.user_id == user_id, _is_living())
        .options(joinedload(UserSession.municipality))
        .order_by(UserSession.started_at.desc(), UserSession.id.desc())
    )
    return db.session.scalars(query).all()


def own_session(session_id: uuid.UUID, user_id: uuid.UUID) -> UserSession:
    """One living session of this person; anybody else's does not exist."""
    query = select(UserSession).where(
        UserSession.id == session_id, UserSession.user_id == user_id, _is_living()
    )
    return db.session.scalars(query).one()


def last_town(user_id: uuid.UUID) -> uuid.UUID | None:
    """The town in which the person worked last and may work today; otherwise any of his towns."""
    mine = [person.municipality_id for person in towns_of(user_id)]
    query = (
        select(UserSession.municipality_id)
        .where(UserSession.user_id == user_id, UserSession.municipality_id.in_(mine))
        .order_by(UserSession.started_at.desc(), UserSession.id.desc())
        .limit(1)
    )
    return db.session.scalars(query).first() or next(iter(mine), None)


def _is_living() -> Any:
    return and_(UserSession.ended_at.is_(None), UserSession.expires_at > clock.received())


def signed_in(token: str) -> tuple[UserSession | None, list[Membership]]:
    """The living session of this token and what its person is today in each of the towns.

    One statement, because every page asks it first.
    """
    values = {"token_hash": fingerprint(token), "now": clock.received(), "today": clock.today()}
    with scope(EVERYWHERE):
        rows = db.session.execute(_signed_in(), values).all()
    return (rows[0][0] if rows else None), [person for _row, person in rows if person]


@cache
def _signed_in() -> Select[tuple[UserSession, Membership]]:
    """Put together once: that takes as long as to run it. Of a mentor only his line is read."""
    on_duty = joinedload(Membership.mentor).load_only(*MENTOR_LINE)
    return (
        select(UserSession, Membership)
        .join(UserSession.user)
        .outerjoin(Membership, and_(Membership.user_id == User.id, _holds_on(bindparam("today"))))
        .where(
            UserSession.token_hash == bindparam("token_hash"),
            UserSession.ended_at.is_(None),
            UserSession.expires_at > bindparam("now"),
        )
        .options(
            contains_eager(UserSession.user),
            joinedload(Membership.municipality),
            on_duty.joinedload(Membership.deputy).load_only(*MENTOR_LINE),
        )
    )


def _holds_on(day: Any) -> Any:
    """Membership.is_valid_on for the database."""
    has_not_ended = or_(Membership.valid_to.is_(None), Membership.valid_to >= day)
    return and_(Membership.valid_from <= day, has_not_ended)


def operator(user: User) -> Operator:
    """The operator as an actor without a town."""
    return Operator(user)


def mentor_line(person: Membership) -> tuple[str, str] | None:
    """Name and number of the person's mentor or, in his absence, of the deputy."""
    mentor = person.mentor
    if mentor is None:
        return None
    is_away = mentor.deputy is not None and mentor.is_deputised_on(clock.today())
    on_duty = mentor.deputy if is_away else mentor
    return (on_duty.display_name, on_duty.phone) if on_duty.phone else None


def people_with(*roles: Role) -> list[Membership]:
    """The people of the town who hold one of these roles today, by name."""
    query = select(Membership).order_by(Membership.sort_text, Membership.id)
    people, today = db.session.scalars(query).all(), clock.today()
    return [person for person in people if person.has(*roles) and person.is_valid_on(today)]
