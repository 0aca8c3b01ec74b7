"""Receiving a dispute: from who has brought it, or by one tap on an incident; and what is known."""

import uuid
from datetime import date
from typing import Any

from app.accounts.models import Membership
from app.disputes import queries
from app.disputes.actions import check_received, open_case
from app.disputes.domain import FROM_INCIDENTS, Referral
from app.disputes.models import DisputeCase
from app.disputes.moves import refuse_closed
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.action import action
from app.kernel.errors import Refused
from app.kernel.i18n import _


@action
def report(*, id: uuid.UUID, received_on: date, by: Membership, **facts: Any) -> DisputeCase:
    """Receive a dispute, or write down one that came earlier."""
    return open_case(id=id, received_on=received_on, by=by, **facts)


@action
def from_incident(incident: Incident, *, id: uuid.UUID, by: Membership) -> DisputeCase:
    """Hand an incident on by one tap; what is still missing its lead asks about."""
    if earlier := queries.from_incidents([incident.id]).get(incident.id):
        raise Refused(_("It was handed on already as %(number)s.", number=earlier.number))
    return open_case(
        id=id,
        received_on=clock.today(),
        referral=Referral.APK_DP,
        kind=FROM_INCIDENTS[incident.subcategory],
        incident_id=incident.id,
        place_id=incident.place_id,
        by=by,
    )


@action
def correct(case: DisputeCase, *, by: Membership | None, **facts: Any) -> DisputeCase:
    """Complete or change what is known of the case; nothing was done before it was received."""
    refuse_closed(queries.locked(case))
    if received_on := facts.get("received_on"):
        check_received(received_on)
        if any(step.day < received_on for step in case.taken_steps):
            told = _("A step was taken before that day. Check the day, or put the step right.")
            raise Refused(told, field="received_on")
    for name, value in facts.items():
        setattr(case, name, value)
    return case
