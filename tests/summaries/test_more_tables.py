"""The content of T8, T15 and T16: children by age, quality of data, figures of others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.summaries.domain import Named
from app.summaries.tables.outside import Outside, outside_table
from app.summaries.tables.quality import Quality
from app.summaries.tables.youth import BANDS, Group, Youth
from tests.summaries import samples
from tests.summaries.samples import by_key

AGES = st.dictionaries(st.sampled_from(BANDS), st.integers(0, 30))
GROUPS = st.builds(
    Group,
    kind=st.just("truancy"),
    place=st.sampled_from(["L01", "L02"]),
    count=st.integers(0, 50),
    situations=AGES,
    people=AGES,
)


def test_children_are_told_by_kind_and_age():
    table = samples.youth()
    truancy = by_key(table, "situations")["truancy"].values
    assert dict(truancy) == {"p0_5": 0, "p6_12": 1, "p13_14": 2, "p15_17": 1, "total": 3}
    people = by_key(table, "people")["truancy"].values
    assert dict(people) == {"p0_5": 0, "p6_12": 1, "p13_14": 4, "p15_17": 3, "total": 8}


def test_recipients_and_places_are_told_without_ages():
    table = samples.youth()
    assert by_key(table, "passed")["school"].values["total"] == 2
    assert by_key(table, "places")["L01"].values["total"] == 2
    assert by_key(table, "places")["L01"].values["p6_12"] is None


def test_a_place_where_nothing_happened_to_children_is_not_named():
    assert set(by_key(samples.youth(Youth()), "places")) == set()


def test_no_situation_falls_out_because_its_row_is_missing():
    strange = Group("unknown", "L01", 1, {}, {})
    with pytest.raises(ValueError, match="unknown"):
        samples.youth(Youth((strange,)))


@given(st.lists(GROUPS, max_size=6))
def test_the_sums_of_t8_are_those_of_its_rows(groups):
    table = samples.youth(Youth(tuple(groups)))
    for total in table.totals:
        for column in ("total", *(f"p{band}" for band in BANDS)):
            rows = [row.values[column] for row in table.rows if row.section == total.section]
            assert total.values[column] == sum(rows)
    whole = [row.values["total"] for row in table.rows if row.section == "places"]
    assert sum(whole) == sum(each.count for each in groups)


@pytest.mark.parametrize(("other", "mark"), [(0, None), (5, None), (6, "nad 5 %: projít číselník")])
def test_too_many_incidents_of_no_kind_ask_for_a_review(other, mark):
    row = by_key(samples.quality(Quality(incidents=100, other=other)), "records")["other"]
    assert (row.values["note"] or "").replace("\xa0", " ") == (mark or "")


def test_of_no_incidents_no_share_is_told():
    assert by_key(samples.quality(Quality()), "records")["other"].values["share"] is None


def test_figures_of_others_stand_under_their_source_with_the_period_before():
    table = samples.outside()
    crimes = by_key(table, "pcr")["pcr_crimes_q4"].values
    assert (crimes["value"], crimes["previous"], crimes["rate"]) == (48, 40, 76.2)
    assert by_key(table, "up")["up_jobs_year"].values["rate"] is None
    assert [section.key for section in table.sections] == ["pcr", "up"]


def test_without_figures_of_others_there_is_no_table():
    assert outside_table((), 6_300) is None


def test_figures_of_others_say_that_they_are_not_to_be_added_and_have_no_sum():
    table = samples.outside()
    assert "Nelze sčítat s T2".lower() in table.definition.replace("\xa0", " ").lower()
    assert "nelze sčítat s T2" in table.title.replace("\xa0", " ")
    assert table.totals == ()


@given(st.floats(0, 1e6).map(lambda value: round(value, 2)), st.booleans())
def test_an_index_is_told_of_whole_counts_only(value, is_counted):
    figure = Outside("k", Named("pcr", "P"), "x", "rok", value, "u", is_counted)
    told = outside_table((figure,), 6_300).rows[0].values
    is_told = is_counted and value == int(value) and value >= 5
    assert (told["rate"] is not None) == is_told
