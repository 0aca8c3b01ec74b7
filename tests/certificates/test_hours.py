"""The confirmation of hours on paper, and hours and cost as a spreadsheet."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from app.accounts.domain import Funding
from tests.certificates.rows import a_certificate
from tests.courses.rows import a_course, held

YEAR = {"od": "2026-01-01", "do": "2026-12-31"}


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def worker(make, town):
    return make.assistant(town, name="Jana Bílá")


@pytest.fixture
def trained(make, town, worker):
    """First aid in spring, communication in autumn, something last year."""
    aid, talk = a_course(make, town), a_course(make, town, "Komunikace", hours=8.0)
    held(make, aid, date(2026, 3, 1), worker, cost_czk=8000, funding=Funding.MV_PROGRAM)
    held(make, talk, date(2026, 10, 1), worker)
    held(make, a_course(make, town, "Loňský kurz", hours=40.0), date(2025, 12, 31), worker)
    return worker


def test_a_worker_prints_his_hours_of_this_year(client, trained):
    answer = client.as_(trained).read("certificates.hours", trained)
    assert "12,0" in answer.page.select_one("tr.sum").text
    assert "Loňský kurz" not in answer.words


def test_the_period_can_be_chosen_and_turned_round(client, trained):
    person = client.as_(trained)
    asked = {"worker_id": trained.id, "od": "2026-06-30", "do": "2025-12-01"}
    answer = person.read("certificates.hours", **asked)
    assert "44,0" in answer.page.select_one("tr.sum").text


def test_the_paper_tells_certificates_and_has_room_to_sign(client, make, trained):
    a_certificate(make, trained, number="ČČK 12")
    answer = client.as_(trained).read("certificates.hours", trained)
    assert "ČČK 12" in answer.words
    assert len(answer.page.select(".signatures p")) == 2


def test_a_period_without_training_says_so(client, worker):
    answer = client.as_(worker).read("certificates.hours", worker)
    assert "žádné vzdělávání" in answer.words


def test_hours_of_a_colleague_are_nobodys_business(client, make, town, trained):
    colleague = client.as_(make.assistant(town))
    assert colleague.read("certificates.hours", trained).status_code == 403


def sheets(answer):
    with ZipFile(BytesIO(answer.data)) as book:
        return b"".join(book.read(name) for name in book.namelist()).decode("utf-8", "replace")


def test_the_spreadsheet_holds_people_courses_cost_and_source(client, make, town, trained):
    answer = client.as_(make.manager(town)).read("certificates.hours_export", rok="2026")
    text = sheets(answer)
    for words in ("Jana Bílá", "Komunikace", "8000", Funding.MV_PROGRAM.label):
        assert words in text
    assert "Loňský kurz" not in text


@pytest.mark.parametrize("year", ["1999", "nic", ""])
def test_a_year_without_training_gives_an_empty_workbook(client, make, town, year):
    answer = client.as_(make.mentor(town)).read("certificates.hours_export", rok=year)
    assert answer.status_code == 200
    assert answer.data.startswith(b"PK")
