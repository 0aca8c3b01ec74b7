"""The sums of a year: every month is that of its quarter, states are not added up."""

from datetime import date, time
from io import BytesIO

import openpyxl
import pytest

from app.kernel import clock
from app.kernel.quarter import Quarter
from app.kernel.scope import scope
from app.reports import annual, queries
from app.shifts.domain import ShiftStatus
from app.summaries.queries import summary
from tests.counting import statements
from tests.summaries import samples
from tests.summaries.samples import by_key


def a_year(*quarters):
    return annual.of_year(2025, [samples_of(number) for number in quarters])


def samples_of(number):
    told = samples.summary()
    return type(told)(**{**vars(told), "quarter": Quarter(2025, number)})


def table(year, key):
    return next(table for table in year.tables if table.key == key)


def test_months_stand_where_they_belong_and_add_up():
    kinds = table(a_year(3, 4), "T2")
    noise = by_key(kinds)["noise"].values
    assert [noise[f"m{month}"] for month in (1, 6, 7, 8, 9, 10, 11, 12)] == [
        *(None, None),
        *(20, 4, 0, 20, 4, 0),
    ]
    assert noise["total"] == 48


def test_actions_and_results_are_told_by_quarters():
    deeds = by_key(table(a_year(1, 4), "T5"), "actions")["talk"].values
    assert dict(deeds) == {"q1": 20, "q2": None, "q3": None, "q4": 20, "total": 40}


def test_states_of_a_day_are_those_of_the_first_and_of_the_last_day():
    needs = by_key(table(a_year(3, 4), "T10"), "needs")
    assert needs["start"].values["total"] == 1
    assert needs["open"].values["total"] == 1
    assert needs["new"].values["total"] == 4
    workers = by_key(table(a_year(3, 4), "T10"), "workers")
    assert workers["persons"].values["total"] == 3
    assert workers["hours"].values["total"] == 126


def test_a_year_without_records_has_no_tables():
    assert annual.of_year(2025, []).tables == ()


@pytest.mark.parametrize("text", ["", "x", "20", "20255", "-202", "2025 "])
def test_what_is_no_year_is_not_taken_for_one(text):
    assert not annual.is_year(text)


@pytest.fixture
def served(make, scene):
    """A shift and an incident of spring beside those of autumn."""
    day = date(2026, 5, 4)
    shift = make.shift(scene.alena, day=day, status=ShiftStatus.APPROVED)
    make.incident(shift, scene.place, scene.alena, occurred_at=clock.utc(day, time(14)))
    return scene


def test_the_year_equals_its_quarters(make, served):
    with make.app.app_context(), scope(served.town.id):
        year = queries.year(2026)
        totals = [summary(Quarter(2026, n)).tables[2].totals[0].values["total"] for n in (2, 3)]
    whole = table(year, "T2").totals[0].values
    assert (whole["m5"], whole["m9"], whole["total"]) == (1, 1, sum(totals))
    assert whole["m1"] is None


def test_the_page_and_the_workbook_say_the_same(served):
    page = served.writer.read("reports.year", rok="2026").page
    row = next(row for row in page.select("#T2 tr.sum"))
    shown = [cell.text for cell in row.select("td")]
    answer = served.writer.read("reports.year_workbook", year="2026")
    book = openpyxl.load_workbook(BytesIO(answer.data))
    assert [name.split()[0] for name in book.sheetnames] == ["T1", "T2", "T5", "T7", "T10"]
    sheet = next(sheet for sheet in book if sheet.title.startswith("T2"))
    cells = next([cell.value for cell in line[2:]] for line in sheet if line[0].value == "total")
    assert ["–" if cell is None else str(cell) for cell in cells] == shown


def test_a_year_that_is_none_does_not_exist(served):
    assert served.writer.read("reports.year_workbook", year="loni").status_code == 404


def test_the_year_costs_the_same_however_much_happened(make, served):
    with make.app.app_context(), scope(served.town.id), statements() as few:
        queries.year(2026)
    for number in range(6):
        day = date(2026, 5, 5 + number)
        shift = make.shift(served.alena, day=day, status=ShiftStatus.APPROVED)
        make.incident(shift, served.place, served.alena, occurred_at=clock.utc(day, time(14)))
    with make.app.app_context(), scope(served.town.id), statements() as many:
        queries.year(2026)
    assert len(many) == len(few)
