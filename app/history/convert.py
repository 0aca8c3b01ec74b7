"""From the cells of a row to what is stored of it, or to what is wrong with it."""

import hmac
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from app.history.domain import (
    OF_CATEGORY,
    PARTS,
    REQUIRED,
    SKIPPED,
    UNSTATED,
    BatchKind,
    Part,
    plain,
)
from app.history.files import Line
from app.history.reading import Unread, count, day_and_time, hour_and_minute, month
from app.incidents.domain import Category, Result, Subcategory
from app.kernel.i18n import _

# What the secret is for by which a town makes ids of its older rows.
PURPOSE = "history"


class Fault(NamedTuple):
    """Why a row is not taken over; the file that tells it otherwise, where there is one."""

    line: int
    header: str
    reason: str
    cell: str
    earlier_id: uuid.UUID | None = None


class Kind(NamedTuple):
    """A kind, or only its category."""

    category: Category
    subcategory: Subcategory | None


Row = dict[str, Any]


class Told(NamedTuple):
    """What is stored of a row of the file."""

    line: int
    row: Row


@cache
def kind_of(code: str) -> Kind:
    """What a chosen code means; the only kind of a category stands for all of it."""
    if not code.startswith(OF_CATEGORY):
        kind = Subcategory(code)
        return Kind(kind.category, kind)
    category = Category(code.removeprefix(OF_CATEGORY))
    only = [kind for kind in Subcategory if kind.category is category]
    return Kind(category, only[0] if len(only) == 1 else None)


@dataclass
class Converter:
    """How the rows of one file are read; it remembers what it has seen, to number equal rows."""

    kind: BatchKind
    headers: Sequence[str]
    columns: Mapping[str, int]
    words: Mapping[str, Mapping[str, str]]
    places: frozenset[str]
    today: date
    secret: bytes
    seen: Counter[str] = field(default_factory=Counter)

    def rows(self, lines: Iterable[Line]) -> tuple[list[Told], list[Fault]]:
        """The rows as they would be stored, and the faults of the others."""
        good: list[Told] = []
        bad: list[Fault] = []
        read = self._record if self.kind is BatchKind.RECORDS else self._sum
        for line, cells in lines:
            faults: list[Fault] = []
            row, said = read(_Cells(self, line, cells, faults))
            if faults:
                bad += faults
            else:
                good.append(Told(line, row | self._keys(said, row)))
        return good, bad

    def _record(self, cells: "_Cells") -> tuple[Row, object]:
        day, behind = cells.read(Part.DAY, day_and_time, (self.today, ""))
        if day > self.today:
            cells.blame(Part.DAY, _("The day has not come yet."))
        clock = cells[Part.TIME] or behind
        told = cells.read(Part.TIME, hour_and_minute, None, text=clock) if clock else None
        when = {"day": day, "month": day.replace(day=1), "hour": told[0] if told else None}
        row = when | cells.kind()._asdict()
        row |= {"place_id": cells.place(), "result": cells.result()}
        return row, (day, told, *cells.words())

    def _sum(self, cells: "_Cells") -> tuple[Row, object]:
        year = cells[Part.YEAR]
        first = cells.read(Part.MONTH, lambda text: month(text, year), self.today)
        if first > self.today:
            cells.blame(Part.MONTH, _("The month has not come yet."))
        row = {"month": first, **cells.kind()._asdict(), "place_id": cells.place()}
        return row | {"count": cells.read(Part.COUNT, count, 0)}, (first, *cells.words())

    def _keys(self, said: object, row: Row) -> Row:
        """The same row of the file gets the same id each time; its equals get others.

        It follows from what the file says, so it is the same however the words are matched. A sum
        of the same month and words has the same source, whatever number it tells.
        """
        if self.kind is BatchKind.RECORDS:
            return {"id": self._numbered(f"{self.kind}|{said}")}
        source = f"{self.kind}|{said}"
        return {"id": self._numbered(f"{source}|{row['count']}"), "source_id": self._keyed(source)}

    def _numbered(self, text: str) -> uuid.UUID:
        self.seen[text] += 1
        return self._keyed(f"{text}|{self.seen[text]}")

    def _keyed(self, text: str) -> uuid.UUID:
        """Under a secret of the town: nobody finds the words of a file by trying them."""
        return uuid.UUID(bytes=hmac.digest(self.secret, text.encode(), "sha256")[:16])


class _Cells:
    """The cells of one row by what they say, and the faults found in them."""

    def __init__(self, by: Converter, line: int, cells: Sequence[str], faults: list[Fault]) -> None:
        self.by, self.line, self.cells, self.faults = by, line, cells, faults

    def __getitem__(self, part: Part) -> str:
        place = self.by.columns.get(part.value, -1)
        return self.cells[place] if 0 <= place < len(self.cells) else ""

    def blame(self, part: Part, reason: str) -> None:
        """Say what is wrong with a cell."""
        place = self.by.columns.get(part.value, -1)
        header = self.by.headers[place] if 0 <= place < len(self.by.headers) else part.label
        self.faults.append(Fault(self.line, header or part.label, reason, self[part]))

    def read(self, part: Part, reader: Any, otherwise: Any, text: str | None = None) -> Any:
        """What the cell says; a cell that must not be empty is blamed for being so."""
        told = self[part] if text is None else text
        try:
            if not told:
                raise Unread(_("The cell is empty."))
            return reader(told)
        except Unread as unread:
            self.blame(part, str(unread))
            return otherwise

    def words(self) -> tuple[str, ...]:
        """The kind and the place as the file says them; a result may change, the incident stays."""
        return plain(self[Part.KIND]), plain(self[Part.PLACE])

    def kind(self) -> Kind:
        """The kind chosen for the word."""
        code = self._code(Part.KIND)
        if code == SKIPPED:
            self.blame(Part.KIND, _("Left out, as you chose for this word."))
        elif not code:
            empty = _("The cell is empty.")
            self.blame(Part.KIND, _("No kind is chosen for it.") if self[Part.KIND] else empty)
        return kind_of(code) if code and code != SKIPPED else Kind(Category.OTHER, None)

    def place(self) -> uuid.UUID | None:
        """The place chosen for the word; one that is gone meanwhile is not stated."""
        code = self._code(Part.PLACE)
        return uuid.UUID(code) if code in self.by.places else None

    def result(self) -> Result | None:
        """The result chosen for the word."""
        code = self._code(Part.RESULT)
        return Result(code) if code and code != UNSTATED else None

    def _code(self, part: Part) -> str:
        if part not in PARTS[self.by.kind] or not (word := self[part]):
            return ""
        return self.by.words.get(part.value, {}).get(plain(word), "")


def missing(kind: BatchKind, columns: Mapping[str, int]) -> list[Part]:
    """The parts without which nothing can be read."""
    return [part for part in PARTS[kind] if part in REQUIRED and part.value not in columns]
