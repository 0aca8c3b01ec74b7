"""The sentences never say that the assistants recorded what was taken over from older records."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.incidents.domain import Subcategory
from app.kernel.i18n import number
from app.kernel.quarter import Quarter
from app.reports import sentences
from app.summaries import frozen
from app.summaries.domain import Summary, Variant
from app.summaries.public import rounded_version
from tests.history.rows import a_published
from tests.reports.test_sentences import form, plain, told
from tests.summaries.conftest import figure
from tests.summaries.towns import YEAR, OldTown

SOME = st.integers(1, 1000)
TOWN = OldTown(60, seed=1)
QUARTERS = [*TOWN.taken, YEAR[2], YEAR[3]]
HEADS = ("Evidována byla {} událost", "Evidovány byly {} události", "Evidováno bylo {} událostí")
LATE_HEADS = (
    "byla evidována {} událost",
    "byly evidovány {} události",
    "bylo evidováno {} událostí",
)
TAKEN = ("převzatá", "převzaté", "převzatých")
SOURCE = "z dřívějších záznamů obce."
COMPARED = {"previous": "předchozím čtvrtletí", "last_year": "stejném čtvrtletí"}


def public(summary: Summary) -> Summary:
    return replace(summary, variant=Variant.PUBLIC)


def text_of(summary: Summary) -> str:
    return plain(sentences.paragraph(summary))


def shown(count: int) -> str:
    return plain(number(count))


def without_service(summary: Summary) -> Summary:
    """The same in which every figure of T1, T7 and T10 is zero."""

    def zeros(rows):
        return tuple(replace(row, values=dict.fromkeys(row.values, 0)) for row in rows)

    tables = (
        replace(table, rows=zeros(table.rows), totals=zeros(table.totals))
        if table.key in {"T1", "T7", "T10"}
        else table
        for table in summary.tables
    )
    return replace(summary, tables=tuple(tables))


@given(SOME, SOME)
def test_inside_it_is_said_how_many_were_taken_over(own, taken):
    text = text_of(told(incidents=own + taken, own=own))
    head = HEADS[form(own + taken)].format(shown(own + taken))
    assert f"{head}, z toho {shown(taken)} {TAKEN[form(taken)]} {SOURCE}" in text


@given(SOME)
def test_where_none_are_our_own_there_is_no_part(count):
    for summary in (told(incidents=count, own=0), public(told(incidents=count, own=0))):
        head = HEADS[form(count)].format(shown(count))
        assert f"{head} {TAKEN[form(count)]} {SOURCE}" in text_of(summary)


@given(st.integers(1, 200), st.integers(1, 200))
def test_the_public_is_told_of_a_part_and_not_how_much_it_is(own, taken):
    count = 5 * (own + taken)
    text = text_of(public(told(incidents=count, own=5 * own)))
    assert f"Evidováno bylo {shown(count)} událostí, zčásti převzatých {SOURCE}" in text
    assert "z toho" not in text


@given(SOME, SOME)
def test_what_was_solved_on_the_spot_is_said_of_our_own(solved, taken):
    text = text_of(told(incidents=1000 + taken, own=1000, solved=solved))
    verb = ("vyřešila", "vyřešily", "vyřešilo")[form(solved)]
    assert f"Z událostí, které zapsali asistenti, se na místě {verb} {shown(solved)}." in text
    assert f"{shown(solved)} událost" not in text.split(SOURCE)[1]


@given(own=st.integers(0, 500), taken=SOME, change=st.integers(-500, 500), is_public=st.booleans())
def test_a_quarter_with_something_taken_over_is_compared_with_none(own, taken, change, is_public):
    summary = told(incidents=own + taken, own=own, change=change, percent=50)
    text = text_of(public(summary) if is_public else summary)
    assert "Zapsali" not in text
    assert not [words for words in COMPARED.values() if words in text]


@pytest.mark.parametrize("marks", [(), ("previous",), ("last_year",), ("previous", "last_year")])
def test_a_compared_quarter_is_left_out_where_something_was_taken_over_into_it(marks):
    summary = told(incidents=40, change=7, year=-9)
    kinds = summary.tables[2]
    total = replace(kinds.totals[0], taken=frozenset(marks))
    tables = (replace(kinds, totals=(total,)), *summary.tables[3:])
    for each in (replace(summary, tables=tables), public(replace(summary, tables=tables))):
        text = text_of(each)
        assert "Zapsali 40 událostí" in text
        assert [column for column, words in COMPARED.items() if words not in text] == [*marks]


@pytest.mark.parametrize("as_told", [public, lambda summary: summary], ids=["public", "internal"])
@pytest.mark.parametrize("count", [1, 2, 5, 250])
def test_a_quarter_without_any_service_begins_with_what_is_on_record(as_told, count):
    summary = without_service(told(incidents=count, own=0))
    head = LATE_HEADS[form(count)].format(count)
    text = text_of(as_told(summary))
    assert text.startswith(f"Ve 4. čtvrtletí 2025 {head} {TAKEN[form(count)]} {SOURCE}")
    assert not re.search("směn|nesloužili|Zapsali|Vykonali", text)


def test_few_shifts_are_told_as_few_where_anything_else_of_the_service_is_known():
    summary = without_service(told(incidents=250, own=0))
    rounds = next(table for table in told(visits=5).tables if table.key == "T7")
    tables = tuple(rounds if table.key == "T7" else table for table in summary.tables)
    text = text_of(public(replace(summary, tables=tables)))
    assert "odsloužili asistenti prevence kriminality méně než pět směn. Vykonali 5" in text


def told_alone(quarter: Quarter) -> tuple[int, int]:
    """Our own incidents and all of them in a public version that knows no other quarter."""
    summary = rounded_version(TOWN.summary(quarter), (), b"secret")
    return figure(summary, "T4", "total"), figure(summary, "T2", "total")


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_what_the_public_reads_follows_from_what_each_quarter_told_of_itself(quarter):
    summary = rounded_version(TOWN.summary(quarter), TOWN.earlier(quarter), b"secret")
    text, (own, every) = text_of(frozen.thawed(frozen.canonical(summary))), told_alone(quarter)
    assert ("Zapsali" in text) is (own == every)
    assert ("evidováno" in text.lower()) is ("převzatých" in text) is (own != every)
    for column, words in COMPARED.items():
        then = told_alone(quarter.previous if column == "previous" else quarter.last_year)
        is_told = figure_or_none(summary, f"{column}_change") is not None
        assert (words in text) is (is_told and own == every and then[0] == then[1])


def figure_or_none(summary: Summary, column: str) -> int | None:
    total = next(table.totals[0] for table in summary.tables if table.key == "T2")
    return total.values.get(column)


def test_the_invented_town_has_quarters_of_every_sort():
    assert {_sort(quarter) for quarter in QUARTERS} == {"taken", "both", "own"}


def _sort(quarter: Quarter) -> str:
    own, every = told_alone(quarter)
    return "own" if own == every else "both" if own else "taken"


def test_a_quarter_of_records_from_elsewhere_is_told_so_on_the_page(scene, make):
    a_published(make, scene.town, (date(2026, 5, 1), Subcategory.NOISE, 250))
    page = scene.writer.read("reports.paragraph", quarter="2026Q2").page
    text = plain(page.select_one("textarea#odstavec").text)
    assert text.startswith("Ve 2. čtvrtletí 2026 bylo evidováno 25")
    assert f"převzatých {SOURCE}" in text
    later = scene.writer.read("reports.paragraph", quarter="2026Q3").page
    assert "předchozím" not in later.select_one("textarea#odstavec").text
