"""Who may judge and end a case, look at how its agreement holds, and begin it again."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.disputes.models import DisputeCase, DisputeCheck


def screen(actor: Membership, case: DisputeCase) -> bool:
    """R-41: judge whether talks are suitable; when they are not, the case ends."""
    return case.is_worked_by(actor)


def check(actor: Membership, check: DisputeCheck) -> bool:
    """R-45: say how the agreement holds; of a closed case anybody who leads disputes may."""
    if check.case.is_open:
        return check.case.is_worked_by(actor)
    return check.case.is_led_by(actor) or actor.has(Role.DISPUTE_LEAD)


def close(actor: Membership, case: DisputeCase) -> bool:
    """End the case with an outcome."""
    return case.is_worked_by(actor)


def hand_over(actor: Membership, case: DisputeCase) -> bool:
    """R-41: say to whom a closed case was handed over."""
    may_note = case.is_led_by(actor) or actor.has(Role.DISPUTE_LEAD, Role.MANAGER)
    return not case.is_open and may_note


def reopen(actor: Membership, case: DisputeCase) -> bool:
    """R-46: begin again, as a new case that knows the old one."""
    return not case.is_open and (case.is_led_by(actor) or actor.has(Role.DISPUTE_LEAD))


def review(actor: Membership, case: DisputeCase) -> bool:
    """R-44: look at what an officer has led; never the officer himself."""
    return case.is_reviewed_by(actor)
