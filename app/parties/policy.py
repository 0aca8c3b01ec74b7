"""Who gets behind the wall: the lead of the case, for every look with a trace; nobody else."""

from app.accounts.models import Membership
from app.disputes.domain import CREWS, KNOWING, Stage
from app.disputes.models import DisputeCase
from app.parties.models import ConfidentialNote, DisputeParty


def show(actor: Membership, case: DisputeCase) -> bool:
    """Open the contacts, with a reason that stands in the trail."""
    return case.is_led_by(actor)


def add(actor: Membership, case: DisputeCase) -> bool:
    """Add a party: its lead; until somebody judges it, who has brought it, without reading on."""
    if case.stage is Stage.NEW and case.received_by == actor.id and actor.has(*KNOWING, *CREWS):
        return True
    return case.is_worked_by(actor)


def correct(actor: Membership, party: DisputeParty) -> bool:
    """Change what is known of a party."""
    return party.case.is_worked_by(actor)


def remove(actor: Membership, party: DisputeParty) -> bool:
    """Take a party out that does not belong here; nothing is kept of it."""
    return party.case.is_worked_by(actor)


def browse_notes(actor: Membership, case: DisputeCase) -> bool:
    """Read one's own confidential notes; nobody reads those of others."""
    return case.is_led_by(actor)


def write_note(actor: Membership, case: DisputeCase) -> bool:
    """Write a confidential note."""
    return case.is_worked_by(actor)


def remove_note(actor: Membership, note: ConfidentialNote) -> bool:
    """Throw a note of one's own away."""
    return note.author_id == actor.id and note.case.is_led_by(actor)
