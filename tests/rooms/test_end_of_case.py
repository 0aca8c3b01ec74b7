"""A case that ends takes its meetings with it: really cancelled, said before and afterwards."""

import ast
from datetime import date, time

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.config import ROOT
from app.disputes import queries as disputes
from app.disputes.models import DisputeCase
from app.kernel import clock
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.scope import scope
from app.rooms import actions
from app.rooms.models import Booking
from tests.conftest import NOW
from tests.rooms.rows import WEDNESDAY, a_booking, a_case

FOUND = {"relationship": "relatives", "legal_status": "none", "gravity": "high"}
# Every way in which a case ends.
WAYS = [
    ("outcomes.close", {"outcome": "no_contact"}),
    ("outcomes.screen", {**FOUND, "flags": ["violence"]}),
]
BY_ANY = pytest.mark.parametrize(("endpoint", "values"), WAYS)


def live(stored):
    return stored(select(Booking.id).where(Booking.is_cancelled.is_(False)))


def calendar_of(client, person, booking):
    return Calendar.from_ical(client.as_(person).read("rooms.invitation", booking).data)


@BY_ANY
def test_a_meeting_is_cancelled_with_its_case_and_the_hour_goes_to_somebody_else_alone(
    client, cast, make, stored, endpoint, values
):
    booking = a_booking(make, cast.room, cast.case)
    next_case = a_case(make, cast.hana)
    hana = client.as_(cast.hana)
    hana.submit(endpoint, cast.case, **values)
    assert live(stored) == []
    hana.submit("rooms.book", next_case, day="25. 11. 2026", begins="10:00")
    assert len(live(stored)) == 1
    assert booking.id not in live(stored)


@BY_ANY
def test_its_page_invites_no_longer_and_its_file_takes_it_out_of_calendars(
    client, cast, make, endpoint, values
):
    booking = a_booking(make, cast.room, cast.case)
    assert calendar_of(client, cast.hana, booking)["METHOD"] == "PUBLISH"
    client.as_(cast.hana).submit(endpoint, cast.case, **values)
    page = client.as_(cast.hana).read("rooms.read", booking)
    assert "zrušeno" in page.words
    assert "pozvánk" not in page.page.select_one("#booked .card").text
    calendar = calendar_of(client, cast.hana, booking)
    assert (calendar["METHOD"], calendar.walk("VEVENT")[0]["STATUS"]) == ("CANCEL", "CANCELLED")


@BY_ANY
def test_who_ends_it_hears_before_that_somebody_is_invited(client, cast, make, endpoint, values):
    hana = client.as_(cast.hana)
    assert "domluvená schůzka" not in hana.read(endpoint, cast.case).words
    booking = a_booking(make, cast.room, cast.case)
    page = hana.read(endpoint, cast.case)
    assert "Je domluvená schůzka" in page.words
    assert page.page.select(f"main .notice a[href$='/rezervace/{booking.id}']")


@BY_ANY
def test_and_afterwards_to_tell_those_who_were(client, cast, make, endpoint, values):
    booking = a_booking(make, cast.room, cast.case)
    hana = client.as_(cast.hana)
    answer = hana.submit(endpoint, cast.case, **values)
    assert "zrušila 1 domluvená schůzka" in answer.words
    for page in (answer, hana.read("disputes.read", cast.case)):
        assert "dejte vědět stranám" in page.words
        assert page.page.select(f"main .notice a[href$='/rezervace/{booking.id}']")
    with clock.frozen(clock.utc(date(2026, 11, 26), time(9))):
        assert "dejte vědět stranám" not in hana.read("disputes.read", cast.case).words


@BY_ANY
def test_without_a_meeting_nothing_is_said_of_one(client, cast, endpoint, values):
    hana = client.as_(cast.hana)
    answer = hana.submit(endpoint, cast.case, **values)
    assert "schůzk" not in answer.page.select_one("main").text
    assert "schůzk" not in answer.page.select_one("#messages").text


@BY_ANY
def test_the_trail_knows_by_what_it_was_cancelled(client, cast, make, stored, endpoint, values):
    booking = a_booking(make, cast.room, cast.case)
    client.as_(cast.hana).submit(endpoint, cast.case, **values)
    entry = stored(select(AuditEntry).where(AuditEntry.entity_id == booking.id))[-1]
    assert (entry.use_case, entry.actor_id) == (endpoint, cast.hana.id)


