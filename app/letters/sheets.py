"""The paper a document is written on: its styles, its page, its language, its tables."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.shared import Cm, Pt, RGBColor

from app.kernel import clock

LANGUAGE = "cs-CZ"
FONT = "Arial"
INK, GREY = RGBColor(0x1D, 0x3B, 0x5C), RGBColor(0x59, 0x59, 0x59)
LINE = "9AA7B4"
# Points: size, before, after; what of them is bold and stays with the next paragraph.
STYLES = {
    "Normal": (10.5, 0, 6),
    "Title": (17, 0, 10),
    "Heading 1": (11.5, 10, 3),
    "List Bullet": (10.5, 0, 3),
    "envelope address": (11, 0, 0),
    "Date": (10, 20, 14),
    "Closing": (10.5, 8, 0),
    "Signature": (10.5, 0, 0),
}
STRONG = {"Title", "Heading 1"}
LARGEST = Pt(20)
KEPT_TOGETHER = {*STRONG, "Closing"}
MARGINS = {"left": 2.5, "right": 2.5, "top": 3.2, "bottom": 2.0}
BULLET = (
    '<w:abstractNum {ns} w:abstractNumId="{id}"><w:multiLevelType w:val="hybridMultilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="280"/></w:pPr></w:lvl>'
    "</w:abstractNum>"
)
# What XML 1.0 cannot carry; fields of forms refuse almost all of it already.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def begun(paper: bytes | None, *, kind: str, town: str, page: Sequence[str]) -> Any:
    """An empty document on the town's letterhead, or on a plain sheet with the town's name."""
    if paper:
        document = Document(BytesIO(paper))
        for name in set(STYLES) - {style.name for style in document.styles}:
            made = _style(document, name)
            made.base_style, made.font.bold = document.styles["Normal"], name in STRONG
    else:
        document = _plain(town, page)
    _bullets(document)
    _speak_czech(document)
    _tell_nothing(document, kind)
    return document


def write(document: Any, text: str, style: str = "Normal") -> Any:
    """A paragraph; a new line in the text is a new line on the paper.

    Letters fill one page, so their spacing and the size of the heading are ours on every paper.
    """
    paragraph = add(document.add_paragraph(style=style), text)
    _size, before, after = STYLES[style]
    form, own_size = paragraph.paragraph_format, paragraph.style.font.size
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.keep_with_next = style in KEPT_TOGETHER
    if own_size and own_size > LARGEST:
        paragraph.runs[0].font.size = LARGEST
    _loosen(paragraph)
    return paragraph


def add(paragraph: Any, text: str) -> Any:
    """More text in a paragraph, as it is."""
    paragraph.add_run(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text))
    return paragraph


def _loosen(paragraph: Any) -> None:
    """Items of a list are apart a little, even where the style pulls them together."""
    mark = OxmlElement("w:contextualSpacing")
    mark.set(qn("w:val"), "0")
    following = ("w:mirrorIndents", "w:textAlignment", "w:jc", "w:outlineLvl", "w:rPr")
    paragraph._p.get_or_add_pPr().insert_element_before(mark, *following)


def width(document: Any) -> int:
    """How wide the text is."""
    section = document.sections[0]
    return int(section.page_width - section.left_margin - section.right_margin)


def _plain(town: str, page: Sequence[str]) -> Any:
    document = Document()
    part = document.part
    for relations in (part.package.rels, part.rels):
        for key, rel in list(relations.items()):
            if rel.reltype.rpartition("/")[2] in {"customXml", "stylesWithEffects", "thumbnail"}:
                del relations[key]
    for name in STYLES:
        _shape(_style(document, name), name)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header_distance, section.footer_distance = Cm(1.5), Cm(1.0)
    for side, size in MARGINS.items():
        setattr(section, f"{side}_margin", Cm(size))
    head = add(section.header.paragraphs[0], town)
    head.runs[0].bold, head.runs[0].font.size, head.runs[0].font.color.rgb = True, Pt(12), INK
    line(head, "bottom")
    _number(section.footer.paragraphs[0], page)
    return document


def _style(document: Any, name: str) -> Any:
    known = {style.name: style for style in document.styles}
    return known.get(name) or document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)


def _shape(style: Any, name: str) -> None:
    """Our own look of a style; the town's letterhead brings its own."""
    form = style.paragraph_format
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    _set_font(style)
    style.font.size = Pt(STYLES[name][0])
    style.font.bold = name in STRONG
    if name in STRONG:
        style.font.color.rgb = INK
    form.line_spacing = 1.0 if name in STRONG else 1.12
    form.widow_control = True


def _set_font(style: Any) -> None:
    """One typeface for all signs, in place of those of the theme."""
    style.font.name = FONT
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)


def _bullets(document: Any) -> None:
    """Lists are lists, also where the letterhead knows none."""
    style = _style(document, "List Bullet")
    numbering = _numbering(document).element
    used = [int(each.get(qn("w:abstractNumId"))) for each in numbering.findall(qn("w:abstractNum"))]
    number = max(used, default=0) + 1
    numbering.insert(0, parse_xml(BULLET.format(ns=nsdecls("w"), id=number)))
    own = style.element.get_or_add_pPr().get_or_add_numPr()
    own.get_or_add_ilvl().val = 0
    own.get_or_add_numId().val = numbering.add_num(number).numId
    for indent in style.element.findall(f"{qn('w:pPr')}/{qn('w:ind')}"):
        indent.getparent().remove(indent)


def _numbering(document: Any) -> Any:
    """The part that holds the lists; python-docx cannot begin one."""
    try:
        return document.part.part_related_by(RT.NUMBERING)
    except KeyError:
        name, blank = PackURI("/word/numbering.xml"), f"<w:numbering {nsdecls('w')}/>"
        package = document.part.package
        part = NumberingPart.load(name, CT.WML_NUMBERING, blank.encode(), package)
        document.part.relate_to(part, RT.NUMBERING)
        return part


def _speak_czech(document: Any) -> None:
    """Spelling and hyphens of Word, voices of screen readers."""
    styles = document.styles.element
    roots = [*styles.findall(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")]
    roots.append(_style(document, "Normal").element.get_or_add_rPr())
    for root in roots:
        for old in root.findall(qn("w:lang")):
            root.remove(old)
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), LANGUAGE)
        root.append(lang)


def _tell_nothing(document: Any, kind: str) -> None:
    """The document's own data name its kind and nobody."""
    told, now = document.core_properties, clock.now().replace(tzinfo=None)
    told.title, told.language = kind, LANGUAGE
    told.author = told.last_modified_by = told.comments = told.subject = told.keywords = ""
    told.created = told.modified = now
    told.revision = 1


def _number(paragraph: Any, page: Sequence[str]) -> None:
    """Page 1 of 2."""
    for word, name in zip(page, ("PAGE", "NUMPAGES"), strict=True):
        runs = add(add(paragraph, f"{word}\N{NO-BREAK SPACE}"), "1").runs[-2:]
        for run in runs:
            run.font.size, run.font.color.rgb = Pt(8.5), GREY
        made = OxmlElement("w:fldSimple")
        made.set(qn("w:instr"), name)
        made.append(runs[1]._element)
        paragraph._p.append(made)
        add(paragraph, " ")


def line(paragraph: Any, side: str) -> None:
    """A thin line above or under a paragraph."""
    border = f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="{LINE}"/>'
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"),
        *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"),
    )
