"""The files of the summary: the same figures as on screen, in types that programs understand."""

import io
import json
from datetime import date, time

import docx
import openpyxl
import pytest

from app.accounts.domain import Role
from app.incidents.domain import Subcategory
from app.kernel import clock
from app.kernel.quarter import Quarter
from tests.letters.rows import a_letterhead
from tests.summaries import readers
from tests.summaries.conftest import QUARTER

FORMS = ("xlsx", "docx", "pdf", "csv", "json")
TAKERS = {Role.MANAGER, Role.MENTOR, Role.HEAD}


@pytest.fixture
def records(make, scene):
    """A few incidents, visits and contacts in all three months."""
    for month, kind in enumerate((Subcategory.NOISE, Subcategory.DOGS, Subcategory.OTHER), 10):
        shift = make.shift(scene.alena, scene.bohdan, day=date(2025, month, 5), is_late=True)
        make.visit(shift, scene.places[month % 2], scene.alena)
        make.tally(shift, scene.alena)
        for hour in range(7, month + 3):
            at = clock.utc(date(2025, month, 5), time(hour))
            place = scene.places[hour % 2]
            make.incident(shift, place, scene.alena, subcategory=kind, occurred_at=at)
    return scene


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("form", FORMS)
def test_those_who_lead_take_it_away(client, make, scene, form, role):
    person = make.person(scene.town, role, name="Eva Nová")
    answer = client.as_(person).read("summaries.download", quarter=QUARTER, form=form)
    assert answer.status_code == (200 if role in TAKERS else 403)


def test_the_screen_the_workbook_and_the_document_say_the_same(client, records, look):
    manager = client.as_(records.manager)
    page = manager.read("summaries.read", ctvrtleti=QUARTER.code).page
    file = manager.read("summaries.download", quarter=QUARTER, form="xlsx").data
    book = openpyxl.load_workbook(io.BytesIO(file))
    document = manager.read("summaries.download", quarter=QUARTER, form="json").data
    tables = json.loads(document)["tables"]
    for table in look(records.town).tables:
        assert on_screen(page, table) == shown(table)
        assert in_workbook(book, table) == [c for row in lines(table) for c in as_cells(table, row)]
        rows = {
            line(row): row for row in (*tables[table.key]["rows"], *tables[table.key]["totals"])
        }
        for row in lines(table):
            same = rows[row.section, row.key]
            counts = {key: v for key, v in row.values.items() if not isinstance(v, date)}
            assert {key: same[key] for key in counts} == counts


def lines(table):
    return [row for _section, rows, totals in table.parts() for row in (*rows, *totals)]


def line(row):
    return row.get("section"), row["key"]


def shown(table):
    return [
        (
            row.label,
            *(
                column.show(row.values[column.key]) if table.tells(row, column) else ""
                for column in table.columns
            ),
        )
        for row in lines(table)
    ]


def on_screen(page, table):
    rows = page.select(f"#{table.key} tbody tr:not(.section)")
    return [tuple(cell.text for cell in row.select("th, td")) for row in rows]


def as_cells(table, row):
    """What a spreadsheet holds of a row; moments are written as the local clock shows them."""
    values = (row.values[column.key] for column in table.columns)
    return [row.key, *(clock_face(value) for value in values)]


def clock_face(value):
    if hasattr(value, "tzinfo"):
        return clock.local(value).replace(tzinfo=None)
    return value


def in_workbook(book, table):
    sheet = next(sheet for sheet in book if sheet.title.startswith(f"{table.key} "))
    sections = {section.key for section in table.sections}
    found = []
    for row in sheet.iter_rows(min_row=6, values_only=True):
        if row[0] and not (row[0] in sections and row[2] is None):
            found += [row[0], *(as_day(table, value) for value in row[2 : len(table.columns) + 2])]
    return found


def as_day(table, value):
    """A day without a time is a day."""
    is_day = table.key == "T0" and hasattr(value, "hour") and value.hour == 0
    return value.date() if is_day else value


def test_the_printed_documents_say_the_same(client, records, look):
    manager = client.as_(records.manager)
    summary = look(records.town)
    word = manager.read("summaries.download", quarter=QUARTER, form="docx").data
    text = readers.in_pdf(manager.read("summaries.download", quarter=QUARTER, form="pdf").data)
    texts = readers.in_csv(
        manager.read("summaries.download", quarter=QUARTER, form="csv").data, summary
    )
    shown = readers.in_docx(word, summary)
    for table in summary.tables[1:]:
        assert shown[table.key] == readers.printed(table)
        assert readers.stands_in(text, readers.printed(table)) == []
        assert [row[:2] for row in texts[table.key]] == [
            [row.key, row.label] for row in readers.lines(table)
        ]


def test_word_is_written_on_the_paper_of_the_town(client, make, records):
    a_letterhead(make, records.manager, header="Město Lhota", footer="Náměstí 1")
    file = client.as_(records.manager).read("summaries.download", quarter=QUARTER, form="docx").data
    section = docx.Document(io.BytesIO(file)).sections[0]
    assert "Město Lhota" in section.header.paragraphs[0].text
    assert "Náměstí 1" in section.footer.paragraphs[0].text


@pytest.mark.parametrize("form", FORMS)
def test_the_files_are_named_by_town_and_quarter(client, records, form):
    answer = client.as_(records.manager).read("summaries.download", quarter=QUARTER, form=form)
    suffix = {"csv": "zip"}.get(form, form)
    assert f"souhrn-lhota-2025Q4-interni.{suffix}" in answer.headers["Content-Disposition"]


def test_the_page_offers_every_format(client, records):
    page = client.as_(records.manager).read("summaries.read", ctvrtleti=QUARTER.code).page
    links = [link.text.strip() for link in page.select(".takes a")][:5]
    assert links == ["PDF", "Word", "Excel", "CSV", "JSON"]


@pytest.mark.parametrize("code", ["2025Q5", "zima", "2025q4", "25Q4"])
def test_what_is_not_a_quarter_is_not_found(client, scene, code):
    browser = client.as_(scene.manager).browser
    assert browser.get(f"/souhrn/{code}.xlsx").status_code == 404
    assert browser.get(f"/souhrn/{code}.json").status_code == 404


def test_a_quarter_without_records_is_a_document_of_zeros(client, scene):
    answer = client.as_(scene.manager).read(
        "summaries.download", quarter=Quarter(2001, 1), form="json"
    )
    document = json.loads(answer.data)
    assert document["tables"]["T2"]["totals"][0]["total"] == 0
