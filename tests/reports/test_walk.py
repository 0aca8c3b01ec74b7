"""A summary from its first version to a corrected one, as people walk it."""

import hashlib
import json

import pytest
from sqlalchemy import select

from app.closing.models import QuarterClosing
from app.reports.domain import HEADINGS, Status
from app.reports.models import QuarterlyReport, ReportFile
from app.shifts.models import Shift
from tests.counting import statements
from tests.reports.conftest import QUARTER, TEXT, begun, late, newest, pressed, shared
from tests.reports.rows import a_closed_report


def test_a_summary_is_begun_once(scene, stored):
    report = begun(scene, stored)
    assert (report.code, report.number, report.status) == ("2026Q3", 1, Status.DRAFT)
    page = scene.writer.read("reports.browse").page
    assert not page.select(f"form[action$='{QUARTER.code}/zacit']")


def test_the_comment_is_kept_with_the_numbers_beside_it(scene, stored):
    report = begun(scene, stored)
    page = scene.writer.read("reports.comment", report).page
    assert page.select_one("aside #T2, aside details")
    scene.writer.submit("reports.comment", report, situation=TEXT)
    assert TEXT in scene.writer.read("reports.read", report).words


def test_a_slower_writer_keeps_the_text_and_learns_of_the_change(scene, stored):
    report = begun(scene, stored)
    url = scene.writer.url("reports.comment", report)
    stale = scene.writer.fields(url)
    scene.writer.submit("reports.comment", report, situation="Rychlejší.")
    answer = scene.writer.post(url, {**stale, "situation": "Pomalejší."})
    assert answer.status_code == 422
    assert "Pomalejší." in answer.text


def test_only_who_writes_sees_a_draft_and_the_working_group_what_was_shown(scene, client, stored):
    report, mentor = begun(scene, stored), client.as_(scene.mentor)
    assert mentor.read("reports.read", report).status_code == 403
    pressed(scene.writer, "reports.share", report)
    assert mentor.read("reports.read", report).status_code == 200
    assert mentor.read("reports.comment", report).status_code == 403


def test_what_was_not_shown_to_the_working_group_is_not_approved(scene, stored):
    assert scene.approver.read("reports.approve", begun(scene, stored)).status_code == 403


def test_the_page_of_approval_says_what_will_happen(scene, stored):
    words = scene.approver.read("reports.approve", shared(scene, stored)).words
    assert "zmrazí" in words
    assert "sešit (XLSX)" in words


def test_approval_is_refused_once_when_somebody_has_changed_the_comment_since(scene, stored):
    report = shared(scene, stored)
    url = scene.approver.url("reports.approve", report)
    stale = scene.approver.fields(url)
    scene.writer.submit("reports.comment", report, situation="Ještě doplňuji.")
    answer = scene.approver.post(url, stale)
    assert answer.status_code == 422
    assert newest(stored).status is Status.INTERNAL


def test_approval_freezes_the_figures_makes_the_documents_and_closes_the_quarter(closed, stored):
    assert closed.status is Status.APPROVED
    assert closed.digest == hashlib.sha256(closed.content.encode()).hexdigest()
    files = stored(select(ReportFile))
    assert {each.form for each in files} >= {"xlsx", "json"}
    assert [each.is_closed for each in stored(select(QuarterClosing))] == [True]


def test_the_document_carries_the_comment_and_the_version(scene, closed):
    answer = scene.approver.read("reports.closed_document", quarter=QUARTER.code, form="json")
    document = json.loads(answer.text)
    assert document["comment"] == [{"heading": HEADINGS["situation"], "text": TEXT}]
    assert (document["version"], document["variant"]) == (1, "internal")
    told = {row["key"]: row["value"] for row in document["tables"]["T0"]["rows"]}
    assert (told["prepared_by"], told["approved_by"]) == ("Marie Bílá", "Eva Nová")


def test_pages_cost_the_same_however_many_versions_there_are(scene, make, closed):
    def asked():
        scene.writer.read("reports.browse")
        with statements() as found:
            scene.writer.read("reports.browse")
            scene.writer.read("reports.read", closed)
        return len(found)

    few = asked()
    for year in range(2010, 2018):
        a_closed_report(make, scene.manager, f"{year}Q1")
    assert asked() == few


def test_a_document_is_served_again_byte_for_byte(scene, make, closed, stored):
    file = stored(select(ReportFile).where(ReportFile.form == "xlsx"))[0]
    first = scene.approver.read("reports.download", file)
    late(make, scene)
    again = scene.approver.read("reports.download", file)
    assert first.data == again.data
    assert hashlib.sha256(again.data).hexdigest() == file.digest
    assert len(again.data) == file.size
    closed_one = scene.approver.read("reports.closed_document", quarter=QUARTER.code, form="xlsx")
    assert closed_one.data == again.data


def test_later_records_change_no_closed_number_and_are_told_as_a_difference(scene, make, closed):
    before = scene.approver.read("reports.read", closed).page.select_one("#T2").text
    late(make, scene)
    answer = scene.approver.read("reports.read", closed)
    assert answer.page.select_one("#T2").text == before
    assert "Po uzavření se záznamy změnily" in answer.words
    words = scene.approver.read("reports.compare", closed).words
    assert "Dodatečně zapsáno" in words


