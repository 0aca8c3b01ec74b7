"""Letters of a case: who gets which, what stands in them, and that names stand nowhere else."""

from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.disputes.domain import LeadKind, LegalStatus, Outcome, Side, Stage
from app.disputes.models import DisputeCase
from app.kernel import clock
from app.kernel.db import uuid7
from app.letters.domain import LetterKind
from app.rooms.models import Booking
from tests.counting import statements
from tests.disputes.rows import a_case, a_check, a_consent, a_party, a_step, an_opening, in_talks
from tests.letters.rows import a_letterhead, a_wording, an_agreement, everything, texts, words
from tests.make import Make
from tests.naughty import TYPED

SECRET = "ZNAMENIJMENA"


def screened(make, cast, lead=None, **values):
    """A case in which A has agreed, so that B may be addressed."""
    told = {"screened_on": clock.today(), "stage": Stage.CONTACT_A, **values}
    case = a_case(make, cast.town, lead or cast.hana, **told)
    a_step(make, case)
    a_consent(make, case)
    return case


def written(client, person, party, kind="pozvanka"):
    """What the person gets who has said why the contacts are opened."""
    an_opening(Make(client.app), party, person)
    return client.as_(person).read("letters.write", party_id=party.id, kind=kind)


def test_before_a_has_agreed_nothing_goes_to_b(client, make, cast):
    """R-40."""
    party = a_party(make, cast.case, Side.B, name=SECRET)
    hana = client.as_(cast.hana)
    page = hana.read("letters.choose", cast.case)
    assert page.page.select("a[href*='/dopisy/strana/']") == []
    assert "strana A souhlasila" in page.words
    for kind in ("pozvanka", "setkani", "ukonceni"):
        answer = written(client, cast.hana, party, kind)
        assert (answer.status_code, SECRET in answer.text) == (409, False)


def test_the_page_of_letters_names_nobody(client, make, cast):
    a_party(make, cast.case, Side.A, name=SECRET, address=SECRET)
    page = client.as_(cast.hana).read("letters.choose", cast.case)
    assert SECRET not in page.text
    assert "Paní A" in page.words.replace("\u00a0", " ")


def test_an_invitation_has_its_address_its_number_and_who_leads(client, make, cast):
    case = screened(make, cast)
    party = a_party(make, case, Side.B, name="Jan Květ", address="Dlouhá 3\n350 00 Lhota")
    answer = written(client, cast.hana, party)
    assert "filename=pozvanka.docx" in answer.headers["Content-Disposition"]
    lines = texts(answer.data)
    assert lines[:3] == ["Jan Květ", "Dlouhá 3", "350 00 Lhota"]
    assert lines[3] == f"Naše značka: {case.number}\tLhota 23. listopadu 2026"
    assert "Pozvání k rozhovoru" in lines
    assert "Dobrý den, vážená paní," in lines
    assert "Hana Tichá" in lines
    assert "hluk" not in words(answer.data).lower()


def test_documents_have_real_styles_a_language_and_tell_nothing_of_themselves(client, make, cast):
    party = a_party(make, screened(make, cast), Side.B, name=SECRET)
    content = written(client, cast.hana, party).data
    document = Document(BytesIO(content))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert styles >= {"Title", "Heading 1", "List Bullet", "Normal", "Signature"}
    assert b'w:lang w:val="cs-CZ"' in everything(content)
    told = document.core_properties
    assert (told.title, told.author, told.last_modified_by) == (
        "Pozvání strany B k\u00a0rozhovoru",
        "",
        "",
    )
    assert round(document.sections[0].page_height.cm, 1) == 29.7
    assert words(content).count(SECRET) == everything(content).count(SECRET.encode()) == 1


@pytest.mark.parametrize("kind", LeadKind)
def test_the_words_of_the_act_belong_to_registered_mediators(client, make, cast, kind):
    """R-42."""
    person = cast.mediator if kind is LeadKind.REGISTERED_MEDIATOR else cast.hana
    case = screened(make, cast, person, lead_kind=kind)
    text = words(written(client, person, a_party(make, case, Side.B)).data)
    is_mediated = kind is LeadKind.REGISTERED_MEDIATOR
    assert ("Říká se tomu mediace." in text) is is_mediated
    assert ("rozhovor se zprostředkováním" in text) is not is_mediated
    assert ("mediac" in text.lower()) is is_mediated


