"""A chart on paper: under its table where that is certain, otherwise on a page of its own."""

import io
import re
from datetime import UTC, datetime
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel import sheetprint
from app.kernel.sheetcharts import Series, SheetChart
from app.kernel.spreadsheet import Line, Sheet, SheetColumn, workbook

CREATED = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)
# Where a drawing begins and ends: (column, row), counted from nought.
CORNERS = re.compile(r"<xdr:col>(\d+)</xdr:col>.*?<xdr:row>(\d+)</xdr:row>")
ORDINARY = 15.0
# How wide the digits of a machine's font are to those of Calibri, how high programs make a line,
# and how much of a page they fill.
FONTS, LINES, PAGES = (1.0, 1.1, 1.27), (0.95, 1.0, 1.04), (0.97, 1.0)
WORLDS = [(font, line, page) for font in FONTS for line in LINES for page in PAGES]


def drawn(labels, *, columns=3, width=11, bars=None, is_stacked=False):
    """A sheet whose lines bear these labels, and under them a chart of the first few."""
    bars = min(len(labels), bars or 8)
    return Sheet(
        "List",
        "List",
        (SheetColumn("", 42, left=True), *(SheetColumn(f"S{n}", width) for n in range(columns))),
        [Line((label, *range(columns))) for label in labels],
        notes=("poznámka " * 40,),
        chart=SheetChart(
            title="Graf",
            alt="Graf",
            lines=range(bars),
            names=labels[:bars],
            name_column=0,
            series=(Series("S", 1, [0] * bars),),
            is_stacked=is_stacked,
        ),
    )


def written(sheet):
    return workbook([sheet], title="Kniha", created=CREATED)


def corners(content):
    drawing = ZipFile(io.BytesIO(content)).read("xl/drawings/drawing1.xml").decode()
    return CORNERS.findall(drawing)


class Paper:
    """What a file says of its sheet, and on which pages a program prints it."""

    def __init__(self, content, sheet):
        book = openpyxl.load_workbook(io.BytesIO(content))
        self._sheet, self._width = book.worksheets[0], sheet.width
        self.first, self.last = (int(row) + 1 for _column, row in corners(content))
        self.areas = [
            tuple(map(int, re.findall(r"\$[A-Z]+\$(\d+)", area)))
            for area in filter(None, (self._sheet.print_area or "").split(","))
        ] or [(1, self.last)]
        self.head = self._sheet.print_title_rows

    def height(self, row):
        return self._sheet.row_dimensions[row].height or ORDINARY

    def page_of(self, world):
        """The page of each row in a program with such fonts, lines and pages."""
        font, line, fill = world
        across, down = (sheetprint.UPRIGHT, sheetprint.LYING)[self._is_lying]
        room = down * fill * max(self._width * font * sheetprint.UNIT / across, 1)
        pages, page = {}, 0
        for begin, end in self.areas:
            page, filled = page + 1, 0.0
            for row in range(begin, end + 1):
                wanted = self.height(row) * line
                if filled + wanted > room:
                    page, filled = page + 1, self.height(3 + 1) * line if self.head else 0.0
                filled += wanted
                pages[row] = page
        return pages

    @property
    def _is_lying(self):
        return self._sheet.page_setup.orientation == "landscape"


LABELS = st.lists(st.integers(1, 90).map(lambda n: "slovo " * (n // 6) + "x"), min_size=1)


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 110), LABELS, st.integers(1, 14), st.integers(6, 20), st.integers(1, 12),
    st.booleans(),
)  # fmt: skip
def test_a_chart_never_stands_across_two_pages(lines, labels, columns, width, bars, is_stacked):
    names = [labels[n % len(labels)] for n in range(lines)]
    sheet = drawn(names, columns=columns, width=width, bars=bars, is_stacked=is_stacked)
    paper = Paper(written(sheet), sheet)
    for world in WORLDS:
        pages = paper.page_of(world)
        assert len({pages[row] for row in range(paper.first, paper.last + 1)}) == 1, world


@pytest.mark.parametrize(("lines", "is_torn"), [(10, False), (33, True), (70, True)])
def test_it_would_be_noticed(lines, is_torn, monkeypatch):
    """The control: with no care taken, some chart is torn in some program."""
    monkeypatch.setattr(sheetprint, "is_sure", lambda *_heights, **_pages: True)
    sheet = drawn(["x"] * lines)
    paper = Paper(written(sheet), sheet)
    spread = [
        {pages[row] for row in range(paper.first, paper.last + 1)}
        for pages in map(paper.page_of, WORLDS)
    ]
    assert (max(map(len, spread)) > 1) == is_torn


def test_a_chart_stands_right_under_a_short_table():
    sheet = drawn(["x"] * 10)
    paper = Paper(written(sheet), sheet)
    assert paper.areas == [(1, paper.last)]
    assert paper.first == 4 + 10 + 2
    assert paper.head == "$4:$4"


def test_a_chart_that_might_not_fit_begins_a_page_without_the_heading_of_the_table():
    sheet = drawn(["x"] * 33)
    paper = Paper(written(sheet), sheet)
    (begin, end), (chart_begins, chart_ends) = paper.areas
    assert (begin, end) == (1, 4 + 33)
    assert chart_begins == paper.first
    assert chart_ends >= paper.last
    assert paper.head is None


def test_the_heading_is_repeated_where_the_table_itself_goes_on():
    sheet = drawn(["x"] * 45)
    assert Paper(written(sheet), sheet).head == "$4:$4"


@pytest.mark.parametrize("columns", [1, 6, 14])
def test_a_sheet_is_one_page_wide_in_every_program_and_the_chart_no_wider(columns):
    sheet = drawn(["x"] * 33, columns=columns)
    content = written(sheet)
    target = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert target.sheet_properties.pageSetUpPr.fitToPage
    assert (target.page_setup.fitToWidth or 1, target.page_setup.fitToHeight) == (1, 0)
    _begin, (last_column, _row) = corners(content)
    assert int(last_column) <= columns
