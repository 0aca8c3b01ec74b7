"""Contents of documents for Word: filled in beforehand, renewed by one click in Word."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from markupsafe import Markup

from app.kernel.worddoc import field, write

TITLE, ENTRY = "TOC Heading", "toc 1"
INSTRUCTION = 'TOC \\o "1-1" \\h \\z \\u'
NAMESPACE = Markup(nsdecls("w"))  # noqa: S704 - a fixed text of the library
HOLDER = Markup(
    "<w:sdt {}><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
    "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent/></w:sdt>"
)


class Entry(NamedTuple):
    """A heading, the name of its bookmark, and the page on which it will probably stand."""

    text: str
    bookmark: str
    page: int


def contents(document: Any, title: str, entries: Sequence[Entry], width: float) -> None:
    """The contents at the end of the document so far; each entry leads to its heading."""
    document.styles[ENTRY].paragraph_format.tab_stops.add_tab_stop(
        Pt(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
    )
    lines = [write(document, title, TITLE)]
    lines += [_entry(document, entry) for entry in entries]
    if entries:
        _open(lines[1])
        lines[-1]._p.append(_mark("end"))
    holder = parse_xml(HOLDER.format(NAMESPACE))
    lines[0]._p.addprevious(holder)
    for line in lines:
        holder.find(qn("w:sdtContent")).append(line._p)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """The place to which an entry of the contents leads."""
    values = {"ns": NAMESPACE, "number": number, "name": name}
    start = Markup('<w:bookmarkStart {ns} w:id="{number}" w:name="{name}"/>').format(**values)
    end = Markup('<w:bookmarkEnd {ns} w:id="{number}"/>').format(**values)
    paragraph.runs[0]._r.addprevious(parse_xml(start))
    paragraph._p.append(parse_xml(end))


def _entry(document: Any, entry: Entry) -> Any:
    paragraph = write(document, f"{entry.text}\t", ENTRY)
    field(paragraph, f"PAGEREF {entry.bookmark} \\h", str(entry.page))
    link = parse_xml(
        Markup('<w:hyperlink {} w:anchor="{}" w:history="1"/>').format(NAMESPACE, entry.bookmark)
    )
    for part in list(paragraph._p)[1:]:
        link.append(part)
    paragraph._p.append(link)
    return paragraph


def _open(paragraph: Any) -> None:
    """The field of all entries begins before the first of them."""
    instruction = Markup('<w:r {}><w:instrText xml:space="preserve">{}</w:instrText></w:r>')
    parts = [
        _mark("begin"),
        parse_xml(instruction.format(NAMESPACE, INSTRUCTION)),
        _mark("separate"),
    ]
    place = list(paragraph._p).index(paragraph._p.find(qn("w:hyperlink")))
    for offset, part in enumerate(parts):
        paragraph._p.insert(place + offset, part)


def _mark(kind: str) -> Any:
    return parse_xml(
        Markup('<w:r {}><w:fldChar w:fldCharType="{}"/></w:r>').format(NAMESPACE, kind)
    )