@pytest.mark.parametrize("body", ["", "{nestrannost}"])
@pytest.mark.parametrize("kind", LeadKind)
def test_impartiality_is_told_exactly_when_an_officer_leads(client, make, cast, kind, body):
    """R-44: also when the town's wording has left the sentence out."""
    a_wording(make, cast.town, LetterKind.INVITATION_B, f"Text. {body}".strip())
    case = screened(make, cast, lead_kind=kind)
    text = words(written(client, cast.hana, a_party(make, case, Side.B)).data)
    assert ("nestraní nikomu" in text) is (kind is LeadKind.MP_OFFICER)


def test_an_invitation_to_a_meeting_says_when_and_where(client, make, cast):
    case = in_talks(make, cast.town, cast.hana)
    party = a_party(make, case, Side.B, name="Jan Květ")
    assert "……" in words(written(client, cast.hana, party, "setkani").data)
    told = {"public_name": "Klidná místnost", "address": "Nádražní 12, Lhota"}
    room = make.place(cast.town, name="Místnost pro spory", is_dispute_room=True, **told)
    own = {"id": uuid7(), "municipality_id": cast.town.id, "room_id": room.id, "case_id": case.id}
    begin, end = (clock.utc(clock.today(), clock.now().time().replace(hour=h)) for h in (20, 21))
    make.saved(Booking(**own, starts_at=begin, ends_at=end))
    text = words(written(client, cast.hana, party, "setkani").data)
    assert (
        "pondělí 23. listopadu 2026 od 20:32 do 21:32\nKlidná místnost, Nádražní 12, Lhota" in text
    )
    assert "Místnost pro spory" not in text
    assert "20:32" in client.as_(cast.hana).read("letters.choose", case).words


def closed(make, cast, outcome, **values):
    told = {"stage": Stage.CLOSED, "outcome": outcome, "closed_on": clock.today()}
    case = a_case(make, cast.town, cast.hana, **told, **values)
    a_step(make, case, sides={Side.A, Side.B})
    return case


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.UNSUITABLE])
def test_the_letter_at_the_end_says_that_and_how_it_ended(client, make, cast, outcome):
    party = a_party(make, closed(make, cast, outcome), Side.B)
    answer = written(client, cast.hana, party, "ukonceni")
    assert "filename=dopis.docx" in answer.headers["Content-Disposition"]
    text = words(answer.data)
    assert "smažeme do 6 měsíců" in text
    assert "odmítl" not in text
    assert ("dohod" in text.lower()) is (
        outcome in {"written_agreement", "oral_agreement", "partial", "calmed", "no_agreement"}
    )


def test_a_letter_after_the_end_never_calls_somebody_a_mediator_who_is_none(client, make, cast):
    """R-42: the mediator led it; who took it over closed writes the letter."""
    told = {"stage": Stage.CLOSED, "outcome": Outcome.ORAL_AGREEMENT, "closed_on": clock.today()}
    led = {"lead_kind": LeadKind.REGISTERED_MEDIATOR, "led_by": cast.mediator.id}
    case = a_case(make, cast.town, cast.hana, **told, **led)
    a_step(make, case, sides={Side.A, Side.B})
    text = texts(written(client, cast.hana, a_party(make, case, Side.B), "ukonceni").data)
    signed = text[text.index("Hana Tichá") + 1]
    assert signed == "stará se o ukončený případ"


def test_nobody_is_thanked_for_an_agreement_that_did_not_hold(client, make, cast):
    """Story 4: broken after a month; the letter asks nobody how it holds."""
    for result, due in (("broken", None), (None, clock.today())):
        case = closed(make, cast, Outcome.ORAL_AGREEMENT)
        a_check(make, case, result=result, done_on=clock.today() if result else None)
        text = words(written(client, cast.hana, a_party(make, case, Side.B), "ukonceni").data)
        assert ("nakonec nevydržela" in text) is (due is None)
        assert ("Děkujeme za ni" in text) is (due is not None)
        assert ("zeptáme 23. 11. 2026." in text) is (due is not None)


def test_who_is_in_danger_gets_no_letter(client, make, cast):
    case = closed(make, cast, Outcome.UNSUITABLE, flags={"domestic_violence"})
    answer = written(client, cast.hana, a_party(make, case), "ukonceni")
    assert (answer.status_code, "osobně" in answer.words) == (409, True)


