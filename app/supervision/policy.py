"""Who may do what with supervision: those who lead the workers, and the manager."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.supervision.models import Supervision


def browse(actor: Membership) -> bool:
    """See the list of meetings."""
    return actor.has(Role.MENTOR, Role.DP_COORDINATOR, Role.MANAGER)


def record(actor: Membership) -> bool:
    """Record a meeting that took place."""
    return browse(actor)


def correct(actor: Membership, _supervision: Supervision | None = None) -> bool:
    """Change what is recorded of a meeting."""
    return browse(actor)


def withdraw(actor: Membership, _supervision: Supervision | None = None) -> bool:
    """Take back a meeting recorded by mistake."""
    return browse(actor)
