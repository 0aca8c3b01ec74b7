"""Letters and agreements as documents for Word, on the town's own paper or on ours."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Emu, Pt

from app.letters import sheets, tables
from app.letters.domain import HEADING, ITEM, PARAGRAPH, Block
from app.letters.sheets import write

STYLES = {HEADING: "Heading 1", ITEM: "List Bullet", PARAGRAPH: "Normal"}
# Where the window of an envelope is.
WINDOW = Cm(8.5)


@dataclass(frozen=True)
class Meta:
    """What stands around the text; of people only whom it goes to and who signs."""

    kind: str
    town: str
    dated: str = ""
    reference: str = ""
    address: Sequence[str] = ()
    regards: str = ""
    signed: Sequence[str] = ()
    page: Sequence[str] = ("", "")


@dataclass(frozen=True)
class Point:
    """One point of an agreement."""

    who: str
    what: str
    until: str


@dataclass(frozen=True)
class Sheet:
    """The facts of an agreement, by sides."""

    about: str
    parties: Sequence[tuple[str, str]]
    points: Sequence[Point]
    headings: Sequence[str]
    columns: Sequence[str]
    signatures: Sequence[tuple[str, str]] = field(default=())


def letter(title: str, text: Sequence[Block], paper: bytes | None, meta: Meta) -> bytes:
    """A letter to one party, or a leaflet to nobody in particular."""
    document = sheets.begun(paper, kind=meta.kind, town=meta.town, page=meta.page)
    if meta.address:
        _address(document, meta.address)
    if meta.reference or meta.dated:
        _dated(document, meta)
    write(document, title, "Title")
    _text(document, text)
    if meta.signed:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
        write(document, meta.regards, "Closing")
        _signature(document, meta.signed)
    return _saved(document)


def agreement(
    title: str, text: Sequence[Block], paper: bytes | None, meta: Meta, *, sheet: Sheet
) -> bytes:
    """The sheet that both parties sign: who, on what, until when, and what it means."""
    document = sheets.begun(paper, kind=meta.kind, town=meta.town, page=meta.page)
    write(document, title, "Title")
    write(document, sheet.about)
    parties, points, signatures = sheet.headings
    write(document, parties, STYLES[HEADING])
    for label, who in sheet.parties:
        paragraph = write(document, f"{label}: ")
        paragraph.runs[0].bold = True
        sheets.add(paragraph, who)
    write(document, points, STYLES[HEADING])
    tables.table(document, sheet.columns, [(p.who, p.what, p.until) for p in sheet.points])
    _text(document, text)
    write(document, signatures, STYLES[HEADING])
    tables.signatures(document, sheet.signatures)
    return _saved(document)


def _address(document: Any, lines: Sequence[str]) -> None:
    indent = min(WINDOW, Emu(int(sheets.width(document) * 0.55)))
    for line in lines:
        write(document, line, "envelope address").paragraph_format.left_indent = indent


def _dated(document: Any, meta: Meta) -> None:
    """The reference on the left and the day on the right, in one line."""
    text = "\t".join((meta.reference, meta.dated))
    paragraph = write(document, text, "Date")
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Emu(sheets.width(document)), WD_TAB_ALIGNMENT.RIGHT)


def _text(document: Any, text: Sequence[Block]) -> None:
    """The blocks; a list is followed by as much room as a paragraph."""
    for block, following in zip(text, [*text[1:], None], strict=True):
        paragraph = write(document, block.text, STYLES[block.kind])
        if block.kind == ITEM and (following is None or following.kind != ITEM):
            paragraph.paragraph_format.space_after = Pt(6)


def _signature(document: Any, lines: Sequence[str]) -> None:
    """Room for the hand, then who it is."""
    for place, line in enumerate(lines):
        paragraph = write(document, line, "Signature")
        paragraph.paragraph_format.space_before = Pt(0 if place else 26)
        paragraph.paragraph_format.keep_with_next = place + 1 < len(lines)


def _saved(document: Any) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()
