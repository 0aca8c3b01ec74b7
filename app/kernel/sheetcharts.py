"""Native charts of XLSX sheets: drawn by the spreadsheet program from the cells of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from app.kernel import sheetprint

INK, PALE, LINE, FONT = "#1D456F", "#DCE7F3", "#9AA7B4", "Calibri"
# Told apart on a black-and-white printer too.
FILLS: Sequence[Mapping[str, Any]] = (
    {"fill": {"color": INK}},
    {"fill": {"color": PALE}},
    {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": INK, "bg_color": "#FFFFFF"}},
    {"fill": {"color": "#FFFFFF"}},
    {"pattern": {"pattern": "percent_25", "fg_color": INK, "bg_color": "#FFFFFF"}},
    {"fill": {"color": "#7E93AB"}},
)
# Pixels: the greatest width, the least height of a standing chart, and what lying bars need.
WIDTH, HEIGHT, AROUND, BAR, BETWEEN = 1000, 340, 110, 12, 10
# How high a standing chart is to its width.
SHAPE = 0.36
# Pixels of a unit of width, without the edges: a chart is never wider than its table.
PIXELS = 7.0
DARK = {0, 5}


@dataclass(frozen=True)
class Series:
    """A set of bars: what it is called, its column, and its values in the order of the lines."""

    label: str
    column: int
    values: Sequence[float | None]


@dataclass(frozen=True)
class SheetChart:
    """A chart under the lines of a sheet; `lines` are counted from the first under the heading."""

    title: str
    alt: str
    lines: Sequence[int]
    names: Sequence[str]
    name_column: int
    series: Sequence[Series]
    is_stacked: bool = False

    @property
    def is_standing(self) -> bool:
        """Several sets of lying bars have a legend that some programs list from the end."""
        return self.is_stacked or len(self.series) > 1

    @property
    def kind(self) -> dict[str, str]:
        """What the spreadsheet program calls it."""
        kind = {"type": "column" if self.is_standing else "bar"}
        return kind | ({"subtype": "stacked"} if self.is_stacked else {})


def draw(
    book: Workbook, target: Worksheet, chart: SheetChart, *, first: int, below: int, width: float
) -> None:
    """Under the table, which begins in a row, ends above another and is so wide."""
    wide = min(width * PIXELS, WIDTH)
    tall = _height(chart, wide)
    drawn = book.add_chart(chart.kind)
    rows = [first + line for line in chart.lines]
    for number, series in enumerate(chart.series):
        drawn.add_series(_series(target, chart, rows, series) | _looks(number, chart.is_stacked))
    _dress(drawn, chart)
    drawn.set_size({"width": wide, "height": tall})
    target.insert_chart(below, chart.name_column, drawn, {"description": chart.alt})
    sheetprint.keep_whole(target, heading=first - 1, below=below, tall=tall, width=width)


def _series(
    target: Worksheet, chart: SheetChart, rows: Sequence[int], series: Series
) -> dict[str, Any]:
    """The cells, and what they hold: some programs draw before they have read the sheet."""
    return {
        "name": series.label,
        "categories": _cells(target, rows, chart.name_column),
        "categories_data": list(chart.names),
        "values": _cells(target, rows, series.column),
        "values_data": list(series.values),
    }


def _looks(number: int, is_stacked: bool) -> dict[str, Any]:
    place = number % len(FILLS)
    is_on_dark = is_stacked and place in DARK
    font = {"name": FONT, "size": 9, "color": "#FFFFFF" if is_on_dark else "#1B1B1B"}
    labels = {"value": True, "font": font}
    return {
        "border": {"color": INK, "width": 0.75},
        "data_labels": labels,
        "gap": 45,
        **FILLS[place],
    }


def _height(chart: SheetChart, wide: float) -> int:
    """In pixels; a lying chart grows with its bars."""
    if chart.is_standing:
        return max(HEIGHT, int(wide * SHAPE))
    return AROUND + len(chart.lines) * (BAR + BETWEEN)


def _dress(drawn: Any, chart: SheetChart) -> None:
    title = {"name": FONT, "size": 13, "bold": True, "color": INK}
    drawn.set_title({"name": chart.title, "name_font": title, "overlay": False})
    drawn.set_legend({"position": "top"} if len(chart.series) > 1 else {"none": True})
    numbers = {"major_gridlines": {"visible": True, "line": {"color": "#E3E8EE"}}, "min": 0}
    names = {"line": {"color": LINE}, "major_tick_mark": "none"}
    if chart.is_standing:
        drawn.set_x_axis(names)
        drawn.set_y_axis(numbers)
        return
    # The first line is to stand on top.
    drawn.set_y_axis({**names, "reverse": True, "label_position": "low"})
    drawn.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})


def _cells(target: Worksheet, rows: Sequence[int], column: int) -> str:
    """One range where the rows follow each other, otherwise cell by cell."""
    sheet = quote_sheetname(target.get_name())
    absolute = {"row_abs": True, "col_abs": True}

    def cell(row: int) -> str:
        return str(xl_rowcol_to_cell(row, column, **absolute))

    if list(rows) == list(range(rows[0], rows[0] + len(rows))):
        return f"={sheet}!{cell(rows[0])}:{cell(rows[-1])}"
    return f"=({','.join(f'{sheet}!{cell(row)}' for row in rows)})"
