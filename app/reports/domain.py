"""The closing of a quarter's summary: its states, its comment, its versions side by side."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher

from app.kernel.i18n import Labelled, _, fold
from app.summaries.domain import CORRECTION, Kind, Row, Summary, Table, Value


class Status(Labelled):
    """How far a version of the summary is."""

    DRAFT = "draft", _("version being written")
    INTERNAL = "internal", _("with the working group")
    APPROVED = "approved", _("approved and closed")
    SENT = "sent", _("sent out")


TONES = {
    Status.DRAFT: "grey",
    Status.INTERNAL: "yellow",
    Status.APPROVED: "green",
    Status.SENT: "green",
}
FROZEN = frozenset({Status.APPROVED, Status.SENT})
# Ten documents take some seconds; who waits longer is told that something is wrong.
PATIENCE = timedelta(minutes=10)
LONGEST_COMMENT = 3000
# T14, domain.md 15: the headings of the comment, by the names of their columns.
HEADINGS: Mapping[str, str] = {
    "situation": _("Safety as seen from the field"),
    "successes": _("What went well"),
    "difficulties": _("What does not go well"),
    "requests": _("What we ask of partners"),
    "priorities": _("Priorities of the next quarter"),
    "funding": _("State of funding"),
}
HINTS: Mapping[str, str] = {
    "situation": _("What changed in the streets, and where. The numbers beside say how much."),
    "successes": _("At most three examples, without people."),
    "difficulties": _("What repeats although something is done about it."),
    "requests": _("From whom we need what, and by when."),
    "priorities": _("At most three."),
    "funding": _("From what it is paid now, and until when."),
}
# A version differs from another one in these by its nature.
UNCOMPARED = {
    ("T0", "version"),
    ("T0", "data_date"),
    ("T0", "prepared_by"),
    ("T0", "approved_by"),
    *(("T0", key) for key in CORRECTION),
}
# What follows from other cells differs wherever one of them does.
COMPUTED = frozenset({Kind.SHARE, Kind.RATE, Kind.CHANGE, Kind.CHANGE_PERCENT})
# A sentence of fewer letters is too short to say that it was copied.
SHORTEST_SENTENCE = 25
# A whole text of fewer letters says only that there is nothing to say.
SHORTEST_TEXT = 10
LONGEST_COMPARED = 500
ALIKE = 0.85
SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Difference:
    """One cell of which two summaries say something else."""

    table: str
    title: str
    row: str
    column: str
    before: str
    now: str
    is_computed: bool = False


@dataclass(frozen=True)
class Rewritten:
    """A part of the comment of which two versions say something else."""

    heading: str
    before: str
    now: str


@dataclass(frozen=True)
class Copied:
    """A sentence or a whole text that stands almost the same in an earlier comment."""

    heading: str
    sentence: str
    quarter: str


def differences(before: Summary, now: Summary) -> list[Difference]:
    """Cell by cell what two summaries say differently; a missing table counts as empty."""
    old = {table.key: table for table in before.tables}
    new = {table.key: table for table in now.tables}
    keys = [*new, *(key for key in old if key not in new)]
    return [each for key in keys for each in _of_table(old.get(key), new.get(key))]


def rewritten(before: Summary, now: Summary) -> list[Rewritten]:
    """Part by part what two comments say differently; a missing one is empty."""
    old, new = dict(before.comment), dict(now.comment)
    headings = [*new, *(heading for heading in old if heading not in new)]
    pairs = (Rewritten(each, old.get(each, ""), new.get(each, "")) for each in headings)
    return [each for each in pairs if each.before != each.now]


def _of_table(before: Table | None, now: Table | None) -> Iterator[Difference]:
    told = now or before
    if told is None:
        return
    old, new = _rows(before), _rows(now)
    for place in [*new, *(place for place in old if place not in new)]:
        if (told.key, place[1]) not in UNCOMPARED:
            yield from _of_row(told, old.get(place), new.get(place))


def _of_row(table: Table, before: Row | None, now: Row | None) -> Iterator[Difference]:
    row = now or before
    for column in table.columns if row else ():
        pair = [_value(each, column.key) for each in (before, now)]
        # A row that the program did not know then is no change while there is nothing in it.
        is_nothing = None in (before, now) and not any(pair)
        if row and pair[0] != pair[1] and not is_nothing:
            old, new = (column.show(value) for value in pair)
            is_computed = column.kind in COMPUTED
            where = (table.key, table.title, row.label, column.label)
            yield Difference(*where, old, new, is_computed)


def _rows(table: Table | None) -> dict[tuple[str | None, str, str], Row]:
    rows = (*table.rows, *table.totals) if table else ()
    return {(row.section, row.key, row.level): row for row in rows}


def _value(row: Row | None, column: str) -> Value:
    return row.values.get(column) if row else None


def copied(
    comment: Mapping[str, str], earlier: Sequence[tuple[str, Sequence[str]]]
) -> list[Copied]:
    """What an earlier comment says too; `earlier` are (quarter, its texts).

    A text is compared as a whole and sentence by sentence: a few short ones are a copy as well.
    """
    texts, sentences = _Known(), _Known()
    for quarter, told in earlier:
        for text in filter(_is_telling, told):
            texts.add(quarter, text)
            sentences.add(quarter, *filter(_is_long, _sentences(text)))
    return [
        Copied(HEADINGS[name], told, quarter)
        for name, text in comment.items()
        for told, quarter in _found(text, texts, sentences)
    ]


def _found(text: str, texts: "_Known", sentences: "_Known") -> list[tuple[str, str]]:
    """What of a text was said before, and when: all of it, or some of its sentences."""
    if _is_telling(text) and (quarter := texts.quarter_of(text)):
        return [(text, quarter)]
    asked = ((each, sentences.quarter_of(each)) for each in filter(_is_long, _sentences(text)))
    return [(sentence, quarter) for sentence, quarter in asked if quarter]


class _Known:
    """What earlier comments say, and in which quarter."""

    def __init__(self) -> None:
        self._told: list[tuple[str, str]] = []

    def add(self, quarter: str, *texts: str) -> None:
        self._told += [(quarter, _bare(text)) for text in texts]

    def quarter_of(self, text: str) -> str | None:
        """The first of the quarters in which almost the same was said."""
        bare = _bare(text)
        return next((quarter for quarter, old in self._told if _alike(bare, old)), None)


def _sentences(text: str) -> list[str]:
    return [each.strip() for each in SENTENCES.split(text) if each.strip()]


def _is_telling(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= SHORTEST_TEXT


def _is_long(sentence: str) -> bool:
    return len(sentence) >= SHORTEST_SENTENCE


def _bare(sentence: str) -> str:
    return " ".join(fold(sentence).split())


def _alike(one: str, other: str) -> bool:
    """To compare long texts letter by letter takes seconds; their sentences are compared anyway."""
    if max(len(one), len(other)) > LONGEST_COMPARED:
        return one == other
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
