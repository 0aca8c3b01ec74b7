"""What is frozen comes back as it was; two versions differ in exactly the changed cells."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.domain import HEADINGS, copied, differences
from app.summaries import frozen
from app.summaries.domain import Column, Kind, Row, Summary, Table, Variant
from app.summaries.writers import WRITERS
from tests.summaries import samples

VALUES = st.one_of(
    st.none(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9),
    st.text(max_size=20),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
)
ROWS = st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=5)


def a_summary(pairs) -> Summary:
    columns = (Column("a", "A", Kind.TEXT), Column("b", "B", Kind.TEXT))
    rows = tuple(Row(str(n), f"Řádek {n}", {"a": a, "b": b}) for n, (a, b) in enumerate(pairs))
    table = Table("T2", "Tabulka", "Definice", columns, rows)
    return replace(samples.summary(), tables=(table,))


@given(ROWS)
def test_whatever_was_frozen_comes_back(pairs):
    summary = a_summary(pairs)
    assert frozen.thawed(frozen.canonical(summary)) == summary


def test_the_whole_summary_comes_back_and_is_written_the_same():
    summary = replace(samples.summary(), comment=(("Co se povedlo", "Lampa svítí."),), version=2)
    back = frozen.thawed(frozen.canonical(summary))
    assert back == summary
    assert json.loads(WRITERS["json"].write(back)) == json.loads(WRITERS["json"].write(summary))


def test_what_was_taken_over_and_what_a_column_leaves_bare_come_back():
    summary = samples.summary()
    table = summary.tables[2]
    taken = replace(table.rows[0], taken=frozenset({"total", "m1"}))
    columns = (replace(table.columns[0], sections=("a", "b")), *table.columns[1:])
    changed = replace(table, rows=(taken, *table.rows[1:]), columns=columns)
    summary = replace(summary, tables=(changed,), variant=Variant.PUBLIC, excluded=("1 koncept",))
    assert frozen.thawed(frozen.canonical(summary)) == summary


def test_the_same_summary_has_the_same_fingerprint_whatever_the_order_of_its_values():
    one = a_summary([(1, 2)])
    row = one.tables[0].rows[0]
    other = replace(
        one, tables=(replace(one.tables[0], rows=(replace(row, values={"b": 2, "a": 1}),)),)
    )
    assert frozen.canonical(one) == frozen.canonical(other)
    assert frozen.digest(frozen.canonical(one)) != frozen.digest(
        frozen.canonical(a_summary([(1, 3)]))
    )


@given(ROWS, st.data())
def test_a_changed_cell_is_the_only_difference(pairs, data):
    place = data.draw(st.integers(0, len(pairs) - 1))
    value = data.draw(VALUES.filter(lambda value: value != pairs[place][1]))
    changed = [*pairs]
    changed[place] = (pairs[place][0], value)
    found = differences(a_summary(pairs), a_summary(changed))
    assert [(each.row, each.column) for each in found] == [(f"Řádek {place}", "B")]


def test_the_same_summary_has_no_difference_and_the_date_of_figures_is_none():
    summary = samples.summary()
    assert differences(summary, summary) == []
    later = replace(summary, generated_at=datetime(2026, 2, 1, tzinfo=UTC))
    assert differences(summary, later) == []


def test_rows_and_tables_that_came_or_went_are_told():
    summary = samples.summary()
    short = replace(summary, tables=summary.tables[:-1])
    assert {each.table for each in differences(summary, short)} == {"T16"}
    assert all(each.now == "–" for each in differences(summary, short))
    assert {each.before for each in differences(short, summary)} == {"–"}


def test_days_are_frozen_as_days():
    text = frozen.canonical(a_summary([(date(2025, 1, 1), None)]))
    assert frozen.thawed(text).tables[0].rows[0].values["a"] == date(2025, 1, 1)


NOTHING = dict.fromkeys(HEADINGS, "")
OLD = "Stříkačky se dál nacházejí v Městských sadech. Nic víc."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Nic víc.", 0),
        ("V sadech se letos nenašla ani jedna stříkačka.", 0),
        ("Stříkačky se dál nacházejí v Městských sadech.", 1),
        ("Stříkačky se dál nachází v městských sadech!", 1),
        (
            "Nová věta, která tu nestála.\nStříkačky se dál nacházejí v Městských sadech.",
            1,
        ),
    ],
)
def test_a_sentence_from_an_earlier_comment_is_found(text, count):
    found = copied({**NOTHING, "difficulties": text}, [("3. čtvrtletí 2025", ["", OLD])])
    assert len(found) == count
    assert all(each.heading == HEADINGS["difficulties"] for each in found)
    assert all(each.quarter == "3. čtvrtletí 2025" for each in found)


SHORT = "Chybí nám druhá dvojice."


@pytest.mark.parametrize(
    ("text", "old", "found"),
    [
        (SHORT, SHORT, [SHORT]),
        ("Chybí nám druhá dvojice!", SHORT, ["Chybí nám druhá dvojice!"]),
        ("Málo lidí. Málo peněz.", "Málo lidí. Málo peněz.", ["Málo lidí. Málo peněz."]),
        ("Beze změny u nás", "Beze změny u nás.", ["Beze změny u nás"]),
        ("Nic víc.", "Nic víc.", []),
        ("", "", []),
        ("Dvojice nám nechybí, máme tři.", SHORT, []),
        (f"{'Krátká. ' * 300}", f"{'Krátká. ' * 300}", [f"{'Krátká. ' * 300}"]),
        (f"{'Krátká. ' * 300}Nová.", f"{'Krátká. ' * 300}", []),
    ],
)
def test_a_whole_text_from_an_earlier_comment_is_found_however_short_its_sentences(
    text, old, found
):
    told = copied({**NOTHING, "requests": text}, [("3. čtvrtletí 2025", ["", old])])
    assert [each.sentence for each in told] == found


def test_a_text_moved_under_another_heading_is_found_once():
    told = copied({**NOTHING, "funding": OLD}, [("Q3", ["", OLD]), ("Q2", [OLD])])
    assert [(each.heading, each.sentence, each.quarter) for each in told] == [
        (HEADINGS["funding"], OLD, "Q3")
    ]
