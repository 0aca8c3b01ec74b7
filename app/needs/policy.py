"""Who may do what with needs: the worker for himself, who leads him decides, the manager looks."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.incidents.models import Incident
from app.needs.domain import NeedStatus
from app.needs.models import Need
from app.skills.domain import is_worker, leads, may_know

LEADERS = (Role.MENTOR, Role.DP_COORDINATOR)


def browse(actor: Membership) -> bool:
    """See the list of needs: of those he leads; as manager all."""
    return actor.has(*LEADERS, Role.MANAGER)


def themes(actor: Membership) -> bool:
    """See similar needs of several people together."""
    return browse(actor)


def read(actor: Membership, need: Need) -> bool:
    """See one need: whose it is, who leads him, and the manager."""
    return may_know(actor, need.worker)


def wish(actor: Membership) -> bool:
    """Ask for training: whoever walks the rounds."""
    return is_worker(actor)


def from_incident(actor: Membership, incident: Incident) -> bool:
    """Make a need of what happened: the crew for itself, or who leads somebody of the crew."""
    return bool(concerned(actor, incident))


def concerned(actor: Membership, incident: Incident) -> list[Membership]:
    """For whom this person may make a need of the incident: himself, or those he leads."""
    crew = incident.shift.members
    own = [person for person in crew if person.id == actor.id and is_worker(person)]
    return own or [person for person in crew if leads(actor, person)]


def propose(actor: Membership, worker: Membership) -> bool:
    """Propose a need of somebody whom one leads."""
    return leads(actor, worker)


def correct(actor: Membership, need: Need) -> bool:
    """Change what it is about: who leads the worker; who raised it until it is decided."""
    is_own = need.raised_by == actor.id and need.status is NeedStatus.PROPOSED
    return leads(actor, need.worker) or is_own


def accept(actor: Membership, need: Need) -> bool:
    """Accept it: who leads the worker."""
    return leads(actor, need.worker)


def postpone(actor: Membership, need: Need) -> bool:
    """Put it off, with a reason: who leads the worker."""
    return leads(actor, need.worker)


def reject(actor: Membership, need: Need) -> bool:
    """Reject it, with a reason that the worker sees: who leads him."""
    return leads(actor, need.worker)
