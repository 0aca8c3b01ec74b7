"""Who sees training as a whole: workers their own, leaders their people, the manager all."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.skills.domain import is_worker
from app.training.models import EvaluationRound

LEADERS = (Role.MENTOR, Role.DP_COORDINATOR, Role.MANAGER)


def mine(actor: Membership) -> bool:
    """See one's own needs, plan, certificates and courses."""
    return is_worker(actor)


def team(actor: Membership) -> bool:
    """See how far everybody is: of those one leads, as manager of all."""
    return actor.has(*LEADERS)


def browse_rounds(actor: Membership) -> bool:
    """See the evaluation rounds of the town; they speak of everybody."""
    return actor.has(Role.MENTOR, Role.MANAGER)


def open_round(actor: Membership) -> bool:
    """Open a round before the system does."""
    return browse_rounds(actor)


def read_round(actor: Membership, _round: EvaluationRound | None = None) -> bool:
    """See what a round has found."""
    return browse_rounds(actor)


def confirm_round(actor: Membership, _round: EvaluationRound | None = None) -> bool:
    """Conclude a round: say what the indicator is worth, and why (R-67)."""
    return browse_rounds(actor)
