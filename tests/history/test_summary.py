"""What was taken over stands in every table of the summary with a mark of its own."""

import json
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.incidents.domain import Category, Subcategory
from app.kernel.quarter import Quarter
from app.kernel.scope import scope
from app.reports import sentences
from app.summaries import queries
from app.summaries.document import as_json
from app.summaries.xlsx import write
from tests.counting import statements
from tests.history.rows import a_published

NOISE, BRAWL = Subcategory.NOISE, Subcategory.BRAWL
QUARTER = Quarter(2025, 1)
MARK = "Z toho převzato z dřívějších záznamů"
LEFT_OUT = "Co je převzato z dřívějších záznamů, se tu nepočítá."


@pytest.fixture
def look(app, scene):
    def summary_of(quarter=QUARTER):
        with app.app_context(), scope(scene.town.id):
            return queries.summary(quarter)

    return summary_of


@pytest.fixture
def crew(make, scene):
    return make.assistant(scene.town)


def own(make, scene, crew, day, **values):
    shift = make.shift(crew, day=day)
    return make.incident(shift, scene.places[0], crew, **values)


def table(summary, key):
    return next(each for each in summary.tables if each.key == key)


def row(summary, table_key, row_key):
    found = table(summary, table_key)
    return next(each for each in (*found.rows, *found.totals) if each.key == row_key)


def test_without_anything_taken_over_there_is_no_mark(make, scene, crew, look):
    own(make, scene, crew, date(2025, 1, 5))
    summary = look()
    assert MARK not in json.dumps(as_json(summary), ensure_ascii=False).replace("\xa0", " ")
    assert row(summary, "T2", "total").taken == frozenset()
    assert LEFT_OUT not in table(summary, "T4").definition.replace("\xa0", " ")


def test_last_year_is_compared_with_what_was_taken_over(make, scene, crew, look):
    own(make, scene, crew, date(2025, 1, 5))
    a_published(make, scene.town, (date(2024, 2, 1), NOISE, 7), (date(2024, 3, 1), BRAWL, 2))
    summary = look()
    total = row(summary, "T2", "total").values
    assert (total["total"], total["last_year"], total["last_year_change"]) == (1, 9, -8)
    assert total["previous"] is None
    taken = row(summary, "T2", "taken")
    assert taken.label.replace("\xa0", " ") == MARK
    assert (taken.values["total"], taken.values["last_year"]) == (0, 9)
    assert "last_year" in row(summary, "T2", "noise").taken
    assert "total" not in row(summary, "T2", "noise").taken


def test_neither_the_public_nor_the_bulletin_compares_with_a_quarter_without_records(
    app, make, scene, crew
):
    """Records of a year ago say nothing of the quarter before."""
    for day in range(1, 9):
        own(make, scene, crew, date(2025, 1, day))
    a_published(make, scene.town, (date(2024, 2, 1), NOISE, 300))
    with app.app_context(), scope(scene.town.id):
        internal, public = queries.summary(QUARTER), queries.published(QUARTER)
    for key in ("total", "taken"):
        assert row(internal, "T2", key).values["previous"] is None
    told = row(public, "T2", "total").values
    assert "previous" not in told
    assert "previous_change" not in told
    assert abs(told["last_year"] - 300) <= 4
    text = sentences.paragraph(public).replace("\xa0", " ")
    assert "předchozím čtvrtletí" not in text
    # The year ago was recorded by others: the table tells both numbers, the text compares nothing.
    assert "stejném čtvrtletí" not in text


def test_a_category_with_one_kind_says_the_kind_too(make, scene, look):
    a_published(make, scene.town, (date(2025, 1, 1), Category.TRAFFIC, 5))
    summary = look()
    members = [each for each in table(summary, "T2").rows if each.parent == "traffic"]
    assert [each.values["total"] for each in members] == [5]


