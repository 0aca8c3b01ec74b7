"""Figures from a file: encodings, decimal commas, faults by row, nothing half taken over."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.figures_outside import sheet
from app.figures_outside.domain import Source, Term, Unit
from app.figures_outside.models import ExternalFigure
from tests.figures_outside.rows import a_figure

HEAD = "Rok;Čtvrtletí;Čí údaj;Ukazatel;Hodnota;Jednotka"
ROW = "2025;4;Policie ČR;Krádeže;1 234,5;počet"


def a_file(*rows, head=HEAD, encoding="utf-8"):
    return "\r\n".join([head, *rows]).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_both_encodings_are_read(encoding):
    lines, faults = sheet.read(a_file(ROW, encoding=encoding))
    assert faults == []
    assert dict(lines[0].values) == {
        "year": 2025,
        "term": Term.Q4,
        "source": Source.PCR,
        "indicator": "Krádeže",
        "value": 1234.5,
        "unit": Unit.COUNT,
    }


def test_columns_may_stand_in_any_order_and_in_capitals():
    head = "HODNOTA;ukazatel;Jednotka;čí údaj;rok;ctvrtleti;poznámka"
    lines, faults = sheet.read(a_file("5;Úrazy;osoby;škola;2024;;nic", head=head))
    assert faults == []
    assert (lines[0].values["term"], lines[0].values["unit"]) == (Term.YEAR, Unit.PERSONS)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("1999;4;pcr;Krádeže;1;count", "rok není mezi"),
        ("2025;5;pcr;Krádeže;1;count", "Čtvrtletí je jedno z těchto"),
        ("2025;4;fbi;Krádeže;1;count", "Čí údaj je jedno z těchto"),
        ("2025;4;pcr;;1;count", "ukazatel nemá název"),
        ("2025;4;pcr;Krádeže;1.5;count", "hodnota není číslo"),
        ("2025;4;pcr;Krádeže;-1;count", "hodnota není číslo"),
        ("2025;4;pcr;Krádeže;1;tuny", "Jednotka je jedno z těchto"),
        (ROW, "opakuje řádek 2"),
    ],
)
def test_a_fault_names_its_row_and_what_to_do(row, fault):
    _lines, faults = sheet.read(a_file(ROW, row))
    assert len(faults) == 1
    told = faults[0].replace("\xa0", " ")
    assert told.startswith("Řádek 3: ")
    assert fault in told


@pytest.mark.parametrize("content", [b"", b"\n", b"a;b", b"\xff\xfe\x00", HEAD.encode()])
def test_a_file_without_figures_is_refused_in_words(content):
    lines, faults = sheet.read(content)
    assert lines == []
    assert faults or content == HEAD.encode()


def test_a_workbook_is_told_what_to_do_with_it():
    [fault] = sheet.read(b"PK\x03\x04 anything")[1]
    assert "Uložte list jako CSV" in fault


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fall(content):
    sheet.read(content)


def test_the_sample_is_read_without_a_fault():
    lines, faults = sheet.read(sheet.sample())
    assert (len(lines), faults) == (2, [])


@pytest.fixture
def manager(client, make):
    return client.as_(make.manager(make.town("Lhota")))


def send(person, content):
    url = person.url("figures_outside.import_csv")
    fields = person.fields(url)
    return person.post(url, {**fields, "file": (BytesIO(content), "udaje.csv")})


def test_a_file_is_taken_over(manager, stored):
    answer = send(manager, a_file(ROW, "2025;;up;Nezaměstnanost;6,4;%"))
    assert "nových 2" in answer.page.text.replace("\xa0", " ")
    assert len(stored(select(ExternalFigure))) == 2


def test_a_second_run_adds_nothing_and_tells_what_changed(manager, stored):
    send(manager, a_file(ROW, "2025;;up;Nezaměstnanost;6,4;%"))
    answer = send(manager, a_file(ROW, "2025;;up;NEZAMESTNANOST;6,5;%"))
    assert "nových 0, změněných 1, beze změny 1" in answer.page.text.replace("\xa0", " ")
    assert sorted(each.value for each in stored(select(ExternalFigure))) == [6.5, 1234.5]


def test_one_wrong_row_takes_nothing_over_and_all_faults_are_told(manager, stored):
    answer = send(manager, a_file(ROW, "x;4;pcr;A;1;count", "2025;4;pcr;B;mnoho;count"))
    assert answer.status_code == 422
    assert "Řádek 3" in answer.words
    assert "Řádek 4" in answer.words
    assert stored(select(ExternalFigure)) == []


def test_figures_of_another_town_are_left_alone(manager, make, stored):
    other = a_figure(make, make.town("Zásada"), indicator="Krádeže", value=7)
    send(manager, a_file(ROW))
    kept = {each.id: each.value for each in stored(select(ExternalFigure))}
    assert kept[other.id] == 7
