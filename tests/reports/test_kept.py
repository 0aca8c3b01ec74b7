"""What a closed quarter keeps: both versions in every format, and a public one that stays."""

import hashlib
import io
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.kernel.quarter import Quarter
from app.kernel.scope import scope
from app.reports.domain import HEADINGS
from app.reports.models import ReportFile
from app.summaries import queries
from app.summaries.cells.shapes import SHAPES
from app.summaries.document import as_json
from app.summaries.domain import Variant
from app.summaries.public import HEADING
from app.summaries.writers import WRITERS
from tests.reports.conftest import QUARTER, TEXT, late, newest, pressed
from tests.summaries.readers import bare, in_pdf

PUBLIC = {"verze": "verejna"}
NEXT = Quarter(2026, 4)


def asked(scene, form, **words):
    """A file of the quarter by the address that it had before the closing, too."""
    url = scene.writer.url("summaries.download", quarter=QUARTER, form=form, **words)
    return scene.writer.browser.get(url, follow_redirects=True)


def told(make, scene, quarter):
    """The public version of a quarter at this moment, without its dates."""
    with make.app.app_context(), scope(scene.town.id):
        published = as_json(queries.published(quarter))
    return {
        key: (table["rows"], table["totals"])
        for key, table in published["tables"].items()
        if key != HEADING
    }


@pytest.fixture
def many(make, scene):
    """Enough incidents that the public figures are not all zero."""
    for _each in range(12):
        make.incident(scene.shift, scene.place, scene.alena)


def kept(stored, variant):
    """The files of a version for whom by their format, with their bytes."""
    query = select(ReportFile).where(ReportFile.variant == variant)
    files = stored(query.options(undefer(ReportFile.content)))
    return {file.form: file for file in files}


@pytest.mark.parametrize(("words", "variant"), [({}, Variant.INTERNAL), (PUBLIC, Variant.PUBLIC)])
@pytest.mark.usefixtures("closed")
def test_every_format_is_kept_with_its_fingerprint_and_served_again(
    make, scene, stored, words, variant
):
    late(make, scene)
    files = kept(stored, variant)
    assert files.keys() == WRITERS.keys()
    for form, file in files.items():
        answer = asked(scene, form, **words)
        assert answer.data == file.content
        assert answer.mimetype == WRITERS[form].mimetype
        name = f"souhrn-2026Q3-v1-{'verejna' if words else 'interni'}.{WRITERS[form].ending}"
        assert name in answer.headers["Content-Disposition"]
        assert hashlib.sha256(file.content).hexdigest() == file.digest
        assert len(file.content) == file.size


def in_word(content):
    return "".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)


def in_book(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content))["T14 Komentář"]
    return "".join(str(cell) for row in sheet.values for cell in row if cell)


def in_texts(content):
    archive = ZipFile(io.BytesIO(content))
    [name] = [name for name in archive.namelist() if name.startswith("T14-")]
    return archive.read(name).decode("utf-8-sig")


READ = {"docx": in_word, "xlsx": in_book, "csv": in_texts, "pdf": in_pdf}


@pytest.mark.usefixtures("closed")
def test_every_document_carries_the_comment_under_its_heading(scene):
    for form, read in READ.items():
        text = bare(read(asked(scene, form).data))
        assert bare(HEADINGS["situation"]) in text, form
        assert bare(TEXT) in text, form


def test_the_public_version_tells_neither_the_comment_nor_what_is_not_thought_through(
    scene,
    closed,
):
    document = asked(scene, "json", **PUBLIC).json
    assert document["comment"] == []
    assert document["variant"] == "public"
    assert set(document["tables"]) <= {HEADING, *SHAPES}
    assert not {"T8", "T15", "T16"} & set(document["tables"])


def test_what_was_published_stays_although_records_come_later(make, scene, many, closed):
    before = told(make, scene, QUARTER)
    for _each in range(20):
        late(make, scene)
    assert told(make, scene, QUARTER) == before
    page = scene.writer.read("summaries.read", ctvrtleti=QUARTER.code, zive="1", **PUBLIC).page
    total = next(iter(before["T2"][1]))["total"]
    assert page.select_one("#T2 tr.sum td:nth-of-type(4)").text == str(total)


def test_the_next_quarter_is_compared_with_what_was_published(make, scene, many, closed):
    published = told(make, scene, QUARTER)["T2"][1][0]["total"]
    for _each in range(20):
        late(make, scene)
    assert told(make, scene, NEXT)["T2"][1][0]["previous"] == published


def test_a_corrected_version_is_published_when_it_is_approved(
    make, scene, closed, stored, write_documents
):
    before = told(make, scene, QUARTER)
    scene.writer.submit("reports.renew", closed, reason="Chyběly události.")
    for _each in range(20):
        late(make, scene)
    assert told(make, scene, QUARTER) == before
    fresh = newest(stored)
    pressed(scene.writer, "reports.share", fresh)
    scene.approver.submit("reports.approve", fresh)
    write_documents()
    assert told(make, scene, QUARTER)["T2"][1][0]["total"] >= 20
    assert (
        "souhrn-2026Q3-v2-verejna" in asked(scene, "pdf", **PUBLIC).headers["Content-Disposition"]
    )


@pytest.mark.usefixtures("closed")
def test_the_command_writes_the_file_that_was_kept(app, scene, stored, tmp_path):
    for flags, variant in (([], Variant.INTERNAL), (["--public"], Variant.PUBLIC)):
        target = tmp_path / variant
        words = ["--town", scene.town.slug, "--quarter", "2026Q3", "--format", "csv"]
        app.test_cli_runner().invoke(args=["summary", *words, "--out", str(target), *flags])
        assert target.read_bytes() == kept(stored, variant)["csv"].content
