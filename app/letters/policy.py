"""Who may do what with letters: the lead of a case writes them, the manager words them."""

from typing import Any

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.agreements.models import Agreement
from app.disputes.domain import CREWS, KNOWING
from app.disputes.models import DisputeCase


def choose(actor: Membership, case: DisputeCase) -> bool:
    """Choose what to write to whom: the lead of the case."""
    return case.is_led_by(actor)


def write(actor: Membership, letter: Any) -> bool:
    """Write to a party, whose name and address stand in the letter."""
    return bool(letter.party.case.is_led_by(actor))


def agreement(actor: Membership, agreement: Agreement) -> bool:
    """Print the sheet of the agreement with the names of both parties."""
    return agreement.case.is_led_by(actor)


def leaflet(actor: Membership) -> bool:
    """Take the leaflet, which names nobody."""
    return actor.has(*KNOWING, *CREWS, Role.MEDIATOR)


def information(actor: Membership) -> bool:
    """Show the leaflet on a screen."""
    return leaflet(actor)


def browse(actor: Membership) -> bool:
    """See how letters are worded: the manager."""
    return actor.has(Role.MANAGER)


def correct(actor: Membership, _letter: Any = None) -> bool:
    """Word a letter as the town speaks."""
    return browse(actor)


def restore(actor: Membership, _letter: Any = None) -> bool:
    """Return to the standard wording."""
    return browse(actor)


def preview(actor: Membership, _letter: Any = None) -> bool:
    """See a letter to invented people."""
    return browse(actor)


def letterhead(actor: Membership) -> bool:
    """See what letters are printed on."""
    return browse(actor)


def add_letterhead(actor: Membership) -> bool:
    """Give letters the town's own header."""
    return browse(actor)


def remove_letterhead(actor: Membership, _letterhead: Any = None) -> bool:
    """Return to the plain sheet."""
    return browse(actor)


def download_letterhead(actor: Membership, _letterhead: Any = None) -> bool:
    """Take the letterhead back as it is used."""
    return browse(actor)
