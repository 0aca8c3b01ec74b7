"""Who may do what with codelists: the manager and the administrator adapt those of their town."""

from app.accounts.domain import Role
from app.accounts.models import Membership, Operator
from app.codelists.domain import TownCodelist


def browse(actor: Membership | Operator) -> bool:
    """See which lists the town may adapt."""
    return actor.has(Role.MANAGER, Role.ADMIN)


def correct(actor: Membership | Operator, _shown: TownCodelist) -> bool:
    """Rename, hide and order the codes of a list."""
    return browse(actor)
