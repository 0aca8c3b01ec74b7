"""A heat map of days and hours: a real table whose cells are shaded by their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.kernel.i18n import number
from app.web.charts.svg import Cell, Chart, element

SHADES = 4


@dataclass(frozen=True)
class Line:
    """One day: its name, a number for each column and, if wanted, where each leads."""

    label: str
    values: tuple[int, ...]
    hrefs: tuple[str, ...] = ()

    def cells(self) -> list[Cell]:
        hrefs = self.hrefs or (None,) * len(self.values)
        pairs = zip(self.values, hrefs, strict=True)
        return [Cell(number(value), href if value else None) for value, href in pairs]


def heat(title: str, columns: Sequence[str], lines: Sequence[Line]) -> Chart:
    """The picture is its own table, so nothing has to be told twice."""
    largest = max((value for line in lines for value in line.values), default=0)
    table = element(
        "table",
        element("caption", title, class_="unseen"),
        element("thead", element("tr", element("td"), *(_heading(c, "col") for c in columns))),
        element("tbody", *(_line(line, largest) for line in lines)),
        class_="heat",
    )
    rows = tuple((Cell(line.label), *line.cells()) for line in lines)
    return Chart(table, ("", *columns), rows)


def shade(value: int, largest: int) -> int:
    """0 for nothing, then one of four equal steps up to the largest value."""
    return -(-SHADES * value // largest) if largest else 0


def _heading(text: str, scope: str) -> Markup:
    return element("th", text, scope=scope)


def _line(line: Line, largest: int) -> Markup:
    cells = (
        _cell(cell, value, shade(value, largest))
        for cell, value in zip(line.cells(), line.values, strict=True)
    )
    return element("tr", _heading(line.label, "row"), *cells)


def _cell(cell: Cell, value: int, step: int) -> Markup:
    if not value:
        return element("td", element("span", "0", class_="unseen"))
    shown = element("a", cell.text, href=cell.href) if cell.href else cell.text
    return element("td", shown, class_=f"h{step}")
