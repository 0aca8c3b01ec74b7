"""A document of the town is opened as data: what acts or grows is refused, the rest is kept."""

import re
import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from app.kernel.errors import Refused
from app.letters.letterhead import cleaned, read
from app.letters.unpacking import MOST_UNPACKED
from tests.letters.rows import a_document, as_it_is, everything, repacked, saved

HEADER = "word/header1.xml"
TEMPLATE = RT.SETTINGS.replace("settings", "attachedTemplate")


def why(content):
    with pytest.raises(Refused) as refusal:
        cleaned(content)
    assert refusal.value.field == "file"
    return refusal.value.message


def with_header(change):
    """A document whose header was changed by python-docx."""
    document = Document(BytesIO(a_document()))
    change(document.sections[0].header)
    return saved(document)


def a_field(*pieces):
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    marks = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    whole = marks.format("begin") + runs + marks.format("end")
    return lambda header: header._element.append(parse_xml(f"<w:p {nsdecls('w')}>{whole}</w:p>"))


def test_header_footer_page_and_styles_stay_and_the_text_goes():
    content = cleaned(a_document())
    paper = read(content)
    assert (paper.header, paper.footer, paper.pictures) == (["MĚSTO LHOTA"], ["IČO 00000000"], 1)
    assert round(paper.width.cm, 1) == 21
    assert Document(BytesIO(content)).paragraphs == []
    assert "Heading 1" in [style.name for style in Document(BytesIO(content)).styles]
    for secret in ("Starý dopis", "Josef Tajný", "python-docx"):
        assert secret.encode() not in everything(content)


def test_the_parts_that_stay_are_those_a_letter_needs():
    with ZipFile(BytesIO(cleaned(a_document()))) as archive:
        names = {name for name in archive.namelist() if not name.endswith(".rels")}
    assert {re.sub(r"\d*\.\w+$", "", name) for name in names} == {
        *("[Content_Types]", "word/document", "word/styles", "word/settings", "word/numbering"),
        *("word/theme/theme", "word/header", "word/footer", "word/media/image"),
    }


def test_cleaning_a_clean_document_changes_nothing_of_it():
    once = cleaned(a_document())
    assert read(cleaned(once)) == read(once)


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"%PDF-1.7", b"x" * 5000, b"PK\x03\x04" + b"\0" * 99]
)
def test_what_is_no_document_is_refused(content):
    assert "Wordu" in why(content)


def test_an_old_or_locked_document_is_told_apart():
    assert ".docx bez hesla" in why(b"\xd0\xcf\x11\xe0" + b"\0" * 100).replace("\u00a0", " ")


@pytest.mark.parametrize("cut", [200, 2000, 10_000])
def test_a_cut_document_is_refused(cut):
    assert why(a_document()[:-cut])


