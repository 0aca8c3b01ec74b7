"""How many sheets a table takes, known before a program sets it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.kernel.typeset import width
from app.summaries import paper
from app.summaries.domain import Row, Table

# Of the size of the letters: a line of running text.
TEXT_LINE = 1.27
HEADING, NOTE_SIZE, NOTE_AFTER, SECTION = 27.0, 8.0, 3.0, 5.5
CAPTION = 26.0
# Room above and below a line of a table, and how large the drawing is.
AIRS = ((2.6, 1.0), (2.0, 1.0), (1.4, 1.0), (0.8, 1.0), (0.4, 1.0), (0.4, 0.85), (0.3, 0.7))


@dataclass(frozen=True)
class Sheet:
    """The room of a page, in points, and how it is set.

    Bold letters are `factor` times wider than ours, others `plain` times; a line of a table is
    `line` times their size.
    """

    width: float
    height: float
    factor: float = 1.0
    plain: float = 1.0
    line: float = 1.16
    airs: Sequence[tuple[float, float]] = AIRS


@dataclass(frozen=True)
class Fit:
    """How a table is set, and on how many sheets."""

    air: float
    zoom: float
    sheets: int


def fit(
    table: Table, layout: paper.Layout, sheet: Sheet, *, notes: Iterable[str], drawing: float
) -> Fit:
    """The airiest setting that takes no more sheets than the tightest."""
    height = _Heights(table, layout, sheet)
    below = sum(height.note(note) for note in notes)
    largest = (sheet.height - HEADING - CAPTION) / (drawing or 1)
    settings = [(air, min(zoom, largest)) for air, zoom in sheet.airs]
    tried = [Fit(air, zoom, height.sheets(air, drawing * zoom, below)) for air, zoom in settings]
    fewest = min(each.sheets for each in tried)
    return next(each for each in tried if each.sheets == fewest)


class _Heights:
    """What the parts of a table measure."""

    def __init__(self, table: Table, layout: paper.Layout, sheet: Sheet) -> None:
        self._sheet, self._layout = sheet, layout
        labels = ["", *(paper.head(column.label) for column in table.columns)]
        self._head = self._lines(labels, layout.head, is_bold=True)
        self._rows = [
            (self._lines_of(table, row), is_first)
            for section, rows, totals in table.parts()
            for row, is_first in _firsts([*rows, *totals], has_name=section is not None)
        ]

    def note(self, text: str) -> float:
        lines = math.ceil(width(text) * NOTE_SIZE * self._sheet.plain / self._sheet.width)
        return lines * NOTE_SIZE * TEXT_LINE + NOTE_AFTER

    def sheets(self, air: float, drawing: float, below: float) -> int:
        """Line after line; what finds no room begins the next sheet under the head."""
        head = self._height(self._head, air, self._layout.head)
        filled, sheets = HEADING + drawing + (CAPTION if drawing else 0) + head, 1
        for lines, is_first in self._rows:
            wanted = self._height(lines, air)
            if is_first:
                wanted += self._height(1, air) + SECTION
            if filled + wanted > self._sheet.height:
                filled, sheets = head, sheets + 1
            filled += wanted
        return sheets + (filled + below > self._sheet.height)

    def _height(self, lines: int, air: float, size: float = 0) -> float:
        return lines * (size or self._layout.size) * self._sheet.line + 2 * air + 0.5

    def _lines_of(self, table: Table, row: Row) -> int:
        texts, indent = [paper.tied(row.label), *paper.cells(table, row)], table.depth(row)
        return self._lines(
            texts, self._layout.size, indent * paper.INDENT, is_bold=row.level in paper.STRONG
        )

    def _lines(self, texts: Sequence[str], size: float, indent: float = 0, *, is_bold: bool) -> int:
        wide = size * (self._sheet.factor if is_bold else self._sheet.plain)
        rooms = [(room - paper.PADDING) / wide for room in self._layout.widths]
        rooms[0] -= indent / wide
        return max(
            _wrapped(text, room, is_bold=is_bold) for text, room in zip(texts, rooms, strict=True)
        )


def _firsts(rows: Sequence[Row], *, has_name: bool) -> Iterable[tuple[Row, bool]]:
    """The first row of a section brings the section's name along."""
    return ((row, has_name and place == 0) for place, row in enumerate(rows))


def _wrapped(text: str, room: float, *, is_bold: bool) -> int:
    """Into how many lines a text falls that breaks between words only."""
    lines, filled = 1, 0.0
    for word in text.split(" "):
        length = width(word, is_bold=is_bold)
        if filled and filled + length > room:
            lines, filled = lines + 1, 0.0
        filled += length + width(" ")
    return lines
