"""A file of external figures: semicolons, decimal commas, UTF-8 or Windows-1250."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.figures_outside.domain import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_INDICATOR,
    MOST,
    Source,
    Term,
    Unit,
    indicator_key,
)
from app.kernel.i18n import Labelled, _, fold

MOST_ROWS = 2000
# How the files of spreadsheet programs begin, new ones and old ones.
WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
COLUMNS = ("year", "term", "source", "indicator", "value", "unit")
HEADINGS = {
    "year": _("Year"),
    "term": _("Quarter"),
    "source": _("Whose figure"),
    "indicator": _("Indicator"),
    "value": _("Value of the figure"),
    "unit": _("Unit"),
}
NUMBER = re.compile(r"\d+(?:,\d{1,2})?")
BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Line:
    """One figure of the file; `number` is the line on which people see it."""

    number: int
    values: Mapping[str, Any]

    @property
    def key(self) -> tuple[Any, ...]:
        """What no two figures share."""
        told = self.values
        return told["year"], told["term"], told["source"], indicator_key(told["indicator"])


class FaultError(Exception):
    """What is wrong with one cell, in words."""


def decoded(content: bytes) -> str:
    """The text of the file: what is not UTF-8 comes from an older Excel."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1250", errors="replace")


def read(content: bytes) -> tuple[list[Line], list[str]]:
    """The figures, and the faults by row; a file with faults is not taken over at all."""
    if content.startswith(WORKBOOK):
        return [], [_("This is a workbook. Save the sheet as CSV and bring that file.")]
    text = "\n".join(decoded(content).splitlines())
    try:
        rows = [
            [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=";")
        ]
    except csv.Error:
        return [], [_("The file is not a table with semicolons.")]
    if not rows or not any(rows[0]):
        return [], [_("The file is empty.")]
    order = _order(rows[0])
    missing = [HEADINGS[name] for name in COLUMNS if name not in order]
    if missing:
        return [], [_("The first row lacks: %(names)s.", names=", ".join(missing))]
    if len(rows) > MOST_ROWS:
        return [], [_("The file is too long. At most %(n)s rows at once.", n=MOST_ROWS)]
    return _lines(rows, order)


def _lines(rows: Sequence[Sequence[str]], order: Mapping[str, int]) -> tuple[list[Line], list[str]]:
    lines: list[Line] = []
    faults: list[str] = []
    seen: dict[tuple[Any, ...], int] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        try:
            line = Line(number, _values(row, order))
            if line.key in seen:
                raise FaultError(_("it repeats row %(n)s", n=seen[line.key]))
            seen[line.key] = number
            lines.append(line)
        except FaultError as fault:
            faults.append(_("Row %(n)s: %(fault)s.", n=number, fault=fault))
    return lines, faults


def sample() -> bytes:
    """A file to begin with, as Excel opens it."""
    rows = (
        [HEADINGS[name] for name in COLUMNS],
        ["2025", Term.Q4.label, Source.PCR.label, _("Crimes in total"), "48", Unit.COUNT.label],
        ["2025", Term.YEAR.label, Source.UP.label, _("Unemployment"), "6,4", Unit.PERCENT.label],
    )
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def _order(heading: Sequence[str]) -> dict[str, int]:
    """Where each column stands; capitals and marks do not matter."""
    places = {fold(cell): place for place, cell in enumerate(heading)}
    known = {name: places.get(fold(label)) for name, label in HEADINGS.items()}
    return {name: place for name, place in known.items() if place is not None}


def _values(row: Sequence[str], order: Mapping[str, int]) -> dict[str, Any]:
    told = {name: row[place] if place < len(row) else "" for name, place in order.items()}
    return {
        "year": _year(told["year"]),
        "term": _term(told["term"]),
        "source": _code(Source, told["source"], HEADINGS["source"]),
        "indicator": _indicator(told["indicator"]),
        "value": _value(told["value"]),
        "unit": _code(Unit, told["unit"], HEADINGS["unit"]),
    }


def _year(text: str) -> int:
    if not (text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise FaultError(_("the year is not one from %(a)s to %(b)s", a=FIRST_YEAR, b=LAST_YEAR))
    return int(text)


def _term(text: str) -> Term:
    """A number of the quarter, its name, or nothing for the whole year."""
    if not text:
        return Term.YEAR
    if re.fullmatch("[1-4]", text):
        return Term(f"q{text}")
    return Term(_code(Term, text, HEADINGS["term"]))


def _code(kind: type[Labelled], text: str, column: str) -> Any:
    wanted = fold(text)
    for code in kind:
        if wanted in (code.value, fold(code.label), fold(code.standard)):
            return code
    known = ", ".join(code.label for code in kind)
    raise FaultError(_("%(column)s is one of these: %(known)s", column=column, known=known))


def _indicator(text: str) -> str:
    if not text or len(text) > LONGEST_INDICATOR or not text.isprintable():
        raise FaultError(
            _("the indicator has no name, or one longer than %(n)s", n=LONGEST_INDICATOR)
        )
    return text


def _value(text: str) -> float:
    plain = BLANKS.sub("", text)
    if not NUMBER.fullmatch(plain):
        raise FaultError(_("the value is not a number such as 1234,5"))
    value = float(plain.replace(",", "."))
    if value > MOST:
        raise FaultError(_("the value is too large"))
    return value
