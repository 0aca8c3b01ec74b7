"""What was agreed is read by the lead of the case, and in no trail, file or page of others."""

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.audit.models import AuditEntry
from app.disputes.domain import AgreementForm, Outcome, Stage
from app.kernel import clock
from tests.agreements.rows import a_point, a_scan, an_agreement
from tests.disputes.rows import a_step, an_opening, in_talks

SECRET = "TAJNAZNACKA"
READABLE = "VEREJNAZNACKA"
PAGES = ("agreements.read", "agreements.correct", "agreements.add_point", "agreements.add_scan")


@pytest.fixture
def kept(cast, make):
    """A point and a scan with the mark, and a line of a step that is not sealed."""
    point = a_point(make, cast.agreement, f"{SECRET} pes nebude na dvoře", position=1)
    scan = a_scan(make, cast.agreement, f"%PDF-1.7 {SECRET}".encode())
    an_opening(make, cast.agreement, cast.hana)
    return point, scan


def seen(person, cast, kept):
    """Everything of an agreement that a person can ask for, as one text, with the answers."""
    point, scan = kept
    addresses = [
        *(person.url(endpoint, cast.agreement) for endpoint in PAGES),
        person.url("agreements.correct_point", point),
        person.url("agreements.scan", scan),
        person.url("agreements.open", cast.agreement.case_id),
        person.url("agreements.record", cast.agreement.case_id),
    ]
    answers = [person.browser.get(address) for address in addresses]
    return [answer.status_code for answer in answers], b"".join(a.data for a in answers)


@pytest.mark.parametrize("role", Role)
def test_who_is_not_the_lead_sees_no_word(client, cast, make, kept, role):
    person = client.as_(make.person(cast.town, role, name="Jiří Kos"))
    statuses, text = seen(person, cast, kept)
    assert set(statuses) == {403}
    assert SECRET.encode() not in text


@pytest.mark.parametrize("role", Role)
def test_elsewhere_nobody_comes_across_a_word_of_it(client, cast, make, kept, role):
    person = client.as_(make.person(cast.town, role, name="Jiří Kos"))
    case_id = cast.agreement.case_id
    pages = [
        person.url("disputes.read", case_id),
        person.url("disputes.browse"),
        person.url("audit.browse"),
        person.url("desk.start"),
    ]
    text = "".join(person.browser.get(page, follow_redirects=True).text for page in pages)
    assert SECRET not in text
    assert person.url("agreements.open", case_id) not in text


def test_the_lead_sees_it(hana, cast, kept):
    """The control."""
    statuses, text = seen(hana, cast, kept)
    assert 403 not in statuses
    assert text.count(SECRET.encode()) == 3
    assert hana.url("agreements.open", cast.agreement.case_id) in (
        hana.read("disputes.read", cast.agreement.case_id).text
    )


def test_a_mediator_sees_it_only_while_the_case_lasts(client, cast, make):
    pavel = make.person(cast.town, Role.MEDIATOR, name="Pavel Dvořan")
    person = client.as_(pavel)
    agreement = an_agreement(make, cast.town, pavel)
    assert person.read("agreements.read", agreement).status_code == 200
    facts = {"agreed_form": AgreementForm.WRITTEN, "outcome": Outcome.WRITTEN_AGREEMENT}
    ended = {"stage": Stage.CLOSED, "closed_on": clock.today()}
    case = in_talks(make, cast.town, pavel, **facts, **ended)
    over = an_agreement(make, cast.town, pavel, case)
    assert person.read("agreements.read", over).status_code == 403


def test_who_led_the_case_before_sees_it_no_longer(client, cast, make, kept):
    other = make.person(cast.town, Role.DISPUTE_LEAD, name="Jiří Kos")
    hana, jiri = client.as_(cast.hana), client.as_(other)
    hana.submit("disputes.assign", cast.agreement.case_id, lead_id=str(other.id))
    assert set(seen(hana, cast, kept)[0]) == {403}
    assert 403 not in seen(jiri, cast, kept)[0]


def test_each_look_is_in_the_trail_before_anything_is_shown(hana, cast, kept, stored):
    point, scan = kept
    hana.read("agreements.read", cast.agreement)
    hana.read("agreements.correct_point", point)
    hana.browser.get(hana.url("agreements.scan", scan))
    looks = stored(select(AuditEntry).where(AuditEntry.kind == "read").order_by(AuditEntry.seq))
    assert [(entry.use_case, entry.entity_id) for entry in looks] == [
        ("look agreements.read", cast.agreement.id),
        ("look agreements.correct_point", point.id),
        ("look agreements.scan", scan.id),
    ]


def test_a_page_that_opens_nothing_is_no_look(hana, cast, stored):
    for endpoint in PAGES[1:]:
        hana.read(endpoint, cast.agreement)
    assert stored(select(AuditEntry).where(AuditEntry.kind == "read")) == []


def told(hana, cast, stored):
    """What a point goes through, and what the trail keeps of it."""
    point = {"what_1": f"{SECRET} a klid", "who_1": ["a"]}
    answer = hana.submit("agreements.record", cast.case, way="written", **point)
    assert SECRET in answer.words
    made = AuditEntry.use_case == "agreements.record", AuditEntry.entity == "agreement_point"
    (point_id,) = stored(select(AuditEntry.entity_id).where(*made))
    hana.submit("agreements.correct_point", point_id, what=f"{SECRET} a ticho")
    page = hana.url("agreements.correct_point", point_id)
    hana.submit("agreements.withdraw_point", point_id, on=page)
    return stored(select(AuditEntry).where(AuditEntry.entity_id == point_id)), stored(
        select(AuditEntry.values)
    )


def test_the_trail_knows_that_a_point_changed_and_not_what_it_says(hana, cast, stored):
    entries, values = told(hana, cast, stored)
    kinds = [entry.kind for entry in entries if entry.kind != "read"]
    assert kinds == ["insert", "update", "delete"]
    assert all("what" in entry.field_names for entry in entries if entry.kind != "read")
    assert SECRET not in "".join(value or "" for value in values)


def test_the_history_on_the_page_says_no_word_either(hana, cast):
    hana.submit("agreements.correct_point", cast.point, what=f"{SECRET} a klid")
    page = hana.read("agreements.read", cast.agreement).page
    history = page.select_one(".timeline").text
    assert SECRET in page.select_one(".promise").text
    assert ("oprava bodu dohody" in history, SECRET in history) == (True, False)


def test_nothing_stands_in_clear_in_the_database_file(client, cast, make, database, stored, engine):
    if engine == "postgres":
        pytest.skip("PostgreSQL keeps its rows out of the reach of tests")
    hana = client.as_(cast.hana)
    told(hana, cast, stored)
    a_point(make, cast.agreement, f"{SECRET} pes")
    a_scan(make, cast.agreement, f"%PDF-1.7 {SECRET}".encode())
    a_step(make, cast.case, result=READABLE)
    bytes_kept = b"".join(
        path.read_bytes() for path in database.file.parent.glob(f"{database.file.name}*")
    )
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert SECRET.encode(encoding) not in bytes_kept
    assert READABLE.encode() in bytes_kept, "the control: what is not sealed is found"
