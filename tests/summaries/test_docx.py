"""The summary for Word, read back with python-docx: real styles, contents, the town's paper."""

import io

import docx as python_docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor

from app.summaries import docx
from tests.naughty import TYPED, UNTYPEABLE
from tests.summaries import readers, samples


def opened(content):
    return python_docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def document():
    return opened(docx.write(samples.told()))


def texts(document, style):
    return [each.text for each in document.paragraphs if each.style.name == style]


def test_headings_are_headings(document):
    headings = [text.replace("\xa0", " ") for text in texts(document, "Heading 1")]
    assert headings[:3] == ["T0  Hlavička", "T1  Výkon služby", "T2  Události podle druhu"]
    assert headings[-3:-1] == ["T14  Komentář", "T15  Kvalita dat"]
    assert texts(document, "Title") == ["Čtvrtletní souhrn"]
    assert texts(document, "Heading 2") == ["Bezpečnostní situace", "Priority"]


def test_the_contents_are_filled_in_and_lead_to_the_headings(document):
    body = document.element.body
    style = document.styles["toc 1"].style_id
    entries = [p for p in body.iter(qn("w:p")) if p.style == style]
    names = ["".join(t.text for t in p.iter(qn("w:t"))) for p in entries]
    headings = texts(document, "Heading 1")
    assert [name.rstrip("0123456789") for name in names] == headings
    pages = [int(name.removeprefix(text)) for name, text in zip(names, headings, strict=True)]
    assert pages == sorted(pages)
    assert pages[0] == 2
    anchors = [p.find(qn("w:hyperlink")).get(qn("w:anchor")) for p in entries]
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert anchors == marks
    fields = [each.text for each in body.iter(qn("w:instrText"))]
    assert fields == ['TOC \\o "1-1" \\h \\z \\u']


def test_every_table_has_a_head_that_is_repeated_and_rows_that_are_not_torn(document):
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *others))
        assert table.style.name == "Tabulka souhrnu"


def test_numbers_stand_on_the_right_and_names_on_the_left(document):
    row = _row_of(document, "hluk")
    sides = [cell.paragraphs[0]._p.pPr.find(qn("w:jc")) for cell in row.cells]
    assert sides[0] is None
    assert {side.get(qn("w:val")) for side in sides[1:]} == {"right"}


def test_categories_and_sums_are_strong(document):
    strong = {
        name: _row_of(document, name).cells[1].paragraphs[0].runs[0].style.name
        for name in ("Pořádek", "hluk", "Celkem")
    }
    assert strong == {"Pořádek": "Strong", "hluk": "Default Paragraph Font", "Celkem": "Strong"}


def _row_of(document, label):
    table = document.tables[-len(samples.summary().tables) + 2]
    return next(row for row in table.rows if row.cells[0].text == label)


def test_wide_tables_lie_and_the_others_stand(document):
    lying = [section.orientation == WD_ORIENT.LANDSCAPE for section in document.sections]
    assert lying == [False, True, False]
    assert all(
        (section.page_width > section.page_height) == lies
        for section, lies in zip(document.sections, lying, strict=True)
    )


def test_each_table_says_what_it_counts_of_when_it_is_and_what_is_left_out(document):
    notes = texts(document, "Poznámka pod tabulkou")
    definitions = [note for note in notes if note.startswith("Definice: ")]
    others = [note.replace("\xa0", " ") for note in notes if note.startswith("Období: ")]
    assert len(definitions) == len(others) == len(samples.summary().tables)
    assert set(others) == {
        "Období: 1. 10. 2025 – 31. 12. 2025; verze: 2, interní, koncept; "
        "datum dat: 5. 1. 2026 10:12; nezapočítáno: 3 události k doplnění."
    }


def test_drawings_tell_their_numbers_and_have_captions(document):
    told = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert len(told) == 5
    assert "Pořádek: 4. čtvrtletí 2025 25, Minulé čtvrtletí 20." in told[0]
    captions = [each for each in document.paragraphs if each.style.name == "Caption"]
    assert len(captions) == 5
    assert "Graf" in captions[0].text
    assert captions[0]._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "SEQ Graf \\* ARABIC"


def test_the_town_and_the_number_of_the_page_stand_on_every_sheet(document):
    for section in document.sections:
        assert section.header.paragraphs[0].text.startswith("Lhota\t")
        fields = [
            each.get(qn("w:instr")) for each in section.footer._element.iter(qn("w:fldSimple"))
        ]
        assert fields == ["PAGE", "NUMPAGES"]


def test_the_document_speaks_czech_and_names_the_town_only(document):
    told = document.core_properties
    assert (told.language, told.author, told.last_modified_by) == ("cs-CZ", "Lhota", "")
    assert told.title == "Čtvrtletní souhrn – Lhota – 4. čtvrtletí 2025"
    language = document.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert language.get(qn("w:val")) == "cs-CZ"


def test_short_words_do_not_stand_at_the_end_of_a_line(document):
    notes = " ".join(texts(document, "Poznámka pod tabulkou"))
    assert " a\xa0" in notes
    assert " a " not in notes


@pytest.fixture
def letterhead():
    """A town's paper: its own header, footer, colours and margins."""
    paper = python_docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(3)
    section.header.paragraphs[0].text = "Město Lhota, odbor prevence"
    section.footer.paragraphs[0].text = "Náměstí 1, Lhota"
    paper.styles["Heading 1"].font.color.rgb = RGBColor(0x99, 0, 0)
    paper.add_paragraph("Tento text na papír nepatří.")
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def test_the_town_puts_its_own_paper_around_it(letterhead):
    summary = samples.told()
    content = docx.write(summary, letterhead)
    document = opened(content)
    assert round(document.sections[0].left_margin.cm, 1) == 3.0
    for section in document.sections:
        assert section.header.paragraphs[0].text == "Město Lhota, odbor prevence"
        assert section.footer.paragraphs[0].text == "Náměstí 1, Lhota"
        assert docx.worddoc.has_page_numbers(section)
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(0x99, 0, 0)
    assert "Tento text na papír nepatří." not in [each.text for each in document.paragraphs]
    found = readers.in_docx(content, summary)
    assert found == {table.key: readers.printed(table) for table in summary.tables}


def test_paper_that_counts_its_pages_is_left_as_it_is(letterhead):
    paper = opened(letterhead)
    docx.worddoc.number(paper.sections[0].footer.paragraphs[0], ["list ", " z ", ""])
    written = io.BytesIO()
    paper.save(written)
    document = opened(docx.write(samples.summary(), written.getvalue()))
    assert len(document.sections[0].footer.paragraphs) == 1


def test_names_are_kept_letter_for_letter():
    summary = samples.named([*TYPED, *UNTYPEABLE])
    found = readers.in_docx(docx.write(summary), summary)
    (table,) = summary.tables
    wanted = [docx.worddoc.legal(row[0]).replace("\r\n", "\n") for row in readers.printed(table)]
    assert [row[0] for row in found[table.key]] == wanted
