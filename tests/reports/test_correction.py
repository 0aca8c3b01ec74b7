"""A correction says that it is one: on its page, in its documents, in the difference it makes."""

import io
import json
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.reports.domain import HEADINGS
from app.reports.models import ReportFile
from app.summaries.domain import CORRECTION, Variant
from tests.reports.conftest import TEXT, late, newest, pressed
from tests.summaries.readers import bare, in_pdf

REASON = "Chyběla událost z 15. září."
OTHER = "Hluk u nádraží v září ustal."


@pytest.fixture
def renewed(scene, closed, stored):
    scene.writer.submit("reports.renew", closed, reason=REASON)
    return newest(stored)


def documents(stored, report, variant):
    """The documents of a version by their format."""
    own = (ReportFile.report_id == report.id, ReportFile.variant == variant)
    files = stored(select(ReportFile).where(*own).options(undefer(ReportFile.content)))
    return {file.form: file.content for file in files}


def corrected(scene, stored, report, write_documents):
    """The version approved, with its documents."""
    pressed(scene.writer, "reports.share", report)
    scene.approver.submit("reports.approve", report)
    write_documents()
    return newest(stored)


def in_word(content):
    return "".join(text.text or "" for text in docx.Document(io.BytesIO(content)).element.iter())


def in_book(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell)


def in_texts(content):
    archive = ZipFile(io.BytesIO(content))
    texts = (archive.read(name).decode("utf-8-sig") for name in archive.namelist())
    return "".join(texts).replace(";", "")


def in_json(content):
    return json.dumps(json.loads(content), ensure_ascii=False)


WHOLE = {"pdf": in_pdf, "docx": in_word, "xlsx": in_book, "csv": in_texts, "json": in_json}


def plain(answer):
    return answer.words.replace("\xa0", " ")


def test_a_rewritten_comment_is_a_difference(scene, renewed):
    fields = {"situation": OTHER, "funding": "Dotace do prosince."}
    scene.writer.submit("reports.comment", renewed, **fields)
    answer = scene.writer.read("reports.compare", renewed)
    row, added = (
        [cell.text for cell in line.select("th, td")]
        for line in answer.page.select("tbody tr")
        if line.th.text in (HEADINGS["situation"], HEADINGS["funding"])
    )
    assert row == [HEADINGS["situation"], TEXT, OTHER]
    assert added == [HEADINGS["funding"], "–", "Dotace do prosince."]
    assert "Všechna čísla jsou stejná" in plain(answer)
    assert "2 části komentáře se liší od předchozí verze" in plain(
        scene.writer.read("reports.read", renewed)
    )


def test_a_comment_left_as_it_was_is_none(scene, renewed):
    assert "Komentář je stejný" in plain(scene.writer.read("reports.compare", renewed))
    assert "komentáře se liší" not in plain(scene.writer.read("reports.read", renewed))


def test_a_text_left_out_is_a_difference_too(scene, renewed):
    scene.writer.submit("reports.comment", renewed, situation="")
    page = scene.writer.read("reports.compare", renewed).page
    assert [cell.text for cell in page.select_one("tbody tr").select("td")] == [TEXT, "–"]


def test_the_first_version_replaces_nothing(closed, stored):
    rows = told(documents(stored, closed, Variant.INTERNAL))
    assert not rows.keys() & set(CORRECTION)


def told(found):
    rows = json.loads(found["json"])["tables"]["T0"]["rows"]
    return {row["key"]: row["value"] for row in rows}


def test_inside_each_document_says_what_it_replaces_why_and_in_how_much(
    scene, make, renewed, stored, write_documents
):
    late(make, scene)
    scene.writer.submit("reports.comment", renewed, situation=OTHER)
    found = documents(stored, corrected(scene, stored, renewed, write_documents), Variant.INTERNAL)
    rows = told(found)
    assert (rows["replaces"], rows["reason"], rows["rewritten"]) == ("verzi 1", REASON, 1)
    page = scene.writer.read("reports.compare", newest(stored)).page
    assert page.select_one("#differences .pill").text == str(rows["changed"])
    for form, read in WHOLE.items():
        text = bare(read(found[form]))
        assert bare(REASON) in text, form
        if form in {"pdf", "docx", "xlsx"}:  # the first page, and T0
            assert text.count(bare("Nahrazuje verzi 1")) == 2, form


def test_the_public_one_says_only_which_version_it_replaces(
    scene, make, renewed, stored, write_documents
):
    late(make, scene)
    found = documents(stored, corrected(scene, stored, renewed, write_documents), Variant.PUBLIC)
    rows = told(found)
    assert {key: rows[key] for key in CORRECTION if key in rows} == {"replaces": "verzi 1"}
    for form, read in WHOLE.items():
        text = bare(read(found[form]))
        assert bare(REASON) not in text, form
        assert form == "json" or bare("Nahrazuje verzi 1") in text, form
