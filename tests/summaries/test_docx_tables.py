"""Tables for Word hold words and numbers even in the widest letters that stand in for Arial."""

import io
import re
from dataclasses import replace

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from app.kernel import wordtable
from app.summaries import docx, parts
from app.summaries.domain import Named
from app.summaries.tables.kinds import kinds_table
from app.summaries.tables.places import PlaceCounts, places_table
from tests.summaries import samples
from tests.summaries.wide_letters import length

HAS_DIGITS = re.compile(r"[+−±]?[\d\xa0]+(,\d+)?$")
TWIPS = 20


def whole():
    """The sample with the two widest tables as they are: with all categories of the code list."""
    categories = parts.categories()
    kinds = kinds_table(samples.QUARTER, categories, samples.KINDS, 6_300)
    incidents = {("L01", each.key): 1_234 for each in categories}
    place = Named("L01", "Sídliště Sever (zastávky, okolí herny)")
    places = places_table([place], categories, PlaceCounts(incidents, {"L01": 99_000}, {"L01": 9}))
    wide = {"T2": kinds, "T3": places}
    told = samples.told()
    return replace(told, tables=tuple(wide.get(each.key, each) for each in told.tables))


@pytest.fixture(scope="module")
def document():
    return python_docx.Document(io.BytesIO(docx.write(whole())))


def tables(document):
    """Those of the summary; the first two stand on the title page."""
    return [each._tbl for each in document.tables[2:]]


def cells(document):
    """(text, room, size, is_bold, is_head, is_number, cell) of each cell of each table."""
    sizes = {each.style_id: each.font.size for each in document.styles if each.type == 1}
    for table in tables(document):
        widths = [int(each.get(qn("w:w"))) / TWIPS for each in table.tblGrid]
        for number, row in enumerate(table.tr_lst):
            if len(row.tc_lst) > 1:
                for width, cell in zip(widths, row.tc_lst, strict=True):
                    yield Cell(cell, width, sizes, is_head=number == 0)


class Cell:
    """What a cell says, and how much room it has for that."""

    def __init__(self, cell, width, sizes, *, is_head):
        (paragraph,) = cell.iter(qn("w:p"))
        indent = paragraph.find(f".//{qn('w:ind')}")
        lead = int(indent.get(qn("w:left"))) / TWIPS if indent is not None else 0
        self.is_head, self.text = is_head, "".join(each.text or "" for each in cell.iter(qn("w:t")))
        self.room = width - 2 * wordtable.SIDE - lead
        self.size = sizes[paragraph.pPr.find(qn("w:pStyle")).get(qn("w:val"))] / Pt(1)
        self.is_bold = paragraph.find(f".//{qn('w:rStyle')}") is not None
        self.stands_right = paragraph.find(f".//{qn('w:jc')}") is not None
        self.is_whole = cell.tcPr.find(qn("w:noWrap")) is not None

    @property
    def longest(self):
        """Of what may not be torn: a number as a whole, a word of a text."""
        return max(length(word, self.size, is_bold=self.is_bold) for word in self.text.split(" "))


def test_no_word_and_no_number_is_broken_in_the_widest_letters(document):
    torn = [(c.text, c.room, c.longest) for c in cells(document) if c.longest > c.room]
    assert not torn


def test_it_would_be_noticed(monkeypatch):
    """The control: widths for the letters we measure by are too narrow for others."""
    monkeypatch.setattr(docx, "BOLD", 1.1)
    narrow = python_docx.Document(io.BytesIO(docx.write(whole())))
    assert any(cell.longest > cell.room for cell in cells(narrow))


def test_numbers_never_wrap_and_texts_may(document):
    for cell in cells(document):
        assert cell.is_whole == (cell.stands_right and not cell.is_head), cell.text
        if cell.is_whole:
            assert " " not in cell.text


def test_looks_like_a_number_means_never_wraps(document):
    """Of the head of T0 every value is a text; elsewhere digits stand in columns of numbers."""
    bodies = list(tables(document))[1:]
    found = [
        ("".join(t.text or "" for t in cell.iter(qn("w:t"))), cell)
        for table in bodies
        for row in table.tr_lst[1:]
        for cell in row.tc_lst[1:]
    ]
    numbers = [cell for text, cell in found if HAS_DIGITS.match(text)]
    assert len(numbers) > 500
    assert all(cell.tcPr.find(qn("w:noWrap")) is not None for cell in numbers)


def test_the_lines_of_a_wide_table_are_larger_than_its_head(document):
    """It is the words of the head that make it wide."""
    sizes = {(cell.is_head, cell.size) for cell in cells(document)}
    lines = [size for is_head, size in sizes if not is_head]
    assert min(lines) >= 7.5
    assert min(size for is_head, size in sizes if is_head) >= 6.5


def test_what_is_counted_may_stand_under_its_number_in_a_head(document):
    heads = [cell.text for cell in cells(document) if cell.is_head]
    assert "Index na\xa010\xa0000 obyvatel" in heads
    assert "do\xa05\xa0let" in heads
