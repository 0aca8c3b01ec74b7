"""Documents of a closed version are written outside of the request that closed it."""

import json

import pytest
from sqlalchemy import select

from app.kernel import jobs
from app.reports import preparing
from app.reports.domain import Status
from app.reports.models import QuarterlyReport, ReportFile
from app.summaries.domain import Variant
from app.summaries.writers import WRITERS
from tests.reports.conftest import QUARTER, approved, late, newest, pressed

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
    just_closed, scene, stored, write_documents
):
    for endpoint, values in (("reports.send", {}), ("reports.renew", {"reason": "Chyba."})):
        on = scene.writer.url("reports.read", just_closed) if not values else None
        answer = scene.writer.submit(endpoint, just_closed, on=on, **values)
        assert "ještě píší" in answer.words
    assert [each.status for each in stored(select(QuarterlyReport))] == [Status.APPROVED]
    write_documents()
    pressed(scene.writer, "reports.send", just_closed)
    assert newest(stored).status is Status.SENT


def test_who_is_interrupted_goes_on_and_keeps_what_was_written(
    just_closed, stored, write_documents, monkeypatch, caplog
):
    write, fails = preparing.written, iter([False, False, False, True])

    def dies(*told):
        if next(fails):
            raise OSError("no space")
        return write(*told)

    with monkeypatch.context() as patch:
        patch.setattr(preparing, "written", dies)
        assert write_documents() is None
    assert "could not be written" in caplog.text
    first = {file.id for file in stored(select(ReportFile))}
    assert len(first) == 3
    write_documents()
    files = stored(select(ReportFile))
    assert len({(file.variant, file.form) for file in files}) == len(files) == ALL
    assert first < {file.id for file in files}


def test_records_that_come_meanwhile_are_not_in_the_documents(
    just_closed, scene, make, stored, write_documents
):
    late(make, scene)
    write_documents()
    query = select(ReportFile).where(ReportFile.form == "json")
    (inside,) = (f for f in stored(query) if f.variant is Variant.INTERNAL)
    told = json.loads(scene.writer.read("reports.download", inside).data)
    assert [row["total"] for row in told["tables"]["T2"]["totals"]] == [1]
