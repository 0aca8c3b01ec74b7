"""The recorded quarter is closed twice: once without the late entry, once with it."""

import json

import pytest
from sqlalchemy import select

from app.demo import feed
from app.kernel.quarter import Quarter
from app.reports import queries
from app.reports.models import ReportFile
from app.summaries import frozen
from app.summaries.domain import Variant
from app.summaries.queries import summary
from tests.demo.test_totals import rows
from tests.demo.told import Told

QUARTER = Quarter(2025, 4)
# domain.md 16: situations by kind, children by age, and to whom situations were passed on.
SITUATIONS = {
    "truancy": 16, "underage_substances": 13, "bullying": 6, "youth_gathering": 17,
    "unattended_child": 3, "child_at_risk": 0, "total": 55,
}  # fmt: skip
CHILDREN = {"p0_5": 0, "p6_12": 31, "p13_14": 38, "p15_17": 27, "total": 96}
PASSED = {"school": 12, "ospod": 5, "nzdm_ngo": 4}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    with Told.by(tmp_path_factory.mktemp("closings"), feed.load_quarter) as told:
        yield told


@pytest.fixture(scope="module")
def tables(told):
    with told.inside("kraslice"):
        return {table.key: table for table in summary(QUARTER).tables}


def test_situations_with_children_by_kind(tables):
    found = {key: values["total"] for (part, key), values in rows(tables["T8"]).items()
             if part == "situations"}  # fmt: skip
    assert found == SITUATIONS


def test_children_by_age(tables):
    found = rows(tables["T8"])
    assert dict(found["people", "total"]) == CHILDREN
    assert found["people", "truancy"]["total"] == 21


@pytest.mark.parametrize("recipient", PASSED)
def test_situations_passed_on(tables, recipient):
    assert rows(tables["T8"])["passed", recipient]["total"] == PASSED[recipient]


def test_the_first_version_has_one_incident_less_than_the_second_and_than_the_records(told, tables):
    with told.inside("kraslice"):
        second, first = queries.standing(QUARTER).versions
        totals = [total(queries.content(each)) for each in (first, second)]
        changed = queries.against_former(second, queries.content(second))
    assert totals == [257, 258]
    assert rows(tables["T2"])["total"]["total"] == 258
    kinds = {(each.row, each.before, each.now) for each in changed if each.table == "T2"}
    assert ("Celkem", "257", "258") in kinds
    assert len(changed) > 10


def total(content):
    table = next(table for table in content.tables if table.key == "T2")
    return table.totals[0].values["total"]


def test_the_late_entry_stands_in_the_next_quarter(told):
    with told.inside("kraslice"):
        after = {table.key: table for table in summary(Quarter(2026, 1)).tables}
    assert rows(after["T15"])["later", "late_entries"]["total"] == 1


def test_each_version_kept_its_files_with_what_was_true_then(told):
    with told.inside("kraslice"):
        versions = queries.standing(QUARTER).versions
        known = [(each.id, each.content, each.digest) for each in versions]
    for (key, content, digest), expected in zip(known, (258, 257), strict=True):
        assert frozen.digest(content) == digest
        own = (ReportFile.report_id == key, ReportFile.form == "json")
        query = select(ReportFile.content).where(*own, ReportFile.variant == Variant.INTERNAL)
        document = json.loads(told.stored(query)[0])
        assert document["tables"]["T2"]["totals"][0]["total"] == expected


def test_figures_of_others_stand_beside(tables):
    found = rows(tables["T16"])
    assert found["pcr", "pcr_trestne_ciny_celkem_q4"]["value"] == 31
    assert found["pcr", "pcr_trestne_ciny_celkem_q4"]["previous"] == 36
