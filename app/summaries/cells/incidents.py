"""The figures of T2 to T5: the same incidents by month, kind, place, time, action and result."""

from app.kernel.quarter import Quarter
from app.summaries.cells.lines import Cells, Figure, Page
from app.summaries.domain import Row, Table
from app.summaries.rounding import Key, Ledger
from app.summaries.tables.deeds import CALLS

ALL: Key = ("incidents",)
REPEATED: Key = ("repeated",)
VISITS: Key = ("visits",)
CALLED: Key = ("called",)
WHOLE = ("total",)


def _kind(row: Row) -> Key:
    return ALL if row.level == "total" else (*ALL, row.level, row.key)


def kinds(table: Table, quarter: Quarter, ledger: Ledger) -> Cells:
    """T2: kinds make up categories, categories all of them; what is repeated is a part of each."""
    page = Page(table, quarter, ledger)
    page.months(_kind)
    for number, row in enumerate(page.lines):
        page.enter(number, "repeated", Figure((*REPEATED, *_kind(row))))
    for parent in [None, *(row for row in table.rows if row.level == "category")]:
        level, key = ("subcategory", parent.key) if parent else ("category", None)
        parts = [_kind(row) for row in table.rows if row.level == level and row.parent == key]
        whole = _kind(parent) if parent else ALL
        page.adds_up(whole, parts)
        page.adds_up((*REPEATED, *whole), [(*REPEATED, *part) for part in parts], WHOLE)
    for row in page.lines:
        page.holds(_kind(row), [(*REPEATED, *_kind(row))], WHOLE)
    return page.cells


def _place(row: Row) -> Key:
    return () if row.level == "total" else ("place", row.key)


def places(table: Table, quarter: Quarter, ledger: Ledger) -> Cells:
    """T3: places make up the categories, categories the places."""
    page = Page(table, quarter, ledger)
    columns = [column.key for column in table.columns]
    codes = columns[: columns.index("total")]
    for number, row in enumerate(page.lines):
        page.enter(number, "total", Figure((*ALL, *_place(row))))
        page.enter(number, "visits", Figure((*VISITS, *_place(row))))
        for code in codes:
            page.enter(number, code, Figure((*ALL, *_place(row), "category", code)))
    for ending in ((), *(("category", code) for code in codes)):
        parts = [(*ALL, *_place(row), *ending) for row in table.rows]
        page.adds_up((*ALL, *ending), parts, WHOLE)
    for row in table.rows:
        whole = (*ALL, *_place(row))
        page.adds_up(whole, [(*whole, "category", code) for code in codes], WHOLE)
    page.adds_up(VISITS, [(*VISITS, *_place(row)) for row in table.rows], WHOLE)
    return page.cells


def times(table: Table, quarter: Quarter, ledger: Ledger) -> Cells:
    """T4: days of the week and bands of the day both make up all incidents."""
    page = Page(table, quarter, ledger)
    bands = [column.key for column in table.columns if column.key != "total"]
    days = [row.key for row in table.rows]

    def what(day: str, band: str) -> Key:
        """A day, a band, both, or all."""
        day_of = ("day", day) if day != "total" else ()
        return (*ALL, *day_of, *(("hours", band) if band != "total" else ()))

    for number, row in enumerate(page.lines):
        for band in (*bands, "total"):
            page.enter(number, band, Figure(what(row.key, band)))
    for day in (*days, "total"):
        page.adds_up(what(day, "total"), [what(day, band) for band in bands], WHOLE)
    for band in (*bands, "total"):
        page.adds_up(what("total", band), [what(day, band) for day in days], WHOLE)
    return page.cells


def _deed(row: Row) -> Key | None:
    """Calls and cleaning are actions told once more; needles are pieces, not incidents."""
    if row.level == "total":
        return {"calls": CALLED, "results": ("ended",)}.get(row.section or "")
    if row.section == "results":
        return ("result", row.key)
    return ("pieces",) if row.key == "needles" else ("action", row.key)


def deeds(table: Table, quarter: Quarter, ledger: Ledger) -> Cells:
    """T5: each incident ends in one way; it may have several actions or none."""
    page = Page(table, quarter, ledger)
    for number, row in enumerate(page.lines):
        if what := _deed(row):
            page.enter(number, "total", Figure(what))
    results = [("result", row.key) for row in table.rows if row.section == "results"]
    page.adds_up(("ended",), results, WHOLE)
    counts, every, ended = ledger.counts, page.key(ALL), page.key(("ended",))
    # Where every incident has its result, the sum of results is the number of incidents.
    if counts.get(every) == counts.get(ended):
        page.adds_up(ALL, [("ended",)], WHOLE)
    actions = [("action", row.key) for row in table.rows if row.section == "actions"]
    for part in (("ended",), CALLED, *actions):
        page.holds(ALL, [part], WHOLE)
    ledger.is_covered(page.key(CALLED), [page.key(("action", call)) for call in CALLS])
    return page.cells
