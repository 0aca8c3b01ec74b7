"""Where people see that something from the phones waits for them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.incidents.models import Incident
from app.kernel import clock
from app.outbox.models import OutboxEntry
from tests.conftest import NOW
from tests.outbox.phone import OURS, Picture
from tests.pictures import encoded, lamp


def tell(phone, waiting):
    phone.browser.post("/odeslani/hlaseni", data={"waiting": str(waiting)}, headers=OURS)


@pytest.fixture
def late(field):
    """A stop that came when its ticket was over."""
    with clock.frozen(NOW + timedelta(hours=73)):
        field.phone.send(field.stop(at=NOW))


def test_the_phone_page_leads_to_what_is_to_be_completed(field, client):
    for _number in range(2):
        field.phone.send(field.stop(place_id=""))
    page = client.as_(field.author).read("desk.phone").page
    waiting = page.select_one("a[href='/odeslani/k-doplneni']").text.split()
    assert waiting == ["K", "doplnění", "(2)"]


def test_nothing_is_said_where_nothing_waits(field, client):
    field.phone.send(field.stop())
    page = client.as_(field.author).read("desk.phone").page
    assert page.select("a[href='/odeslani/k-doplneni']") == []


def test_between_two_shifts_it_is_seen_too(make, phone_of, client):
    author = make.assistant(make.town())
    assert phone_of(author).told("/smeny/zacatek") == "incomplete"
    assert "K doplnění (1)" in client.as_(author).read("desk.phone").words


def test_the_morning_counts_what_waits_for_crews_and_for_the_mentor(field, late, client):
    field.phone.send(field.stop(place_id=""))
    words = client.as_(field.mentor).read("desk.morning").words
    assert "Z telefonů 2" in words
    assert "Čeká na mentora 1" in words
    assert "K doplnění 1" in words


def test_a_coordinator_sees_only_what_caretakers_sent(field, late, make, client):
    coordinator = make.person(field.town, Role.DP_COORDINATOR, name="Karla")
    assert "Z telefonů" not in client.as_(coordinator).read("desk.morning").words


def test_a_phone_that_is_silent_with_entries_is_named_after_an_hour(field, client):
    tell(field.phone, 3)
    mentor = client.as_(field.mentor)
    with clock.frozen(NOW + timedelta(minutes=60)):
        assert "Z telefonů" not in mentor.read("desk.morning").words
    with clock.frozen(NOW + timedelta(minutes=61)):
        words = mentor.read("desk.morning").words
    assert "Alena Malá Chrome, Android 23. 11. 2026 14:32 3 záznamy čekají" in words


def test_a_phone_that_has_sent_everything_is_not_missed(field, client):
    tell(field.phone, 3)
    field.phone.send(field.stop())
    with clock.frozen(NOW + timedelta(hours=5)):
        assert "Z telefonů" not in client.as_(field.mentor).read("desk.morning").words


def test_a_wrong_clock_is_said_beside_the_shift(field, client, stored, put):
    ahead = timedelta(minutes=47)
    field.phone.send(field.stop(at=NOW + ahead), sent_at=(NOW + ahead).isoformat())
    put(field.shift, status="handed_in", real_to=NOW)
    words = client.as_(field.mentor).read("reviews.read", field.shift).words
    assert "Hodiny telefonu šly špatně" in words
    assert "47 minut napřed, opraveno" in words


def test_a_photo_is_stored_with_its_incident(field, stored):
    incident = field.phone.stored("/udalosti/nova", subcategory="waste", place_id=field.place.id)
    field.phone.send(incident)
    picture = Picture("photo", "image/jpeg", encoded(lamp((1200, 900))))
    path = f"/udalosti/{incident['id']}/fotka"
    assert field.phone.told(path, picture=picture) == "stored"
    assert [entry.endpoint for entry in stored(select(OutboxEntry))][-1] == "incidents.add_photo"
    assert len(stored(select(Incident))) == 1
