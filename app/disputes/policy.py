"""Who may do what with disputes: all who lead them know of each, only its lead works a case."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.disputes.domain import CREWS, FROM_INCIDENTS, KNOWING
from app.disputes.models import DisputeCase, DisputeConsent, DisputeStep
from app.disputes.standing import LEADING
from app.incidents.domain import IncidentStatus
from app.incidents.models import Incident


def report(actor: Membership) -> bool:
    """Receive a dispute: who leads them, and everybody to whom people come with one."""
    return actor.has(*KNOWING, *CREWS)


def from_incident(actor: Membership, incident: Incident) -> bool:
    """Hand an incident on as a dispute by one tap: its crew, and who leads the crews."""
    if incident.subcategory not in FROM_INCIDENTS or incident.status is IncidentStatus.CANCELLED:
        return False
    return actor.has(Role.MENTOR, Role.DISPUTE_LEAD) or incident.shift.is_written_by(actor.id)


def mine(actor: Membership) -> bool:
    """See one's own cases and what comes next in them."""
    return actor.has(*LEADING)


def browse(actor: Membership) -> bool:
    """See the list, narrowed to what the person may read."""
    return actor.has(*KNOWING, *CREWS, Role.MEDIATOR)


def read(actor: Membership, case: DisputeCase) -> bool:
    """See a case without its parties: a mediator his own while open, crews what they brought."""
    if actor.has(*KNOWING):
        return True
    if actor.has(Role.MEDIATOR) and case.lead_id == actor.id and case.is_open:
        return True
    return actor.has(*CREWS) and case.received_by == actor.id


def correct(actor: Membership, case: DisputeCase) -> bool:
    """Complete what is known of it: its lead; as long as nobody leads it, who leads disputes."""
    if case.lead_id is None:
        return case.is_open and actor.has(Role.DISPUTE_LEAD)
    return case.is_worked_by(actor)


def assign(actor: Membership, _case: DisputeCase) -> bool:
    """Say who leads it; also when it is closed, so that somebody makes the last check."""
    return actor.has(Role.DISPUTE_LEAD, Role.MANAGER)


def add_step(actor: Membership, case: DisputeCase) -> bool:
    """Write down what was done."""
    return case.is_worked_by(actor)


def correct_step(actor: Membership, step: DisputeStep) -> bool:
    """Correct what was written down."""
    return step.case.is_worked_by(actor)


def withdraw_step(actor: Membership, step: DisputeStep) -> bool:
    """Take a step back that was not taken."""
    return step.case.is_worked_by(actor)


def consent(actor: Membership, case: DisputeCase) -> bool:
    """Note that a party agrees to take part."""
    return case.is_worked_by(actor)


def withdraw_consent(actor: Membership, consent: DisputeConsent) -> bool:
    """Note that a party no longer wants to take part."""
    return consent.case.is_worked_by(actor)


def plan_next(actor: Membership, case: DisputeCase) -> bool:
    """Say what comes next and when."""
    return case.is_worked_by(actor)
