"""Making, naming and removing passkeys, and proving by one of them who holds the phone."""

import json
import secrets
from collections.abc import Sequence

from app.accounts.actions import prove_password
from app.accounts.models import Membership, Operator, User, UserSession
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.passkeys import ceremony, queries
from app.passkeys.ceremony import Made, Unbelievable
from app.passkeys.domain import CHALLENGE_BYTES, MOST_PASSKEYS, NOT_TAKEN, Origin
from app.passkeys.models import Passkey

Actor = Membership | Operator | None


@action
def ask_to_make(session: UserSession, url: str, *, by: Actor) -> str:
    """What the device of this session is asked when it makes a passkey; JSON for the browser."""
    known = [each.credential_id for each in queries.of_user(session.user_id)]
    user, origin = session.user, Origin.of(url)
    return ceremony.to_make(origin, user.id.bytes, user.username, _riddle(session), known)


@action
def ask_to_prove(session: UserSession, url: str, *, by: Actor = None) -> str:
    """What the device of this session is asked when its person unlocks; JSON for the browser."""
    known = [each.credential_id for each in queries.usable(session.user_id, url)]
    return ceremony.to_prove(Origin.of(url), _riddle(session), known)


@action
def add(
    session: UserSession,
    url: str,
    *,
    current_password: str,
    name: str,
    credential: str,
    address: str,
    by: Actor,
) -> Passkey:
    """Keep the passkey that the device has just made; the password proves whose device it is."""
    prove_password(session.user, current_password, address, field="current_password")
    made = _made(session, Origin.of(url), credential)
    passkey = Passkey(
        id=uuid7(),
        user_id=session.user_id,
        name=name,
        host=Origin.of(url).name,
        created_at=clock.received(),
        **vars(made),
    )
    db.session.add(passkey)
    return passkey


@action
def rename(passkey: Passkey, *, name: str, by: Actor) -> Passkey:
    """Call it so that its owner knows which phone it is."""
    passkey.name = name
    return passkey


@action
def remove(passkey: Passkey, *, by: Actor) -> Passkey:
    """Forget it; the phone may keep its half, but it opens nothing."""
    db.session.delete(passkey)
    return passkey


@action
def prove(session: UserSession, url: str, *, credential: str, by: Actor = None) -> User:
    """The account of this session, if one of its passkeys has signed the riddle of the session."""
    try:
        passkey = _named(credential, queries.usable(session.user_id, url))
        count = ceremony.proven(
            credential, Origin.of(url), _answered(session), passkey.public_key, passkey.sign_count
        )
    except Unbelievable:
        raise Refused(NOT_TAKEN) from None
    passkey.sign_count, passkey.used_at = count, clock.received()
    return session.user


def _riddle(session: UserSession) -> bytes:
    """A fresh one; it is kept with the session alone, and good for one passkey."""
    session.challenge = secrets.token_bytes(CHALLENGE_BYTES)
    return session.challenge


def _made(session: UserSession, origin: Origin, credential: str) -> Made:
    if len(queries.of_user(session.user_id)) >= MOST_PASSKEYS:
        raise Refused(_("There are ten passkeys already. Remove one that you do not use."))
    try:
        made = ceremony.made(credential, origin, _answered(session))
    except Unbelievable:
        raise Refused(NOT_TAKEN) from None
    if queries.is_known(made.credential_id):
        raise Refused(_("This phone has its passkey here already."))
    return made


def _answered(session: UserSession) -> bytes:
    riddle, session.challenge = session.challenge, None
    if riddle is None:
        raise Unbelievable("nothing was asked")
    return riddle


def _named(credential: str, known: Sequence[Passkey]) -> Passkey:
    """The passkey that the answer names."""
    try:
        told = ceremony.credential_id(json.loads(credential)["rawId"])
    except (ValueError, KeyError, TypeError):
        raise Unbelievable("no passkey is named") from None
    for passkey in known:
        if passkey.credential_id == told:
            return passkey
    raise Unbelievable("nobody's passkey, or another person's")
