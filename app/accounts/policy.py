"""Who may do what with his own account: everybody with his own, nobody with another's."""

from app.accounts.models import Membership, Operator, UserSession


def account(_actor: Membership | Operator) -> bool:
    """See one's own data, roles and devices."""
    return True


def change_password(_actor: Membership | Operator) -> bool:
    """Set another password of one's own."""
    return True


def sign_out(_actor: Membership | Operator) -> bool:
    """End the session of this device."""
    return True


def end_session(actor: Membership | Operator, session: UserSession) -> bool:
    """End the session of another device of one's own."""
    return session.user_id == actor.user_id


def end_other_sessions(_actor: Membership | Operator) -> bool:
    """End the sessions of all other devices of one's own."""
    return True


def switch(actor: Membership | Operator) -> bool:
    """Go on in another of one's towns; the operator belongs to none."""
    return not actor.is_operator


def link(_actor: Membership | Operator) -> bool:
    """See the one-time link one has just made; nobody else's browser holds it."""
    return True
