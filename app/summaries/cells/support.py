"""The figures of T9 and T10: of disputes and of training only what comes and goes.

What is open at the start and at the end is not told: start + new − done = end would give each of
them back from the others. Neither are medians and hours, which tell of a few cases exactly.
"""

from collections.abc import Mapping

from app.kernel.quarter import Quarter
from app.summaries.cells.lines import Cells, Name, Page
from app.summaries.domain import Row, Table
from app.summaries.rounding import Key, Ledger

CASES: Mapping[str, Key] = {
    "kinds": ("disputes", "received"),
    "sources": ("disputes", "received"),
    "outcomes": ("disputes", "closed"),
    "rooms": ("disputes", "joint_meeting"),
}
FLOWS = frozenset({"received", "closed"})
UNTOLD_WORK = frozenset({"hours"})


def _dispute(row: Row) -> Key | None:
    """A case received is the same by kind and by source; joint meetings the same by room."""
    section = row.section or ""
    if section in CASES:
        return CASES[section] if row.level == "total" else (*CASES[section], section, row.key)
    if section == "balance":
        return ("disputes", row.key) if row.key in FLOWS else None
    if section == "effort" and row.key not in UNTOLD_WORK:
        return ("disputes", row.key)
    return ("disputes", "checks", row.key) if section == "checks" else None


def disputes(table: Table, quarter: Quarter, ledger: Ledger) -> Cells:
    """T9: sections make up what came and what ended, details what they stand under."""
    page = Page(table, quarter, ledger)
    page.months(_dispute)
    for section, whole in CASES.items():
        rows = [row for row in table.rows if row.section == section]
        page.adds_up(whole, [key for row in rows if (key := _dispute(row))])
    _details(page, table, _dispute)
    return page.cells


def _need(row: Row) -> Key | None:
    if row.section == "needs" and {row.key, row.parent} & {"new", "met"}:
        return ("needs", row.key)
    if row.section == "certificates" and row.key.startswith("ending") and row.key != "ending_next":
        return ("certificates", row.label if row.parent else "ending")
    if row.section == "supervision" and row.key in {"meetings", "group", "individual"}:
        return ("supervision", row.key)
    return None


def training(table: Table, quarter: Quarter, ledger: Ledger) -> Cells:
    """T10: needs that came and were met, meetings of supervision, certificates that end."""
    page = Page(table, quarter, ledger)
    page.months(_need)
    _details(page, table, _need)
    return page.cells


def _details(page: Page, table: Table, name: Name) -> None:
    """The rows under a row add up to it."""
    for whole in table.rows:
        if (key := name(whole)) is None:
            continue
        under = [r for r in table.rows if r.parent == whole.key and r.section == whole.section]
        page.adds_up(key, [part for row in under if (part := name(row))])
