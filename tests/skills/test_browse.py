"""The matrix: gaps, ageing and disagreement of people in words; and the same as a spreadsheet."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.accounts.domain import Role
from app.skills.domain import Level
from tests.conftest import NOW
from tests.counting import statements
from tests.skills.rows import a_competence, a_rating

OLD = NOW.date() - timedelta(days=200)


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def mentor(make, town):
    return make.mentor(town)


@pytest.fixture
def worker(make, town):
    return make.assistant(town)


@pytest.fixture
def aid(make, town):
    return make.saved(a_competence(town.id))


@pytest.fixture
def apart(make, worker, mentor, aid):
    make.saved(a_rating(worker, aid, rated_on=OLD, level=Level.TEACHES, note="=1+1"))
    make.saved(a_rating(worker, aid, mentor, level=Level.HELPED))


def test_the_matrix_says_in_words_what_stands_out(client, mentor, apart):
    page = client.as_(mentor).read("skills.browse").page
    (cell,) = page.select(".skills tbody td")
    assert [level.text for level in cell.select(".level")] == ["3", "1"]
    assert [mark.text for mark in cell.select(".mark")] == ["mezera", "neshoda", "k\xa0aktualizaci"]
    assert page.select_one(".skills tfoot td").text == "1"


def test_every_name_leads_to_both_sides(client, mentor, worker, aid):
    page = client.as_(mentor).read("skills.browse").page
    link = page.select_one(".skills tbody th a")
    assert link["href"].endswith(f"/dovednosti/{worker.id}")


def test_a_coordinator_sees_only_caretakers(client, make, town, worker, aid):
    make.person(town, Role.DP, name="Dan Doma")
    coordinator = client.as_(make.person(town, Role.DP_COORDINATOR, name="Cyril Cesta"))
    words = coordinator.read("skills.browse").words
    assert "Dan Doma" in words
    assert worker.display_name not in words


def test_who_has_left_is_not_in_the_matrix(client, make, town, mentor, worker, aid):
    make.assistant(town, name="Bára Nová", valid_to=NOW.date() - timedelta(days=1))
    assert "Bára Nová" not in client.as_(mentor).read("skills.browse").words


def test_an_empty_town_is_told_what_comes(client, mentor):
    assert "Zatím není koho hodnotit" in client.as_(mentor).read("skills.browse").words


def test_the_page_asks_as_often_for_many_people_as_for_one(client, make, town, mentor, aid, apart):
    browser = client.as_(mentor)
    browser.read("skills.browse")
    with statements() as few:
        browser.read("skills.browse")
    for place in range(8):
        make.saved(a_rating(make.assistant(town, name=f"Jana {place}"), aid, mentor))
    with statements() as many:
        browser.read("skills.browse")
    assert len(many) == len(few)


def sheets(client, person):
    answer = client.as_(person).browser.get("/dovednosti/prehled.xlsx")
    assert "dovednosti-2026-11-23.xlsx" in answer.headers["Content-Disposition"]
    return load_workbook(BytesIO(answer.data))


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_sheet_has_both_sides_of_each_person_and_the_number_of_gaps(client, mentor, apart):
    overview = rows(sheets(client, mentor).worksheets[0])[-3:]
    assert [row[3] for row in overview] == [3, 1, 1]
    assert overview[0][2].date() == OLD


def test_the_second_sheet_tells_each_pair_without_notes(client, mentor, aid, apart):
    book = sheets(client, mentor)
    last = rows(book.worksheets[1])[-1]
    assert last[2] == aid.name
    assert last[7:] == ["ano", "ano", "ano"]
    told = [value for sheet in book.worksheets for row in rows(sheet) for value in row]
    assert "=1+1" not in told


def test_an_assistant_takes_no_sheet_away(client, worker):
    assert client.as_(worker).browser.get("/dovednosti/prehled.xlsx").status_code == 403
