"""Who may see the sums of a quarter: those who lead, and the officer who watches over data."""

from app.accounts.domain import Role
from app.accounts.models import Membership, Operator

LEADERS = (Role.MANAGER, Role.MENTOR, Role.HEAD)


def read(actor: Membership | Operator) -> bool:
    """See the tables on the screen; assistants will see them once they are published."""
    return actor.has(*LEADERS, Role.DPO)


def download(actor: Membership | Operator) -> bool:
    """Take the tables away as a workbook."""
    return actor.has(*LEADERS)


def document(actor: Membership | Operator) -> bool:
    """Take the tables away as a document for other programs."""
    return download(actor)


def follow(actor: Membership | Operator) -> bool:
    """Go from a number to its records: only who sees all of them, or the list would be shorter."""
    return actor.has(Role.MANAGER, Role.MENTOR)
