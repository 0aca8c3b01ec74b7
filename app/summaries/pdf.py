"""The summary as a PDF that screen readers read and archives keep."""

from pathlib import Path
from typing import Any

from app.kernel import typeset
from app.kernel.i18n import _
from app.summaries import fitting, paper
from app.summaries.charts import Chart, chart
from app.summaries.domain import Row, Summary, Table
from app.web.charts.printed import Drawing

TEMPLATE = Path(__file__).parent / "print" / "summary.typ"
# Drawings are as large as their letters; one that is no wider than this is read at a glance.
WIDEST_DRAWING = 620.0
NOTHING = "–"
# What the template makes of a sheet: how high a line and a page are, and how lines may be set.
# The pages are a little higher than they are, for lines turn out a little lower than told.
LINE, AIRS = 0.99, ((2.4, 1.0), (1.8, 1.0), (1.3, 1.0), (0.8, 1.0), (0.6, 1.0), (0.6, 0.85))
SHEETS = (
    fitting.Sheet(paper.UPRIGHT, 728, line=LINE, airs=AIRS),
    fitting.Sheet(paper.LYING, 490, line=LINE, airs=AIRS),
)
STYLES = {"category": "strong", "main": "", "total": "total"}


def write(summary: Summary) -> bytes:
    """The whole document: PDF/UA-1 and PDF/A-2a in one."""
    return typeset.pdf(TEMPLATE, _shown(_data(summary)), created=summary.generated_at)


def _data(summary: Summary) -> dict[str, Any]:
    before, after = paper.around_comment(summary)
    comment = [_comment(summary)] if summary.comment else []
    return {
        "title": paper.title(summary),
        "heading": _("Quarterly summary"),
        "town": summary.town_name,
        "quarter": summary.quarter.label,
        "running": f"{_('Quarterly summary')}, {summary.quarter.label}",
        "edition": paper.edition(summary),
        "facts": paper.front(summary),
        "highlights": [vars(each) for each in paper.highlights(summary)],
        "contents": _("Contents"),
        "figure": _("Chart"),
        "pages": paper.pages(),
        "leaves": [
            *(_leaf(table, summary) for table in before),
            *comment,
            *(_leaf(table, summary) for table in after),
        ],
    }


def _comment(summary: Summary) -> dict[str, Any]:
    parts = [(_seen(title), paper.paragraphs(text)) for title, text in summary.comment]
    return {"kind": "comment", "wide": False, "title": paper.comment_heading(), "parts": parts}


def _seen(title: str) -> str:
    """A heading of nothing but unseen signs would be none, which no PDF for readers may have."""
    return title if typeset.shown(title).strip() else NOTHING


def _leaf(table: Table, summary: Summary) -> dict[str, Any]:
    layout, notes = paper.layout(table), paper.notes(table, summary)
    sheet, drawn = SHEETS[layout.is_wide], chart(table, summary)
    drawing = drawn.drawing(min(sheet.width, WIDEST_DRAWING) * paper.PIXELS) if drawn else None
    height = drawing.height / paper.PIXELS if drawing else 0
    told = [f"{name}: {text}" for name, text in notes]
    fit = fitting.fit(table, layout, sheet, notes=told, drawing=height)
    return {
        "kind": "table",
        "wide": layout.is_wide,
        "title": paper.heading(table),
        "size": layout.size,
        "head": layout.head,
        "air": fit.air,
        "columns": _columns(table, layout),
        "parts": _parts(table),
        "notes": notes,
        "charts": [_drawn(drawn, drawing, fit.zoom)] if drawn and drawing else [],
    }


def _columns(table: Table, layout: paper.Layout) -> list[dict[str, Any]]:
    heads = [("", True), *((column.label, paper.is_text(column)) for column in table.columns)]
    return [
        {"label": paper.head(label), "text": is_text, "width": width}
        for (label, is_text), width in zip(heads, layout.widths, strict=True)
    ]


def _parts(table: Table) -> list[dict[str, Any]]:
    return [
        {
            "label": section.label if section else None,
            "rows": [_row(table, row) for row in (*rows, *totals)],
        }
        for section, rows, totals in table.parts()
    ]


def _row(table: Table, row: Row) -> dict[str, Any]:
    return {
        "style": STYLES.get(row.level, ""),
        "indent": table.depth(row) * paper.INDENT,
        "cells": [paper.tied(row.label), *paper.cells(table, row)],
    }


def _drawn(chart: Chart, drawing: Drawing, zoom: float) -> dict[str, Any]:
    wide = drawing.width / paper.PIXELS * zoom
    return {"svg": str(drawing.svg), "alt": chart.alt, "title": chart.title, "width": wide}


def _shown(data: Any) -> Any:
    """Every text in letters that the font has."""
    match data:
        case dict():
            return {key: _shown(value) for key, value in data.items()}
        case list() | tuple():
            return [_shown(value) for value in data]
        case str():
            return typeset.shown(data)
    return data
