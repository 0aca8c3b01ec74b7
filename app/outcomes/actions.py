"""Ends and beginnings: judging and closing a case with its meetings, reopening it with its parties.

Nothing else of the application ends a case: in `disputes` nobody knows of its meetings.
"""

import uuid
from collections.abc import Collection
from typing import Any

from app.accounts.models import Membership
from app.disputes import actions as disputes
from app.disputes.domain import Flag, Outcome
from app.disputes.models import DisputeCase
from app.incidents.domain import Recipient
from app.kernel.action import action
from app.parties import actions as parties
from app.rooms import actions as rooms


@action
def screen(
    case: DisputeCase, *, flags: Collection[Flag], by: Membership | None, **facts: Any
) -> DisputeCase:
    """R-41: judge whether talks are suitable; when they are not, its meetings are called off."""
    disputes.screen(case, flags=flags, by=by, **facts)
    return case if case.is_open else rooms.call_off(case, by=by)


@action
def close(
    case: DisputeCase,
    *,
    outcome: Outcome,
    by: Membership | None,
    handed_to: Collection[Recipient] = (),
) -> DisputeCase:
    """End the case; nobody meets about it any more."""
    return rooms.call_off(disputes.close(case, outcome=outcome, handed_to=handed_to, by=by), by=by)


@action
def reopen(case: DisputeCase, *, id: uuid.UUID, by: Membership | None) -> DisputeCase:
    """R-46: the old case stays as it was; its contacts, while they are kept, come along."""
    return parties.carry_over(case, disputes.reopen(case, id=id, by=by), by=by)
