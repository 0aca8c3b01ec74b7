"""What older files a lively town has brought: one counted, one prepared, one to be matched."""

from datetime import date
from types import SimpleNamespace

from app.history.domain import BatchStatus
from app.incidents.domain import Subcategory
from app.kernel import clock
from tests.history.rows import a_batch, a_fault, some_sums
from tests.make import Make

SUMS = ((date(2024, 1, 1), Subcategory.NOISE, 12), (date(2024, 4, 1), Subcategory.WASTE, 7))
READ = {"row_count": 3, "done_count": 3, "ok_count": 2, "error_count": 1}


def fill(make: Make, lhota: SimpleNamespace) -> None:
    """A file in each state in which its page offers something else."""
    counted = {"status": BatchStatus.PUBLISHED, "published_at": clock.now()}
    for name, values in (("soucty-2023.csv", counted), ("soucty-2024.csv", {})):
        told = {"status": BatchStatus.STAGED, **READ, **values}
        batch = a_batch(make, lhota.town, file_name=name, **told)
        some_sums(make, batch, *SUMS)
        a_fault(make, batch)
    a_batch(make, lhota.town, file_name="Rušení nočního klidu a další události.xlsx")
