"""The figures of a summary as the sentences ask for them, and whose records they count."""

from dataclasses import dataclass
from typing import Any

from app.kernel.i18n import _
from app.summaries.domain import Row, Summary, Variant

QUARTERS = {
    1: _("In the 1st quarter of %(year)s"),
    2: _("In the 2nd quarter of %(year)s"),
    3: _("In the 3rd quarter of %(year)s"),
    4: _("In the 4th quarter of %(year)s"),
}
THIS_QUARTER = ("m1", "m2", "m3", "total")


@dataclass(frozen=True)
class Facts:
    """The figures of a summary by table, row and column."""

    summary: Summary

    @property
    def when(self) -> str:
        """How a sentence that names the quarter begins."""
        quarter = self.summary.quarter
        return QUARTERS[quarter.number] % {"year": quarter.year}

    @property
    def is_rounded(self) -> bool:
        """Whether zero may stand for one to four."""
        return self.summary.variant is Variant.PUBLIC

    @property
    def incidents(self) -> int:
        """All of them, whoever recorded them."""
        return self.get("T2", "total") or 0

    @property
    def taken(self) -> int:
        """How many more they are than our own, of which T4 tells.

        Of rounded numbers only that it is not zero says anything, and each version tells both.
        """
        own = self.get("T4", "total")
        return 0 if own is None else self.incidents - own

    @property
    def tells_of_service(self) -> bool:
        """Whether any figure speaks of what the assistants did themselves."""
        service = (row.values.get(each) for row in self.rows("T1") for each in THIS_QUARTER)
        rounds, training = self.get("T7", "total", "visits"), self.get("T10", "hours", "workers")
        return any((*service, rounds, training))

    def compares(self, column: str) -> bool:
        """Whether both quarters hold our own incidents alone: other records were kept otherwise."""
        total = self.row("T2", "total")
        return not self.taken and total is not None and column not in total.taken

    def row(self, table: str, key: str, section: str | None = None) -> Row | None:
        """One row, or nothing where there is none."""
        return next((each for each in self.rows(table, section) if each.key == key), None)

    def rows(self, table: str, section: str | None = None) -> list[Row]:
        """All rows of a table or of its section, sums too."""
        found = [each for each in self.summary.tables if each.key == table]
        rows = [row for each in found for row in (*each.rows, *each.totals)]
        return [row for row in rows if section in (None, row.section)]

    def get(self, table: str, key: str, section: str | None = None, column: str = "total") -> Any:
        """One figure; nothing where it is not told."""
        row = self.row(table, key, section)
        return row.values.get(column) if row else None