def test_a_spreadsheet_is_refused():
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert "poškozený" in why(written.getvalue())


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = repacked(a_document(), as_it_is, word__media__big=b"\0" * (MOST_UNPACKED + 1))
    assert len(bomb) < 100_000
    assert "toho moc" in why(bomb).replace("\u00a0", " ")


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_further():
    """Reading stops at the size that an entry declares; the sum of those is bounded."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(b"<" + b"a" * 50_000_000) + packed.flush()
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("lie.xml", b"<" + b"a" * 9)
    content = written.getvalue()
    with ZipFile(BytesIO(content)) as archive:
        entry = archive.getinfo("lie.xml")
        start = entry.header_offset + 30 + len("lie.xml")
    lying = content[:start] + body + content[start + entry.compress_size :]
    old, new = (struct.pack("<L", size) for size in (entry.compress_size, len(body)))
    assert why(lying.replace(old, new))


def test_many_parts_are_refused():
    many = {f"word__x{n}.txt": b"x" for n in range(300)}
    assert "toho moc" in why(repacked(a_document(), as_it_is, **many)).replace("\u00a0", " ")


def test_much_xml_is_refused():
    much = {"word__x.xml": b"<a>" + b"<b/>" * 1_000_000 + b"</a>"}
    assert "toho moc" in why(repacked(a_document(), as_it_is, **much)).replace("\u00a0", " ")


def test_macros_are_refused_by_their_part_and_by_their_kind():
    assert "makra" in why(repacked(a_document(), as_it_is, **{"word__vbaProject.bin": b"x"}))

    def renamed(name, part):
        plain, macro = b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
        return part.replace(b"vnd.openxmlformats-officedocument." + plain, b"vnd." + macro)

    assert "makra" in why(repacked(a_document(), renamed))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", HEADER, "word/styles.xml"])
def test_definitions_of_entities_are_refused(part, encoding):
    doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

    def with_entity(name, old):
        if name != part:
            return old
        bare = old.decode().split("?>", 1)[1]
        return f"<?xml version='1.0' encoding='{encoding}'?>{doctype}{bare}".encode(encoding)

    told = why(repacked(a_document(), with_entity))
    assert "nepatří" in told
    assert "root:" not in told


def test_growing_entities_are_refused_whatever_the_part_is_called():
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{lines}]><x>&a8;</x>'.encode()
    assert "nepatří" in why(repacked(a_document(), as_it_is, **{"word__media__x.png": bomb}))


def test_an_attached_template_is_let_go():
    document = Document(BytesIO(a_document()))
    part = document.part.part_related_by(RT.SETTINGS)
    key = part.relate_to("file:///c:/sablony/tajna.dotm", TEMPLATE, is_external=True)
    template = parse_xml(f"<w:attachedTemplate {nsdecls('w', 'r')} r:id='{key}'/>")
    document.settings.element.insert(0, template)
    content = cleaned(saved(document))
    assert b"tajna.dotm" not in everything(content)
    assert b"attachedTemplate" not in everything(content)


def test_a_linked_picture_in_the_header_is_refused():
    def link(header):
        key = header.part.relate_to("http://zlo.example/x.png", RT.IMAGE, is_external=True)
        blip = next(header._element.iter("{*}blip"))
        blip.set(qn("r:link"), key)

    assert "odkaz na soubor" in why(with_header(link)).replace("\u00a0", " ")


def test_a_picture_linked_in_the_text_goes_with_the_text():
    document = Document(BytesIO(a_document()))
    document.part.relate_to("http://zlo.example/x.png", RT.IMAGE, is_external=True)
    assert b"zlo.example" not in everything(cleaned(saved(document)))


@pytest.mark.parametrize("target", ["file:///c:/x", r"\\server\x", "javascript:1", "ms-msdt:/x"])
def test_a_link_to_anything_but_the_web_is_refused(target):
    def link(header):
        key = header.part.relate_to(target, RT.HYPERLINK, is_external=True)
        header._element.append(
            parse_xml(f"<w:p {nsdecls('w', 'r')}><w:hyperlink r:id='{key}'/></w:p>")
        )

    assert "odkaz na soubor" in why(with_header(link)).replace("\u00a0", " ")


def test_an_ordinary_link_stays():
    def link(header):
        key = header.part.relate_to("https://lhota.example/", RT.HYPERLINK, is_external=True)
        header._element.append(
            parse_xml(f"<w:p {nsdecls('w', 'r')}><w:hyperlink r:id='{key}'/></w:p>")
        )

    assert b"https://lhota.example/" in everything(cleaned(with_header(link)))


def test_an_embedded_object_is_refused():
    def embed(header):
        key = header.part.relate_to("file:///x.xls", RT.OLE_OBJECT, is_external=True)
        header._element.append(
            parse_xml(f"<w:p {nsdecls('w', 'r')}><w:r><w:object r:id='{key}'/></w:r></w:p>")
        )

    assert "objekt" in why(with_header(embed))


def test_addresses_in_old_drawings_are_let_go():
    def draw(header):
        vml = "urn:schemas-microsoft-com:vml"
        shape = f"<w:p {nsdecls('w')}><w:r><w:pict><v:imagedata xmlns:v='{vml}' src='http://zlo.example/a'/></w:pict></w:r></w:p>"
        header._element.append(parse_xml(shape))

    assert b"zlo.example" not in everything(cleaned(with_header(draw)))


@pytest.mark.parametrize(
    "pieces",
    [
        ("DDEAUTO c:\\\\x",),
        ("DDE", "AUTO x"),
        (' INCLUDEPICTURE "http://zlo.example" ',),
        ("includetext x",),
        ("MACROBUTTON x",),
    ],
)
def test_a_field_that_fetches_or_runs_is_refused_also_in_pieces(pieces):
    assert "pole" in why(with_header(a_field(*pieces)))


def test_the_number_of_the_page_stays():
    assert b"PAGES " in everything(cleaned(with_header(a_field(" NUM", "PAGES "))))


def test_a_document_with_nothing_to_take_over_is_told():
    assert read(cleaned(saved(Document()))).is_bare
    assert not read(cleaned(a_document())).is_bare