@pytest.mark.parametrize("who", ["eva", "manager", "mentor", "mediator", "alena", "head"])
def test_only_the_lead_gets_a_letter_and_nobody_else_a_byte_of_a_name(client, make, cast, who):
    case = in_talks(make, cast.town, cast.hana)
    party = a_party(make, case, Side.B, name=SECRET, address=SECRET)
    agreement = an_agreement(make, case, SECRET)
    person = client.as_(getattr(cast, who))
    for answer in (
        person.read("letters.write", party_id=party.id, kind="setkani"),
        person.read("letters.agreement", agreement),
        person.read("letters.choose", case),
    ):
        assert answer.status_code == 403
        assert SECRET.encode() not in answer.data + str(answer.headers).encode()


def test_an_unknown_letter_does_not_exist(client, make, cast):
    party = a_party(make, screened(make, cast), Side.B)
    assert written(client, cast.hana, party, "nesmysl").status_code == 404


def test_a_letter_and_a_sheet_are_looks_that_stand_in_the_trail(client, make, cast, stored):
    case = screened(make, cast)
    party, agreement = a_party(make, case, Side.B), an_agreement(make, case, "Klid.")
    written(client, cast.hana, party)
    client.as_(cast.hana).read("letters.agreement", agreement)
    looks = stored(select(AuditEntry).where(AuditEntry.kind == "read"))
    assert {(e.use_case, e.entity_id) for e in looks} == {
        ("look letters.write", party.id),
        ("look letters.agreement", agreement.id),
    }


def test_no_file_with_names_is_made_without_a_reason(client, make, cast, stored):
    case = in_talks(make, cast.town, cast.hana)
    party, agreement = a_party(make, case, Side.B, name=SECRET), an_agreement(make, case, SECRET)
    hana = client.as_(cast.hana)
    for answer in (
        hana.read("letters.write", party_id=party.id, kind="setkani"),
        hana.read("letters.agreement", agreement),
    ):
        assert answer.headers["Location"] == hana.url("parties.show", case)
        assert SECRET not in answer.text
    assert stored(select(AuditEntry).where(AuditEntry.kind == "read")) == []
    opened = hana.submit("parties.show", case, reason="letter").page
    assert opened.select(f"a[href='{hana.url('letters.choose', case)}']")
    assert hana.read("letters.agreement", agreement).status_code == 200


def test_who_led_the_talks_signs_whoever_cares_for_the_case_since(client, make, cast):
    """R-42: nobody becomes a registered mediator by taking a closed case over."""
    led = {"lead_kind": LeadKind.REGISTERED_MEDIATOR, "stage": Stage.CLOSED}
    over = {"outcome": Outcome.WRITTEN_AGREEMENT, "closed_on": clock.today()}
    case = in_talks(make, cast.town, cast.mediator, **led, **over)
    agreement = an_agreement(make, case, "Klid.")
    client.as_(cast.hana).submit("disputes.assign", case, lead_id=cast.hana.id)
    an_opening(make, case, cast.hana)
    text = words(client.as_(cast.hana).read("letters.agreement", agreement).data)
    assert cast.mediator.display_name in text
    assert cast.hana.display_name not in text


def test_names_come_out_letter_for_letter(client, make, cast):
    case = screened(make, cast)
    for name in TYPED[::3]:
        party = a_party(make, case, Side.C, name=name.strip() or "x")
        answer = written(client, cast.hana, party)
        assert answer.status_code == 200
        first = Document(BytesIO(answer.data)).paragraphs[0].text
        assert first == (name.strip() or "x").replace("\r\n", "\n")


def sheet(client, make, cast, **values):
    case = in_talks(make, cast.town, values.pop("lead", cast.hana), **values)
    a_party(make, case, Side.A, name="Marie Květová", address="Dlouhá 3")
    a_party(make, case, Side.B, name="Jan Lípa")
    agreement = an_agreement(make, case, "Po 22. hodině je klid.", "Kola jsou v kočárkárně.")
    lead = next(p for p in (cast.hana, cast.mediator) if p.id == case.lead_id)
    an_opening(make, agreement, lead)
    return case, client.as_(lead).read("letters.agreement", agreement)


