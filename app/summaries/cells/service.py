"""The figures of T1 and T7, and which of them would tell of a worker."""

from dataclasses import replace

from app.kernel.quarter import Quarter
from app.summaries.cells.incidents import VISITS
from app.summaries.cells.lines import MONTHS, Cells, Page
from app.summaries.domain import Row, Table, Value
from app.summaries.rounding import Key, Ledger

# Why somebody stayed at home or went alone, who handed in late and who was hurt is about one of
# the few people everybody knows; days not covered would be the rest of a number of days all know.
SERVICE = frozenset(
    {
        *("planned", "done", "cancelled", "hours", "field_hours", "days_covered"),
        *("tasks_total", "tasks_done", "tasks_partly", "tasks_not_done"),
        *("verbal_attack", "physical_attack"),
    }
)
# Five person-shifts are forty hours; so hours say no more than shifts do.
HOURS = {"hours": 8, "field_hours": 8}


def _service(row: Row) -> Key | None:
    return ("service", row.key) if row.key in SERVICE else None


def service(table: Table, quarter: Quarter, ledger: Ledger) -> Cells:
    """T1: what was planned and done, tasks by how they ended."""
    page = Page(table, quarter, ledger)
    page.months(_service, HOURS)
    tasks = ("tasks_done", "tasks_partly", "tasks_not_done")
    page.adds_up(("service", "tasks_total"), [("service", task) for task in tasks])
    ends = (*quarter.months[1:], quarter.end)
    for column, first, end in zip(MONTHS, quarter.months, ends, strict=True):
        ledger.limits[page.key(("service", "days_covered"), column)] = (end - first).days
    days = (quarter.end - quarter.first).days
    ledger.limits[page.key(("service", "days_covered"))] = days
    return page.cells


def without_gaps(table: Table) -> Table:
    """T1 of a quarter without any shift as that of a quarter with few: zeros."""
    if table.key != "T1":
        return table
    return replace(table, rows=tuple(replace(row, values=_filled(row)) for row in table.rows))


def _filled(row: Row) -> dict[str, Value]:
    own = (*MONTHS, "total")
    return {key: 0 if key in own and value is None else value for key, value in row.values.items()}


def _contact(row: Row) -> Key:
    """Visits by place and by result are the same visits."""
    if row.section == "contacts":
        return ("contacts",) if row.level == "total" else ("contacts", row.key)
    by = "place" if row.section == "visits" else "result"
    return VISITS if row.level == "total" else (*VISITS, by, row.key)


def contacts(table: Table, quarter: Quarter, ledger: Ledger) -> Cells:
    """T7: each section makes up its sum."""
    page = Page(table, quarter, ledger)
    page.months(_contact)
    for total in table.totals:
        parts = [_contact(row) for row in table.rows if row.section == total.section]
        page.adds_up(_contact(total), parts)
    return page.cells
