"""Who leads a case, as what, and who cares for it when it is closed (R-42, R-44)."""

import uuid

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.disputes import queries
from app.disputes.domain import LeadKind
from app.disputes.led import Led
from app.disputes.models import DisputeCase
from app.disputes.moves import refuse_closed
from app.disputes.standing import LEADING_ON
from app.kernel.action import action
from app.kernel.errors import Refused
from app.kernel.i18n import _


@action
def assign(
    case: DisputeCase,
    *,
    lead_id: uuid.UUID,
    lead_kind: LeadKind,
    by: Membership | None,
    reviewer_id: uuid.UUID | None = None,
) -> DisputeCase:
    """Say who leads the case and as what (R-42, R-44); the former lead sees it no longer."""
    refuse_closed(case)
    lead = _able_to_lead(lead_id)
    is_officer = lead_kind is LeadKind.MP_OFFICER
    # what an officer has begun is looked at by somebody else, whoever ends it.
    case.officer_led = is_officer or (case.officer_led and bool(case.taken_steps))
    took_part = {lead_id, *(step.author_id for step in case.steps)} - {None}
    if not is_officer:
        stays = case.officer_led and case.reviewer_id not in took_part
        reviewer_id = case.reviewer_id if stays else None
    has_reviewer, is_biased = reviewer_id is not None, reviewer_id in took_part
    led = Led(lead_kind, lead.has(Role.MEDIATOR), is_biased, has_reviewer)
    if led.fault:
        raise Refused(led.fault[1], field=led.fault[0])
    case.lead_id, case.lead_kind, case.reviewer_id = lead_id, lead_kind, reviewer_id
    return case


@action
def take_over(case: DisputeCase, *, lead_id: uuid.UUID, by: Membership | None) -> DisputeCase:
    """Say who cares for a closed case: its checks, its papers, its reopening.

    As what it was led and who has to look at it stay as they were (R-42, R-44).
    """
    if case.is_open:
        raise Refused(_("The case is open."))
    if not _able_to_lead(lead_id).has(*LEADING_ON):
        raise Refused(_("This person cannot lead disputes."), field="lead_id")
    if case.awaits_review and case.reviewer_id == lead_id:
        told = _("Who leads the case cannot be the one who reviews it.")
        raise Refused(told, field="lead_id")
    case.lead_id = lead_id
    return case


def _able_to_lead(lead_id: uuid.UUID) -> Membership:
    lead = next((each for each in queries.people_to_lead() if each.id == lead_id), None)
    if lead is None:
        raise Refused(_("This person cannot lead disputes."), field="lead_id")
    return lead
