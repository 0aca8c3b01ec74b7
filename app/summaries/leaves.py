"""The parts of the summary in Word: a heading, a drawing, a table, and what the table counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from docx.shared import Pt

from app.kernel import typeset, worddoc, wordtable, wordtoc
from app.kernel.i18n import NBSP, _
from app.kernel.worddoc import Look
from app.summaries import fitting, paper
from app.summaries.charts import Chart, chart
from app.summaries.domain import Row, Summary, Table
from app.web.charts.printed import Drawing

CHART = Path(__file__).parent / "print" / "chart.typ"
WIDEST_DRAWING = 620.0
NOTE, TABLE = _("Note under a table"), _("Table of the summary")
LINE_STYLES = {"category": "strong", "total": "total"}


@dataclass(frozen=True)
class Leaf:
    """A table, and how it will stand on its sheets."""

    table: Table
    layout: paper.Layout
    fit: fitting.Fit
    notes: list[tuple[str, str]]
    chart: Chart | None = None
    drawing: Drawing | None = None


def leaf(table: Table, summary: Summary, rooms: tuple[fitting.Sheet, fitting.Sheet]) -> Leaf:
    """Everything that has to be known before the first line is written."""
    upright, lying = rooms
    layout = paper.layout(table, (upright.width, lying.width), upright.factor)
    sheet = rooms[layout.is_wide]
    notes, found = paper.notes(table, summary), chart(table, summary)
    wide = min(sheet.width, WIDEST_DRAWING) * paper.PIXELS
    drawing = found.drawing(wide) if found else None
    height = drawing.height / paper.PIXELS if drawing else 0
    texts = [f"{name}: {text}" for name, text in notes]
    fit = fitting.fit(table, layout, sheet, notes=texts, drawing=height)
    return Leaf(table, layout, fit, notes, found, drawing)


def text_style(size: float) -> tuple[str, Look]:
    """The style of the texts of a table, for each size of its letters."""
    name = _("Text in a table, %(size)s points", size=f"{size:g}".replace(".", ","))
    return name, Look(size, line=1)


def write(document: Any, each: Leaf, styles: "Styles", chart_number: int) -> None:
    """All of it but the heading."""
    if each.chart and each.drawing:
        draw(document, each.chart, each.drawing, each.fit.zoom)
        caption(document, each.chart.title, chart_number)
    table, layout = each.table, each.layout
    form = wordtable.Form(
        table=styles.table,
        paragraph=styles.texts[layout.size],
        head=styles.texts[layout.head],
        strong=styles.strong,
        widths=layout.widths,
        texts=[True, *map(paper.is_text, table.columns)],
        air=each.fit.air,
    )
    head = ["", *(paper.head(column.label) for column in table.columns)]
    wordtable.table(document, head, list(_lines(table)), form)
    for name, text in each.notes:
        paragraph = worddoc.write(document, f"{name}: ", NOTE)
        paragraph.runs[0].style = document.styles["Strong"]
        worddoc.add(paragraph, text)


@dataclass(frozen=True)
class Styles:
    """The ids by which this document knows the styles of tables."""

    table: str
    strong: str
    texts: dict[float, str]


def styles(document: Any, leaves: Iterable[Leaf]) -> Styles:
    """Those that the tables need, made where the document has none."""
    strong = worddoc.strong(document)
    texts = {}
    sizes = ((each.layout.size, each.layout.head) for each in leaves)
    for size in {*chain.from_iterable(sizes)}:
        name, look = text_style(size)
        texts[size] = worddoc.looking(document, name, look).style_id
    return Styles(wordtable.add_style(document, TABLE), strong, texts)


def draw(document: Any, chart: Chart, drawing: Drawing, zoom: float) -> None:
    """The drawing as a picture, with its numbers told to those who do not see it."""
    wide = drawing.width / paper.PIXELS * zoom
    picture = typeset.png(CHART, {"svg": str(drawing.svg), "width": wide})
    paragraph = document.add_paragraph(style="Normal")
    form = paragraph.paragraph_format
    form.keep_with_next, form.line_spacing = True, 1
    form.space_before, form.space_after = Pt(0), Pt(2)
    shape = paragraph.add_run().add_picture(BytesIO(picture), width=Pt(wide))
    told = shape._inline.docPr
    told.set("title", chart.title)
    told.set("descr", worddoc.legal(chart.alt))


def caption(document: Any, title: str, number: int) -> None:
    """A caption that Word counts."""
    word = _("Chart")
    paragraph = worddoc.write(document, f"{word}{NBSP}", "Caption")
    worddoc.field(paragraph, f"SEQ {word} \\* ARABIC", str(number))
    worddoc.add(paragraph, f": {title}")


def heading(document: Any, text: str, entry: wordtoc.Entry, *, begins_page: bool) -> None:
    """A heading to which the contents lead."""
    paragraph = worddoc.write(document, text, "Heading 1")
    paragraph.paragraph_format.page_break_before = begins_page
    paragraph.paragraph_format.space_before = Pt(0)
    wordtoc.bookmark(paragraph, entry.bookmark, int(entry.bookmark.removeprefix("_Toc")))


def _lines(table: Table) -> Iterable[wordtable.Line]:
    for section, rows, totals in table.parts():
        if section:
            yield wordtable.Line([paper.tied(section.label)], "section")
        for row in (*rows, *totals):
            yield _line(table, row)


def _line(table: Table, row: Row) -> wordtable.Line:
    cells = [paper.tied(row.label), *paper.cells(table, row)]
    style = LINE_STYLES.get(row.level, "")
    return wordtable.Line(cells, style, table.depth(row) * paper.INDENT)
