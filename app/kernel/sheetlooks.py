"""How the cells of a sheet look: by the style of their line, by their type, by their place."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

if TYPE_CHECKING:
    from app.kernel.spreadsheet import Line, Sheet, SheetColumn, Value

NAVY, PALE, LINE, MUTED = "#1D456F", "#E5EEF9", "#C9D3DE", "#565656"
MARKED = {"bg_color": "#FCEFC7", "bold": True}
FONT = {"font_name": "Calibri", "font_size": 11, "valign": "vcenter"}
# The separators are those of the reader's own office: a Czech one shows 1 234,5.
NUMBER, TENTHS, SIGNED = "#,##0", "#,##0.0", "+#,##0;\N{MINUS SIGN}#,##0;0"
DAY, MOMENT, CLOCK = "d. m. yyyy", "d. m. yyyy hh:mm", "hh:mm"
PADDING = 1

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


class Styles:
    """Formats by their properties; a workbook wants each of them only once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[frozenset[tuple[str, Any]], Any] = {}
        self._cells: dict[tuple[Any, ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        """The format with these properties."""
        key = frozenset(properties.items())
        if key not in self._known:
            self._known[key] = self._book.add_format({**FONT, **properties})
        return self._known[key]

    def cell(self, sheet: "Sheet", line: "Line", index: int) -> Any:
        """How one cell looks: its line, its type, its place."""
        column, value = sheet.columns[index], line.values[index]
        marked, indent = index in line.marked, line.indent if index == sheet.seen[0] else 0
        # Of a hundred thousand lines all but the first few look as one before them.
        key = (sheet.name, index, type(value), line.style, marked, indent)
        if key not in self._cells:
            self._cells[key] = self.get(
                **_looks(value, column, line.style, marked), indent=PADDING + indent
            )
        return self._cells[key]


def _looks(value: "Value", column: "SheetColumn", style: str, marked: bool) -> dict[str, Any]:
    looks = {**LINE_STYLES[style], **(MARKED if marked else {})}
    if (number := _number_format(value, column)) is not None:
        looks["num_format"] = number
    is_text = isinstance(value, str) or column.left
    return looks | ({"align": "left", "text_wrap": True} if is_text else {"align": "right"})


def _number_format(value: "Value", column: "SheetColumn") -> str | None:
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
