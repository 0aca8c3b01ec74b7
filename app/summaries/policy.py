"""Who may see the sums of a quarter: those who lead, and the officer who watches over data."""

from app.accounts.domain import Role
from app.accounts.models import Membership, Operator
from app.summaries.models import SavedView

LEADERS = (Role.MANAGER, Role.MENTOR, Role.HEAD)
# A mediator from outside has his cases and nothing more.
READERS = frozenset(Role) - {Role.MEDIATOR}


def read(actor: Membership | Operator) -> bool:
    """See the tables on the screen; who may not see the exact ones sees the public version."""
    return actor.has(*READERS)


def read_exact(actor: Membership | Operator) -> bool:
    """See the exact figures: those who lead, and who watches over the data of people."""
    return actor.has(*LEADERS, Role.DPO)


def download(actor: Membership | Operator) -> bool:
    """Take the tables away as a file."""
    return actor.has(*LEADERS)


def period(actor: Membership | Operator) -> bool:
    """Ask about any period, place and kind."""
    return actor.has(*LEADERS)


def save_view(actor: Membership | Operator) -> bool:
    """Keep such a question under a name of one's own."""
    return period(actor)


def remove_view(actor: Membership | Operator, view: SavedView) -> bool:
    """Take a view out: whose it is."""
    return period(actor) and isinstance(actor, Membership) and view.person_id == actor.id


def follow(actor: Membership | Operator) -> bool:
    """Go from a number to its records: only who sees all of them, or the list would be shorter."""
    return actor.has(Role.MANAGER, Role.MENTOR)


def later(actor: Membership | Operator) -> bool:
    """See which records came into closed quarters: who may open them all."""
    return follow(actor)


def disputes(actor: Membership | Operator) -> bool:
    """See disputes in numbers; who the parties are stands nowhere in them."""
    return actor.has(Role.DISPUTE_LEAD, *LEADERS)


def follow_disputes(actor: Membership | Operator) -> bool:
    """Go from a number to its disputes: who sees the list of all of them."""
    return actor.has(Role.DISPUTE_LEAD, Role.MANAGER, Role.MENTOR)
