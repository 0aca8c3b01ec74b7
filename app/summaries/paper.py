"""The summary on paper: which way a sheet lies, how wide its columns are, what stands around."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from app.kernel.i18n import NBSP, _, moment, nbsp
from app.kernel.typeset import width
from app.summaries.domain import CORRECTION, Column, Kind, Row, Summary, Table

# In points: the text of an A4 sheet with margins of two centimetres, upright and lying.
UPRIGHT, LYING = 481.0, 728.0
# The largest letters at which a table fits are taken, those of its lines and those of its head,
# whose words are what makes a wide table wide; such a one lies down first.
SIZES = (9.0, 9.0, 8.5, 8.5, 8.0, 7.5, 6.5, 6.0)
HEADS = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.5, 6.0)
PADDING, INDENT = 6.0, 9.0
NARROWEST_LABEL, WIDEST_NUMBER = 100.0, 78.0
COMMENT, COMMENT_KEY = 14, "T14"
# The levels of rows that are bold.
STRONG = {"category", "total"}
# Drawings are measured in pixels, sheets in points.
PIXELS = 4 / 3
# (table, section, row, what it is)
HIGHLIGHTS = (
    ("T2", None, "total", _("Incidents")),
    ("T1", "shifts", "done", _("Shifts performed")),
    ("T1", "hours", "hours", _("Hours in total")),
    ("T7", "visits", "total", _("Visits")),
    ("T7", "contacts", "total", _("Contacts")),
)
EARLIER = ("previous", "last_year")
NUMBER_AND_UNIT = re.compile(r"(?<=\d) (?=[\d%]|[^\W\d]{1,10}\b)")
AROUND_NUMBER = re.compile(r"(?<=\d) (?=[\d%]|[^\W\d]{1,3}\b)|(?<=\b[^\W\d]{2}) (?=\d)")


@dataclass(frozen=True)
class Layout:
    """How a table lies on its sheet; the first width is that of the labels."""

    is_wide: bool
    size: float
    head: float
    widths: tuple[float, ...]


def layout(
    table: Table, rooms: tuple[float, float] = (UPRIGHT, LYING), factor: float = 1
) -> Layout:
    """The sheet, the sizes of letters and the widths; `factor` is for wider typefaces."""
    lying = ((True, *sizes) for sizes in zip(SIZES, HEADS, strict=True))
    for is_wide, size, top in ((False, SIZES[0], HEADS[0]), *lying):
        least, most = _bounds(table, size * factor, top * factor)
        if sum(least) <= rooms[is_wide]:
            return Layout(is_wide, size, top, _spread(table, least, most, rooms[is_wide]))
    shrunk = rooms[True] / sum(least)
    return Layout(True, SIZES[-1], HEADS[-1], tuple(one * shrunk for one in least))


def cells(table: Table, row: Row) -> list[str]:
    """The row as people read it, bare where its section says nothing."""
    return [
        tied(column.show(row.values[column.key])) if table.tells(row, column) else ""
        for column in table.columns
    ]


def is_text(column: Column) -> bool:
    return column.kind == Kind.TEXT


def tied(text: str) -> str:
    """Nothing stands alone at the end of a line that belongs to the next word."""
    return NUMBER_AND_UNIT.sub(NBSP, nbsp(text))


def head(label: str) -> str:
    """A label over a narrow column: what is counted may stand under its number (na 10 000)."""
    return AROUND_NUMBER.sub(NBSP, nbsp(label))


def small(label: str) -> str:
    """A label inside a sentence."""
    return label[:1].lower() + label[1:]


def heading(table: Table) -> str:
    return f"{table.key}{NBSP}{NBSP}{tied(table.title)}"


def comment_heading() -> str:
    return f"{COMMENT_KEY}{NBSP}{NBSP}{_('Comment')}"


def comment_definition() -> str:
    """R-64: the comment is words, so nothing in it is counted."""
    return _("What whoever prepared the summary writes to its figures; nothing in it is counted.")


def paragraphs(text: str) -> list[str]:
    """What a person typed, by lines."""
    return [tied(line.strip()) for line in text.splitlines() if line.strip()]


def title(summary: Summary) -> str:
    return f"{_('Quarterly summary')} – {summary.town_name} – {summary.quarter.label}"


def edition(summary: Summary) -> str:
    """The version as it stands alone, without its label."""
    return summary.edition


def facts(summary: Summary) -> list[tuple[str, str]]:
    """R-64: of which period the figures are, as of when, and in which version."""
    return [
        (_("Period"), summary.period),
        (_("Version"), summary.numbered),
        (_("Date of the figures"), moment(summary.generated_at)),
        (_("Not counted"), excluded(summary)),
    ]


def front(summary: Summary) -> list[tuple[str, str]]:
    """What the first page says: the facts, and what a corrected version replaces."""
    found = (
        (row.label, tied(column.show(row.values[column.key])))
        for table in summary.tables
        if table.key == "T0"
        for row in table.rows
        for column in table.columns
        if row.key in CORRECTION
    )
    return [*facts(summary), *found]


def excluded(summary: Summary) -> str:
    return tied("; ".join(summary.excluded)) or _("nothing was left out")


def notes(table: Table, summary: Summary) -> list[tuple[str, str]]:
    """What stands under each table: what it counts, then all the rest in one paragraph."""
    (period, when), *others = facts(summary)
    told = (f"{small(name)}: {value}" for name, value in others)
    figures = f"{when}; {'; '.join(told)}."
    return [(_("Definition"), tied(table.definition)), (period, figures)]


@dataclass(frozen=True)
class Highlight:
    """One of the numbers that are asked for first, and what it was before."""

    label: str
    value: str
    before: list[str]


def highlights(summary: Summary) -> list[Highlight]:
    """Those that the summary holds; every table may be missing from it."""
    found = (
        _highlight(label, table, row)
        for key, section, code, label in HIGHLIGHTS
        for table in summary.tables
        for row in (*table.rows, *table.totals)
        if (table.key, row.section, row.key) == (key, section, code)
    )
    return list(found)


def _highlight(label: str, table: Table, row: Row) -> Highlight:
    shown = {c.key: (c.label, c.show(row.values[c.key])) for c in table.columns}
    known = [key for key in EARLIER if key in shown and row.values[key] is not None]
    before = [f"{small(name)}: {value}" for name, value in map(shown.__getitem__, known)]
    return Highlight(label, shown["total"][1], before)


def pages() -> list[str]:
    """The words around the number of the page and the number of pages."""
    return _("Page %(page)s of %(pages)s", page="\0", pages="\0").split("\0")


def around_comment(summary: Summary) -> tuple[Sequence[Table], Sequence[Table]]:
    """The tables before and after the comment, which is T14."""
    before = list(takewhile(lambda table: _number(table) < COMMENT, summary.tables))
    return before, summary.tables[len(before) :]


def _number(table: Table) -> int:
    digits = re.sub(r"\D", "", table.key)
    return int(digits) if digits else 0


def _bounds(table: Table, size: float, head_size: float) -> tuple[list[float], list[float]]:
    """For each column the width below which a word would break, and what it would like."""
    rows = (*table.rows, *table.totals)
    labels = [(tied(row.label), table.depth(row)) for row in rows]
    words = [(_longest_word(text, size), depth) for text, depth in labels]
    whole = [(width(text, is_bold=True) * size, depth) for text, depth in labels]
    least = [max((wide + depth * INDENT for wide, depth in words), default=0)]
    most = [max((wide + depth * INDENT for wide, depth in whole), default=0)]
    for column, texts in zip(table.columns, _by_column(table, rows), strict=True):
        heads = _longest_word(head(column.label), head_size)
        narrowest, widest = _column(column, texts, size, heads)
        least.append(narrowest)
        most.append(widest)
    least[0] = max(least[0], min(most[0], NARROWEST_LABEL))
    return [one + PADDING for one in least], [one + PADDING for one in most]


def _by_column(table: Table, rows: Iterable[Row]) -> list[tuple[str, ...]]:
    shown = [cells(table, row) for row in rows]
    return list(zip(*shown, strict=True)) if shown else [()] * len(table.columns)


def _column(column: Column, texts: Sequence[str], size: float, heads: float) -> tuple[float, float]:
    """Numbers are never broken, headings between words, texts anywhere between words."""
    whole = max((width(text, is_bold=True) * size for text in texts), default=0)
    if not is_text(column):
        return max(heads, whole), max(heads, whole)
    words = max((_longest_word(text, size) for text in texts), default=0)
    return max(heads, words), max(heads, whole)


def _longest_word(text: str, size: float) -> float:
    return max(width(word, is_bold=True) for word in text.split(" ")) * size


def _spread(
    table: Table, least: Sequence[float], most: Sequence[float], room: float
) -> tuple[float, ...]:
    """What is left goes to texts that would break, then to numbers, the rest to the labels."""
    left = room - sum(least)
    wanted = [max(high - low, 0) for low, high in zip(least, most, strict=True)]
    given = min(left / (sum(wanted) or 1), 1)
    widths = [low + given * more for low, more in zip(least, wanted, strict=True)]
    numbers = [place for place, column in enumerate(table.columns, 1) if not is_text(column)]
    left = room - sum(widths)
    for place in numbers:
        widths[place] += min(left / len(numbers), max(WIDEST_NUMBER - widths[place], 0))
    widest = len(widths) - 1 if is_text(table.columns[-1]) else 0
    widths[widest] += room - sum(widths)
    return tuple(widths)
