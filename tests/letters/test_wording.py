"""The manager words letters and gives them the town's paper."""

from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from app.letters import wording
from app.letters.domain import LONGEST_BODY, LetterKind
from app.letters.models import Letterhead, LetterTemplate
from app.letters.unpacking import MOST_BYTES
from tests.client import Answer
from tests.letters.rows import (
    a_document,
    a_letterhead,
    a_wording,
    everything,
    repacked,
    saved,
    words,
)
from tests.naughty import TEMPLATES, TYPED

KINDS = [kind.slug for kind in LetterKind]


@pytest.fixture
def manager(client, cast):
    return client.as_(cast.manager)


def correct(manager, kind="pozvanka", **typed):
    url = manager.url("letters.correct", kind=kind)
    return manager.post(url, manager.fields(url) | typed)


def test_all_letters_are_listed_with_whose_wording_they_have(manager, make, cast):
    a_wording(make, cast.town, LetterKind.MEETING, "Naše.", "Přijďte")
    page = manager.read("letters.browse")
    rows = page.page.select("main .row")
    assert len(rows) == 5
    assert [row.select_one(".state").text.strip() for row in rows].count("vlastní znění") == 1
    assert len(page.page.select("main .row form")) == 1


def test_the_manager_finds_letters_from_the_disputes(manager, client, cast):
    assert manager.read("disputes.browse").page.select_one("a[href='/dopisy/vzory/']")
    alena = client.as_(cast.alena).read("disputes.browse").page
    assert alena.select_one("a[href='/dopisy/informace']")
    assert not alena.select_one("a[href='/dopisy/vzory/']")


@pytest.mark.parametrize("kind", KINDS)
def test_each_wording_is_shown_beside_what_can_be_filled_in(manager, kind):
    page = manager.read("letters.correct", kind=kind)
    letter = next(each for each in LetterKind if each.slug == kind)
    assert page.page.select_one("[name=body]").text.strip() == wording.standard(letter).body
    shown = [code.text for code in page.page.select(".placeholders code")]
    assert shown == [f"{{{name}}}" for name in wording.names(letter).values()]
    assert (page.page.select_one("[name=title]") is None) is (kind == "dohoda")


def test_an_own_wording_is_kept_and_used(manager, stored):
    correct(manager, title="Přijďte", body="{oslovení}, dobrý den z {obec}.\n\n- bod")
    row = stored(select(LetterTemplate))[0]
    assert (row.kind, row.title, row.version) == (LetterKind.INVITATION_B, "Přijďte", 1)
    text = words(manager.read("letters.preview", kind="pozvanka").data)
    assert "Přijďte" in text
    assert "Dobrý den, vážená paní, dobrý den z Lhota.\nbod" in text


def test_a_second_correction_changes_the_same_wording(manager, stored):
    correct(manager, body="První.")
    correct(manager, body="Druhé.")
    assert [(row.body, row.version) for row in stored(select(LetterTemplate))] == [("Druhé.", 2)]


def test_who_is_slower_loses_nothing(manager, stored):
    url = manager.url("letters.correct", kind="pozvanka")
    seen = manager.fields(url)
    correct(manager, body="Rychlejší.")
    answer = manager.post(url, seen | {"body": "Pomalejší.", "id": ""})
    assert (answer.status_code, "Pomalejší." in answer.text) == (422, True)
    assert stored(select(LetterTemplate.body)) == ["Rychlejší."]


@pytest.mark.parametrize("typed", [t for t in TEMPLATES if set(t) & set("{}")] + ["{__class__}"])
def test_templates_of_other_languages_are_refused_with_the_text_kept(manager, stored, typed):
    answer = correct(manager, body=f"Dobrý den {typed}")
    assert answer.status_code == 422
    assert answer.page.select_one("#body-error")
    assert answer.page.select_one("[name=body]").text.strip() == f"Dobrý den {typed}"
    assert stored(select(LetterTemplate)) == []


@pytest.mark.parametrize("typed", ["{jméno}", "{termín}"])
def test_the_leaflet_fills_in_no_person(manager, typed):
    assert correct(manager, "letak", body=typed).status_code == 422


def test_a_fault_in_the_heading_stands_at_the_heading(manager):
    assert correct(manager, title="{nic}").page.select_one("#title-error")


@pytest.mark.parametrize("typed", ["", " ", "x" * (LONGEST_BODY + 1), "a\x07b"])
def test_a_text_that_cannot_be_is_refused(manager, stored, typed):
    assert correct(manager, body=typed).status_code == 422
    assert stored(select(LetterTemplate)) == []


SAFE = [text for text in TYPED if not set(text) & set("{}") and text.strip("\n\t \u00a0\u3000")]


def test_whatever_is_typed_stands_in_the_document_letter_for_letter(manager, make, cast, stored):
    for text in SAFE:
        assert correct(manager, body=f"začátek {text} konec").status_code == 200, text
        body = stored(select(LetterTemplate.body))[0]
        content = manager.read("letters.preview", kind="pozvanka").data
        told = words(content).replace("\u202f", " ")
        wanted = body.replace("\u00a0", " ").replace("\u202f", " ")
        assert "".join(wanted.split()) in "".join(told.split()), text


