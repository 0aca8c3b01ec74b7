"""Who may do what with entries of phones: authors complete their own, mentors take what is late."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.outbox.models import OutboxEntry

WRITERS = (Role.APK, Role.DP)
LEADERS = (Role.MENTOR, Role.DP_COORDINATOR)


def seal(actor: Membership) -> bool:
    """Have a phone keep what is written without signal, and send it later."""
    return not actor.is_operator and actor.has(*WRITERS)


def waiting(actor: Membership) -> bool:
    """See what is to be completed: one's own or, as a mentor, that of the crews."""
    return actor.has(*WRITERS, *LEADERS)


def complete(actor: Membership, entry: OutboxEntry) -> bool:
    """Complete what one has sent oneself."""
    return entry.author_id == actor.id


def accept(actor: Membership, entry: OutboxEntry) -> bool:
    """Let an entry in under its author: a mentor; for a caretaker a coordinator too."""
    if entry.author_id == actor.id:
        return False
    coordinates = actor.has(Role.DP_COORDINATOR) and entry.is_of_caretaker
    return actor.has(Role.MENTOR) or coordinates


def discard(actor: Membership, entry: OutboxEntry) -> bool:
    """Throw an entry away with a reason: its author what is to be completed, the mentor all."""
    return accept(actor, entry) or (entry.author_id == actor.id and entry.is_for_author)
