"""Who may see which of the screens that only read: each role has its own first page."""

from app.accounts.domain import Role
from app.accounts.models import Membership, Operator


def start(_actor: Membership | Operator) -> bool:
    """Be led to one's own first page."""
    return True


def phone(actor: Membership | Operator) -> bool:
    """See one's own shift: those who walk the rounds."""
    return actor.has(Role.APK, Role.DP)


def offline(actor: Membership | Operator) -> bool:
    """Keep the forms of the field on the phone: the same people."""
    return phone(actor)


def morning(actor: Membership | Operator) -> bool:
    """See what waits: those who lead the crews."""
    return actor.has(Role.MENTOR, Role.DP_COORDINATOR)


def overview(actor: Membership | Operator) -> bool:
    """See the numbers of a quarter; the leadership sees nothing but them."""
    return actor.has(Role.MENTOR, Role.MANAGER, Role.HEAD)


def follow(actor: Membership | Operator) -> bool:
    """Go from a number to its records: only who sees all of them, or the list would be shorter."""
    return actor.has(Role.MENTOR, Role.MANAGER)


def more(_actor: Membership | Operator) -> bool:
    """See the rest of the menu."""
    return True
