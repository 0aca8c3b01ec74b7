"""The summary as a workbook: contents, then one sheet for each table, codes in a hidden column."""

from collections.abc import Iterator
from itertools import zip_longest

from app.kernel.i18n import _, moment
from app.kernel.sheetcharts import Series, SheetChart
from app.kernel.sheetlooks import SIGNED, TENTHS
from app.kernel.spreadsheet import Line, Sheet, SheetColumn, workbook
from app.summaries import paper
from app.summaries.charts import Chart, chart
from app.summaries.domain import Column, Kind, Row, Summary, Table

NUMBERS = {
    Kind.CHANGE: SIGNED,
    Kind.CHANGE_PERCENT: SIGNED,
    Kind.SHARE: TENTHS,
    Kind.RATE: TENTHS,
}
STYLES = {"category": "strong", "total": "total"}
# The column of the labels, beside that of the codes.
LABEL = 1
NARROW, NARROWEST_LABEL, WIDEST_LABEL, TEXT = 11, 18, 42, 40
# A sheet of few columns is as wide as a page, so that its notes take few lines of it.
NARROWEST_SHEET = 98
# A day that finds no room is shown as ###; some fonts have wide digits.
DAY = 14


def write(summary: Summary) -> bytes:
    """The whole workbook."""
    before, after = (
        [_sheet(table, summary) for table in part] for part in paper.around_comment(summary)
    )
    comment = [_comment(summary)] if summary.comment else []
    sheets = (_contents(summary), *before, *comment, *after)
    return workbook(sheets, title=paper.title(summary), created=summary.generated_at)


def _contents(summary: Summary) -> Sheet:
    """Of what the figures are, and what each sheet holds."""
    facts = (Line((name, value)) for name, value in paper.front(summary))
    before, after = (
        [Line((table.key, table.title)) for table in part] for part in paper.around_comment(summary)
    )
    comment = [Line((paper.COMMENT_KEY, _("Comment")))] if summary.comment else []
    return Sheet(
        name=_("Contents"),
        title=f"{_('Quarterly summary')} – {summary.town_name}",
        notes=(f"{summary.quarter.label} ({summary.period})",),
        columns=(SheetColumn(_("Sheet"), 18, left=True), SheetColumn(_("Content"), 70, left=True)),
        lines=(*facts, Line((_("Sheets"), ""), "section"), *before, *comment, *after),
    )


def _where(summary: Summary) -> str:
    """R-64: town, period, date of the figures and version, on every sheet."""
    where = f"{summary.town_name} · {summary.quarter.label} ({summary.period})"
    figures = _("Figures as of %(moment)s", moment=moment(summary.generated_at))
    return f"{where} · {figures} · {paper.edition(summary)}"


def _comment(summary: Summary) -> Sheet:
    return Sheet(
        name=f"{paper.COMMENT_KEY} {_('Comment')}",
        title=paper.comment_heading(),
        notes=(_where(summary), paper.comment_definition()),
        columns=(SheetColumn(_("Part"), 30, left=True), SheetColumn(_("Text"), 90, left=True)),
        lines=(Line(part) for part in summary.comment),
    )


def _sheet(table: Table, summary: Summary) -> Sheet:
    """R-64: what it counts and what is left out stand on every sheet, too."""
    counted = f"{table.definition} {_('Not counted')}: {paper.excluded(summary)}."
    longest = max(len(row.label) + 3 * table.depth(row) for row in (*table.rows, *table.totals))
    columns = [*map(_column, table.columns)]
    rest = NARROWEST_SHEET - sum(column.width for column in columns)
    label_width = max(min(max(longest + 2, NARROWEST_LABEL), WIDEST_LABEL), rest)
    return Sheet(
        name=f"{table.key} {table.title}",
        title=f"{table.key} {table.title}",
        notes=(_where(summary), counted),
        columns=(
            SheetColumn(_("Code"), 16, left=True, hidden=True),
            SheetColumn("", label_width, left=True),
            *columns,
        ),
        lines=_lines(table),
        fixed=2,
        chart=_chart(found) if (found := chart(table, summary)) else None,
    )


def _chart(drawn: Chart) -> SheetChart:
    """The same rows and columns as on paper, where they stand on the sheet."""
    table = drawn.table
    places = {id(row): place for place, row in enumerate(_rows(table)) if row}
    series = (
        Series(label, LABEL + 1 + table.columns.index(column), drawn.values(column))
        for label, column in zip(drawn.labels, drawn.columns, strict=True)
    )
    return SheetChart(
        title=drawn.title,
        alt=drawn.alt,
        lines=[places[id(row)] for row in drawn.rows],
        names=[row.label for row in drawn.rows],
        name_column=LABEL,
        series=tuple(series),
        is_stacked=drawn.is_stacked,
    )


def _rows(table: Table) -> Iterator[Row | None]:
    """Line by line as they are written; None for the name of a section."""
    for section, rows, totals in table.parts():
        if section:
            yield None
        yield from (*rows, *totals)


def _column(column: Column) -> SheetColumn:
    if column.kind == Kind.TEXT:
        return SheetColumn(column.label, TEXT, left=True)
    least = DAY if column.kind == Kind.DAY else NARROW
    longest_word = max(map(len, column.label.split()))
    return SheetColumn(column.label, max(least, longest_word + 2), NUMBERS.get(column.kind))


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
