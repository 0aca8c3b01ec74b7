"""Which tables are drawn, from which rows, and in which order."""

from dataclasses import replace

from app.summaries.charts import chart
from tests.summaries import samples

SUMMARY = samples.summary()


def drawn(key, summary=SUMMARY):
    table = next(table for table in summary.tables if table.key == key)
    return chart(table, summary)


def test_categories_stand_beside_earlier_quarters_of_which_there_are_records():
    found = drawn("T2")
    assert [row.label for row in found.rows] == ["Pořádek", "Děti", "Jiné"]
    assert list(found.labels) == ["4. čtvrtletí 2025", "Minulé čtvrtletí"]
    assert [found.values(column) for column in found.columns] == [[25, 2, 1], [20, 0, 0]]


def test_places_are_ranked_by_their_incidents():
    assert [row.label for row in drawn("T3").rows] == ["Nádraží", "=1+1"]


def test_days_are_stacked_by_hours_and_the_sum_is_no_part_of_it():
    found = drawn("T4")
    assert found.is_stacked
    assert "total" not in [column.key for column in found.columns]
    assert len(found.rows) == 7


def test_a_drawing_tells_its_numbers_in_words():
    assert drawn("T5").alt == "Jak události dopadly. vyřešeno: 21. převzala MP: 7."


def test_what_is_only_a_heading_is_not_drawn():
    assert drawn("T0") is None
    assert drawn("T1") is None


def test_nothing_is_drawn_where_nothing_happened():
    table = next(table for table in SUMMARY.tables if table.key == "T4")
    rows = [replace(row, values=dict.fromkeys(row.values, 0)) for row in table.rows]
    assert chart(replace(table, rows=tuple(rows)), SUMMARY) is None