@pytest.mark.parametrize("field", ["title", "body"])
@pytest.mark.parametrize("typed", ["Zveme na MEDIACI", "Mediační dohoda", "podle č. 202/2012 Sb."])
def test_words_of_the_act_are_refused_at_the_field_and_kept_in_it(manager, stored, field, typed):
    """R-42: the town does not know yet who will lead the case."""
    answer = correct(manager, **{field: typed})
    assert answer.status_code == 422
    told = answer.page.select_one(f"#{field}-error").text
    assert "zapsaný mediátor" in told.replace("\u00a0", " ")
    assert "{způsob}" in told
    shown = answer.page.select_one(f"[name={field}]")
    assert (shown.get("value") or shown.text).strip() == typed
    assert stored(select(LetterTemplate)) == []


def test_an_agreement_says_what_it_is_by_who_has_led(manager, stored):
    """R-42: its heading cannot be typed at all, its text goes through the placeholders."""
    answer = correct(manager, "dohoda", body="Toto je mediační dohoda.")
    assert "{způsob} a {povaha}" in answer.words.replace("\u00a0", " ")
    assert correct(manager, "dohoda", body="{povaha} Říká se tomu {způsob}.").status_code == 200
    assert stored(select(LetterTemplate.kind)) == [LetterKind.AGREEMENT]


def test_a_leaflet_for_everybody_promises_no_mediator(manager, stored):
    """R-42: nobody knows who will lead, so no placeholder says it either."""
    told = correct(manager, "letak", body="Nabízíme mediaci.").page.select_one("#body-error").text
    assert "Leták je pro všechny" in told.replace("\u00a0", " ")
    assert "{" not in told
    assert stored(select(LetterTemplate)) == []


def test_a_heading_is_filled_in_like_the_text(manager):
    correct(manager, title="Zveme Vás na {způsob} do {obec}", body="Text.")
    text = words(manager.read("letters.preview", kind="pozvanka").data)
    assert "Zveme Vás na rozhovor se zprostředkováním do Lhota" in text
    correct(manager, "letak", title="Sousedé v {obec}", body="Text.")
    assert manager.read("letters.information").page.select_one("h1").text == "Sousedé v\u00a0Lhota"


def test_the_standard_wording_comes_back(manager, stored):
    correct(manager, body="Naše.")
    on = manager.url("letters.browse")
    url = manager.url("letters.restore", kind="pozvanka")
    answer = manager.post(url, manager.fields(on, url))
    assert stored(select(LetterTemplate)) == []
    assert "původní znění" in answer.words
    refused = manager.post(url, {"csrf_token": manager.token(on)})
    assert refused.status_code == 409


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("has_paper", [False, True])
def test_each_letter_has_a_preview_to_invented_people(manager, make, cast, kind, has_paper):
    if has_paper:
        a_letterhead(make, cast.manager)
    answer = manager.read("letters.preview", kind=kind)
    text = words(answer.data)
    assert f"filename=vzor-{kind}.docx" in answer.headers["Content-Disposition"]
    assert ("Jana Vzorová" in text) is (kind != "letak")
    assert "{" not in text
    assert (b"LHOTA" in everything(answer.data)) is has_paper


def upload(manager, content):
    """Send a file; the test client would leave a temporary file open behind a large one."""
    url = manager.url("letters.add_letterhead")
    fields = {**manager.fields(url), "file": FileStorage(BytesIO(content), "hlavička.docx")}
    body, _length, boundary = stream_encode_multipart(fields, use_tempfile=False)
    kind = f"multipart/form-data; boundary={boundary}"
    browser = manager.browser
    return Answer(browser.post(url, data=body.read(), content_type=kind, follow_redirects=True))


def test_a_document_of_the_town_becomes_its_paper(manager, stored):
    assert "obyčejný list" in manager.read("letters.letterhead").words.replace("\u00a0", " ")
    answer = upload(manager, a_document())
    assert "MĚSTO LHOTA" in answer.text
    assert "IČO 00000000" in answer.text
    assert "21,0 × 29,7 cm" in answer.words.replace("\u00a0", " ")
    assert len(stored(select(Letterhead))) == 1


def test_a_new_paper_takes_the_place_of_the_former(manager, stored):
    upload(manager, a_document())
    answer = upload(manager, a_document(header="OBEC NOVÁ"))
    assert "OBEC NOVÁ" in answer.text
    assert "MĚSTO LHOTA" not in answer.text
    assert len(stored(select(Letterhead))) == 1


def test_the_paper_is_given_back_clean(manager, make, cast):
    a_letterhead(make, cast.manager)
    content = manager.read("letters.download_letterhead").data
    assert Document(BytesIO(content)).sections[0].footer.paragraphs[0].text == "IČO 00000000"
    assert b"Josef" not in everything(content)


def test_the_paper_is_taken_away(manager, make, cast, stored):
    a_letterhead(make, cast.manager)
    on = manager.url("letters.letterhead")
    url = manager.url("letters.remove_letterhead")
    manager.post(url, manager.fields(on, url))
    assert stored(select(Letterhead)) == []
    assert manager.read("letters.download_letterhead").status_code == 404


def test_a_document_without_header_and_footer_is_pointed_out(manager):
    assert upload(manager, saved(Document())).page.select_one(".message.warning")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Vyberte"),
        (b"%PDF-1.7 x", "není dokument"),
        (a_document()[:-3000], "dokument"),
        (repacked(a_document(), lambda _n, p: p, word__vbaProject=b"x"), "makra"),
    ],
)
def test_a_bad_file_is_refused_at_the_field(manager, stored, content, told):
    answer = upload(manager, content)
    assert answer.status_code == 422
    assert told in answer.page.select_one("#file-error").text.replace("\u00a0", " ")
    assert stored(select(Letterhead)) == []


def test_a_file_that_is_too_big_is_not_even_read(manager):
    assert upload(manager, b"x" * (MOST_BYTES + 200_000)).status_code == 413
