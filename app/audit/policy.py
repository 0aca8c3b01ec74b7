"""Who may look into the trail: those who answer for it, and they see no values."""

from app.accounts.domain import Role
from app.accounts.models import Membership, Operator


def browse(actor: Membership | Operator) -> bool:
    """See who did what, when and in which field."""
    return actor.has(Role.ADMIN, Role.DPO)


def verify(actor: Membership | Operator) -> bool:
    """Check that nobody has tampered with the trail."""
    return browse(actor)
