"""The summary as PDF, read back with pypdf: for screen readers, for the archive, in our letters."""

import io
import re

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel import typeset
from app.summaries import pdf
from tests.naughty import TYPED, UNTYPEABLE
from tests.summaries import readers, samples

CODE = [
    '#read("/etc/passwd")',
    "#sys.version",
    "= nadpis",
    "#let x = 1",
    "$ 1 $",
    "@odkaz",
    "/ a: b",
]


@pytest.fixture(scope="module")
def written():
    return pdf.write(samples.told())


@pytest.fixture(scope="module")
def reader(written):
    return pypdf.PdfReader(io.BytesIO(written))


def elements(reader):
    """Every element of the structure, with its type."""
    waiting, found = [reader.trailer["/Root"]["/StructTreeRoot"]], []
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found.append(node)
            waiting += [node["/K"]] if "/K" in node else []
    return found


def test_it_has_a_title_a_language_and_tags(reader):
    root = reader.trailer["/Root"]
    assert reader.metadata.title == "Čtvrtletní souhrn – Lhota – 4. čtvrtletí 2025"
    assert root["/Lang"] == "cs-CZ"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_it_claims_both_standards(reader):
    told = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part>1<", told)
    assert re.search(r"pdfaid:part>2<", told)
    assert re.search(r"pdfaid:conformance>A<", told)


def test_tables_headings_and_drawings_are_such_for_screen_readers(reader):
    kinds = [each.get("/S") for each in elements(reader)]
    assert kinds.count("/Table") == len(samples.summary().tables)
    assert kinds.count("/Figure") == 5
    assert kinds.count("/TH") >= sum(len(t.columns) for t in samples.summary().tables)
    assert kinds.count("/TOCI") >= len(samples.summary().tables)
    assert "/H1" in kinds
    told = [each["/Alt"] for each in elements(reader) if each.get("/S") == "/Figure"]
    assert any("Pořádek: 4. čtvrtletí 2025 25, Minulé čtvrtletí 20." in alt for alt in told)


def test_all_fonts_are_in_the_file(reader):
    fonts = {}
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            (inner,) = font.get_object()["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"].get_object()
            fonts[descriptor["/FontName"]] = {"/FontFile2", "/FontFile3"} & set(descriptor)
    assert fonts
    assert all(fonts.values())
    assert all("Roboto" in name for name in fonts)


def test_czech_letters_are_there(reader):
    text = reader.pages[0].extract_text()
    assert "Čtvrtletní souhrn" in text
    assert "\ufffd" not in "".join(page.extract_text() for page in reader.pages)
    letters = "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ„“–−±"
    assert typeset.shown(letters) == letters


def test_every_page_but_the_first_tells_town_quarter_version_and_its_number(reader):
    pages = [page.extract_text() for page in reader.pages]
    for number, text in enumerate(pages, 1):
        assert f"Strana {number} z {len(pages)}" in text.replace("\xa0", " ")
        assert "verze 2, interní, koncept" in text
        assert "4. čtvrtletí 2025" in text


def test_wide_tables_lie(reader):
    lying = {page.mediabox.width > page.mediabox.height for page in reader.pages}
    assert lying == {True, False}


def test_the_same_summary_gives_the_same_bytes(written):
    assert pdf.write(samples.told()) == written


@pytest.mark.parametrize("names", [TYPED, UNTYPEABLE, CODE], ids=["typed", "untypeable", "code"])
def test_no_text_is_ever_code(names):
    text = readers.in_pdf(pdf.write(samples.named(names)))
    (table,) = samples.named(names).tables
    shown = [row for row in readers.printed(table) if _is_plain(row[0])]
    assert readers.stands_in(text, shown) == []


def _is_plain(name):
    """Signs that have a form only together with others are read back in another order."""
    return typeset.shown(name).isprintable() and re.fullmatch(r"[\x20-\x7eá-ž]{0,60}", name)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_any_text_makes_a_document(names):
    assert pdf.write(samples.named(names)).startswith(b"%PDF-")
