"""The summary as CSV: what a Czech spreadsheet opens by a double click, and never computes."""

import csv as plain_csv
import io
from datetime import UTC, date, datetime
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.summaries import csv
from tests.naughty import FORMULAS
from tests.summaries import samples


def files(summary):
    archive = ZipFile(io.BytesIO(csv.write(summary)))
    return {name: archive.read(name) for name in archive.namelist()}


def rows(content):
    return [*plain_csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")]


def test_there_is_a_file_for_each_table_and_a_list_of_them():
    found = files(samples.told())
    assert [*found][:3] == ["obsah.csv", "T0-hlavicka.csv", "T1-vykon-sluzby.csv"]
    assert [*found][-1] == "T14-komentar.csv"
    heads, first, *others = rows(found["obsah.csv"])
    told = dict(zip(heads, first, strict=True))
    assert told["Soubor"] == "T0-hlavicka.csv"
    assert told["Verze"] == "2, interní, koncept"
    assert told["Nezapočítáno"].replace("\xa0", " ") == "3 události k doplnění"
    assert told["Definice"]
    assert told["Období"]
    listed = [told["Soubor"], *(row[0] for row in others)]
    assert sorted(listed) == sorted([*found][1:])
    assert listed.index("T14-komentar.csv") == len(listed) - 3  # before T15 and T16
    assert all(all(row) for row in others), "a file whose period, version or date is not told"


def test_where_there_is_no_comment_none_is_listed():
    found = files(samples.summary())
    assert len(rows(found["obsah.csv"])) == len(found)


def test_a_file_is_utf_8_with_a_mark_and_semicolons():
    content = files(samples.summary())["T2-udalosti-podle-druhu.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    noise = next(row for row in rows(content) if row[2] == "noise")
    assert noise[3:10] == ["hluk", "subcategory", "20", "4", "0", "24", "85,7"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (-3, "-3"),
        (-2.5, "-2,5"),
        (1234567, "1234567"),
        (4.0, "4"),
        (0.25, "0,25"),
        (None, ""),
        (date(2026, 11, 23), "23. 11. 2026"),
        (datetime(2026, 1, 5, 9, 12, tzinfo=UTC), "5. 1. 2026 10:12"),
        ("Nádraží; 1", "Nádraží; 1"),
        ("−3", "−3"),
        ("\uff1d1+1", "'\uff1d1+1"),
    ],
)
def test_values_are_written_as_czech_offices_write_them(value, written):
    assert csv.cell(value) == written


@given(st.one_of(st.sampled_from(FORMULAS), st.text("=+-@\t\r\n 1A('", min_size=1)))
def test_no_text_is_ever_a_formula(text):
    written = csv.cell(text)
    assert not written.startswith(tuple("=+-@\t\r\n"))
    assert written.removeprefix("'") == text.removeprefix("'")


def test_a_place_called_like_a_formula_is_a_name():
    content = files(samples.summary())["T3-udalosti-podle-mist.csv"]
    assert "'=1+1" in [row[3] for row in rows(content)]


def test_the_same_summary_gives_the_same_bytes():
    assert csv.write(samples.told()) == csv.write(samples.told())
