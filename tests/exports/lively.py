"""What the mentor and the manager of a lively town have asked for: a list in every state."""

from types import SimpleNamespace

from app.exports.domain import FileStatus
from app.kernel import clock
from tests.exports.rows import a_file, preparing
from tests.make import Make


def fill(make: Make, lhota: SimpleNamespace) -> None:
    """One ready, one that failed, one half done."""
    for person in (lhota.mentor, lhota.manager):
        a_file(make, person, row_count=48_210, size=4_300_000)
        fault = "Výpis se nepodařilo připravit. Zkuste to znovu."
        a_file(make, person, status=FileStatus.FAILED, fault=fault, ready_at=None, size=0)
        preparing(make, person, row_count=120_000, done_count=37_000, busy_until=clock.now())
