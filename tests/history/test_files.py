"""Files as towns have them: workbooks and text tables in all their kinds, and what is no table."""

import csv
import zipfile
from datetime import date, datetime, time
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from, text

from app.history import files
from app.history.domain import LONGEST_CELL
from app.history.files import lines, refuse_strange
from app.kernel.errors import Refused
from tests.history.rows import HEADING, RECORDS, as_csv, as_xlsx
from tests.letters.rows import as_it_is, repacked
from tests.naughty import TYPED, UNTYPEABLE

CZECH = text(
    sampled_from("aábcčdďeěfghiíjklmnňoópqrřsštťuúůvwxyýzž ŘŽČ0123456789;,\t\"'"), max_size=20
)


def told(content: bytes) -> list[list[str]]:
    return [cells for _number, cells in lines(content)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_text_table_is_read_in_any_encoding_with_any_separator(encoding, separator):
    assert told(as_csv(encoding=encoding, separator=separator)) == [
        [*HEADING],
        *map(list, RECORDS),
    ]


@given(lists(lists(CZECH, min_size=3, max_size=3), min_size=1, max_size=8), sampled_from("cu"))
def test_whatever_a_spreadsheet_writes_is_read_back(rows, encoding):
    target = StringIO(newline="")
    csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL).writerows([HEADING[:3], *rows])
    content = target.getvalue().encode("cp1250" if encoding == "c" else "utf-8-sig")
    wanted = [[" ".join(cell.split())[:LONGEST_CELL] for cell in row] for row in rows]
    assert told(content) == [[*HEADING[:3]], *filter(any, wanted)]


def test_cells_of_a_workbook_keep_what_they_are():
    row = [
        date(2024, 11, 23),
        datetime(2024, 11, 23, 14, 32),  # noqa: DTZ001 - sheets know no zones
        time(9, 5),
        12,
        12.0,
        1.5,
        None,
        True,
    ]
    assert told(as_xlsx([row]))[0][:6] == [
        *("2024-11-23", "2024-11-23 14:32", "09:05", "12", "12", "1.5"),
    ]


def test_rows_keep_the_numbers_that_they_have_in_the_file():
    content = as_csv([("Přehled",), ("",), HEADING, ("", ""), RECORDS[0]])
    assert [number for number, _cells in lines(content)] == [1, 3, 5]


def test_long_texts_are_cut_and_signs_that_nobody_types_are_left_out():
    assert told(as_csv([("x" * 500, "a\x07b", "e\u0301")])) == [["x" * LONGEST_CELL, "a b", "é"]]


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_no_strange_text_breaks_the_reading(write):
    rows = [(each, "1") for each in TYPED if '"' not in each]
    rows = [row for row in rows if write is as_csv or _fits(row[0])]
    assert len(told(write(rows))) > 60


def _fits(cell: str) -> bool:
    return not any(ord(sign) < 32 and sign not in "\t\n\r" for sign in cell)


def test_control_signs_never_come_through():
    found = told(as_csv([(each, "1") for each in UNTYPEABLE]))
    assert all(sign.isprintable() for row in found for cell in row for sign in cell)


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0" + bytes(100),
        b"PK\x03\x04 not a workbook",
        bytes(100),
        repacked(as_xlsx(), lambda name, part: b"" if name == "xl/workbook.xml" else part),
        repacked(as_xlsx(), lambda name, part: part[:40] if "sheet1" in name else part),
    ],
)
def test_what_is_no_table_is_refused_in_words(content):
    with pytest.raises(Refused):
        taken(content)


def taken(content: bytes) -> list[list[str]]:
    """As an upload is looked at first and read afterwards."""
    refuse_strange(content)
    return told(content)


def test_definitions_of_entities_are_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    content = repacked(as_xlsx(), as_it_is, xl__worksheets__sheet2=bomb)
    with pytest.raises(Refused, match="definice"):
        refuse_strange(content)


def test_a_bomb_is_refused_before_anything_is_unpacked(monkeypatch):
    content = repacked(as_xlsx(), as_it_is, **{"xl__worksheets__big.xml": bytes(5_000_000)})
    assert len(content) < 100_000
    refuse_strange(content)
    monkeypatch.setattr(files, "MOST_UNPACKED", 4_000_000)
    with pytest.raises(Refused):
        refuse_strange(content)


def test_a_workbook_as_it_should_be_passes():
    """The control: the same checks let an ordinary workbook through."""
    refuse_strange(as_xlsx())
    assert len(told(as_xlsx())) == 4


def test_a_file_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    with pytest.raises(Refused, match="příliš mnoho"):
        told(as_csv())


def test_a_workbook_that_lies_about_its_size_is_read_all_the_same():
    content = repacked(
        as_xlsx(),
        lambda name, part: (
            part.replace(b"<sheetData>", b'<dimension ref="A1:A1"/><sheetData>')
            if "sheet1" in name
            else part
        ),
    )
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
    assert len(told(content)) == 4


@pytest.mark.parametrize(
    ("separator", "heading", "row"),
    [
        (";", "Datum;Druh;Místo", "1. 3. 2024;hluk;Sídliště, ulice A, dům 5, vchod 2"),
        ("\t", "Datum\tDruh\tMísto", "1. 3. 2024\thluk\tulice A, dům 5; vchod 2; byt; sklep"),
        (",", "Datum,Druh,Místo", "1. 3. 2024,hluk,ulice A; dům 5; vchod 2; 3. patro"),
        (";", '"Datum, čas";"Místo, ulice, dům";Druh, jev, typ', "1. 3. 2024;A, 5, 1;hluk"),
        (",", '"Datum; čas","Místo; ulice","Druh"', "1. 3. 2024,Sídliště; A; 5,hluk"),
        (";", "Sloupec 1;Sloupec 2;Sloupec 3", "1. 3. 2024;hluk;ulice A, dům 5, vchod 2"),
        (";", "Sloupec 1;Sloupec 2, 3", "1. 3. 2024;ulice A, dům 5, vchod 2"),
    ],
)
@pytest.mark.parametrize(
    "title", ["", "Přehled událostí, Lhota, 2024\r\n", '"Přehled" 2024, Lhota;;\r\n\r\n']
)
def test_the_heading_decides_what_cuts_the_rows(separator, heading, row, title):
    content = (title + "\r\n".join([heading, *[row] * 30])).encode("cp1250")
    assert told(content)[-30:] == [row.split(separator)] * 30


@given(
    lists(text(sampled_from("ab ;,\t"), min_size=1, max_size=9), min_size=3, max_size=3),
    sampled_from(";\t,"),
)
def test_a_row_is_never_cut_by_a_sign_that_does_not_cut_the_heading(cells, separator):
    heading = separator.join(("Datum", "Druh", "Místo"))
    quoted = separator.join(f'"{cell}"' for cell in cells)
    found = told(f"{heading}\r\n{quoted}\r\n".encode())
    assert {len(row) for row in found} == {3}
