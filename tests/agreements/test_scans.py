"""Scans of the signed paper: taken by their own bytes, sealed, downloaded, gone for good."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from app.agreements.domain import MOST_SCANS
from app.agreements.models import AgreementScan
from app.audit.models import AuditEntry
from tests.agreements.rows import a_scan
from tests.client import Answer
from tests.counting import statements
from tests.disputes.rows import an_opening
from tests.pictures import NAUGHTY, SECRET, talkative, talkative_png

PAPER = b"%PDF-1.7\n" + SECRET + b"\n%%EOF\n"
# A PDF is kept as it came: whoever signs may have signed it electronically.
BAD = {name: file for name, file in NAUGHTY.items() if not file.startswith(b"%PDF-")}


def add(person, agreement, content, name="sken.pdf"):
    return person.submit("agreements.add_scan", agreement, scan=(BytesIO(content), name))


def send_large(person, agreement, content):
    """As `add`; the test client would leave a temporary file open behind so much."""
    url = person.url("agreements.add_scan", agreement)
    fields = {**person.fields(url), "scan": FileStorage(BytesIO(content), "sken.pdf")}
    body, _length, boundary = stream_encode_multipart(fields, use_tempfile=False)
    kind = f"multipart/form-data; boundary={boundary}"
    return Answer(person.browser.post(url, data=body.read(), content_type=kind))


def download(person, scan):
    return person.browser.get(person.url("agreements.scan", scan))


def remove(person, scan):
    page = person.url("agreements.read", scan.agreement_id)
    return person.submit("agreements.remove_scan", scan, on=page)


@pytest.fixture
def scan(hana, cast, stored, make):
    """A scan, and its lead who has said why she opens the contacts."""
    an_opening(make, cast.agreement, cast.hana)
    add(hana, cast.agreement, PAPER)
    return stored(select(AgreementScan))[0]


def test_a_pdf_comes_back_as_it_came_under_a_name_that_tells_nothing(hana, cast, scan):
    answer = download(hana, scan)
    name = f"dohoda-{number_of(hana, cast)}.pdf"
    assert answer.data == PAPER
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert answer.headers["Cache-Control"] == "no-store"


def test_signatures_are_not_opened_without_a_reason(hana, cast, make, stored):
    """What both have signed holds their names: it opens like contacts do."""
    scan = a_scan(make, cast.agreement, PAPER)
    answer = download(hana, scan)
    assert answer.location == hana.url("parties.show", cast.agreement.case_id)
    assert stored(select(AuditEntry).where(AuditEntry.kind == "read")) == []


def number_of(person, cast):
    return person.read("agreements.read", cast.agreement).page.select_one(".back a").text.strip()


def test_it_lies_sealed(scan):
    assert scan.size == len(PAPER)
    assert SECRET not in scan.content


@pytest.mark.parametrize("file", [talkative(), talkative_png()], ids=["JPEG", "PNG"])
def test_of_a_picture_nothing_but_the_picture_is_kept(hana, cast, make, stored, file):
    an_opening(make, cast.agreement, cast.hana)
    add(hana, cast.agreement, file, "IMG_0001.JPG")
    answer = download(hana, stored(select(AgreementScan))[0])
    assert SECRET in file
    assert SECRET not in answer.data
    assert Image.open(BytesIO(answer.data)).size == (640, 480)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].endswith(".jpg")


@pytest.mark.parametrize("file", BAD.values(), ids=BAD)
def test_what_is_no_scan_is_refused_at_its_field(hana, cast, stored, file):
    answer = add(hana, cast.agreement, file)
    assert answer.status_code == 422
    assert answer.page.select_one("#scan-error")
    assert stored(select(AgreementScan)) == []


def test_without_a_file_there_is_nothing_to_save(hana, cast):
    answer = hana.submit("agreements.add_scan", cast.agreement)
    assert "Vyberte sken nebo fotku." in answer.words
    assert add(hana, cast.agreement, b"").status_code == 422


def test_a_file_that_calls_itself_otherwise_is_what_it_is(hana, cast, stored):
    url = hana.url("agreements.add_scan", cast.agreement)
    file = (BytesIO(PAPER), "../../stránka.html", "text/html")
    assert hana.post(url, {**hana.fields(url), "scan": file}).status_code == 200
    assert stored(select(AgreementScan.media_type)) == ["application/pdf"]


def test_more_than_fifteen_megabytes_are_not_even_read(hana, cast, stored):
    answer = send_large(hana, cast.agreement, PAPER + bytes(15_100_000))
    assert answer.status_code == 413
    assert "menší soubor" in answer.words
    assert stored(select(AgreementScan)) == []


def test_a_scan_of_several_megabytes_is_taken(hana, cast, stored):
    assert send_large(hana, cast.agreement, PAPER + bytes(9_000_000)).status_code == 303
    assert stored(select(AgreementScan.size)) == [len(PAPER) + 9_000_000]


def test_too_many_scans_are_refused_with_what_to_do(hana, cast, make, stored):
    for _each in range(MOST_SCANS):
        a_scan(make, cast.agreement, PAPER)
    answer = add(hana, cast.agreement, PAPER)
    assert answer.page.select_one("#scan-error")
    remove(hana, stored(select(AgreementScan))[0])
    assert add(hana, cast.agreement, PAPER).status_code == 200
    assert len(stored(select(AgreementScan))) == MOST_SCANS


def test_a_removed_scan_is_gone_and_the_trail_says_that_it_was(hana, cast, scan, stored):
    remove(hana, scan)
    assert stored(select(AgreementScan)) == []
    assert download(hana, scan).status_code == 404
    kinds = stored(
        select(AuditEntry.kind)
        .where(AuditEntry.entity == "agreement_scan")
        .order_by(AuditEntry.seq)
    )
    assert kinds == ["insert", "delete"]


def test_each_download_stands_in_the_trail(hana, cast, scan, stored):
    for _look in range(2):
        download(hana, scan)
    looks = stored(select(AuditEntry).where(AuditEntry.use_case == "look agreements.scan"))
    assert [(entry.kind, entry.actor_id) for entry in looks] == [("read", cast.hana.id)] * 2


def test_the_page_loads_no_content_and_costs_the_same(hana, cast, make, scan):
    with statements() as few:
        hana.read("agreements.read", cast.agreement)
    for _each in range(4):
        a_scan(make, cast.agreement, PAPER)
    with statements() as many:
        hana.read("agreements.read", cast.agreement)
    assert len(many) == len(few)
    assert not [each for each in many if "agreement_scan.content" in each]


def test_the_content_would_be_seen_in_the_statements(hana, scan):
    """The control."""
    with statements() as asked:
        download(hana, scan)
    assert [each for each in asked if "agreement_scan.content" in each]
