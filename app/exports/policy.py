"""Who may have long lists prepared: who may take them away; each sees and gets only his own."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.exports.models import PreparedFile


def browse(actor: Membership) -> bool:
    """See what one has asked for: those who may take lists away, as long as they may."""
    return actor.has(Role.MENTOR, Role.MANAGER)


def read(actor: Membership, file: PreparedFile) -> bool:
    """See how far one's own list is."""
    return browse(actor) and file.person_id == actor.id


def download(actor: Membership, file: PreparedFile) -> bool:
    """Get one's own list."""
    return read(actor, file)


def discard(actor: Membership, file: PreparedFile) -> bool:
    """Throw one's own list away, also while it is being prepared."""
    return read(actor, file)


def resume(actor: Membership, file: PreparedFile) -> bool:
    """Have the work on one's own list taken up again."""
    return read(actor, file)
