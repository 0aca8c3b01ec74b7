"""Locking a signed-in device and unlocking it by the password."""

from app.accounts import actions as accounts
from app.accounts import queries
from app.accounts.models import Membership, Operator, User, UserSession
from app.kernel import clock
from app.kernel.action import action
from app.kernel.errors import Refused
from app.kernel.i18n import _

Actor = Membership | Operator | None


@action
def lock(session: UserSession, *, by: Actor) -> UserSession:
    """Nothing is opened from this device until its person comes back; its fields wait there."""
    session.locked_at = session.locked_at or clock.received()
    return session


@action
def unlock(session: UserSession, *, password: str, address: str, by: Actor = None) -> User:
    """The person of the session, by his password; refused and counted as at sign-in."""
    accounts.prove_password(session.user, password, address, field="password")
    return leave(session, by=by)


@action
def leave(session: UserSession, *, by: Actor = None) -> User:
    """End the locked session, so that a new one may begin under another token."""
    user = session.user
    if not user.is_operator and not queries.towns_of(user.id):
        raise Refused(_("Your access has ended. Ask your mentor or the administrator."))
    accounts.end_session(session, by=by)
    return user