def test_a_meeting_that_has_begun_or_is_of_another_case_is_left(client, cast, make, stored):
    local = clock.local(NOW)
    running = (local.replace(minute=0).time(), local.replace(hour=local.hour + 2).time())
    begun = a_booking(make, cast.room, cast.case, day=local.date(), at=running)
    other = a_booking(make, cast.room, cast.other)
    client.as_(cast.hana).submit("outcomes.close", cast.case, outcome="no_contact")
    assert set(live(stored)) == {begun.id, other.id}


def test_what_does_not_end_the_case_leaves_its_meeting(client, cast, make, stored):
    booking = a_booking(make, cast.room, cast.case)
    hana = client.as_(cast.hana)
    hana.submit("outcomes.screen", cast.case, **FOUND)
    assert hana.submit("outcomes.close", cast.case, outcome="handed_over").status_code == 422
    assert live(stored) == [booking.id]


def test_a_mediator_hears_that_he_cannot_tell_them_afterwards(client, cast, make):
    booking = a_booking(make, cast.room, cast.other)
    pavel = client.as_(cast.pavel)
    assert "Potom už případ neuvidíte" in pavel.read("outcomes.close", cast.other).words
    assert "neuvidíte" not in client.as_(cast.hana).read("outcomes.close", cast.case).words
    pavel.submit("outcomes.close", cast.other, outcome="no_contact")
    page = client.as_(cast.hana).read("disputes.read", cast.other)
    assert "Domluvená schůzka se nekoná" in page.words
    assert page.page.select("main .notice a[href$='/vedeni']")
    assert str(booking.id) not in page.text


def test_who_began_to_book_before_the_end_is_refused(app, cast, stored):
    """What was read of the case is stale: somebody has closed it meanwhile."""
    with app.app_context(), scope(cast.town.id):
        case = disputes.get(cast.case.id)
        table = DisputeCase.__table__
        past_the_session = table.update().where(table.c.id == case.id).values(stage="closed")
        db.session.connection().execute(past_the_session)
        assert case.is_open
        told = {"room_id": cast.room.id, "day": WEDNESDAY, "begins": time(10), "by": None}
        with pytest.raises(Refused, match="mezitím"):
            actions.book(case, id=uuid7(), **told)
    assert live(stored) == []


def test_what_the_lead_of_an_open_case_has_cancelled_himself_is_not_told_again(client, cast, make):
    a_booking(make, cast.room, cast.case, is_cancelled=True)
    hana = client.as_(cast.hana)
    assert "nekoná" not in hana.read("disputes.read", cast.case).words
    assert "domluvená schůzka" not in hana.read("outcomes.close", cast.case).words


def endings(path):
    """Calls of what ends a case, by the module of `disputes` in which they stand."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "app.disputes"
        for alias in node.names
        if alias.name == "actions"
    }
    return [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in names
        and node.attr in {"close", "screen"}
    ]


def test_a_manager_is_asked_to_take_over_only_what_nobody_cares_for(client, cast, make):
    a_booking(make, cast.room, cast.case)
    client.as_(cast.hana).submit("outcomes.close", cast.case, outcome="no_contact")
    manager = client.as_(make.manager(cast.town))
    assert "schůzka se nekoná" not in manager.read("disputes.read", cast.case).words


def test_what_was_cancelled_before_the_end_is_not_told_once_more(client, cast, make):
    booking = a_booking(make, cast.room, cast.case)
    hana = client.as_(cast.hana)
    hana.submit("rooms.cancel", booking, on=hana.url("rooms.read", booking))
    hana.submit("outcomes.close", cast.case, outcome="no_contact")
    assert "dejte vědět stranám" not in hana.read("disputes.read", cast.case).words


def test_only_outcomes_end_a_case_for_nobody_else_knows_of_its_meetings():
    callers = {path.relative_to(ROOT) for path in (ROOT / "app").rglob("*.py") if endings(path)}
    assert {str(path) for path in callers} == {"app/outcomes/actions.py"}
