"""A letter is one sheet of paper, whoever leads the case."""

from functools import cache
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Pt
from PIL import ImageFont

from app.config import ROOT
from app.disputes.domain import LeadKind, Outcome, Side, Stage
from app.kernel import clock
from app.kernel.db import uuid7
from app.letters.domain import TO_PARTIES, LetterKind
from app.rooms.models import Booking
from tests.disputes.rows import a_case, a_consent, a_party, a_step, an_opening, in_talks
from tests.letters.rows import a_wording

# Lines are broken as LibreOffice breaks them in DejaVu Sans, which it takes where Arial is missing:
# a sixth wider than the typeface measured here, and its lines are as high as this.
WIDER, LINE = 1.17, 1.164
BULLET = 18


@cache
def typeface(is_bold):
    name = "Roboto-Bold" if is_bold else "Roboto-Regular"
    return ImageFont.truetype(ROOT / "app" / "fonts" / f"{name}.ttf", 1000)


def width(text, style):
    return typeface(bool(style.font.bold)).getlength(text) / 1000 * style.font.size.pt * WIDER


def lines(text, style, room):
    """How many lines a text takes."""
    count = 0
    for line in text.replace("\t", " ").split("\n"):
        count, filled = count + 1, 0.0
        for word in line.split(" "):
            wide = width(word, style)
            gap = width(" ", style) if filled else 0.0
            if filled and filled + gap + wide > room:
                count, filled = count + 1, wide
            else:
                filled += gap + wide
    return count


def height(paragraph, room):
    """Of its lines only; the space around is told by its format."""
    style, form = paragraph.style, paragraph.paragraph_format
    indent = form.left_indent.pt if form.left_indent else 0
    indent = BULLET if style.name == "List Bullet" else indent
    count = lines(paragraph.text, style, room - indent)
    return count * style.font.size.pt * style.paragraph_format.line_spacing * LINE


def overflow(content):
    """How many points of a letter lie under its first page; below zero is the room that is left."""
    document = Document(BytesIO(content))
    page = document.sections[0]
    room = (page.page_width - page.left_margin - page.right_margin) / Pt(1)
    used = after = 0.0
    for paragraph in document.paragraphs:
        form = paragraph.paragraph_format
        used += max(form.space_before.pt - after, 0) + height(paragraph, room)
        after = form.space_after.pt
        used += after
    return used - (page.page_height - page.top_margin - page.bottom_margin) / Pt(1)


def booked(make, cast, case):
    room = make.place(cast.town, name="Klidná místnost, Dolní 5", is_dispute_room=True)
    own = {"id": uuid7(), "municipality_id": case.municipality_id, "room_id": room.id}
    begin, end = (clock.utc(clock.today(), clock.now().time().replace(hour=h)) for h in (20, 21))
    make.saved(Booking(**own, case_id=case.id, starts_at=begin, ends_at=end))


def case_for(make, cast, kind, lead_kind):
    """A case in which this letter may go to B, led by somebody as this."""
    lead = cast.mediator if lead_kind is LeadKind.REGISTERED_MEDIATOR else cast.hana
    told = {"lead_kind": lead_kind, "reviewer_id": cast.eva.id}
    if kind is LetterKind.MEETING:
        return lead, in_talks(make, cast.town, lead, **told)
    if kind is LetterKind.CLOSING:
        lead = cast.hana
        over = {"outcome": Outcome.WRITTEN_AGREEMENT, "closed_on": clock.today()}
        told |= {"stage": Stage.CLOSED, "led_by": lead.id, **over}
    else:
        told |= {"stage": Stage.CONTACT_A, "screened_on": clock.today()}
    case = a_case(make, cast.town, lead, **told)
    a_step(make, case, sides={Side.A, Side.B})
    a_consent(make, case)
    return lead, case


def letter(client, make, cast, kind, lead_kind):
    lead, case = case_for(make, cast, kind, lead_kind)
    if kind is LetterKind.MEETING:
        booked(make, cast, case)
    address = "Dlouhá ulice 1234\nByt 12\n350 00 Lhota u Vzorova"
    party = a_party(make, case, Side.B, name="Anežka Přepychová Sousedská", address=address)
    an_opening(make, case, lead)
    return client.as_(lead).read("letters.write", party_id=party.id, kind=kind.slug)


@pytest.mark.parametrize("lead_kind", LeadKind)
@pytest.mark.parametrize("kind", TO_PARTIES)
def test_a_letter_in_the_standard_wording_fits_one_page(client, make, cast, kind, lead_kind):
    answer = letter(client, make, cast, kind, lead_kind)
    assert answer.status_code == 200
    assert overflow(answer.data) <= 0


def test_the_leaflet_fits_one_page(client, cast):
    assert overflow(client.as_(cast.hana).read("letters.leaflet").data) <= 0


def test_a_letter_that_does_not_fit_would_be_found(client, make, cast):
    a_wording(make, cast.town, LetterKind.CLOSING, "\n\n".join(["Řádek."] * 60))
    answer = letter(client, make, cast, LetterKind.CLOSING, LeadKind.TOWN_EMPLOYEE)
    assert overflow(answer.data) > 0
