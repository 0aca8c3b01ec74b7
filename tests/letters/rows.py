"""Agreements, wordings and papers for tests, and reading of documents."""

from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.shared import Cm

from app.accounts.models import Membership
from app.agreements.models import Agreement, AgreementPoint
from app.disputes.domain import AgreementForm, LeadKind, Side
from app.disputes.models import DisputeCase
from app.kernel import clock
from app.kernel.db import uuid7
from app.kernel.i18n import NBSP
from app.letters.domain import LetterKind
from app.letters.letterhead import cleaned
from app.letters.models import Letterhead, LetterTemplate
from tests.make import Make
from tests.pictures import encoded, lamp


def a_document(header: str = "MĚSTO LHOTA", footer: str = "IČO 00000000", text: str = "") -> bytes:
    """A town's own document with a picture and a link, as Word saves it."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].add_run(header)
    section.header.add_paragraph().add_run().add_picture(BytesIO(encoded(lamp((8, 8)))))
    section.footer.paragraphs[0].add_run(footer)
    section.footer.part.relate_to("https://lhota.example", RT.HYPERLINK, is_external=True)
    document.add_paragraph(text or "Starý dopis, který nezůstane.")
    document.core_properties.author = "Josef Tajný"
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a document."""
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def repacked(content: bytes, change: Any, **added: bytes) -> bytes:
    """The same archive, each part through `change(name, bytes)`, with parts of these names more."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in added.items():
            new.writestr(name.replace("__", "/"), part)
    return written.getvalue()


def as_it_is(_name: str, part: bytes) -> bytes:
    """No change."""
    return part


def a_letterhead(make: Make, person: Membership, **texts: str) -> Letterhead:
    """The town's paper, cleaned."""
    content = cleaned(a_document(**texts))
    own = {"id": uuid7(), "municipality_id": person.municipality_id}
    told = {"added_at": clock.now(), "added_by": person.id, "size": len(content)}
    return make.saved(Letterhead(**own, **told, content=content))


def a_wording(make: Make, town: Any, kind: LetterKind, body: str, title: str = "Nadpis") -> Any:
    """A letter as the town words it."""
    own = {"id": uuid7(), "municipality_id": town.id}
    return make.saved(LetterTemplate(**own, kind=kind, title=title, body=body))


def an_agreement(make: Make, case: DisputeCase, *points: str, **values: Any) -> Agreement:
    """An agreement of yesterday with these points of both sides."""
    facts = {
        "agreed_on": clock.today() - timedelta(days=1),
        "form": AgreementForm.WRITTEN,
        "led_as": case.lead_kind or LeadKind.TOWN_EMPLOYEE,
        "led_by": case.lead_id,
    }
    own = {"id": uuid7(), "municipality_id": case.municipality_id}
    agreement = make.saved(Agreement(**own, case_id=case.id, **{**facts, **values}))
    for position, what in enumerate(points):
        about = {"agreement_id": agreement.id, "position": position, "who": {Side.A, Side.B}}
        point = AgreementPoint(id=uuid7(), municipality_id=case.municipality_id, **about)
        point.until = clock.today() if position else None
        with make.app.app_context():
            point.put(what)
        make.saved(point)
    return agreement


def for_world(make: Make, me: Membership, cases: Any, mark: str) -> dict[str, Any]:
    """A paper, an own wording and an agreement, with the mark in all of them."""
    town = SimpleNamespace(id=me.municipality_id)
    case = SimpleNamespace(
        id=cases["case_id"],
        municipality_id=town.id,
        lead_kind=LeadKind.TOWN_EMPLOYEE,
        lead_id=me.id,
    )
    a_letterhead(make, me, header=f"{mark} hlavička", footer=f"{mark} pata")
    a_wording(make, town, LetterKind.MEETING, f"{mark} znění", f"{mark} nadpis")
    a_wording(make, town, LetterKind.LEAFLET, f"{mark} leták", f"{mark} leták")
    agreement = an_agreement(make, case, f"{mark} bod")
    return {"kind": LetterKind.MEETING.slug, "agreement_id": agreement.id}


def texts(content: bytes) -> list[str]:
    """The paragraphs of a document, those in tables too, with ordinary spaces."""
    document = Document(BytesIO(content))
    own = [each.text for each in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [text.replace(NBSP, " ") for text in (*own, *cells)]


def words(content: bytes) -> str:
    """All of the text in one piece."""
    return "\n".join(texts(content))


def everything(content: bytes) -> bytes:
    """All parts of the archive, unpacked."""
    with ZipFile(BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())
