"""Every change of needs."""

import uuid
from datetime import date
from typing import Any

from app.accounts.models import Membership
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.needs import queries
from app.needs.domain import (
    NeedStatus,
    Origin,
    competence_for,
    may_decide,
    may_move,
)
from app.needs.models import Need
from app.skills.domain import is_worker


@action
def propose(worker: Membership, *, id: uuid.UUID, by: Membership | None, **values: Any) -> Need:
    """Propose what a person has to learn; what the leader himself proposes waits for a decision."""
    return _raised(worker, id=id, by=by, **values)


@action
def wish(
    *, id: uuid.UUID, competence_id: uuid.UUID, by: Membership, topic: str | None = None
) -> Need:
    """Ask for training; nothing is refused to who asks for himself."""
    facts = {"competence_id": competence_id, "topic": topic or None, "origin": Origin.OWN_WISH}
    return _raised(by, id=id, by=by, **facts)


@action
def from_incident(
    incident: Incident, *, id: uuid.UUID, worker_id: uuid.UUID, by: Membership
) -> Need:
    """R-50: a need by one tap; the kind of the incident says which competence it is."""
    worker = next((p for p in incident.shift.members if p.id == worker_id), None)
    if worker is None or not is_worker(worker):
        raise Refused(_("This person was not on the shift."))
    if earlier := queries.raised_from([incident.id]).get((incident.id, worker.id)):
        told = {"what": earlier.competence.name, "state": earlier.status.label}
        raise Refused(_("The need is here already: %(what)s, %(state)s.", **told))
    competence = queries.competence(competence_for(incident.subcategory))
    if competence is None:
        raise Refused(_("The town has no competences yet. The manager adds them."))
    facts = {"competence_id": competence.id, "origin": Origin.INCIDENT, "incident_id": incident.id}
    return _raised(worker, id=id, by=by, **facts)


@action
def correct(need: Need, *, by: Membership | None, **values: Any) -> Need:
    """Change what it is about and until when; what stands in a plan or is met stays."""
    if need.is_settled:
        raise Refused(_("The need stands in a plan or is met, so it is no longer changed."))
    for name, value in values.items():
        setattr(need, name, value or None)
    return need


@action
def accept(need: Need, *, by: Membership | None) -> Need:
    """Accept it; it can be put into a plan."""
    return _decided(need, NeedStatus.ACCEPTED, by, None)


@action
def postpone(need: Need, *, reason: str, by: Membership | None) -> Need:
    """Put it off; the worker sees why."""
    return _decided(need, NeedStatus.POSTPONED, by, reason)


@action
def reject(need: Need, *, reason: str, by: Membership | None) -> Need:
    """Reject it; the worker sees why."""
    return _decided(need, NeedStatus.REJECTED, by, reason)


@action
def plan(need: Need, *, by: Membership | None) -> Need:
    """It stands in a plan now."""
    if need.status is not NeedStatus.ACCEPTED:
        raise Refused(_("Only an accepted need can be put into a plan."))
    return _moved(need, NeedStatus.PLANNED)


@action
def unplan(need: Need, *, by: Membership | None) -> Need:
    """It stands in no plan any more, and waits for another one."""
    if need.status is not NeedStatus.PLANNED:
        raise Refused(_("The need stands in no plan."))
    return _moved(need, NeedStatus.ACCEPTED)


@action
def meet(need: Need, *, on: date, by: Membership | None) -> Need:
    """R-52: its item in the plan was verified in practice on this day."""
    _moved(need, NeedStatus.MET)
    need.met_on = on
    return need


@action
def unmeet(need: Need, *, by: Membership | None) -> Need:
    """The verification was taken back."""
    if need.status is not NeedStatus.MET:
        raise Refused(_("The need is not met."))
    need.met_on = None
    return _moved(need, NeedStatus.PLANNED)


def _raised(
    worker: Membership, *, id: uuid.UUID | None, by: Membership | None, **values: Any
) -> Need:
    need = Need(
        id=id, worker_id=worker.id, raised_on=clock.today(), raised_by=by.id if by else None
    )
    for name, value in values.items():
        setattr(need, name, value)
    db.session.add(need)
    return need


def _decided(need: Need, status: NeedStatus, by: Membership | None, reason: str | None) -> Need:
    if not may_decide(need.status, status):
        raise Refused(_("That cannot be decided now: %(state)s.", state=need.status.label))
    need.status, need.reason = status, reason
    need.decided_by, need.decided_at = by.id if by else None, clock.now()
    return need


def _moved(need: Need, status: NeedStatus) -> Need:
    if not may_move(need.status, status):
        raise Refused(_("That cannot be done now: %(state)s.", state=need.status.label))
    need.status = status
    return need
