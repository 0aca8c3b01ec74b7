"""How much room a page of a document for Word has, which grows smaller with a tall letterhead."""

from typing import Any

from docx.oxml.ns import qn
from docx.shared import Pt

# What a line of a header takes, and how far it stays from the text, in points.
LINE, GAP = 15.0, 8.0


def room(section: Any) -> tuple[float, float]:
    """How wide and how high the text of a section is, in points."""
    width = section.page_width - section.left_margin - section.right_margin
    top = max(section.top_margin, _needed(section.header, section.header_distance))
    bottom = max(section.bottom_margin, _needed(section.footer, section.footer_distance))
    return width / Pt(1), (section.page_height - top - bottom) / Pt(1)


def _needed(place: Any, distance: int) -> int:
    return int(distance + Pt(_height(place._element) + GAP))


def _height(container: Any) -> float:
    """Paragraphs stand one under another, cells of a row side by side."""
    tall = 0.0
    for child in container:
        if child.tag == qn("w:p"):
            tall += max(LINE, *_pictures(child), 0)
        elif child.tag == qn("w:tbl"):
            rows = child.iter(qn("w:tr"))
            tall += sum(max(map(_height, row.iter(qn("w:tc"))), default=0) for row in rows)
    return tall


def _pictures(paragraph: Any) -> list[float]:
    """The heights of the pictures that stand in the line; others float over it."""
    inline = paragraph.iter(qn("wp:inline"))
    return [int(each.find(qn("wp:extent")).get("cy")) / Pt(1) for each in inline]
