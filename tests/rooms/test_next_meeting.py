"""The meeting to come stands where the lead looks: on the page of the case and among his cases."""

from datetime import date, time

import pytest

from app.disputes.domain import Side
from app.kernel import clock
from tests.counting import statements
from tests.disputes.rows import a_consent, in_talks
from tests.rooms.rows import a_booking, a_case, a_room


@pytest.fixture
def cast(cast, make):
    """As ever; the case has a next step, as every case that was worked on."""
    cast.case = a_case(make, cast.hana, next_step="meet", next_on=date(2026, 12, 1))
    return cast


MEETING = "25.\u00a011."


def next_step(answer):
    return answer.page.select_one("main .card.next")


def row_of(answer, case):
    rows = answer.page.select("main .row")
    return next(row for row in rows if case.number in row.select_one(".row-title").text)


def test_the_next_meeting_stands_beside_the_next_step(client, cast, make):
    late = a_booking(make, cast.room, cast.case, day=date(2026, 12, 2))
    soon = a_booking(make, cast.room, cast.case)
    card = next_step(client.as_(cast.hana).read("disputes.read", cast.case))
    assert "Schůzka: středa 25. listopadu 2026, 10:00–11:00" in card.text.replace("\u00a0", " ")
    assert "Zasedací místnost" in card.text
    assert card.select(f"a[href$='/rezervace/{soon.id}']")
    assert not card.select(f"a[href$='/rezervace/{late.id}']")


def test_it_stands_in_the_row_of_its_case_and_of_no_other(client, cast, make):
    booking = a_booking(make, cast.room, cast.case)
    other = a_case(make, cast.hana)
    page = client.as_(cast.hana).read("disputes.mine")
    row = row_of(page, cast.case)
    assert f"{MEETING} 10:00–11:00" in row.text
    assert "Zasedací místnost" in row.text
    assert row.select(f"a[href$='/rezervace/{booking.id}']")
    assert "Schůzka" not in row_of(page, other).text


def test_a_cancelled_or_past_meeting_is_no_next_one(client, cast, make):
    a_booking(make, cast.room, cast.case, is_cancelled=True)
    a_booking(make, cast.room, cast.case, day=date(2026, 11, 20))
    hana = client.as_(cast.hana)
    assert "Schůzka" not in next_step(hana.read("disputes.read", cast.case)).text
    assert "Schůzka" not in row_of(hana.read("disputes.mine"), cast.case).text


def test_whoever_does_not_lead_the_case_sees_no_meeting(client, cast, make):
    booking = a_booking(make, cast.room, cast.case)
    for person in (cast.manager, cast.mentor):
        page = client.as_(person).read("disputes.read", cast.case)
        assert page.status_code == 200
        assert str(booking.id) not in page.text


def test_a_missing_consent_is_a_warning_at_the_meeting(client, cast, make):
    """R-40: nobody is to be at one table who has not agreed."""
    a_booking(make, cast.room, cast.case)
    a_consent(make, cast.case, Side.A)
    hana = client.as_(cast.hana)
    for told in (
        next_step(hana.read("disputes.read", cast.case)),
        row_of(hana.read("disputes.mine"), cast.case),
    ):
        assert "Chybí souhlas: strana B" in told.text
        assert "strana A" not in told.text


def test_a_consent_taken_back_is_a_warning_at_the_meeting(client, cast, make):
    willing = in_talks(make, cast.town, cast.hana, next_step="agree", next_on=date(2026, 12, 1))
    a_booking(make, cast.room, willing, at=(time(14), time(15)))
    a_booking(make, cast.room, cast.case)
    a_consent(make, cast.case, Side.A)
    a_consent(make, cast.case, Side.B, withdrawn_on=clock.today())
    hana = client.as_(cast.hana)
    for told in (
        next_step(hana.read("disputes.read", cast.case)),
        row_of(hana.read("disputes.mine"), cast.case),
    ):
        assert "Strana B vzala souhlas zpět" in told.text
        assert "Strana A" not in told.text
    assert not row_of(hana.read("disputes.mine"), willing).select(".badge")
    assert not next_step(hana.read("disputes.read", willing)).select(".badge.yellow")


def test_without_a_meeting_a_missing_consent_is_no_warning(client, cast):
    hana = client.as_(cast.hana)
    assert "Chybí souhlas" not in hana.read("disputes.read", cast.case).words
    assert "Chybí souhlas" not in hana.read("disputes.mine").words


def test_many_meetings_cost_the_same_statements(client, cast, make):
    a_booking(make, cast.room, cast.case)
    hana = client.as_(cast.hana)

    def cost():
        with statements() as asked:
            assert hana.read("disputes.read", cast.case).status_code == 200
            assert hana.read("disputes.mine").status_code == 200
        return len(asked)

    cost()
    before = cost()
    for number in range(4):
        case = in_talks(make, cast.town, cast.hana)
        room = a_room(make, cast.town, f"M1{number}")
        a_booking(make, room, case)
        a_booking(make, room, cast.case, day=date(2026, 12, 3))
    assert cost() == before
