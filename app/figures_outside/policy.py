"""Who may do what with external figures: the manager keeps them, who sees figures sees them."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.figures_outside.models import ExternalFigure


def browse(actor: Membership) -> bool:
    """See the figures of others: who sees the quarterly summary."""
    return actor.has(Role.MANAGER, Role.MENTOR, Role.HEAD, Role.DPO)


def add(actor: Membership) -> bool:
    """Type a figure in: the manager."""
    return actor.has(Role.MANAGER)


def correct(actor: Membership, _figure: ExternalFigure | None = None) -> bool:
    """Change a figure."""
    return add(actor)


def withdraw(actor: Membership, _figure: ExternalFigure | None = None) -> bool:
    """Take a figure out; the trail keeps it."""
    return add(actor)


def import_csv(actor: Membership) -> bool:
    """Take figures over from a file."""
    return add(actor)


def sample(actor: Membership) -> bool:
    """See what such a file looks like."""
    return add(actor)
