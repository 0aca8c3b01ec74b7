"""What is written into a sheet comes back as it was, and is never executed."""

import io
import tracemalloc
from datetime import UTC, date, datetime, time

import openpyxl
import pytest

from app.kernel import spreadsheet
from app.kernel.spreadsheet import LONGEST_TEXT, Line, Sheet, SheetColumn, filed, workbook

CREATED = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)


def written(*rows, columns=None, **options):
    width = max((len(row) for row in rows), default=1)
    columns = columns or tuple(SheetColumn(f"C{index}") for index in range(width))
    sheet = Sheet("Události", "Události", columns, [Line(row) for row in rows], **options)
    book = openpyxl.load_workbook(io.BytesIO(workbook([sheet], title="Kniha", created=CREATED)))
    return book.worksheets[0]


@pytest.mark.parametrize(
    "text",
    [
        "=HYPERLINK(1)",
        "+420 123",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "https://example.org",
        "mailto:a@b.cz",
        "<b>&amp;",
        "  mezery  ",
        "dva\nřádky",
        "007",
        "1e5",
        "😀 žluťoučký",
        "{=1}",
    ],
)
def test_text_stays_text_letter_for_letter(text):
    cell = written((text,))["A4"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_text_that_looks_like_an_escape_is_escaped_once_more():
    """Spreadsheet programs undo it, and so does the reader of these tests."""
    assert written(("_x0041_",))["A4"].value == "_x0041_"


def test_values_keep_their_types():
    sheet = written((1, 2.5, date(2025, 10, 1), CREATED, time(13, 8), None))
    values = [cell.value for cell in sheet[4]]
    assert values == [
        1,
        2.5,
        datetime(2025, 10, 1),  # noqa: DTZ001 – sheets know no time zones
        datetime(2026, 11, 23, 14, 32),  # noqa: DTZ001 – the wall clock in Prague
        time(13, 8),
        None,
    ]


def test_a_text_longer_than_a_cell_can_hold_is_cut_and_not_lost():
    assert len(written(("x" * 40_000,))["A4"].value) == LONGEST_TEXT


def test_a_list_can_be_filtered_by_its_reader():
    sheet = written((1, 2), (3, 4), filtered=True)
    assert sheet.auto_filter.ref == "A3:B5"


def test_an_empty_list_is_a_sheet_all_the_same():
    sheet = written(filtered=True)
    assert sheet["A3"].value == "C0"


def test_notes_stand_between_the_title_and_the_heading():
    sheet = written((1, 2), notes=("Období", "Definice"))
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4, 5)] == [
        "Události",
        "Období",
        "Definice",
        None,
        "C0",
    ]


def test_a_note_fits_a_sheet_of_one_column():
    assert written((1,), notes=("Definice",))["A2"].value == "Definice"


def test_a_name_that_a_sheet_may_not_have_is_made_legal():
    lines = [Line((1,))]
    sheet = Sheet("a/b:c?*[d]" + "x" * 40, "Název", (SheetColumn("A"),), lines)
    data = workbook([sheet], title="Kniha", created=CREATED)
    name = openpyxl.load_workbook(io.BytesIO(data)).sheetnames[0]
    assert name.startswith("a b c   d")
    assert len(name) == 31


def test_a_name_that_is_too_long_ends_with_a_whole_word_and_without_half_a_bracket():
    sheet = Sheet("T16 Vnější údaje (nelze sčítat s T2)", "T", (SheetColumn("A"),), [Line((1,))])
    data = workbook([sheet], title="Kniha", created=CREATED)
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["T16 Vnější údaje"]


def test_a_long_text_makes_its_row_higher():
    sheet = written(("slovo",), ("slovo " * 40,))
    assert sheet.row_dimensions[4].height is None
    assert sheet.row_dimensions[5].height > 15


def test_a_heading_is_as_high_as_its_words_need():
    """Words are not broken, so three of them may take three lines of a narrow column."""
    columns = (SheetColumn("Změna proti loňsku", 11), SheetColumn("Říjen", 11))
    assert written((1, 2), columns=columns).row_dimensions[3].height >= 3 * 15
    assert written((1,), columns=columns[1:]).row_dimensions[3].height < 2 * 15


def filed_rows(tmp_path, rows):
    """A long sheet whose rows are higher than usual, written into a file."""
    lines = (Line((f"{number}\ndva řádky", number)) for number in range(rows))
    columns = (SheetColumn("Text"), SheetColumn("Číslo"))
    sheet = Sheet("Události", "Události", columns, lines, filtered=True)
    path = tmp_path / f"{rows}.xlsx"
    for count in filed(path, sheet, created=CREATED):
        last = count
    assert last == rows
    return path


def test_a_long_sheet_is_written_as_a_short_one(tmp_path):
    lines = [Line((f"{number}\ndva řádky", number)) for number in range(3)]
    columns = (SheetColumn("Text"), SheetColumn("Číslo"))
    sheet = Sheet("Události", "Události", columns, lines, filtered=True)
    short = openpyxl.load_workbook(io.BytesIO(workbook([sheet], title="x", created=CREATED))).active
    long = openpyxl.load_workbook(filed_rows(tmp_path, 3)).active
    assert [[c.value for c in row] for row in long] == [[c.value for c in row] for row in short]
    heights = [each.row_dimensions[5].height for each in (short, long)]
    assert heights[0] == heights[1] == 30
    assert (long.freeze_panes, long.auto_filter.ref) == (short.freeze_panes, short.auto_filter.ref)


def peak(do):
    tracemalloc.start()
    try:
        do()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_nothing_is_remembered_of_the_rows_of_a_long_sheet(tmp_path):
    filed_rows(tmp_path, 10)  # what is loaded and kept once belongs to neither
    few, many = (peak(lambda n=rows: filed_rows(tmp_path, n)) for rows in (3_000, 9_000))
    assert many - few < 200_000


def test_what_is_remembered_would_be_noticed(tmp_path, monkeypatch):
    """The control: the writer itself keeps the height of each row."""
    monkeypatch.setattr(spreadsheet, "_forget", lambda _target, _row: None)
    filed_rows(tmp_path, 10)
    few, many = (peak(lambda n=rows: filed_rows(tmp_path, n)) for rows in (3_000, 9_000))
    assert many - few > 600_000
