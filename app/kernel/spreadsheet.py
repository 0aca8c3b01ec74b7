"""Sheets of an XLSX workbook: real types, frozen headings, ready to print on A4."""

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from app.kernel.clock import local
from app.kernel.i18n import _

NAVY, PALE, LINE, MUTED = "#1D456F", "#E5EEF9", "#C9D3DE", "#565656"
FONT = {"font_name": "Calibri", "font_size": 11, "valign": "vcenter"}
# The separators are those of the reader's own office: a Czech one shows 1 234,5.
NUMBER, TENTHS, SIGNED = "#,##0", "#,##0.0", "+#,##0;\N{MINUS SIGN}#,##0;0"
DAY, MOMENT, CLOCK = "d. m. yyyy", "d. m. yyyy hh:mm", "hh:mm"
A4 = 9
# How many letters of running text fit into a unit of width, and how high a line of it is.
LETTERS, LINE_HEIGHT, SECTION_HEIGHT = 1.1, 15.0, 24.0
PADDING = 1
# A sheet that is wider lies on its side when printed.
WIDEST_UPRIGHT = 100
LONGEST_TEXT = 32_767

Value = str | int | float | date | datetime | time | None


@dataclass(frozen=True)
class SheetColumn:
    """A heading and how wide and in what form its cells are."""

    label: str
    width: float = 11
    number: str | None = None
    left: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Line:
    """A row of cells; the style is "", "strong", "total" or "section"."""

    values: tuple[Value, ...]
    style: str = ""
    indent: int = 0


@dataclass(frozen=True)
class Sheet:
    """One sheet; the first columns up to `fixed` stay in sight when it is scrolled sideways."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    lines: Iterable[Line]
    notes: tuple[str, ...] = ()
    fixed: int = 1
    filtered: bool = False


LINE_STYLES: Mapping[str, Mapping[str, Any]] = {
    "": {"bottom": 1, "bottom_color": LINE},
    "strong": {"bottom": 1, "bottom_color": LINE, "bold": True},
    "total": {"bold": True, "top": 1, "top_color": NAVY, "bg_color": PALE},
    "section": {
        "bold": True,
        "font_color": NAVY,
        "bottom": 1,
        "bottom_color": NAVY,
        "valign": "bottom",
    },
}


def workbook(sheets: Iterable[Sheet], *, title: str, created: datetime) -> bytes:
    """The whole file. Text stays text, whatever it begins with; memory stays flat."""
    output = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(output, options) as book:
        book.set_properties({"title": title, "created": local(created).replace(tzinfo=None)})
        styles = _Styles(book)
        for sheet in sheets:
            _write(book.add_worksheet(_legal(sheet.name)), sheet, styles)
    return output.getvalue()


class _Styles:
    """Formats by their properties; a workbook wants each of them only once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[frozenset[tuple[str, Any]], Any] = {}

    def get(self, **properties: Any) -> Any:
        key = frozenset(properties.items())
        if key not in self._known:
            self._known[key] = self._book.add_format({**FONT, **properties})
        return self._known[key]

    def cell(self, column: SheetColumn, line: Line, value: Value, *, first: bool) -> Any:
        """How one cell looks: its line, its type, its place."""
        looks = dict(LINE_STYLES[line.style])
        if (number := _number_format(value, column)) is not None:
            looks["num_format"] = number
        is_text = isinstance(value, str) or column.left
        looks |= {"align": "left", "text_wrap": True} if is_text else {"align": "right"}
        looks["indent"] = PADDING + (line.indent if first else 0)
        return self.get(**looks)


def _number_format(value: Value, column: SheetColumn) -> str | None:
    match value:
        case None | str():
            return None
        case datetime():
            return MOMENT
        case date():
            return DAY
        case time():
            return CLOCK
        case float():
            return column.number or TENTHS
    return column.number or NUMBER


