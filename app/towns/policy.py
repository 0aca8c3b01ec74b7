"""Who may do what with towns: the operator founds them, the town itself keeps its settings."""

from app.accounts.domain import Role
from app.accounts.models import Membership, Municipality, Operator


def browse(actor: Membership | Operator) -> bool:
    """See the list of towns; nothing of what is in them."""
    return actor.is_operator


def add(actor: Membership | Operator) -> bool:
    """Found a town and invite its first administrator."""
    return actor.is_operator


def correct(actor: Membership | Operator, _town: Municipality) -> bool:
    """Change the name and the registration number of a town."""
    return actor.is_operator


def appoint(actor: Membership | Operator, _town: Municipality) -> bool:
    """Invite one more administrator, when nobody is left who could."""
    return actor.is_operator


def settings(actor: Membership | Operator) -> bool:
    """Keep the police guarantee and the number of inhabitants."""
    return actor.has(Role.ADMIN, Role.MANAGER)


def count(actor: Membership | Operator) -> bool:
    """Add a number of inhabitants."""
    return settings(actor)


def first_steps(actor: Membership | Operator) -> bool:
    """See what a fresh town still needs."""
    return actor.has(Role.ADMIN, Role.MANAGER, Role.MENTOR)
