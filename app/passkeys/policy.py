"""Who may do what with passkeys: everybody with his own."""

from app.accounts.models import Membership, Operator
from app.passkeys.models import Passkey


def browse(_actor: Membership | Operator) -> bool:
    """See one's own passkeys."""
    return True


def add(_actor: Membership | Operator) -> bool:
    """Make a passkey of one's own."""
    return True


def challenge(_actor: Membership | Operator) -> bool:
    """Ask what the device has to confirm when a passkey is made."""
    return True


def rename(actor: Membership | Operator, passkey: Passkey) -> bool:
    """Call a passkey of one's own otherwise."""
    return passkey.user_id == actor.user_id


def remove(actor: Membership | Operator, passkey: Passkey) -> bool:
    """Let a passkey of one's own open nothing any more."""
    return passkey.user_id == actor.user_id
