"""Whatever is typed comes back letter for letter, in pages and in sheets, and is never run."""

import unicodedata
import uuid
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from sqlalchemy import select
from xlsxwriter import Workbook

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.agreements.models import AgreementPoint
from app.certificates.models import Certificate
from app.courses.models import Course, TrainingEvent
from app.disputes.models import DisputeStep
from app.figures_outside.models import ExternalFigure
from app.incidents.models import Incident
from app.incidents.photos import Photo
from app.kernel import clock, vault
from app.kernel.db import db
from app.kernel.scope import EVERYWHERE, scope
from app.needs.models import Need
from app.parties.models import ConfidentialNote, DisputeParty
from app.places.models import Place
from app.plans.models import Plan
from app.quizzes.models import Question, Quiz
from app.reports.models import QuarterlyReport
from app.shifts.models import Shift, ShiftTask
from app.skills.models import Competence, Rating
from app.supervision.models import Supervision
from tests.client import filled, form_in
from tests.conftest import NOW
from tests.naughty import FORMULAS, TYPED, UNTYPEABLE
from tests.test_permissions import ABOUT
from tests.world import Worlds

# After these the record is closed, or keeps what it has: each text needs an untouched one.
ENDING = {
    *("incidents.cancel", "incidents.remove_photo", "reviews.hand_in", "shifts.report_safety"),
    *("certificates.withdraw", "courses.cancel_event", "needs.reject", "plans.close"),
}
APK, MENTOR, ADMIN = Role.APK, Role.MENTOR, Role.ADMIN
LEAD, MANAGER = Role.DISPUTE_LEAD, Role.MANAGER

# (endpoint, who types, field, what else the form needs, where it is stored)
FIELDS = [
    ("places.correct", MENTOR, "name", {}, Place.name),
    ("places.correct", MENTOR, "district", {}, Place.district),
    ("places.correct", MENTOR, "note", {}, Place.note),
    ("places.correct", MENTOR, "code", {}, Place.code),
    ("certificates.correct", MENTOR, "name", {}, Certificate.name),
    ("certificates.correct", MENTOR, "number", {}, Certificate.number),
    ("certificates.withdraw", MENTOR, "reason", {}, Certificate.withdraw_reason),
    ("courses.cancel_event", MENTOR, "reason", {}, TrainingEvent.cancel_note),
    ("courses.correct", MENTOR, "name", {}, Course.name),
    ("courses.correct", MENTOR, "provider", {}, Course.provider),
    ("courses.correct", MENTOR, "description", {}, Course.description),
    ("courses.correct_event", MENTOR, "place", {}, TrainingEvent.place),
    ("courses.correct_event", MENTOR, "note", {}, TrainingEvent.note),
    ("disputes.correct_step", LEAD, "result", {}, DisputeStep.result),
    ("parties.correct", LEAD, "name", {}, DisputeParty.name),
    ("parties.correct", LEAD, "contact", {}, DisputeParty.contact),
    ("parties.correct", LEAD, "address", {}, DisputeParty.address),
    ("parties.correct", LEAD, "wish", {}, DisputeParty.wish),
    ("parties.write_note", LEAD, "text", {}, ConfidentialNote.text),
    ("agreements.correct_point", LEAD, "what", {}, AgreementPoint.what),
    ("incidents.correct", APK, "place_detail", {}, Incident.place_detail),
    ("incidents.correct", APK, "description", {}, Incident.description),
    ("incidents.correct", APK, "called_note", {}, Incident.called_note),
    ("incidents.correct", APK, "mp_event_no", {}, Incident.mp_event_no),
    ("incidents.cancel", APK, "reason", {}, Incident.cancel_reason),
    ("incidents.remove_photo", APK, "reason", {}, Photo.remove_reason),
    ("shifts.add_task", MENTOR, "text", {}, ShiftTask.text),
    ("shifts.answer_task", APK, "reason", {"status": "not_done"}, ShiftTask.reason),
    ("shifts.leave_note", APK, "next_shift_note", {}, Shift.next_shift_note),
    ("shifts.report_safety", APK, "note", {"safety_event": "injury"}, Shift.safety_note),
    ("reviews.hand_in", APK, "next_shift_note", {"single_reason": "leave"}, Shift.next_shift_note),
    ("people.correct", ADMIN, "display_name", {}, Membership.display_name),
    ("people.correct", ADMIN, "service_no", {}, Membership.service_no),
    ("people.correct", ADMIN, "card_no", {}, Membership.card_no),
    ("needs.correct", MENTOR, "topic", {}, Need.topic),
    ("needs.reject", MENTOR, "reason", {}, Need.reason),
    ("plans.correct", MENTOR, "aim", {}, Plan.aim),
    ("plans.close", MENTOR, "conclusion", {}, Plan.conclusion),
    ("quizzes.correct", MENTOR, "title", {}, Quiz.title),
    ("quizzes.correct", MENTOR, "intro", {}, Quiz.intro),
    ("quizzes.correct_question", MENTOR, "text", {}, Question.text),
    ("quizzes.correct_question", MENTOR, "explanation", {}, Question.explanation),
    ("skills.comment", APK, "comment", {}, Rating.comment),
    ("skills.correct_competence", MENTOR, "description", {}, Competence.description),
    ("skills.correct_competence", MENTOR, "name", {}, Competence.name),
    ("supervision.correct", MENTOR, "supervisor", {}, Supervision.supervisor),
    ("supervision.correct", MENTOR, "organisation", {}, Supervision.organisation),
    ("supervision.correct", MENTOR, "theme", {}, Supervision.theme),
    ("figures_outside.correct", MANAGER, "indicator", {}, ExternalFigure.indicator),
    ("reports.comment", MANAGER, "situation", {}, QuarterlyReport.situation),
]
# How many of the strings a field keeps at least, where most are too long for it.
FEWER = {Place.code: 5}


