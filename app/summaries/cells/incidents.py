"""The figures of T2 to T5: the same incidents by month, kind, place, time, action and result.

T2 and T3 count what was taken over from earlier records too, T4 and T5 our own incidents only.
"""

from collections.abc import Iterable

from app.kernel.quarter import Quarter
from app.summaries.cells.lines import MONTHS, Cells, Figure, Page
from app.summaries.domain import Row, Table
from app.summaries.rounding import Key, Ledger
from app.summaries.tables.counts import TAKEN, is_unstated
from app.summaries.tables.deeds import CALLS
from app.summaries.tables.places import NOWHERE

OWN: Key = ("incidents",)
ALL: Key = (*OWN, "all")
REPEATED: Key = ("repeated",)
VISITS: Key = ("visits",)
CALLED: Key = ("called",)
WHOLE = ("total",)


def is_told(row: Row) -> bool:
    """Not how much was taken over: that would be a second look at the same incidents.

    What earlier records tell without a kind or a place stands in the sums only (ADR 13).
    """
    return row.level != TAKEN and row.key != NOWHERE and not is_unstated(row)


def _parted(rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that are told, and those that are not."""
    rows = list(rows)
    return [row for row in rows if is_told(row)], [row for row in rows if not is_told(row)]


def _kind(row: Row) -> Key:
    return ALL if row.level == "total" else (*OWN, row.level, row.key)


def _repeated(row: Row) -> Key:
    """Of what was taken over nothing is known to be repeated."""
    return (*REPEATED, *(OWN if row.level == "total" else (*OWN, row.level, row.key)))


def kinds(table: Table, quarter: Quarter, ledger: Ledger) -> Cells:
    """T2: kinds make up categories, categories all of them; what is repeated is a part of each."""
    page = Page(table, quarter, ledger)
    page.months(lambda row: _kind(row) if is_told(row) else None)
    _enter_own(page)
    for number, row in enumerate(page.lines):
        if is_told(row):
            page.enter(number, "repeated", Figure(_repeated(row)))
            page.holds(OWN if row.level == "total" else _kind(row), [_repeated(row)], WHOLE)
    tops = [row for row in table.rows if row.level == "category"]
    for total in table.totals:
        if is_told(total):
            _make_up(page, total, tops)
    for top in tops:
        _make_up(page, top, [r for r in table.rows if r.level != top.level and r.parent == top.key])
    return page.cells


def _enter_own(page: Page) -> None:
    """Our own incidents by month: they too are told, as all of them, where none were taken over."""
    rows = {row.level: row.values for row in page.lines if row.level in {"total", TAKEN}}
    for column in (*MONTHS, "total"):
        count, taken = (rows.get(level, {}).get(column) for level in ("total", TAKEN))
        if isinstance(count, int):
            own = count - (taken if isinstance(taken, int) else 0)
            page.ledger.counts[page.key(OWN, column)] = own
            page.grows(ALL, OWN, column)
    page.ledger.adds_up(page.key(OWN), [page.key(OWN, month) for month in MONTHS])


def _make_up(page: Page, whole: Row, parts: list[Row]) -> None:
    """The told rows are all of the whole in those months in which nothing else is in it."""
    told, others = _parted(parts)
    for column in (*MONTHS, "total"):
        has_more = any(row.values[column] for row in others)
        page.makes_up(_kind(whole), map(_kind, told), column, has_more=has_more)
    page.adds_up(_repeated(whole), [_repeated(row) for row in told], WHOLE)


def _place(row: Row) -> Key:
    return () if row.level == "total" else ("place", row.key)


def _category(column: str) -> Key:
    """How the figure of a category is called after the place; all of them together have no name."""
    return () if column == "total" else ("category", column)


def places(table: Table, quarter: Quarter, ledger: Ledger) -> Cells:
    """T3: places make up the categories, categories the places."""
    page = Page(table, quarter, ledger)
    columns = [column.key for column in table.columns]
    codes = columns[: columns.index("total")]
    for number, row in enumerate(page.lines):
        if is_told(row):
            _enter_place(page, number, _place(row), codes)
    told, others = _parted(table.rows)
    for column in ("total", *codes):
        whole = (*OWN, *_category(column)) if column != "total" else ALL
        parts = [(*OWN, *_place(row), *_category(column)) for row in told]
        has_more = any(row.values[column] for row in others)
        page.makes_up(whole, parts, "total", has_more=has_more)
    page.adds_up(VISITS, [(*VISITS, *_place(row)) for row in told], WHOLE)
    if len(told) == 1:  # everything of our own happened there
        page.grows((*OWN, *_place(told[0])), OWN, "total")
    return page.cells


def _enter_place(page: Page, number: int, place: Key, codes: list[str]) -> None:
    """A place or all of them: its categories, which make up its sum, and its visits."""
    whole = (*OWN, *place) if place else ALL
    parts = {code: (*OWN, *place, *_category(code)) for code in codes}
    page.enter(number, "total", Figure(whole))
    page.enter(number, "visits", Figure((*VISITS, *place)))
    for code, part in parts.items():
        page.enter(number, code, Figure(part))
    page.adds_up(whole, parts.values(), WHOLE)


def times(table: Table, quarter: Quarter, ledger: Ledger) -> Cells:
    """T4: days of the week and bands of the day both make up our own incidents."""
    page = Page(table, quarter, ledger)
    bands = [column.key for column in table.columns if column.key != "total"]
    days = [row.key for row in table.rows]

    def what(day: str, band: str) -> Key:
        """A day, a band, both, or all of our own."""
        day_of = ("day", day) if day != "total" else ()
        return (*OWN, *day_of, *(("hours", band) if band != "total" else ()))

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
    counts, every, ended = ledger.counts, page.key(OWN), page.key(("ended",))
    # Where every incident has its result, the sum of results is the number of incidents.
    if counts.get(every) == counts.get(ended):
        page.adds_up(OWN, [("ended",)], WHOLE)
    actions = [("action", row.key) for row in table.rows if row.section == "actions"]
    for part in (("ended",), CALLED, *actions):
        page.holds(OWN, [part], WHOLE)
    ledger.is_covered(page.key(CALLED), [page.key(("action", call)) for call in CALLS])
    return page.cells