def test_the_sheet_of_an_agreement_has_all_of_it(client, make, cast):
    case, answer = sheet(client, make, cast)
    assert f"filename=dohoda-{case.number}.docx" in answer.headers["Content-Disposition"]
    text = words(answer.data)
    assert text.startswith("Dohoda sousedů\n")
    for part in (
        "Strana A: Marie Květová, Dlouhá 3",
        "Strana B: Jan Lípa",
        "Strana A a strana B",
        "Po 22. hodině je klid.",
        "stále",
        "23. 11. 2026",
        "22. 12. 2026 a 20. 2. 2027",
        "Není to rozhodnutí soudu",
        "Strana A · datum a podpis",
        "vede rozhovory · datum a podpis",
    ):
        assert part in text, part
    head = Document(BytesIO(answer.data)).tables[0].rows[0]
    assert [cell.text for cell in head.cells] == ["Kdo", "Co", "Do kdy"]
    assert b"w:tblHeader" in everything(answer.data)


def test_a_mediated_agreement_is_called_so_and_no_other(client, make, cast):
    """R-42."""
    led = {"lead_kind": LeadKind.REGISTERED_MEDIATOR, "lead": cast.mediator}
    text = words(sheet(client, make, cast, **led)[1].data)
    assert text.startswith("Mediační dohoda\n")
    assert "202/2012" in text
    assert "mediac" not in words(sheet(client, make, cast)[1].data).lower()


@pytest.mark.parametrize("status", LegalStatus)
@pytest.mark.parametrize("own", [None, "Naše znění."])
def test_an_agreement_says_that_it_stops_no_proceedings_when_they_run(
    client, make, cast, status, own
):
    """R-43: also when the town's wording has left the sentence out."""
    if own:
        a_wording(make, cast.town, LetterKind.AGREEMENT, own)
    text = words(sheet(client, make, cast, legal_status=status)[1].data)
    runs = status in {LegalStatus.OFFENCE, LegalStatus.CRIMINAL}
    assert ("Dohoda sama řízení nezastaví" in text) is runs
    assert "Není to rozhodnutí soudu ani úřadu" in text


def test_without_contacts_a_line_is_left(client, make, cast):
    case = in_talks(make, cast.town, cast.hana)
    a_party(make, case, Side.A)
    agreement = an_agreement(make, case, "Klid.")
    an_opening(make, agreement, cast.hana)
    assert "Strana A: ……" in words(client.as_(cast.hana).read("letters.agreement", agreement).data)


def test_letters_are_printed_on_the_town_s_paper(client, make, cast):
    a_letterhead(make, cast.manager)
    case = screened(make, cast)
    content = written(client, cast.hana, a_party(make, case, Side.B, name="Jan Květ")).data
    document = Document(BytesIO(content))
    assert document.sections[0].header.paragraphs[0].text == "MĚSTO LHOTA"
    assert document.paragraphs[0].text == "Jan Květ"
    assert document.core_properties.author == ""
    assert b"Josef" not in everything(content)


@pytest.mark.parametrize("who", ["hana", "manager", "mentor", "mediator", "alena"])
def test_the_leaflet_names_nobody_and_is_for_all_to_whom_people_come(client, make, cast, who):
    person = client.as_(getattr(cast, who))
    page = person.read("letters.information")
    text = words(person.read("letters.leaflet").data)
    for told in ("dobrovoln", "důvěrn", "v ohrožení dítě", "Nic víc."):
        assert told in text
        assert told in page.words.replace("\u00a0", " ")
    assert "Hana" not in text + page.page.select_one("article").text


def test_the_page_of_letters_costs_the_same_however_many_parties_there_are(client, make, cast):
    def asked():
        with statements() as seen:
            client.as_(cast.hana).read("letters.choose", cast.case)
        return len(seen)

    a_party(make, cast.case, Side.A)
    few = asked()
    for _ in range(6):
        a_party(make, cast.case, Side.C)
    assert asked() == few


def test_a_closed_case_of_a_mediator_gives_no_letters(client, make, cast, stored):
    told = {"stage": Stage.CLOSED, "outcome": Outcome.CALMED, "closed_on": clock.today()}
    case = a_case(make, cast.town, cast.mediator, **told)
    assert client.as_(cast.mediator).read("letters.choose", case).status_code == 403
    assert stored(select(DisputeCase.outcome).where(DisputeCase.id == case.id)) == ["calmed"]
