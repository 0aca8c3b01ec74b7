"""The list of rows that were not taken over as a text table for the town's own spreadsheet."""

import csv
from collections.abc import Iterable
from io import StringIO

from app.history.models import ImportFault
from app.kernel.i18n import _

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
# A cell that begins so would be counted out as a formula.
RECKONED = ("=", "+", "-", "@", "\t", "\r")


def as_csv(faults: Iterable[ImportFault]) -> bytes:
    """UTF-8 with a mark and semicolons, as Czech spreadsheets open it."""
    target = StringIO(newline="")
    writer = csv.writer(target, delimiter=";")
    writer.writerow([_("Row of the file"), _("Column"), _("What is wrong"), _("What stands there")])
    for each in faults:
        writer.writerow([each.line, _harmless(each.header), each.reason, _harmless(each.cell)])
    return (MARK + target.getvalue()).encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RECKONED) else cell
