"""The JSON document keeps its shape, because other programs read it."""

import json

from app.summaries.document import as_json
from tests.summaries import samples


def read():
    return json.loads(json.dumps(as_json(samples.summary())))


def test_the_document_names_the_town_the_quarter_and_its_tables():
    document = read()
    assert (document["town"], document["quarter"]) == ("lhota", "2025Q4")
    assert list(document["tables"]) == [
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


def test_a_table_carries_its_definition_period_and_date_of_figures():
    table = read()["tables"]["T2"]
    assert table["title"]
    assert table["definition"]
    assert table["period"] == {"from": "2025-10-01", "to": "2025-12-31"}
    assert table["data_date"] == "2026-01-05T10:12:00+01:00"
    assert [column["key"] for column in table["columns"]][:4] == ["m1", "m2", "m3", "total"]
    assert {frozenset(column) for column in table["columns"]} == {frozenset({"key", "label"})}


def test_a_row_is_flat():
    rows = {row["key"]: row for row in read()["tables"]["T2"]["rows"]}
    noise = rows["noise"]
    assert (noise["level"], noise["parent"], noise["total"]) == (
        "subcategory",
        "public_order",
        24,
    )
    assert rows["public_order"]["level"] == "category"
    assert "parent" not in rows["public_order"]


def test_sums_stand_apart_from_the_rows():
    tables = read()["tables"]
    assert sum(row["total"] for row in tables["T3"]["rows"]) == 28
    assert [row["total"] for row in tables["T3"]["totals"]] == [28]


def test_rows_of_sections_say_which():
    sections = {row["section"] for row in read()["tables"]["T7"]["rows"]}
    assert sections == {"contacts", "visit_results", "visits"}


def test_days_and_moments_are_written_so_that_programs_read_them():
    values = {row["key"]: row["value"] for row in read()["tables"]["T0"]["rows"]}
    assert values["population_date"] == "2025-01-01"
    assert values["data_date"] == "2026-01-05T10:12:00+01:00"
