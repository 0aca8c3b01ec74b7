"""Who leads a case, as what, and who cares for it when it is closed (R-42, R-44)."""

import uuid
from collections.abc import Collection

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.disputes import queries
from app.disputes.domain import LeadKind
from app.disputes.led import Led
from app.disputes.models import DisputeCase, DisputeTakeover
from app.disputes.moves import refuse_closed
from app.disputes.standing import LEADING_ON
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db
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
    reason: str | None = None,
) -> DisputeCase:
    """Say who leads the case and as what (R-42, R-44); the former lead is told who goes on."""
    refuse_closed(case)
    lead = _able_to_lead(lead_id)
    is_officer = lead_kind is LeadKind.MP_OFFICER
    # what an officer has begun is looked at by somebody else, whoever ends it.
    case.officer_led = is_officer or (case.officer_led and bool(case.taken_steps))
    took_part = {lead_id, *(step.author_id for step in case.steps)} - {None}
    if not is_officer:
        reviewer_id = _who_stays(case, took_part)
    led = Led(lead_kind, lead.has(Role.MEDIATOR), reviewer_id in took_part, bool(reviewer_id))
    if led.fault:
        raise Refused(led.fault[1], field=led.fault[0])
    _tell_former(case, lead_id, reason, by)
    case.lead_id, case.lead_kind, case.reviewer_id = lead_id, lead_kind, reviewer_id
    return case


@action
def take_over(
    case: DisputeCase, *, lead_id: uuid.UUID, by: Membership | None, reason: str | None = None
) -> DisputeCase:
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
    _tell_former(case, lead_id, reason, by)
    case.lead_id = lead_id
    return case


def asks_why(case: DisputeCase, by: Membership) -> bool:
    """Whether a reason is to be given, or may still be put right while the former lead reads it."""
    return _has_other_lead(case, by) or queries.taken_over(case) is not None


def _has_other_lead(case: DisputeCase, by: Membership | None) -> bool:
    """Whether somebody else leads it until now, and may still; who gives a case on knows of it."""
    lead = case.lead
    if lead is None or (by and by.id == lead.id):
        return False
    return case.is_led_by(lead) and lead.is_valid_on(clock.today())


def _tell_former(
    case: DisputeCase, lead_id: uuid.UUID, reason: str | None, by: Membership | None
) -> None:
    """Keep why somebody else goes on; as long as the lead stays, only the words change."""
    if lead_id == case.lead_id:
        if reason and (told := queries.taken_over(case)):
            told.reason = reason
    elif _has_other_lead(case, by):
        if not reason:
            asked = _("Somebody else has led it until now. Write in a few words why it changes.")
            raise Refused(asked, field="reason")
        people = {"former_id": case.lead_id, "lead_id": lead_id}
        day = clock.today()
        db.session.add(DisputeTakeover(case_id=case.id, day=day, reason=reason, **people))


def _who_stays(case: DisputeCase, took_part: Collection[uuid.UUID | None]) -> uuid.UUID | None:
    """R-44: who was to look at what an officer has begun, unless he takes part in it now."""
    stays = case.officer_led and case.reviewer_id not in took_part
    return case.reviewer_id if stays else None


def _able_to_lead(lead_id: uuid.UUID) -> Membership:
    lead = next((each for each in queries.people_to_lead() if each.id == lead_id), None)
    if lead is None:
        raise Refused(_("This person cannot lead disputes."), field="lead_id")
    return lead
