"""Each table says what was counted: nothing is lost, nothing is counted twice."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis.strategies import dictionaries, integers, sampled_from, tuples

from app.summaries.tables.kinds import KindCounts
from app.summaries.tables.places import PlaceCounts, places_table
from app.summaries.tables.service import Service, ServicePeriods
from app.summaries.tables.times import BANDS, band_of, times_table
from tests.summaries import samples
from tests.summaries.samples import by_key

COUNTS = dictionaries(sampled_from(samples.CODES), integers(0, 500))
HOURS = dictionaries(tuples(integers(0, 6), integers(0, 23)), integers(0, 50))


@given(tuples(COUNTS, COUNTS, COUNTS))
def test_a_quarter_is_the_sum_of_its_months(months):
    for row in samples.kinds(KindCounts(months)).rows:
        values = row.values
        assert values["total"] == values["m1"] + values["m2"] + values["m3"]


@given(tuples(COUNTS, COUNTS, COUNTS), COUNTS)
def test_a_category_is_the_sum_of_its_subcategories(months, previous):
    table = samples.kinds(KindCounts(months, previous=previous))
    for category in samples.CATEGORIES[:2]:
        members = [row.values for row in table.rows if row.parent == category.key]
        for column in ("m1", "m2", "m3", "total", "previous", "previous_change", "repeated"):
            whole = by_key(table)[category.key].values[column]
            assert whole == sum(values[column] for values in members)


@given(tuples(COUNTS, COUNTS, COUNTS), tuples(COUNTS, COUNTS, COUNTS))
def test_a_period_split_in_two_adds_up(some, others):
    both = tuple(Counter(a) + Counter(b) for a, b in zip(some, others, strict=True))
    totals = [
        [row.values["total"] for row in samples.kinds(KindCounts(months)).rows]
        for months in (some, others, both)
    ]
    assert totals[2] == [a + b for a, b in zip(totals[0], totals[1], strict=True)]


@given(tuples(COUNTS, COUNTS, COUNTS), sampled_from(["noise", "brawl"]))
def test_one_more_incident_changes_no_other_kind(months, code):
    more = ({**months[0], code: months[0].get(code, 0) + 1}, *months[1:])
    before, after = samples.kinds(KindCounts(months)), samples.kinds(KindCounts(more))
    for old, new in zip(before.rows, after.rows, strict=True):
        added = new.values["total"] - old.values["total"]
        assert added == (old.key in (code, "public_order"))


def test_kinds_without_incidents_stay_in_the_table():
    row = by_key(samples.kinds(KindCounts(({}, {}, {}))))["brawl"]
    assert row.values["total"] == 0
    assert row.values["share"] is None


def test_a_category_with_one_kind_has_both_rows_so_that_kinds_add_up():
    rows = [row for row in samples.kinds().rows if row.key == "other"]
    assert [(row.level, row.parent) for row in rows] == [
        ("category", None),
        ("subcategory", "other"),
    ]


def test_kinds_are_compared_with_the_quarters_that_were_recorded():
    values = by_key(samples.kinds())["noise"].values
    assert (values["total"], values["previous"], values["previous_change"]) == (24, 20, 4)
    assert values["previous_change_percent"] == 20
    assert (values["last_year"], values["last_year_change"]) == (None, None)
    assert values["repeated"] == 3
    assert samples.kinds().totals[0].values["total"] == 28


def test_a_count_without_a_row_is_refused_and_not_lost():
    with pytest.raises(ValueError, match="no row for flood"):
        samples.kinds(KindCounts(({"flood": 1}, {}, {})))
    unknown_place = PlaceCounts({("L99", "youth"): 1}, {})
    with pytest.raises(ValueError, match="no row for L99"):
        places_table(samples.PLACES, samples.CATEGORIES, unknown_place)
    unknown_kind = PlaceCounts({("L01", "flood"): 1}, {})
    with pytest.raises(ValueError, match="no row for flood"):
        places_table(samples.PLACES, samples.CATEGORIES, unknown_kind)


def test_places_tell_categories_visits_and_the_change():
    rows = by_key(samples.places())
    assert rows["L01"].values == {
        "public_order": 24,
        "youth": 0,
        "other": 0,
        "total": 24,
        "visits": 100,
        "per_10_visits": 2.4,
        "change": 4,
        "change_percent": 20,
    }
    assert rows["L02"].values["per_10_visits"] is None
    assert rows["L02"].values["change"] == 4
    assert samples.places().totals[0].values["total"] == 28


def test_without_an_earlier_quarter_a_place_has_no_change():
    table = places_table(samples.PLACES, samples.CATEGORIES, PlaceCounts({}, {}))
    assert {row.values["change"] for row in table.rows} == {None}


@given(HOURS)
def test_every_incident_has_its_day_and_its_band(counts):
    table = times_table(counts)
    bands = [column.key for column in table.columns][:-1]
    assert [row.key for row in table.rows] == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    for row in table.rows:
        assert row.values["total"] == sum(row.values[band] for band in bands)
    assert table.totals[0].values["total"] == sum(counts.values())


def test_the_night_is_a_column_only_when_something_happened_in_it():
    day = [column.key for column in times_table({(0, 12): 1, (0, 3): 0}).columns]
    assert day == ["h06", "h10", "h14", "h18", "total"]
    assert "h22" in [column.key for column in times_table({(0, 3): 1}).columns]


@pytest.mark.parametrize(
    ("hour", "band"), [(0, 22), (5, 22), (6, 6), (9, 6), (10, 10), (17, 14), (21, 18), (22, 22)]
)
def test_a_band_begins_with_its_first_hour(hour, band):
    assert band_of(hour) == band
    assert band in BANDS


def test_deeds_stand_in_sections_with_their_shares():
    table = samples.deeds()
    assert by_key(table, "actions")["talk"].values == {"total": 20, "share": 71.4}
    assert by_key(table, "results")["taken_mp"].values == {"total": 7, "share": 25.0}
    assert by_key(table, "calls").keys() == {"patrol_mp"}
    collected = by_key(table, "collected")
    assert (collected["needles"].values["total"], collected["cleanup"].values["total"]) == (17, 2)
    assert [(row.section, row.values["total"]) for row in table.totals] == [
        ("results", 28),
        ("calls", 7),
    ]


def test_contacts_and_visits_have_sums_of_their_own():
    table = samples.contacts()
    assert by_key(table, "contacts")["resident"].values == {"m1": 5, "m2": 6, "m3": 0, "total": 11}
    assert by_key(table, "visits")["L01"].values["total"] == 3
    assert [row.values["total"] for row in table.totals] == [12, 4, 4]


def test_the_service_adds_up_month_by_month():
    rows = by_key(samples.service(), "shifts")
    assert rows["planned"].values == {
        "m1": 5,
        "m2": 5,
        "m3": 0,
        "total": 10,
        "previous": 5,
        "last_year": None,
    }
    assert rows["cancelled"].values["total"] == rows["cancelled_illness"].values["total"] == 2
    assert rows["alone_with_officer"].values["total"] == 2
    assert rows["alone_illness"].values["total"] == 0
    hours = by_key(samples.service(), "hours")
    assert (hours["hours"].values["total"], hours["field_hours"].values["m1"]) == (112, 44.8)
    assert by_key(samples.service(), "tasks")["tasks_total"].values["total"] == 6


def test_the_rows_of_the_service_are_always_the_same():
    empty = samples.service(ServicePeriods((Service(), Service(), Service())))
    assert [row.key for row in empty.rows] == [row.key for row in samples.service().rows]


def test_the_heading_names_the_town_the_people_and_the_state_of_review():
    values = {row.key: row.values["value"] for row in samples.head().rows}
    assert values["town"] == "Lhota"
    assert values["population"] == 6_300
    assert values["funding_mv_program"] == 2
    assert values["mentors"] == "Ivana, Radek"
    assert values["data_date"] == samples.GENERATED_AT
    assert values["unapproved"] == 3
    assert values["approved_by"] is None


@pytest.mark.parametrize("table", samples.summary().tables, ids=lambda table: table.key)
def test_every_table_has_a_title_a_definition_and_a_value_in_every_cell(table):
    assert table.title
    assert table.definition
    for row in (*table.rows, *table.totals):
        assert row.values.keys() == {column.key for column in table.columns}
