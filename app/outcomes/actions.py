"""Beginning a dispute again: a new case with the parties of the old one."""

import uuid

from app.accounts.models import Membership
from app.disputes import actions as disputes
from app.disputes.models import DisputeCase
from app.kernel.action import action
from app.parties import actions as parties


@action
def reopen(case: DisputeCase, *, id: uuid.UUID, by: Membership | None) -> DisputeCase:
    """R-46: the old case stays as it was; its contacts, while they are kept, come along."""
    return parties.carry_over(case, disputes.reopen(case, id=id, by=by), by=by)
