"""The sums of a year: every month is that of its quarter, states are not added up."""

from datetime import date, time
from io import BytesIO

import openpyxl
import pytest

from app.incidents.domain import IncidentStatus, Subcategory
from app.kernel import clock
from app.kernel.quarter import Quarter
from app.kernel.scope import scope
from app.reports import annual, queries
from app.shifts.domain import ShiftStatus
from app.summaries.queries import published, summary
from tests.counting import statements
from tests.disputes.rows import a_case
from tests.history.rows import a_published
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


def told_by(make, scene, year):
    with make.app.app_context(), scope(scene.town.id):
        return queries.year(year)


@pytest.mark.parametrize("key", ["T1", "T2", "T5", "T7"])
def test_a_quarter_in_which_nobody_was_is_empty_although_a_dispute_was_recorded(make, served, key):
    a_case(make, served.town, received_on=date(2026, 2, 3))
    year = told_by(make, served, 2026)
    empty, known = ("q1", "q2") if key == "T5" else ("m2", "m5")
    rows = (*table(year, key).rows, *table(year, key).totals)
    assert {row.values[empty] for row in rows} == {None}
    assert None not in {row.values[known] for row in rows if row.section != "collected"}
    assert year.parts[0].label == "1. čtvrtletí 2026"


def test_a_quarter_that_was_only_taken_over_has_incidents_and_no_service(make, served):
    a_published(make, served.town, (date(2026, 2, 1), Subcategory.NOISE, 40))
    year = told_by(make, served, 2026)
    noise = by_key(table(year, "T2"))["noise"].values
    assert (noise["m1"], noise["m2"], noise["m5"]) == (0, 40, 1)
    assert by_key(table(year, "T1"), "days")["days_uncovered"].values["m2"] is None
    assert by_key(table(year, "T5"), "results")["solved_on_spot"].values["q1"] is None
    with make.app.app_context(), scope(served.town.id):
        own = summary(Quarter(2026, 1)).tables[1]
        public = published(Quarter(2026, 1)).tables[1]
    assert {row.values[key] for row in own.rows for key in ("m1", "m2", "m3", "total")} == {None}
    assert by_key(public, "shifts")["done"].values["total"] == 0  # as of one to four shifts


def test_who_served_and_met_with_nothing_has_told_zeros(make, served):
    make.shift(served.alena, day=date(2026, 2, 3), status=ShiftStatus.APPROVED)
    total = table(told_by(make, served, 2026), "T2").totals[0].values
    assert (total["m2"], total["m5"]) == (0, 1)


def test_the_year_says_which_quarters_it_adds_up_and_which_have_no_records(make, served):
    a_case(make, served.town, received_on=date(2026, 2, 3))
    year = told_by(make, served, 2026)
    said = [each.told.replace("\xa0", " ") for each in year.parts]
    assert said[0] == "1. čtvrtletí 2026: nejsou z něj žádné záznamy o směnách a událostech"
    assert "nezapočítáno" in said[1]
    only = table(year, "T2").definition.replace("\xa0", " ")
    assert only.endswith(f"Rok sčítá jen tato čtvrtletí ({numbers(year)}).")


def numbers(year):
    told = [each.label[:2] for each in year.parts if "nejsou" not in each.told]
    return ", ".join(told)


def test_definitions_of_the_year_speak_of_its_columns_only(make, served):
    year = told_by(make, served, 2026)
    for key, words in {"T2": ("Index", "procentech", "Opakovaná"), "T5": ("Podíly",)}.items():
        assert not [word for word in words if word in table(year, key).definition]


def test_what_holds_for_one_quarter_only_is_said_with_its_number(make, served):
    a_published(make, served.town, (date(2026, 2, 1), Subcategory.NOISE, 40))
    told = table(told_by(make, served, 2026), "T2").definition.replace("\xa0", " ")
    assert told.count("1. čtvrtletí: Některá čísla obsahují") == 1
    assert "čtvrtletí:" not in table(told_by(make, served, 2026), "T7").definition


def test_page_and_workbook_say_of_what_each_quarter_is_made(make, served, closed):
    draft = {"status": IncidentStatus.DRAFT, "occurred_at": clock.utc(date(2026, 5, 4), time(15))}
    make.incident(served.shift, served.place, served.alena, **draft)
    spring = "2. čtvrtletí 2026: údaje k 23. 11. 2026 14:32; nezapočítáno: 1 událost k doplnění"
    autumn = "3. čtvrtletí 2026: uzavřená verze 1 ze dne 23. 11. 2026 14:32; nezapočítáno: nic"
    words = served.writer.read("reports.year", rok="2026").words.replace("\xa0", " ")
    answer = served.writer.read("reports.year_workbook", year="2026")
    for sheet in openpyxl.load_workbook(BytesIO(answer.data)):
        notes = "\n".join(str(row[1].value) for row in sheet.iter_rows(max_row=7))
        for line in (spring, autumn):
            assert line in words
            assert line in notes.replace("\xa0", " "), sheet.title
