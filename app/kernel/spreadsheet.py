"""Sheets of an XLSX workbook: real types, frozen headings, ready to print on A4."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from app.kernel import sheetprint
from app.kernel.clock import local
from app.kernel.sheetcharts import SheetChart, draw
from app.kernel.sheetlooks import MUTED, NAVY, PADDING, Styles

# How many letters of running text fit into a unit of width, and how high a line of it is.
LETTERS, LINE_HEIGHT, SECTION_HEIGHT = 1.1, 15.0, 24.0
# What one step of an indent takes of a column's width.
INDENT = 1.3
LONGEST_TEXT, LONGEST_NAME = 32_767, 31

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
    """A row of cells; the style is "", "strong", "total" or "section".

    Cells whose columns are in `marked` stand out by their colour.
    """

    values: tuple[Value, ...]
    style: str = ""
    indent: int = 0
    marked: frozenset[int] = frozenset()


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
    chart: SheetChart | None = None

    @cached_property
    def seen(self) -> tuple[int, int]:
        """The first and the last column that is not hidden."""
        seen = [index for index, column in enumerate(self.columns) if not column.hidden]
        return seen[0], seen[-1]

    @property
    def width(self) -> float:
        """How wide all columns are that are not hidden."""
        return sum(column.width for column in self.columns if not column.hidden)


def workbook(sheets: Iterable[Sheet], *, title: str, created: datetime) -> bytes:
    """A short file, of which nothing touches a disk; long ones are `filed`."""
    output = io.BytesIO()
    with _book(output, title, created, in_memory=True) as book:
        styles = Styles(book)
        for sheet in sheets:
            target = book.add_worksheet(_legal(sheet.name))
            rows = list(_written(target, sheet, styles))
            if sheet.chart:
                place = {"first": rows[0] + 1, "below": rows[-1] + 2}
                draw(book, target, sheet.chart, **place, width=sheet.width)
    return output.getvalue()


def filed(path: Path, sheet: Sheet, *, created: datetime) -> Iterator[int]:
    """A long sheet into a file, while its lines come; tells after each how many there are.

    What the writer would remember of every line is forgotten, so that memory stays flat.
    """
    how = {"constant_memory": True, "tmpdir": str(path.parent)}
    book = _book(str(path), sheet.title, created, **how)
    target = book.add_worksheet(_legal(sheet.name))
    try:
        for count, row in enumerate(_written(target, sheet, Styles(book))):
            _forget(target, row - 1)
            yield count
        book.close()
    finally:
        if not book.fileclosed:
            target.row_data_fh.close()


def _forget(target: Worksheet, row: int) -> None:
    """The row is written; its height is needed no more where no chart stands below."""
    for known in (target.row_info, target.row_sizes):
        known.pop(row, None)


def _book(output: Any, title: str, created: datetime, **how: Any) -> Workbook:
    """Text stays text, whatever it begins with."""
    kinds = ("formulas", "urls", "numbers")
    book = Workbook(output, {**how, **{f"strings_to_{kind}": False for kind in kinds}})
    book.set_properties({"title": title, "created": local(created).replace(tzinfo=None)})
    return book


def _written(target: Worksheet, sheet: Sheet, styles: Styles) -> Iterator[int]:
    """Write everything but the charts; tells the row of the heading, then that of each line."""
    for index, column in enumerate(sheet.columns):
        target.set_column(index, index, column.width, None, {"hidden": column.hidden})
    heading = last = _write_top(target, sheet, styles)
    yield heading
    for last, line in enumerate(sheet.lines, heading + 1):
        _write_line(target, last, line, sheet, styles)
        yield last
    target.freeze_panes(heading + 1, sheet.fixed)
    if sheet.filtered:
        target.autofilter(heading, 0, last, len(sheet.columns) - 1)
    sheetprint.set_up(target, sheet.title, heading=heading, width=sheet.width)


def _write_top(target: Worksheet, sheet: Sheet, styles: Styles) -> int:
    """The title, the notes and the heading; answers the row of the heading."""
    first, last = sheet.seen
    width = sheet.width
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


def _write_heading(target: Worksheet, row: int, sheet: Sheet, styles: Styles) -> None:
    base = {"bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "text_wrap": True}
    words = (wrap(column.label, max(int(column.width) - 1, 1)) for column in sheet.columns)
    lines = max(1, *map(len, words))
    target.set_row(row, LINE_HEIGHT * (lines + 0.6))
    for index, column in enumerate(sheet.columns):
        looks = styles.get(**base, align="left" if column.left else "right", indent=PADDING)
        target.write_string(row, index, column.label, looks)


def _write_line(target: Worksheet, row: int, line: Line, sheet: Sheet, styles: Styles) -> None:
    if (height := _height(line, sheet)) != LINE_HEIGHT:  # the height that a row has by itself
        target.set_row(row, height)
    for index, value in enumerate(line.values):
        looks = styles.cell(sheet, line, index)
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
    first = sheet.seen[0]
    lines = [
        _lines_of(value, column.width - (INDENT * line.indent if index == first else 0))
        for index, (column, value) in enumerate(zip(sheet.columns, line.values, strict=True))
        if isinstance(value, str) and not column.hidden
    ]
    return LINE_HEIGHT * max(lines, default=1)


def _lines_of(text: str, width: float) -> int:
    """How many lines a text takes, a little too many rather than too few."""
    letters = max(int(width * LETTERS), 1)
    if len(text) <= letters and "\n" not in text:
        return 1
    return sum(max(-(-len(part) // letters), 1) for part in text.split("\n"))


def _on_the_wall(value: date | time) -> date | time:
    """A moment as the local clock shows it; sheets know no time zones."""
    return local(value).replace(tzinfo=None) if isinstance(value, datetime) else value


def _legal(name: str) -> str:
    """Without the signs that a sheet's name may not have; no longer than it may be."""
    legal = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")
    if len(legal) > LONGEST_NAME:
        whole_words = legal[: LONGEST_NAME + 1].rpartition(" ")[0].strip()
        legal = whole_words if len(whole_words) > LONGEST_NAME / 2 else legal[:LONGEST_NAME]
    return legal if legal.count("(") == legal.count(")") else legal.rpartition("(")[0].strip()