def _write(target: Worksheet, sheet: Sheet, styles: _Styles) -> None:
    for index, column in enumerate(sheet.columns):
        target.set_column(index, index, column.width, None, {"hidden": column.hidden})
    heading = _write_top(target, sheet, styles)
    last = heading
    for last, line in enumerate(sheet.lines, heading + 1):
        _write_line(target, last, line, sheet, styles)
    target.freeze_panes(heading + 1, sheet.fixed)
    if sheet.filtered:
        target.autofilter(heading, 0, last, len(sheet.columns) - 1)
    _set_up_print(target, sheet, heading)


def _write_top(target: Worksheet, sheet: Sheet, styles: _Styles) -> int:
    """The title, the notes and the heading; answers the row of the heading."""
    first, last = _seen(sheet)
    width = _width(sheet)
    target.set_row(0, 26)
    title = styles.get(bold=True, font_size=16, font_color=NAVY)
    target.write_string(0, first, sheet.title, title)
    looks = styles.get(font_color=MUTED, text_wrap=True, valign="top", align="left")
    for row, note in enumerate(sheet.notes, 1):
        target.set_row(row, LINE_HEIGHT * _lines_of(note, width) + 3)
        if last > first:
            target.merge_range(row, first, row, last, "", looks)
        target.write_string(row, first, note, looks)
    heading = len(sheet.notes) + 2
    _write_heading(target, heading, sheet, styles)
    return heading


def _seen(sheet: Sheet) -> tuple[int, int]:
    """The first and the last column that is not hidden."""
    seen = [index for index, column in enumerate(sheet.columns) if not column.hidden]
    return seen[0], seen[-1]


def _write_heading(target: Worksheet, row: int, sheet: Sheet, styles: _Styles) -> None:
    base = {"bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "text_wrap": True}
    lines = max(_lines_of(column.label, column.width) for column in sheet.columns)
    target.set_row(row, LINE_HEIGHT * (lines + 0.6))
    for index, column in enumerate(sheet.columns):
        looks = styles.get(**base, align="left" if column.left else "right", indent=PADDING)
        target.write_string(row, index, column.label, looks)


def _write_line(target: Worksheet, row: int, line: Line, sheet: Sheet, styles: _Styles) -> None:
    first, _last = _seen(sheet)
    target.set_row(row, _height(line, sheet))
    for index, (column, value) in enumerate(zip(sheet.columns, line.values, strict=True)):
        looks = styles.cell(column, line, value, first=index == first)
        match value:
            case None:
                target.write_blank(row, index, None, looks)
            case str():
                target.write_string(row, index, value[:LONGEST_TEXT], looks)
            case date() | time():
                target.write_datetime(row, index, _on_the_wall(value), looks)
            case _:
                target.write_number(row, index, value, looks)


def _height(line: Line, sheet: Sheet) -> float:
    """High enough for the longest text; a section keeps its distance."""
    if line.style == "section":
        return SECTION_HEIGHT
    lines = [
        _lines_of(value, column.width)
        for column, value in zip(sheet.columns, line.values, strict=True)
        if isinstance(value, str) and not column.hidden
    ]
    return LINE_HEIGHT * max(lines, default=1)


def _lines_of(text: str, width: float) -> int:
    """How many lines a text takes, a little too many rather than too few."""
    letters = max(int(width * LETTERS), 1)
    return sum(max(-(-len(part) // letters), 1) for part in text.split("\n"))


def _width(sheet: Sheet) -> float:
    return sum(column.width for column in sheet.columns if not column.hidden)


def _on_the_wall(value: date | time) -> date | time:
    """A moment as the local clock shows it; sheets know no time zones."""
    return local(value).replace(tzinfo=None) if isinstance(value, datetime) else value


def _set_up_print(target: Worksheet, sheet: Sheet, heading: int) -> None:
    if _width(sheet) > WIDEST_UPRIGHT:
        target.set_landscape()
    target.set_paper(A4)
    target.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
    target.fit_to_pages(1, 0)
    target.repeat_rows(heading)
    target.hide_gridlines(2)
    page = _("Page %(page)s of %(pages)s", page="&P", pages="&N")
    target.set_footer(f"&L{sheet.title.replace('&', '&&')[:120]}&R{page}")


def _legal(name: str) -> str:
    """Without the signs that a sheet's name may not have; no longer than it may be."""
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:31]
