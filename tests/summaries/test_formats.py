"""Whatever a summary holds, every format tells the same numbers."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from app.summaries import csv, document, docx, pdf, xlsx
from tests.summaries import readers, samples
from tests.summaries.anything import summaries

ANY = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@ANY
@given(summaries())
def test_word_shows_what_the_screen_shows(summary):
    found = readers.in_docx(docx.write(summary), summary)
    assert found == {table.key: readers.printed(table) for table in summary.tables}


@ANY
@given(summaries())
def test_the_pdf_shows_what_the_screen_shows(summary):
    text = readers.in_pdf(pdf.write(summary))
    for table in summary.tables:
        assert readers.stands_in(text, readers.printed(table)) == []


@ANY
@given(summaries())
def test_a_workbook_holds_the_numbers_themselves(summary):
    found = readers.in_xlsx(xlsx.write(summary), summary)
    assert found == {table.key: readers.stored(table) for table in summary.tables}


@ANY
@given(summaries())
def test_csv_holds_the_numbers_with_a_decimal_comma(summary):
    found = readers.in_csv(csv.write(summary), summary)
    for table in summary.tables:
        wanted = [[csv.cell(value) for value in row] for row in _aware(table)]
        assert found[table.key] == wanted
        numbers = [value for row in _aware(table) for value in row if isinstance(value, float)]
        assert [float(csv.cell(number).replace(",", ".")) for number in numbers] == numbers


@ANY
@given(summaries())
def test_json_holds_the_numbers_themselves(summary):
    tables = json.loads(json.dumps(document.as_json(summary)))["tables"]
    for table in summary.tables:
        told = [*tables[table.key]["rows"], *tables[table.key]["totals"]]
        rows = [*table.rows, *table.totals]
        keys = [column.key for column in table.columns]
        assert [[row[key] for key in keys] for row in told] == [
            [document._plain(row.values[key]) for key in keys] for row in rows
        ]


def _aware(table):
    return [
        [row.key, row.label, *(row.values[column.key] for column in table.columns)]
        for row in readers.lines(table)
    ]


def test_a_changed_number_would_be_found():
    summary = samples.summary()
    text, rows = readers.in_pdf(pdf.write(summary)), readers.printed(summary.tables[2])
    assert readers.stands_in(text, rows) == []
    rows[0][1] = "4711"
    assert readers.stands_in(text, rows) == [rows[0]]


@pytest.mark.parametrize("write", [docx.write, pdf.write, xlsx.write, csv.write])
def test_a_summary_without_tables_is_a_document_too(write):
    assert write(replace(samples.summary(), tables=()))
