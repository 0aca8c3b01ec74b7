"""Who may do what with drafts: crews with their own, nobody with another's."""

from app.accounts.domain import Role
from app.accounts.models import Membership, Operator
from app.drafts.models import Draft


def keep(actor: Membership | Operator) -> bool:
    """Have the phone put aside what is being written: those whose phones lock by themselves."""
    return actor.has(Role.APK, Role.DP)


def browse(actor: Membership | Operator) -> bool:
    """See what one has not finished."""
    return keep(actor)


def resume(actor: Membership | Operator, draft: Draft) -> bool:
    """Go on writing what one has begun oneself."""
    return draft.author_id == actor.id


def discard(actor: Membership | Operator, draft: Draft) -> bool:
    """Throw away what one has begun oneself."""
    return draft.author_id == actor.id
