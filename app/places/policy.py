"""Who may do what with places: who works for the town knows them, mentors and managers keep."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.places.models import Place

# A mediator from outside has his cases and nothing more.
READERS = frozenset(Role) - {Role.ADMIN, Role.DPO, Role.MEDIATOR}


def browse(actor: Membership) -> bool:
    """See the list of places."""
    return actor.has(*READERS)


def read(actor: Membership, _place: Place | None = None) -> bool:
    """See one place."""
    return browse(actor)


def add(actor: Membership) -> bool:
    """Add a place."""
    return actor.has(Role.MENTOR, Role.MANAGER)


def correct(actor: Membership, _place: Place | None = None) -> bool:
    """Change what is known of a place."""
    return add(actor)


def retire(actor: Membership, _place: Place | None = None) -> bool:
    """Put a place out of use; its records stay."""
    return add(actor)


def restore(actor: Membership, _place: Place | None = None) -> bool:
    """Put a place back into use."""
    return add(actor)