@pytest.fixture(scope="module")
def worlds(shared_app, database, tmp_path_factory):
    with clock.frozen(NOW):
        yield Worlds(shared_app, database, tmp_path_factory.mktemp("worlds"))


def address(worlds, endpoint, role):
    rule = next(worlds.app.url_map.iter_rules(endpoint))
    mine, about = worlds.of(role).world.mine, ABOUT.get(endpoint, {})
    values = {name: mine[about.get(name, name)] for name in rule.arguments}
    with worlds.app.test_request_context():
        return worlds.app.url_for(endpoint, **values)


def send(worlds, endpoint, role, values):
    """Open the page, fill its form as a browser would, send it."""
    browser, url = worlds.browser(role), address(worlds, endpoint, role)
    fields = filled(form_in(browser.get(url).text, url), values)
    if endpoint in ENDING:
        worlds.spoil()
    return browser.post(url, data={**fields, "id": str(uuid.uuid4())})


def stored(worlds, column):
    with worlds.app.app_context(), scope(EVERYWHERE):
        if not column.property.columns[0].info.get("sealed"):
            return set(db.session.scalars(select(column)))
        row = column.class_
        query = select(row.municipality_id, row.id, column)
        return {
            sealed and vault.unseal(sealed, (town, row.__tablename__, key, column.key)).decode()
            for town, key, sealed in db.session.execute(query)
        }


def as_kept(text: str) -> str:
    """What is stored: marks joined to their letters, one kind of line end, no blanks around."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()


def typed_in(page, field: str) -> str:
    control = page.find(attrs={"name": field})
    return control.text.removeprefix("\n") if control.name == "textarea" else control["value"]


@pytest.mark.parametrize(("endpoint", "role", "field", "rest", "column"), FIELDS)
def test_every_text_is_kept_letter_for_letter_or_refused_in_words(
    worlds, endpoint, role, field, rest, column
):
    kept = 0
    for text in TYPED:
        answer = send(worlds, endpoint, role, {**rest, field: text})
        assert answer.status_code in {303, 422}, text
        if answer.status_code == 303:
            assert stored(worlds, column) & {as_kept(text), as_kept(text).upper(), None}, text
            kept += as_kept(text) in stored(worlds, column)
        else:
            page = BeautifulSoup(answer.text, "html5lib")
            assert as_kept(typed_in(page, field)) == as_kept(text), text
            assert page.select(".problems"), text
    assert kept >= FEWER.get(column, 60)


@pytest.mark.parametrize(("endpoint", "role", "field", "rest", "column"), FIELDS)
def test_what_no_keyboard_types_is_refused_at_its_field(
    worlds, endpoint, role, field, rest, column
):
    for text in UNTYPEABLE:
        answer = send(worlds, endpoint, role, {**rest, field: text})
        assert answer.status_code == 422, repr(text)
        assert text not in stored(worlds, column)


@pytest.fixture
def written(client, make):
    """A town whose places bear all the texts as their names, with an incident at each."""
    town = make.town()
    assistant = make.assistant(town)
    shift = make.shift(assistant)
    for number, text in enumerate(TYPED):
        place = make.place(town, f"N{number:03}", name=as_kept(text)[:80] or "-")
        make.incident(shift, place, assistant)
    return client.as_(make.manager(town)), {as_kept(text)[:80] or "-" for text in TYPED}


def test_pages_show_every_text_and_run_none(written):
    manager, texts = written
    shown, url = set(), manager.url("places.browse")
    while url:
        page = BeautifulSoup(manager.browser.get(url).text, "html5lib")
        shown |= {link.get_text() for link in page.select(".row-title a")}
        following = page.select(".pager a")
        url = following[-1]["href"] if following and "Dal" in following[-1].text else None
        assert not page.select("main script, main svg[onload], main style, main img")
    assert {as_kept(text) for text in shown} == texts


def test_the_spreadsheet_of_incidents_holds_every_text_as_text(written):
    manager, texts = written
    book = load_workbook(BytesIO(manager.browser.get(manager.url("incidents.export")).data))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert {unescape(str(cell.value)) for cell in cells if cell.value is not None} >= texts
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_the_spreadsheet_of_the_summary_holds_every_text_as_text(written):
    manager, texts = written
    answer = manager.browser.get(manager.url("summaries.download", quarter="2026Q4", form="xlsx"))
    book = load_workbook(BytesIO(answer.data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {str(cell.value) for cell in cells if cell.value is not None} >= texts
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_a_formula_would_be_found():
    """The control: the same reading does see a formula where there is one."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, FORMULAS[0])
    assert load_workbook(target).active["A1"].data_type == "f"
