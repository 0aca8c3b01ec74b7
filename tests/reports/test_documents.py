"""Documents of a closed version are written outside of the request that closed it."""

import json
from datetime import timedelta
from functools import partial
from itertools import product

import pytest
from sqlalchemy import select

from app.kernel import clock, jobs
from app.kernel.errors import Refused
from app.kernel.scope import scope
from app.reports import actions, preparing, queries
from app.reports.domain import Status
from app.reports.models import ReportFile
from app.summaries.domain import Variant
from app.summaries.writers import WRITERS
from tests.conftest import NOW
from tests.counting import statements
from tests.reports.conftest import QUARTER, approved, late, newest, pressed

LATER = NOW + timedelta(minutes=11)
ALL = len(WRITERS) * len(Variant)


@pytest.fixture
def just_closed(scene, stored):
    jobs.woken.clear()
    return approved(scene, stored)


def written(stored):
    return len(stored(select(ReportFile.id)))


def test_closing_writes_no_document_and_wakes_who_does(just_closed, stored, write_documents):
    assert (just_closed.is_frozen, written(stored), jobs.woken.is_set()) == (True, 0, True)
    assert write_documents() == ["lhota: 1 uzavřený souhrn"]
    assert written(stored) == ALL
    assert newest(stored).documents_at is not None
    assert write_documents() is None


def test_the_page_tells_how_far_it_is_and_then_offers_them(just_closed, scene, write_documents):
    before = scene.writer.read("reports.read", just_closed)
    assert f"Hotovo: 0 z\xa0{ALL}" in before.page.select_one("#documents").text
    assert not before.page.select("#documents a[href*=soubor]")
    write_documents()
    after = scene.writer.read("reports.read", just_closed)
    assert len(after.page.select("#documents a[href*=soubor]")) == ALL
    assert not after.page.select("#documents [role=status]")


@pytest.mark.parametrize("endpoint", ["closed_document", "public_document"])
def test_whoever_comes_too_early_is_told_to_wait(just_closed, scene, endpoint):
    answer = scene.writer.read(f"reports.{endpoint}", quarter=QUARTER.code, form="pdf")
    assert answer.status_code == 409
    assert "ještě píše" in answer.words


def test_a_format_that_does_not_exist_is_not_waited_for(just_closed, scene):
    answer = scene.writer.read("reports.closed_document", quarter=QUARTER.code, form="odt")
    assert answer.status_code == 404


def test_nothing_is_sent_out_nor_corrected_before_its_documents_are_there(
    app, just_closed, scene, stored, write_documents
):
    assert "Označit jako odeslané" not in scene.writer.read("reports.read", just_closed).words
    assert scene.writer.read("reports.renew", just_closed).status_code == 403
    with app.app_context(), scope(scene.town.id):
        report = queries.get(just_closed.id)
        for refused in (partial(actions.send, report), partial(actions.renew, report, reason="")):
            with pytest.raises(Refused, match="ještě píší"):
                refused(by=None)
    write_documents()
    pressed(scene.writer, "reports.send", just_closed)
    assert newest(stored).status is Status.SENT


@pytest.fixture
def without_word(monkeypatch):
    """No document for Word can be written, as when a letterhead breaks it."""
    write = preparing.written

    def fails(report_id, variant, form):
        if form == "docx":
            raise OSError("no space")
        return write(report_id, variant, form)

    monkeypatch.setattr(preparing, "written", fails)
    return monkeypatch


def test_a_document_that_cannot_be_written_keeps_no_other_waiting(
    just_closed, scene, stored, write_documents, without_word, caplog
):
    write_documents()
    first = {file.id for file in stored(select(ReportFile))}
    assert (len(first), newest(stored).documents_at) == (ALL - len(Variant), None)
    assert "could not be written" in caplog.text
    assert "Zkuste to znovu" not in scene.writer.read("reports.read", just_closed).words
    with clock.frozen(LATER):
        page = scene.writer.read("reports.read", just_closed)
        assert "Některé dokumenty ještě nejsou hotové" in page.words
        assert len(page.page.select("#documents a[href*=soubor]")) == len(first)
        without_word.undo()
        jobs.woken.clear()
        pressed(scene.writer, "reports.resume", just_closed)
        assert jobs.woken.is_set()
        write_documents()
    files = stored(select(ReportFile))
    assert len({(file.variant, file.form) for file in files}) == len(files) == ALL
    assert first < {file.id for file in files}


@pytest.mark.usefixtures("without_word")
def test_what_cannot_be_written_does_not_keep_the_town_from_correcting(
    just_closed, scene, stored, write_documents
):
    write_documents()
    with clock.frozen(LATER):
        scene.writer.submit("reports.renew", just_closed, reason="Chyběla událost.")
    fresh = newest(stored)
    assert (fresh.number, fresh.status) == (2, Status.DRAFT)
    pressed(scene.writer, "reports.share", fresh)
    scene.approver.submit("reports.approve", newest(stored))
    write_documents()
    own = select(ReportFile).where(ReportFile.report_id == just_closed.id)
    lacking = set(product(Variant, WRITERS)) - {(f.variant, f.form) for f in stored(own)}
    assert lacking == {(variant, "docx") for variant in Variant}


def test_asking_how_far_it_is_counts_no_figures(just_closed, scene):
    with statements() as found:
        block = scene.writer.read("reports.read", just_closed, swapping="documents")
    assert "Hotovo: 0" in block.words.replace("\xa0", " ")
    assert not any("FROM incident" in each for each in found)
    with statements() as found:
        scene.writer.read("reports.read", just_closed)
    assert any("FROM incident" in each for each in found)


def test_records_that_come_meanwhile_are_not_in_the_documents(
    just_closed, scene, make, stored, write_documents
):
    late(make, scene)
    write_documents()
    query = select(ReportFile).where(ReportFile.form == "json")
    (inside,) = (f for f in stored(query) if f.variant is Variant.INTERNAL)
    told = json.loads(scene.writer.read("reports.download", inside).data)
    assert [row["total"] for row in told["tables"]["T2"]["totals"]] == [1]