def test_a_quarter_of_both_is_counted_together_and_says_how_much_was_taken_over(
    make, scene, crew, look
):
    own(make, scene, crew, date(2025, 1, 5))
    a_published(make, scene.town, (date(2025, 2, 1), NOISE, 3))
    summary = look()
    assert row(summary, "T2", "noise").values["total"] == 4
    assert row(summary, "T2", "noise").values["m2"] == 3
    assert row(summary, "T2", "taken").values["total"] == 3
    assert row(summary, "T2", "taken").values["share"] == 75.0
    for key in ("T4", "T5"):
        assert LEFT_OUT in table(summary, key).definition.replace("\xa0", " ")
    assert row(summary, "T1", "done").values["previous"] is None


def test_a_category_without_kinds_stays_the_sum_of_its_rows(make, scene, look):
    a_published(
        make, scene.town, (date(2025, 1, 1), Category.PUBLIC_ORDER, 5), (date(2025, 1, 1), NOISE, 2)
    )
    summary = look()
    members = [each for each in table(summary, "T2").rows if each.parent == "public_order"]
    whole = row(summary, "T2", "public_order").values["total"]
    assert whole == sum(each.values["total"] for each in members) == 7
    assert row(summary, "T2", "public_order_unstated").values["total"] == 5


def test_places_are_kept_and_what_has_none_has_a_row_of_its_own(make, scene, look):
    a_published(make, scene.town, (date(2025, 1, 1), NOISE, 2), place=scene.places[1])
    a_published(make, scene.town, (date(2025, 1, 1), NOISE, 3), (date(2024, 11, 1), NOISE, 1))
    summary = look()
    assert row(summary, "T3", "L02").values["public_order"] == 2
    assert row(summary, "T3", "nowhere").values["total"] == 3
    assert (
        row(summary, "T3", "total").values["total"] == row(summary, "T2", "total").values["total"]
    )
    assert row(summary, "T3", "taken").values["total"] == 5
    assert row(summary, "T3", "total").values["change"] == 4
    assert row(summary, "T3", "total").values["per_10_visits"] is None


def test_a_quarter_of_taken_over_records_can_be_chosen(app, make, scene, look):
    a_published(make, scene.town, (date(2019, 5, 1), NOISE, 2))
    with app.app_context(), scope(scene.town.id):
        assert Quarter(2019, 2) in queries.recorded_quarters()
    assert row(look(Quarter(2019, 2)), "T2", "total").values["total"] == 2


def test_the_same_rows_stand_in_the_workbook_and_in_the_document(make, scene, look):
    a_published(make, scene.town, (date(2025, 1, 1), NOISE, 2))
    summary = look()
    tables = as_json(summary)["tables"]
    rows = json.dumps([tables["T2"], tables["T3"]], ensure_ascii=False)
    assert rows.count('"taken"') >= 2
    book = load_workbook(BytesIO(write(summary)))
    for name in ("T2", "T3"):
        sheet = next(each for each in book if each.title.startswith(name))
        labels = [str(cell.value).replace("\xa0", " ") for cell in sheet["B"]]
        assert MARK in labels


def test_numbers_with_something_taken_over_lead_to_no_list_that_would_be_shorter(
    make, scene, crew, manager
):
    own(make, scene, crew, date(2025, 1, 5), subcategory=BRAWL)
    a_published(make, scene.town, (date(2025, 2, 1), NOISE, 3), (date(2024, 2, 1), BRAWL, 1))
    page = manager.read("summaries.read", ctvrtleti="2025Q1").page
    found = {
        line.th.get_text(strip=True).replace("\xa0", " "): line
        for line in page.select("#T2 tbody tr")
    }
    assert not found["Hluk, rušení klidu"].select("a")
    assert len(found["Výtržnost, rvačka"].select("a")) == 2
    assert not found[MARK].select("a")


def test_the_number_of_questions_does_not_grow_with_what_was_taken_over(make, scene, look):
    with statements() as none:
        look()
    a_published(
        make,
        scene.town,
        *((date(2025, 1, 1), kind, 2) for kind in Subcategory),
        *((date(2024, month, 1), NOISE, 2) for month in range(1, 13)),
    )
    with statements() as many:
        look()
    assert len(many) == len(none)
