"""Who may see what was deleted when its time was up."""

from app.accounts.domain import Role
from app.accounts.models import Membership, Operator


def browse(actor: Membership | Operator) -> bool:
    """See the periods and the protocol of deleting; no contents stand in either."""
    return actor.has(Role.ADMIN, Role.MANAGER, Role.DPO)
