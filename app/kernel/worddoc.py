"""Documents for Word: begun on the town's paper or on ours, with styles, fields and language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor

from app.kernel import wordpage
from app.kernel.clock import local

LANGUAGE, FONT = "cs-CZ", "Arial"
INK, GREY, LINE = RGBColor(0x1D, 0x45, 0x6F), RGBColor(0x4D, 0x4D, 0x4D), "B8C4D0"
TODAYS_WORD = "15"
MARGINS = {"left": 2.0, "right": 2.0, "top": 2.5, "bottom": 2.0}
UNWANTED = {"customXml", "stylesWithEffects", "thumbnail"}
# Styles that Word knows by these names in every language.
BUILT_IN = {
    *("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Caption", "Header", "Footer"),
    *("TOC Heading", "toc 1"),
}
# What the template brings and our look does not say: borders, tab stops, spread letters.
UNSHAPED = ("w:pPr/w:pBdr", "w:pPr/w:tabs", "w:rPr/w:spacing", "w:rPr/w:kern")
# What XML 1.0 cannot carry.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Look:
    """A paragraph style, in points."""

    size: float
    before: float = 0
    after: float = 0
    line: float = 1.1
    is_strong: bool = False
    is_ink: bool = False
    is_kept: bool = False


def begun(paper: bytes | None, looks: Mapping[str, Look]) -> Any:
    """An empty document; a town's paper keeps its own styles and gets those it has not.

    The paper is one that was cleaned when it was handed in; of its text nothing is kept.
    """
    document = Document(BytesIO(paper)) if paper else Document()
    for name, look in looks.items():
        looking(document, name, look, is_ours=not paper)
    if not paper:
        _set_up(document)
    body = document.element.body
    body[:] = [document.sections[-1]._sectPr]
    _speak_czech(document)
    return document


def described(document: Any, *, title: str, author: str, created: datetime) -> None:
    """What the file says about itself."""
    told, moment = document.core_properties, local(created).replace(tzinfo=None)
    told.title, told.author, told.language = title, author, LANGUAGE
    told.last_modified_by = told.comments = told.subject = told.keywords = ""
    told.created = told.modified = moment
    told.revision = 1


def saved(document: Any) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def looking(document: Any, name: str, look: Look, *, is_ours: bool = False) -> Any:
    """The paragraph style of the name; one that the town's paper brings keeps its look."""
    known = {each.name: each for each in document.styles}
    if name not in known:
        known[name] = _made(document, name)
        _shape(known[name], look, is_ours=is_ours)
    elif is_ours:
        _shape(known[name], look, is_ours=True)
        known[name].font.bold = look.is_strong
    return known[name]


def _made(document: Any, name: str) -> Any:
    styles = document.styles
    made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in BUILT_IN)
    made.base_style = styles["Normal"]
    return made


def strong(document: Any) -> str:
    """The id of the style called Strong, whatever the town's paper calls it."""
    for each in document.styles:
        if each.name == "Strong" and each.type == WD_STYLE_TYPE.CHARACTER:
            return str(each.style_id)
    made = document.styles.add_style("Strong", WD_STYLE_TYPE.CHARACTER, builtin=True)
    made.font.bold = True
    return str(made.style_id)


def write(document: Any, text: str, named: str) -> Any:
    """A paragraph of a style."""
    return add(document.add_paragraph(style=named), text)


def add(paragraph: Any, text: str) -> Any:
    """More text in a paragraph, letter for letter."""
    paragraph.add_run(legal(text))
    return paragraph


def legal(text: str) -> str:
    """Without what no document can hold."""
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field with what it shows until the program renews it."""
    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), instruction)
    made.append(add(paragraph, shown).runs[-1]._element)
    paragraph._p.append(made)


def lay_down(document: Any, *, is_wide: bool) -> Any:
    """A new section that begins a page, upright or lying, with the same paper around it."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    sides = sorted((int(section.page_width), int(section.page_height)), reverse=is_wide)
    section.page_width, section.page_height = map(Emu, sides)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.different_first_page_header_footer = False
    return section


def head(section: Any, left: str, right: str) -> None:
    """Our own header: whose document it is and what it is."""
    paragraph = _line(section, section.header, left, right)
    paragraph.runs[0].bold = True
    border = f'<w:bottom w:val="single" w:sz="4" w:space="4" w:color="{LINE}"/>'
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"),
        *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"),
    )


def foot(section: Any, left: str, page: Sequence[str]) -> None:
    """Our own footer: the version, and page 1 of 12."""
    number(_line(section, section.footer, left, ""), page)


def add_line(place: Any) -> Any:
    """One more line in the town's own header or footer; the first, where it has none."""
    if place.is_linked_to_previous:
        place.is_linked_to_previous = False
        return place.paragraphs[0]
    return place.add_paragraph()


def number(paragraph: Any, page: Sequence[str]) -> None:
    """The words around the number of the page and of all pages, with the fields between them."""
    before, between, after = page
    for word, name in ((before, "PAGE"), (between, "NUMPAGES")):
        add(paragraph, word)
        field(paragraph, name, "1")
    add(paragraph, after)


def has_page_numbers(section: Any) -> bool:
    """Whether the town's own footer or header counts its pages."""
    parts = (section.header._element, section.footer._element)
    told = [element.get(qn("w:instr"), "") for part in parts for element in part.iter()]
    told += [element.text or "" for part in parts for element in part.iter(qn("w:instrText"))]
    return any("PAGE" in each.split() for each in told)


def _line(section: Any, place: Any, left: str, right: str) -> Any:
    place.is_linked_to_previous = False
    paragraph = place.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Pt(wordpage.room(section)[0]), WD_TAB_ALIGNMENT.RIGHT)
    add(add(paragraph, left), f"\t{right}")
    return paragraph


def _shape(made: Any, look: Look, *, is_ours: bool) -> None:
    """Our own look of a style, in one typeface for all signs."""
    form = made.paragraph_format
    for name in UNSHAPED:
        for extra in made.element.findall("/".join(map(qn, name.split("/")))):
            extra.getparent().remove(extra)
    if is_ours:
        made.font.name = FONT
        fonts = made.element.rPr.rFonts
        fonts.attrib.clear()
        for name in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{name}"), FONT)
    made.font.size, made.font.bold, made.font.italic = Pt(look.size), look.is_strong or None, False
    made.font.color.rgb = INK if look.is_ink else None
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing, form.widow_control = look.line, True
    form.keep_with_next = look.is_kept


def _set_up(document: Any) -> None:
    """A4 for today's Word, and nothing of the template's own data."""
    (mode,) = document.settings.element.xpath(".//w:compatSetting[@w:name='compatibilityMode']")
    mode.set(qn("w:val"), TODAYS_WORD)
    part = document.part
    for relations in (part.package.rels, part.rels):
        for key, rel in list(relations.items()):
            if rel.reltype.rpartition("/")[2] in UNWANTED:
                del relations[key]
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header_distance, section.footer_distance = Cm(1.2), Cm(1.0)
    for side, size in MARGINS.items():
        setattr(section, f"{side}_margin", Cm(size))


def _speak_czech(document: Any) -> None:
    """Spelling and hyphens of Word, voices of screen readers."""
    styles = document.styles.element
    roots = [*styles.findall(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")]
    roots.append(document.styles["Normal"].element.get_or_add_rPr())
    for root in roots:
        for old in root.findall(qn("w:lang")):
            root.remove(old)
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), LANGUAGE)
        root.append(lang)
