"""The filtered list as a spreadsheet."""

import io

import pytest
from openpyxl import load_workbook

from app.incidents.domain import Result, Subcategory
from tests.client import Answer


def cells(answer):
    book = load_workbook(io.BytesIO(answer.data))
    return [cell.value for row in book.active.iter_rows() for cell in row if cell.value is not None]


def test_the_sheet_holds_the_filtered_list(client, scene, make):
    dogs = make.incident(scene.shift, scene.place, scene.alena, subcategory=Subcategory.DOGS)
    noise = make.incident(scene.shift, scene.place, scene.alena)
    answer = client.as_(scene.mentor).read("incidents.export", druh="dogs")
    assert answer.headers["Content-Disposition"].endswith("udalosti-2026-11-23.xlsx")
    assert dogs.number in cells(answer)
    assert noise.number not in cells(answer)


def test_the_sheet_is_narrowed_by_what_a_number_elsewhere_asks_for(client, scene, make):
    left = make.incident(scene.shift, scene.place, scene.alena, result=Result.LEFT)
    solved = make.incident(scene.shift, scene.place, scene.alena)
    words = {"den": "1", "hodiny": "10-14", "vysledek": "left"}
    mentor = client.as_(scene.mentor)
    page = mentor.read("incidents.browse", **words).page
    sheet = cells(Answer(mentor.browser.get(page.select_one("a[href*='.xlsx']")["href"])))
    assert left.number in sheet
    assert solved.number not in sheet


def test_notes_never_leave(client, scene, make):
    texts = {name: f"tajné {name}" for name in ("description", "called_note", "place_detail")}
    make.incident(scene.shift, scene.place, scene.alena, **texts)
    assert not [
        cell
        for cell in cells(client.as_(scene.manager).read("incidents.export"))
        if "tajné" in str(cell)
    ]


@pytest.mark.parametrize("text", ["=1+1", "+420", "-5", "@SUM(A1)", "'x", "http://a", "007"])
def test_text_stays_text_whatever_it_begins_with(client, scene, make, text):
    make.incident(scene.shift, scene.place, scene.alena, mp_event_no=text)
    assert text in cells(client.as_(scene.mentor).read("incidents.export"))


def test_assistants_take_nothing_away(client, scene):
    assert client.as_(scene.alena).read("incidents.export").status_code == 403