def test_the_summary_of_a_closed_quarter_is_the_closed_one(scene, make, closed):
    late(make, scene)
    browser = scene.writer.browser
    page = browser.get("/souhrn/?ctvrtleti=2026Q3", follow_redirects=True)
    assert page.request.path == f"/uzaverky/{closed.id}"
    live = browser.get("/souhrn/?ctvrtleti=2026Q3&zive=1")
    assert "čísla k\xa0dnešku" in live.get_data(as_text=True)
    workbook = browser.get("/souhrn/2026Q3.json", follow_redirects=True)
    assert workbook.json["tables"]["T2"]["totals"][0]["total"] == 1


def test_the_closed_page_leads_to_the_figures_of_today_and_an_open_one_does_not(
    scene, make, closed, stored
):
    late(make, scene)
    page = scene.writer.read("reports.read", closed).page
    [link] = [each for each in page.select("a") if each.text.strip() == "Čísla k\xa0dnešku"]
    live = scene.writer.browser.get(link["href"])
    assert live.status_code == 200
    assert "čísla k\xa0dnešku" in live.get_data(as_text=True)
    scene.writer.submit("reports.renew", closed, reason="Oprava.")
    page = scene.writer.read("reports.read", newest(stored)).page
    assert "zive=1" not in str(page)


def test_a_closed_version_cannot_be_written_any_more(scene, closed):
    for endpoint in ("reports.comment", "reports.approve"):
        assert scene.writer.read(endpoint, closed).status_code == 403
    fields = {"csrf_token": scene.writer.token("/ucet")}
    for endpoint in ("reports.discard", "reports.share"):
        assert scene.writer.post(scene.writer.url(endpoint, closed), fields).status_code == 403


def test_it_is_noted_when_it_was_sent_out_and_by_whom(scene, closed):
    words = pressed(scene.writer, "reports.send", closed).words
    assert "Odesláno" in words
    assert "Marie Bílá" in words


@pytest.fixture
def renewed(scene, closed, stored):
    """A second version, because something has to be corrected."""
    scene.writer.submit("reports.renew", closed, reason="Chyběla událost z 15. září.")
    return newest(stored)


def test_a_correction_is_a_new_version_with_the_comment_of_the_former_one(renewed):
    assert (renewed.number, renewed.status, renewed.situation) == (2, Status.DRAFT, TEXT)


def test_until_it_is_approved_the_former_version_holds(scene, closed, renewed):
    page = scene.approver.browser.get("/uzaverky/2026Q3", follow_redirects=True)
    assert page.request.path == f"/uzaverky/{closed.id}"


def test_the_new_version_shows_its_difference_and_holds_from_then_on(scene, make, renewed, stored):
    late(make, scene)
    pressed(scene.writer, "reports.share", renewed)
    scene.approver.submit("reports.approve", renewed)
    words = scene.approver.read("reports.compare", renewed).words.replace("\xa0", " ")
    assert "Proti verzi 1" in words
    assert "Celkem Celkem 1 2" in words
    page = scene.approver.browser.get("/uzaverky/2026Q3", follow_redirects=True)
    assert page.request.path == f"/uzaverky/{renewed.id}"
    assert len(stored(select(ReportFile))) >= 4


def test_a_version_given_up_leaves_the_former_one_closed(scene, renewed, stored):
    pressed(scene.writer, "reports.discard", renewed)
    assert [each.number for each in stored(select(QuarterlyReport))] == [1]
    assert [each.is_closed for each in stored(select(QuarterClosing))] == [True]


def test_a_version_is_not_begun_twice(scene, closed, renewed):
    url = scene.writer.url("reports.renew", closed)
    answer = scene.writer.post(url, {**scene.writer.fields(url), "reason": "Ještě jednou."})
    assert answer.status_code == 422
    assert "Novější verze už je založená" in answer.words.replace("\xa0", " ")


def test_a_quarter_that_still_runs_is_not_closed(scene, stored):
    scene.writer.submit("reports.begin", "2026Q4", on=scene.writer.url("reports.browse"))
    report = newest(stored)
    pressed(scene.writer, "reports.share", report)
    answer = scene.approver.submit("reports.approve", report)
    assert answer.status_code == 422
    assert "Čtvrtletí ještě běží" in answer.words


def test_the_mentor_opens_a_shift_until_the_quarter_is_closed_and_while_it_is_corrected(
    scene, client, closed, stored
):
    mentor = client.as_(scene.mentor)
    refused = mentor.submit("reviews.reopen", scene.shift, reason="Doplňte výsledek.")
    assert refused.status_code == 422
    assert "uzavřené" in refused.words
    scene.writer.submit("reports.renew", closed, reason="Chybí událost.")
    assert mentor.submit("reviews.reopen", scene.shift, reason="Doplňte.").status_code == 200
    assert [each.reopen_count for each in stored(select(Shift))] == [1]
