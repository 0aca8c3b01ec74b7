"""The town's own document as letterhead: opened as data only, and only what a letter needs kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.shared import Length

from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.letters.unpacking import refusal, refuse_strange_file

PICTURES = {f"image/{kind}" for kind in ("png", "jpeg", "gif", "bmp", "tiff", "x-emf", "x-wmf")}
LINKS = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
# Fields that tell something of this very document; the others fetch or run something.
FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "DATE", "TIME", "TITLE", "STYLEREF", "HYPERLINK"}
PAGE_SET_UP = {
    *("headerReference", "footerReference", "pgSz", "pgMar", "pgBorders", "cols", "titlePg"),
    *("docGrid", "bidi", "rtlGutter", "textDirection"),
}
SETTINGS = {
    *("zoom", "evenAndOddHeaders", "mirrorMargins", "defaultTabStop", "autoHyphenation"),
    *("hyphenationZone", "characterSpacingControl", "compat", "themeFontLang"),
    *("clrSchemeMapping", "decimalSymbol", "listSeparator", "gutterAtTop"),
}
FOREIGN = {"object", "control", "altChunk", "OLEObject", "dataBinding", "attachedTemplate"}


@dataclass(frozen=True)
class Paper:
    """What the letters take over, for the person who has uploaded it."""

    header: list[str]
    footer: list[str]
    pictures: int
    width: Length
    height: Length
    font: str | None

    @property
    def is_bare(self) -> bool:
        """Whether nothing would be seen of it on a letter."""
        return not (self.header or self.footer or self.pictures)


def cleaned(content: bytes) -> bytes:
    """The document without its text and without whatever could act; Refused says what to do."""
    refuse_strange_file(content)
    try:
        document = Document(BytesIO(content))
        _keep_what_letters_need(document)
        written = BytesIO()
        document.save(written)
        Document(BytesIO(written.getvalue()))
    except Refused:
        raise
    except Exception as error:  # a hostile document may break the library anywhere
        raise refusal(_("The document is damaged. Open it in Word and save it anew.")) from error
    return written.getvalue()


def read(content: bytes) -> Paper:
    """What there is on a letterhead that was cleaned before."""
    document = Document(BytesIO(content))
    section = document.sections[0]
    tops = [section.header, section.first_page_header, section.even_page_header]
    feet = [section.footer, section.first_page_footer, section.even_page_footer]
    parts = [each.part for each in (*tops, *feet) if not each.is_linked_to_previous]
    return Paper(
        header=_lines(tops),
        footer=_lines(feet),
        pictures=sum(rel.reltype == RT.IMAGE for part in parts for rel in part.rels.values()),
        width=section.page_width or Length(0),
        height=section.page_height or Length(0),
        font=document.styles["Normal"].font.name,
    )


def _lines(places: list[Any]) -> list[str]:
    """The texts of headers or footers, each once."""
    own = [each for each in places if not each.is_linked_to_previous]
    paragraphs = [p for each in own for p in each._element.iter(qn("w:p"))]
    texts = ["".join(t.text or "" for t in p.iter(qn("w:t"))).strip() for p in paragraphs]
    return list(dict.fromkeys(filter(None, texts)))


def _keep_what_letters_need(document: Any) -> None:
    """Headers, footers, styles, numbering and the page; everything else is let go."""
    body, part = document.element.body, document.part
    page = document.sections[0]._sectPr
    _keep_only(page, PAGE_SET_UP)
    for other in [each for each in document.element if each is not body]:
        document.element.remove(other)
    body[:] = [page]
    used = {each.get(qn("r:id")) for each in page if each.get(qn("r:id"))}
    _keep_only(document.settings.element, SETTINGS)
    part.part_related_by(RT.SETTINGS).rels.clear()
    for key, rel in list(part.rels.items()):
        if not _is_needed(key, rel, used):
            del part.rels[key]
    for key in used:
        _check(part.rels[key].target_part)
    _forget_the_author(document)


def _is_needed(key: str, rel: Any, used: set[Any]) -> bool:
    if rel.is_external:
        return False
    if rel.reltype in {RT.HEADER, RT.FOOTER}:
        return key in used
    bare = rel.reltype in {RT.STYLES, RT.NUMBERING, RT.THEME} and not rel.target_part.rels
    return bare or rel.reltype == RT.SETTINGS


def _keep_only(element: Any, wanted: set[str]) -> None:
    """Of its children only those; of itself no trace of who has edited it when."""
    for child in list(element):
        if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] not in wanted:
            element.remove(child)


def _check(part: Any) -> None:
    """One header or footer: pictures that stand in it, ordinary links, nothing that acts."""
    for extra in [*part.element.iter("{*}blip")]:
        extra[:] = []  # a second form of the picture, often SVG
    used = {value for each in part.element.iter() for value in each.attrib.values()}
    for key, rel in list(part.rels.items()):
        if key not in used:
            del part.rels[key]
        elif not _is_harmless(rel):
            raise refusal(
                _("The header or footer holds an object or a link to a file. Use plain pictures.")
            )
    _let_go_of_addresses(part.element)
    if strange := [name for name in _fields(part.element) if name not in FIELDS]:
        raise refusal(
            _("The header or footer holds the field %(name)s. Replace it by text.", name=strange[0])
        )


def _is_harmless(rel: Any) -> bool:
    if rel.is_external:
        return rel.reltype == RT.HYPERLINK and bool(LINKS.match(rel.target_ref))
    return rel.reltype == RT.IMAGE and rel.target_part.content_type in PICTURES


def _let_go_of_addresses(element: Any) -> None:
    """Old drawings name files outside without a relationship; objects and bindings go whole."""
    for each in list(element.iter()):
        kind = each.tag.rpartition("}")[2] if isinstance(each.tag, str) else "comment"
        if kind in FOREIGN or kind == "comment":
            each.getparent().remove(each)
        for name in [n for n in each.attrib if n.rpartition("}")[2] in {"src", "href", "link"}]:
            del each.attrib[name]


def _fields(element: Any) -> Iterator[str]:
    """The first word of every field, also of one that is written in pieces or within another."""
    for simple in element.iter(qn("w:fldSimple")):
        yield _first_word(simple.get(qn("w:instr"), ""))
    open_fields: list[str] = []
    for each in element.iter(qn("w:fldChar"), qn("w:instrText")):
        if each.tag == qn("w:instrText"):
            open_fields = [*open_fields[:-1], (open_fields or [""])[-1] + (each.text or "")]
        elif each.get(qn("w:fldCharType")) == "begin":
            open_fields.append("")
        elif each.get(qn("w:fldCharType")) == "end" and open_fields:
            yield _first_word(open_fields.pop())
    yield from map(_first_word, open_fields)


def _first_word(instruction: str) -> str:
    return (instruction.split() or ["PAGE"])[0].upper()


def _forget_the_author(document: Any) -> None:
    """Of the document's own data nothing is left: who wrote it, from which template, for whom."""
    package = document.part.package
    for key, rel in list(package.rels.items()):
        if rel.reltype != RT.OFFICE_DOCUMENT:
            del package.rels[key]
