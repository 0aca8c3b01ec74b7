"""The summary as a workbook: one sheet for each table, codes in a hidden column."""

from collections.abc import Iterator
from itertools import zip_longest

from app.kernel.i18n import _, moment
from app.kernel.spreadsheet import SIGNED, TENTHS, Line, Sheet, SheetColumn, workbook
from app.summaries.domain import Column, Kind, Row, Summary, Table

NUMBERS = {
    Kind.CHANGE: SIGNED,
    Kind.CHANGE_PERCENT: SIGNED,
    Kind.SHARE: TENTHS,
    Kind.RATE: TENTHS,
}
STYLES = {"category": "strong", "total": "total"}
NARROW, NARROWEST_LABEL, WIDEST_LABEL, TEXT = 11, 18, 42, 40


def write(summary: Summary) -> bytes:
    """The whole workbook."""
    title = f"{_('Quarterly summary')} – {summary.town_name} – {summary.quarter.label}"
    sheets = (_sheet(table, summary) for table in summary.tables)
    return workbook(sheets, title=title, created=summary.generated_at)


def _sheet(table: Table, summary: Summary) -> Sheet:
    """R-64: title, definition, period and date of the figures stand on every sheet."""
    where = f"{summary.town_name} · {summary.quarter.label} ({summary.period})"
    figures = _("Figures as of %(moment)s", moment=moment(summary.generated_at))
    longest = max(len(row.label) + 3 * table.depth(row) for row in (*table.rows, *table.totals))
    label_width = min(max(longest + 2, NARROWEST_LABEL), WIDEST_LABEL)
    return Sheet(
        name=f"{table.key} {table.title}",
        title=f"{table.key} {table.title}",
        notes=(f"{where} · {figures}", table.definition),
        columns=(
            SheetColumn(_("Code"), 16, left=True, hidden=True),
            SheetColumn("", label_width, left=True),
            *map(_column, table.columns),
        ),
        lines=_lines(table),
        fixed=2,
    )


def _column(column: Column) -> SheetColumn:
    if column.kind == Kind.TEXT:
        return SheetColumn(column.label, TEXT, left=True)
    longest_word = max(map(len, column.label.split()))
    return SheetColumn(column.label, max(NARROW, longest_word + 2), NUMBERS.get(column.kind))


def _lines(table: Table) -> Iterator[Line]:
    """Section by section: its name, its rows, its sum."""
    width = len(table.columns) + 2
    for section, rows, totals in table.parts():
        if section:
            yield _padded((section.key, section.label), width)
        for row in (*rows, *totals):
            yield _line(table, row)


def _line(table: Table, row: Row) -> Line:
    values = (row.values[column.key] for column in table.columns)
    return Line((row.key, row.label, *values), STYLES.get(row.level, ""), 2 * table.depth(row))


def _padded(values: tuple[str, str], width: int) -> Line:
    cells = tuple(value for value, _place in zip_longest(values, range(width)))
    return Line(cells, "section")
