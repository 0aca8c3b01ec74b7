"""The workbook of the summary, read back as a spreadsheet program reads it."""

import io
import re
from zipfile import ZipFile

import openpyxl
import pytest

from app.summaries import xlsx
from tests.summaries import samples


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(xlsx.write(samples.summary())))


def sheet(book, key):
    return next(sheet for sheet in book if sheet.title.startswith(f"{key} "))


def by_code(sheet):
    return {row[0].value: row for row in sheet.iter_rows() if row[0].value}


def test_every_table_has_a_sheet_of_its_own(book):
    assert [name.split()[0] for name in book.sheetnames] == [
        "Obsah",
        "T0",
        "T1",
        "T2",
        "T3",
        "T4",
        "T5",
        "T7",
        "T8",
        "T9",
        "T10",
        "T15",
        "T16",
    ]
    assert max(map(len, book.sheetnames)) <= 31


@pytest.mark.parametrize("table", samples.summary().tables, ids=lambda table: table.key)
def test_a_sheet_carries_its_definition_period_and_date_of_figures(book, table):
    target = sheet(book, table.key)
    above = "\n".join(str(target.cell(row, 2).value) for row in (1, 2, 3)).replace("\xa0", " ")
    assert table.title.replace("\xa0", " ") in above
    assert table.definition.replace("\xa0", " ") in above
    assert "1. 10. 2025 – 31. 12. 2025" in above
    assert "5. 1. 2026 10:12" in above


def test_the_comment_says_of_when_it_is_and_in_which_version():
    told = openpyxl.load_workbook(io.BytesIO(xlsx.write(samples.told())))["T14 Komentář"]
    facts = told["A2"].value.replace("\xa0", " ")
    assert "4. čtvrtletí 2025 (1. 10. 2025 – 31. 12. 2025)" in facts
    assert "Data k" in facts
    assert "verze 2, interní, koncept" in facts
    assert "nic se v něm nepočítá" in told["A3"].value.replace("\xa0", " ")


def test_codes_are_there_but_hidden(book):
    target = sheet(book, "T2")
    assert target.column_dimensions["A"].hidden
    assert by_code(target)["noise"][1].value == "hluk"


def test_numbers_are_numbers_and_what_is_not_told_is_empty(book):
    row = by_code(sheet(book, "T2"))["noise"]
    assert [cell.value for cell in row[2:6]] == [20, 4, 0, 24]
    assert row[6].value == 85.7
    brawl = by_code(sheet(book, "T2"))["brawl"]
    assert [cell.value for cell in brawl][-2] is None


def test_days_are_days(book):
    cell = by_code(sheet(book, "T0"))["population_date"][2]
    assert cell.is_date
    assert cell.value.isoformat() == "2025-01-01T00:00:00"


def test_a_name_that_looks_like_a_formula_stays_a_name(book):
    cell = by_code(sheet(book, "T3"))["L02"][1]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_headings_stay_in_sight_and_on_every_printed_page(book):
    target = sheet(book, "T2")
    assert target.freeze_panes == "C6"
    assert sheet(book, "T9").print_title_rows == "$5:$5"
    assert target.page_setup.orientation == "landscape"
    assert target.sheet_properties.pageSetUpPr.fitToPage
    assert target.page_setup.fitToHeight == 0
    assert sheet(book, "T4").page_setup.orientation == "portrait"


def test_every_sheet_is_printed_one_page_wide_and_fills_the_page(book):
    for target in book:
        assert target.sheet_properties.pageSetUpPr.fitToPage, target.title
        assert target.page_setup.fitToHeight == 0, target.title
    narrow = sheet(book, "T5").column_dimensions
    assert sum(narrow[name].width for name in "BCD") >= xlsx.NARROWEST_SHEET


def test_a_day_finds_room_in_its_column_whatever_the_font(book):
    """Eight digits as wide as bold ones of DejaVu Sans, stops and spaces, and the indent."""
    target = sheet(book, "T10")
    (column,) = {
        cell.column_letter
        for row in target.iter_rows()
        for cell in row
        if hasattr(cell.value, "year")
    }
    assert target.column_dimensions[column].width >= 8 * 1.1 + 4 * 0.6 + 1.6


def test_sections_are_headed_by_their_names(book):
    assert by_code(sheet(book, "T7"))["contacts"][1].font.b


def test_the_contents_say_what_is_where_and_of_when():
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(samples.told())))
    told = {row[0].value: row[1].value for row in book["Obsah"].iter_rows()}
    assert told["T2"] == "Události podle druhu"
    assert told["Období"].replace("\xa0", " ") == "1. 10. 2025 – 31. 12. 2025"
    assert told["Verze"] == "2, interní, koncept"
    assert told["Nezapočítáno"].replace("\xa0", " ") == "3 události k doplnění"
    assert book["T14 Komentář"].cell(6, 2).value == "Klidné čtvrtletí.\n=1+1"


def test_drawn_tables_have_native_charts_that_read_the_cells_of_the_table(book):
    drawn = {name.split()[0] for name in book.sheetnames if book[name]._charts}
    assert drawn == {"T2", "T3", "T4", "T5", "T7"}
    (chart,) = sheet(book, "T2")._charts
    first, second = chart.series
    assert first.tx.v == "4. čtvrtletí 2025"
    assert second.tx.v == "Minulé čtvrtletí"
    cells = re.findall(r"\$([A-Z]+)\$(\d+)", first.val.numRef.f)
    found = [sheet(book, "T2")[f"{column}{row}"].value for column, row in cells]
    assert found == [25, 2, 1]


def test_a_chart_of_several_sets_stands_so_that_every_program_lists_its_legend_in_order():
    archive = ZipFile(io.BytesIO(xlsx.write(samples.summary())))
    drawn = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    assert any("<c:legend>" in each for each in drawn)
    for each in drawn:
        names = re.findall(r"<c:tx>.*?<c:v>([^<]*)</c:v>", each)
        is_standing = 'barDir val="col"' in each
        assert is_standing or "<c:legend>" not in each, names


def test_a_chart_tells_its_numbers_to_those_who_do_not_see_it():
    archive = ZipFile(io.BytesIO(xlsx.write(samples.summary())))
    drawings = [archive.read(name).decode() for name in archive.namelist() if "/drawing" in name]
    assert any("Pořádek: 4. čtvrtletí 2025 25, Minulé čtvrtletí 20." in each for each in drawings)
