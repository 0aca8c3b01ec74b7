"""Who hands in and who reviews: the crew its own shift, any mentor of the town the others' work."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.shifts.domain import ShiftKind
from app.shifts.models import Shift


def hand_in(actor: Membership, shift: Shift) -> bool:
    """Hand the shift in: any member of its crew, or whoever copied it from paper."""
    return shift.is_written_by(actor.id)


def queue(actor: Membership) -> bool:
    """See what waits for review."""
    return actor.has(Role.MENTOR, Role.DP_COORDINATOR)


def read(actor: Membership, shift: Shift) -> bool:
    """Look at a shift in order to review it; nobody reviews a shift of his own."""
    return _reviews(actor, shift) and not shift.has_member(actor.id)


def approve(actor: Membership, shift: Shift) -> bool:
    """Approve the shift."""
    return read(actor, shift)


def approve_quiet(actor: Membership) -> bool:
    """Approve quiet shifts together."""
    return queue(actor)


def send_back(actor: Membership, shift: Shift) -> bool:
    """Return the shift for completion."""
    return read(actor, shift)


def reopen(actor: Membership, shift: Shift) -> bool:
    """Open an approved shift again."""
    return read(actor, shift)


def _reviews(actor: Membership, shift: Shift) -> bool:
    if shift.kind is ShiftKind.DP_ROUND:
        return actor.has(Role.DP_COORDINATOR, Role.MENTOR)
    return actor.has(Role.MENTOR)
