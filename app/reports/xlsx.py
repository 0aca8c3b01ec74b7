"""The sums of a year as a workbook: the ministry asks for XLSX every January."""

from app.kernel import clock
from app.kernel.i18n import _
from app.kernel.spreadsheet import Line, Sheet, SheetColumn, workbook
from app.reports.annual import Year
from app.summaries.domain import Row, Table

STYLES = {"category": "strong", "total": "total"}
LABEL, CODE, NARROW = 38, 16, 9


def write(year: Year) -> bytes:
    """One sheet for each table, codes in a hidden column."""
    title = f"{_('Annual figures')} – {year.town_name} – {year.label}"
    created = year.generated_at or clock.now()
    return workbook((_sheet(table, year) for table in year.tables), title=title, created=created)


def _sheet(table: Table, year: Year) -> Sheet:
    """R-64: title, period, definition and of what each quarter is made stand on every sheet."""
    title = f"{table.key} {table.title}"
    return Sheet(
        name=title,
        title=title,
        notes=(
            f"{year.town_name} · {year.label}",
            *(part.told for part in year.parts),
            table.definition,
        ),
        columns=(
            SheetColumn(_("Code"), CODE, left=True, hidden=True),
            SheetColumn("", LABEL, left=True),
            *(SheetColumn(column.label, NARROW) for column in table.columns),
        ),
        lines=_lines(table),
        fixed=2,
    )


def _lines(table: Table) -> list[Line]:
    lines = []
    for section, rows, totals in table.parts():
        if section:
            lines.append(
                Line((section.key, section.label, *(None for _ in table.columns)), "section")
            )
        lines += [_line(table, row) for row in (*rows, *totals)]
    return lines


def _line(table: Table, row: Row) -> Line:
    values = (row.values[column.key] for column in table.columns)
    return Line((row.key, row.label, *values), STYLES.get(row.level, ""), 2 * table.depth(row))
