"""Tables of a document: points of an agreement, and room for signatures."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from app.letters.sheets import GREY, LINE, add, line, width

# So many people sign beside each other; more of them sign in pairs.
ABREAST = 3


def table(document: Any, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with a head that is repeated on the next page and rows that are not torn."""
    made = document.add_table(rows=1, cols=len(columns))
    _rule(made)
    for row in (columns, *rows):
        cells = made.rows[0].cells if row is columns else made.add_row().cells
        for place, text in enumerate(row):
            paragraph = add(cells[place].paragraphs[0], text)
            paragraph.paragraph_format.space_before = Pt(3)
            paragraph.paragraph_format.space_after = Pt(3)
            paragraph.runs[0].bold = row is columns
    _mark(made.rows[0], "w:tblHeader")
    _spread(document, made, (0.22, 0.56, 0.22))


def signatures(document: Any, people: Sequence[tuple[str, str]]) -> None:
    """A line for the hand and whose it is; two or three beside each other."""
    abreast = len(people) if len(people) <= ABREAST else 2
    made = document.add_table(rows=0, cols=abreast)
    for place in range(0, len(people), abreast):
        row = made.add_row()
        for cell, (name, hint) in zip(row.cells, people[place : place + abreast], strict=False):
            paragraph = add(cell.paragraphs[0], name)
            paragraph.paragraph_format.space_before = Pt(40)
            paragraph.paragraph_format.space_after = Pt(0)
            line(paragraph, "top")
            small = add(cell.add_paragraph(), hint)
            small.runs[0].font.size, small.runs[0].font.color.rgb = Pt(9), GREY
    for row in made.rows:
        _mark(row, "w:cantSplit")
    _spread(document, made, [1 / abreast] * abreast)


def _rule(made: Any) -> None:
    """Lines between rows, as in a table of a book."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>")
    made._tbl.tblPr.insert_element_before(borders, "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _spread(document: Any, made: Any, shares: Sequence[float]) -> None:
    """Fixed widths; without them every program guesses another. Texts begin where others do."""
    made.autofit = False
    sides = '<w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/>'
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    made._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    whole = width(document)
    for place, share in enumerate(shares):
        made.columns[place].width = int(whole * share)
        for row in made.rows:
            row.cells[place].width = int(whole * share)
