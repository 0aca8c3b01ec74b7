"""Who may do what with competences and ratings: oneself, who leads one, and the manager."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.skills.domain import Side, is_worker, leads, may_know
from app.skills.models import Competence, Rating

LEADERS = (Role.MENTOR, Role.DP_COORDINATOR, Role.MANAGER)


def browse(actor: Membership) -> bool:
    """See people and competences side by side: of those one leads, as manager of all."""
    return actor.has(*LEADERS)


def export(actor: Membership) -> bool:
    """Take the matrix away as a spreadsheet."""
    return browse(actor)


def read(actor: Membership, worker: Membership) -> bool:
    """See what both sides think of a person; a worker sees only himself."""
    return is_worker(worker) and may_know(actor, worker)


def guide(actor: Membership, worker: Membership) -> bool:
    """Print what the two should speak about."""
    return read(actor, worker)


def rate(actor: Membership, worker: Membership) -> bool:
    """Rate somebody: who leads him; the manager does not."""
    return leads(actor, worker)


def mine(actor: Membership) -> bool:
    """See one's own ratings."""
    return is_worker(actor)


def rate_self(actor: Membership) -> bool:
    """Rate oneself."""
    return is_worker(actor)


def comment(actor: Membership, rating: Rating) -> bool:
    """R-54: say something to the mentor's rating of oneself."""
    return rating.worker_id == actor.id and rating.side is Side.MENTOR


def browse_competences(actor: Membership) -> bool:
    """See the list of competences: whoever is rated, rates or looks after both."""
    return is_worker(actor) or browse(actor)


def read_competence(actor: Membership, _competence: Competence | None = None) -> bool:
    """See what a competence means, and how it has changed."""
    return browse_competences(actor)


def add_competence(actor: Membership) -> bool:
    """Add a competence; in a town without a manager the mentor keeps the list."""
    return actor.has(Role.MENTOR, Role.MANAGER)


def correct_competence(actor: Membership, _competence: Competence | None = None) -> bool:
    """Change the words of a competence."""
    return add_competence(actor)


def retire_competence(actor: Membership, _competence: Competence | None = None) -> bool:
    """Put a competence out of use; ratings stay."""
    return add_competence(actor)


def restore_competence(actor: Membership, _competence: Competence | None = None) -> bool:
    """Put a competence back into use."""
    return add_competence(actor)


def move_competence(actor: Membership, _competence: Competence | None = None) -> bool:
    """Change the order of the list."""
    return add_competence(actor)
