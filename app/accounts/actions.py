"""Signing in and out, passwords, sessions and one-time links."""

import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

from app.accounts import queries
from app.accounts.domain import (
    ATTEMPT_MEMORY,
    LIMIT_WINDOW,
    LINK_LIFE,
    LinkPurpose,
    attempt_keys,
    password_fault,
    username_fault,
)
from app.accounts.models import (
    LoginAttempt,
    Membership,
    OneTimeLink,
    Operator,
    User,
    UserSession,
)
from app.kernel import clock, passwords
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _

SESSION_LIFE = timedelta(days=90)
Actor = Membership | Operator | None


class Unproven(Refused):
    """A wrong name or password; whoever asked has to count it under `keys`."""

    def __init__(self, message: str, keys: Iterable[str], field: str | None = None) -> None:
        super().__init__(message, field)
        self.keys = keys


@action
def sign_in(*, username: str, password: str, address: str, by: Actor = None) -> User:
    """The account behind a name and its password; every wrong pair is refused in the same words."""
    user = _proven(username, password, address)
    if not user.is_operator and not queries.towns_of(user.id):
        raise Refused(_("Your access has ended. Ask your mentor or the administrator."))
    if passwords.is_outdated(user.password_hash):
        user.password_hash = passwords.hashed(password)
    return user


def prove_password(user: User, password: str, address: str, *, field: str) -> User:
    """Let the person say again who it is; refused at the field where the password was typed."""
    try:
        return _proven(user.username, password, address)
    except Unproven as refusal:
        raise Unproven(_("The password is not right."), refusal.keys, field=field) from None


@action
def count_failure(keys: Iterable[str], *, by: Actor = None) -> None:
    """Remember a failed attempt and forget those that no longer matter."""
    for old in queries.attempts_before(clock.received() - ATTEMPT_MEMORY):
        db.session.delete(old)
    db.session.add_all(LoginAttempt(key=key, at=clock.received()) for key in keys)


@action
def start_session(
    user: User,
    *,
    municipality_id: uuid.UUID | None,
    device: str,
    until: datetime | None = None,
    by: Actor = None,
) -> str:
    """Open a session under a fresh token; the token itself is kept nowhere."""
    user.token = secrets.token_urlsafe(32)
    session = UserSession(
        id=uuid7(),
        token_hash=queries.fingerprint(user.token),
        user_id=user.id,
        municipality_id=municipality_id,
        device=device,
        started_at=clock.received(),
        expires_at=until or clock.received() + SESSION_LIFE,
    )
    db.session.add(session)
    return user.token


@action
def switch(session: UserSession, person: Membership, *, by: Actor) -> str:
    """Go on in another town under a fresh token, no longer than before.

    Pages of the town that was left no longer send anything: what was typed there could otherwise
    end up in the wrong town.
    """
    end_session(session, by=by)
    return start_session(
        session.user,
        municipality_id=person.municipality_id,
        device=session.device,
        until=session.expires_at,
        by=by,
    )


@action
def end_session(session: UserSession, *, by: Actor) -> UserSession:
    """Let the device out at its next request."""
    session.ended_at = clock.received()
    return session


@action
def end_other_sessions(user_id: uuid.UUID, *, besides: UserSession | None = None, by: Actor) -> int:
    """Let all other devices out; returns how many there were."""
    others = [each for each in queries.sessions(user_id) if each is not besides]
    for each in others:
        end_session(each, by=by)
    return len(others)


@action
def change_password(
    user: User,
    *,
    current_password: str,
    password: str,
    address: str,
    by: Membership | Operator,
) -> User:
    """Set another password and let all devices out."""
    try:
        _proven(user.username, current_password, address)
    except Refused as refusal:
        refusal.field = "current_password"
        raise
    _keep_password(user, password, _words_about(by))
    end_other_sessions(user.id, by=by)
    return user


@action
def issue_link(person: Membership, purpose: LinkPurpose, *, by: Actor) -> str:
    """A fresh one-time link for this person; older ones stop working. Returns its token."""
    for old in queries.open_links(person):
        old.expires_at = clock.received()
    token = secrets.token_urlsafe(32)
    link = OneTimeLink(
        membership_id=person.id,
        municipality_id=person.municipality_id,
        token_hash=queries.fingerprint(token),
        purpose=purpose,
        expires_at=clock.received() + LINK_LIFE,
    )
    db.session.add(link)
    return token


@action
def accept(link: OneTimeLink, *, username: str, password: str, by: Actor = None) -> User:
    """Make the account that an invitation promises."""
    user = _new_account(username, password, words=_words_about(link.membership))
    _use(link)
    link.membership.user_id = user.id
    return user


@action
def join(
    link: OneTimeLink, *, username: str, password: str, address: str, by: Actor = None
) -> User:
    """Let somebody who has an account into one more town."""
    user = _proven(username, password, address)
    if user.is_operator:
        raise Refused(_("The operator's account belongs to no town. Choose a new name here."))
    if queries.is_in_town(user.id):
        raise Refused(_("This account already belongs to the town."))
    _use(link)
    link.membership.user_id = user.id
    return user


@action
def renew_password(link: OneTimeLink, *, password: str, by: Actor = None) -> User:
    """Set the password that was forgotten and let all devices out."""
    user = queries.user(link.membership.user_id)
    _keep_password(user, password, _words_about(link.membership))
    _use(link)
    end_other_sessions(user.id, by=by)
    return user


@action
def create_operator(*, username: str, password: str, by: Actor = None) -> User:
    """The account that founds towns."""
    user = _new_account(username, password, words=[])
    user.is_operator = True
    return user


def _new_account(username: str, password: str, *, words: list[str]) -> User:
    user = User(id=uuid7(), username=username.lower(), is_operator=False)
    if fault := username_fault(user.username):
        raise Refused(fault, field="username")
    if queries.user_named(user.username):
        raise Refused(_("This name is taken. Choose another one."), field="username")
    _keep_password(user, password, words)
    db.session.add(user)
    db.session.flush()
    return user


def _proven(username: str, password: str, address: str) -> User:
    """The account whose password this is; all refusals are alike, so names cannot be found out."""
    keys = attempt_keys(username, address)
    recent = queries.attempts(keys, since=clock.received() - LIMIT_WINDOW)
    if any(recent[key] >= limit for key, limit in keys.items()):
        raise Refused(_("Too many attempts. Wait a quarter of an hour and try again."))
    user = queries.user_named(username)
    if passwords.matches(user.password_hash if user else None, password):
        return cast(User, user)
    raise Unproven(_("The name or the password is not right."), keys)


def _use(link: OneTimeLink) -> None:
    link.used_at = clock.received()


def _keep_password(user: User, password: str, words: list[str]) -> None:
    if fault := password_fault(password, [user.username, *words]):
        raise Refused(fault, field="password")
    user.password_hash = passwords.hashed(password)


def _words_about(person: Membership | Operator) -> list[str]:
    """What everybody would try first: the names of the person and of the town."""
    town = getattr(person, "municipality", None)
    return [person.display_name, *([town.name] if town else [])]
