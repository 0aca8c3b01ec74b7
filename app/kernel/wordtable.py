"""Tables of documents for Word: a style of their own, a head on every page, rows never torn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from markupsafe import Markup, escape

from app.kernel.worddoc import legal

TWIPS = 20
# The room beside the text of a cell.
SIDE = 3.0
INK, PALE, FAINT, LINE = "1D456F", "E5EEF9", "F3F6FA", "B8C4D0"
# So many rows at the end of a table stay together, and the head with the first of them.
TOGETHER = 3
NAMESPACE = Markup(nsdecls("w"))  # noqa: S704 - a fixed text of the library


@dataclass(frozen=True)
class Line:
    """A row; the style is "", "strong", "total" or "section", whose only cell spans them all."""

    cells: Sequence[str]
    style: str = ""
    indent: float = 0


@dataclass(frozen=True)
class Form:
    """Ids of the styles, widths in points, which columns hold text, the room around lines.

    The head may be set in other letters than the lines.
    """

    table: str
    paragraph: str
    head: str
    strong: str
    widths: Sequence[float]
    texts: Sequence[bool]
    air: float


def add_style(document: Any, name: str) -> str:
    """The style of our tables: dark head, thin lines; answers its id."""
    found = {style.name: style.style_id for style in document.styles}
    if name not in found:
        document.styles.element.append(parse_xml(_style(name)))
    return str(found.get(name, STYLE_ID))


STYLE_ID = "SummaryTable"


def _style(name: str) -> str:
    lines = Markup().join(
        Markup('<w:{} w:val="single" w:sz="4" w:space="0" w:color="{}"/>').format(side, LINE)
        for side in ("bottom", "insideH")
    )
    return Markup(
        '<w:style {} w:type="table" w:customStyle="1" w:styleId="{}"><w:name w:val="{}"/>'
        '<w:uiPriority w:val="99"/><w:qFormat/><w:tblPr><w:tblBorders>{}</w:tblBorders></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
        '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{}"/></w:tcPr></w:tblStylePr>'
        "</w:style>"
    ).format(NAMESPACE, STYLE_ID, name, lines, INK)


def table(document: Any, head: Sequence[str], lines: Sequence[Line], form: Form) -> None:
    """The table at the end of the document; written at once, for cell by cell takes seconds."""
    rows = [_head(head, form)]
    last = len(lines) - TOGETHER
    for place, line in enumerate(lines):
        is_kept = line.style == "section" or last <= place < len(lines) - 1
        rows.append(_row(line, form, is_kept=is_kept))
    written = Markup("<w:tbl {}>{}{}</w:tbl>").format(NAMESPACE, _set_up(form), _joined(rows))
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(written))


def _set_up(form: Form) -> Markup:
    sides = {"top": form.air, "left": SIDE, "bottom": form.air, "right": SIDE}
    margins = _joined(
        Markup('<w:{} w:w="{:.0f}" w:type="dxa"/>').format(side, size * TWIPS)
        for side, size in sides.items()
    )
    grid = _joined(
        Markup('<w:gridCol w:w="{:.0f}"/>').format(width * TWIPS) for width in form.widths
    )
    return Markup(
        '<w:tblPr><w:tblStyle w:val="{}"/><w:tblW w:w="{:.0f}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>{}</w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{}</w:tblGrid>'
    ).format(form.table, sum(form.widths) * TWIPS, margins, grid)


def _head(labels: Sequence[str], form: Form) -> Markup:
    told = replace(form, paragraph=form.head)
    texts = (
        _paragraph(label, told, place, is_kept=True, is_strong=True)
        for place, label in enumerate(labels)
    )
    widths = map(_width, form.widths)
    cells = (_cell(width, text, "bottom") for width, text in zip(widths, texts, strict=True))
    return Markup("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{}</w:tr>").format(
        _joined(cells)
    )


def _row(line: Line, form: Form, *, is_kept: bool) -> Markup:
    if line.style == "section":
        cells = [_section(line, form)]
    else:
        cells = [
            _cell(
                _width(form.widths[place]) + _ground(line.style) + _whole(form, place),
                _paragraph(
                    text,
                    form,
                    place,
                    is_kept=is_kept,
                    indent=0 if place else line.indent,
                    is_strong=bool(line.style),
                ),
            )
            for place, text in enumerate(line.cells)
        ]
    return Markup("<w:tr><w:trPr><w:cantSplit/></w:trPr>{}</w:tr>").format(_joined(cells))


def _section(line: Line, form: Form) -> Markup:
    """The name of a part, across the whole table."""
    span = Markup('<w:gridSpan w:val="{}"/>').format(len(form.widths))
    border = Markup(
        '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{}"/></w:tcBorders>'
        '<w:tcMar><w:top w:w="110" w:type="dxa"/></w:tcMar>'
    ).format(INK)
    text = _paragraph(line.cells[0], form, 0, is_kept=True, is_strong=True, colour=INK)
    return _cell(_width(sum(form.widths)) + span + border, text)


def _ground(style: str) -> Markup:
    fill = {"strong": FAINT, "total": PALE}.get(style)
    if not fill:
        return Markup()
    lines = Markup('<w:{} w:val="single" w:sz="6" w:space="0" w:color="{}"/>')
    borders = _joined(lines.format(side, INK) for side in ("top", "bottom") if style == "total")
    edge = Markup("<w:tcBorders>{}</w:tcBorders>").format(borders) if borders else Markup()
    return edge + Markup('<w:shd w:val="clear" w:color="auto" w:fill="{}"/>').format(fill)


def _whole(form: Form, place: int) -> Markup:
    """A number is never torn."""
    return Markup() if form.texts[place] else Markup("<w:noWrap/>")


def _cell(looks: Markup, paragraph: Markup, align: str = "center") -> Markup:
    return Markup('<w:tc><w:tcPr>{}<w:vAlign w:val="{}"/></w:tcPr>{}</w:tc>').format(
        looks, align, paragraph
    )


def _width(width: float) -> Markup:
    return Markup('<w:tcW w:w="{:.0f}" w:type="dxa"/>').format(width * TWIPS)


def _paragraph(
    text: str,
    form: Form,
    place: int,
    *,
    is_kept: bool = False,
    indent: float = 0,
    is_strong: bool = False,
    colour: str = "",
) -> Markup:
    """Where texts begin and numbers end; what is bold is so by the style called Strong."""
    kept = Markup("<w:keepNext/>") if is_kept else Markup()
    lead = Markup('<w:ind w:left="{:.0f}"/>').format(indent * TWIPS) if indent else Markup()
    side = Markup() if form.texts[place] else Markup('<w:jc w:val="right"/>')
    strong = Markup('<w:rStyle w:val="{}"/>').format(form.strong) if is_strong else Markup()
    ink = Markup('<w:color w:val="{}"/>').format(colour) if colour else Markup()
    return Markup(
        '<w:p><w:pPr><w:pStyle w:val="{}"/>{}{}{}</w:pPr><w:r><w:rPr>{}{}</w:rPr>'
        '<w:t xml:space="preserve">{}</w:t></w:r></w:p>'
    ).format(form.paragraph, kept, lead, side, strong, ink, _legal(text))


def _legal(text: str) -> Markup:
    return escape(legal(text))


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)
