"""Who may take records over from older files: the manager, who answers for the figures."""

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.history.models import ImportBatch


def browse(actor: Membership) -> bool:
    """See what was taken over from older files."""
    return actor.has(Role.MANAGER)


def upload(actor: Membership) -> bool:
    """Bring a file."""
    return browse(actor)


def read(actor: Membership, _batch: ImportBatch | None = None) -> bool:
    """See how far a file has come."""
    return browse(actor)


def match_columns(actor: Membership, _batch: ImportBatch | None = None) -> bool:
    """Say which column says what."""
    return browse(actor)


def match_words(actor: Membership, _batch: ImportBatch | None = None) -> bool:
    """Say what the words of the file mean here."""
    return browse(actor)


def preview(actor: Membership, _batch: ImportBatch | None = None) -> bool:
    """See the first rows as they would be stored."""
    return browse(actor)


def stage(actor: Membership, _batch: ImportBatch | None = None) -> bool:
    """Have the rows prepared; nothing is counted yet."""
    return browse(actor)


def rematch(actor: Membership, _batch: ImportBatch | None = None) -> bool:
    """Match a prepared file once more."""
    return browse(actor)


def publish(actor: Membership, _batch: ImportBatch | None = None) -> bool:
    """Count the rows in the summaries."""
    return browse(actor)


def undo(actor: Membership, _batch: ImportBatch | None = None) -> bool:
    """Take the whole file back."""
    return browse(actor)


def resume(actor: Membership, _batch: ImportBatch | None = None) -> bool:
    """Have work that stands still taken up again."""
    return browse(actor)


def browse_faults(actor: Membership, _batch: ImportBatch | None = None) -> bool:
    """See the rows that were not taken over, and why."""
    return browse(actor)


def export_faults(actor: Membership, _batch: ImportBatch | None = None) -> bool:
    """Take the list of these rows away."""
    return browse(actor)
