"""Who may do what with plans: who leads the worker draws it up, both agree, the manager looks."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.plans.models import Plan, PlanItem
from app.skills.domain import leads, may_know

LEADERS = (Role.MENTOR, Role.DP_COORDINATOR)


def browse(actor: Membership) -> bool:
    """See the plans of the team: of those he leads; as manager all."""
    return actor.has(*LEADERS, Role.MANAGER)


def draw_up(actor: Membership, worker: Membership) -> bool:
    """Draw up a plan of somebody whom one leads."""
    return leads(actor, worker)


def read(actor: Membership, plan: Plan) -> bool:
    """See a plan: whose it is, who leads him, and the manager."""
    return may_know(actor, plan.worker)


def paper(actor: Membership, plan: Plan) -> bool:
    """Print it for signatures."""
    return read(actor, plan)


def correct(actor: Membership, plan: Plan) -> bool:
    """Change its period or aim."""
    return leads(actor, plan.worker)


def add_item(actor: Membership, plan: Plan) -> bool:
    """Put an accepted need into the plan."""
    return leads(actor, plan.worker)


def correct_item(actor: Membership, item: PlanItem) -> bool:
    """Change the form, the term or the event of an item."""
    return leads(actor, item.plan.worker)


def withdraw_item(actor: Membership, item: PlanItem) -> bool:
    """Take an item out of the plan."""
    return leads(actor, item.plan.worker)


def move_item(actor: Membership, item: PlanItem) -> bool:
    """Change the order of items."""
    return leads(actor, item.plan.worker)


def complete_item(actor: Membership, item: PlanItem) -> bool:
    """Say when it was done: the worker himself, or who leads him."""
    return actor.id == item.plan.worker_id or leads(actor, item.plan.worker)


def verify_item(actor: Membership, item: PlanItem) -> bool:
    """R-52: verify in practice that it works: who leads the worker, never he himself."""
    return leads(actor, item.plan.worker)


def unverify_item(actor: Membership, item: PlanItem) -> bool:
    """Take a verification back."""
    return leads(actor, item.plan.worker)


def agree(actor: Membership, plan: Plan) -> bool:
    """Agree to it: the worker, and who leads him."""
    return actor.id == plan.worker_id or leads(actor, plan.worker)


def close(actor: Membership, plan: Plan) -> bool:
    """Close the plan with a conclusion."""
    return leads(actor, plan.worker)
