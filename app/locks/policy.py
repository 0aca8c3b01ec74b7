"""Whose phone locks itself, and who unlocks it."""

from app.accounts.domain import Role
from app.accounts.models import Membership, Operator


def rests(actor: Membership | Operator) -> bool:
    """Crews share phones and lay them aside in the field, so theirs lock by themselves."""
    return actor.has(Role.APK, Role.DP)
