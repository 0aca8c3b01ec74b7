"""Saying that one has come, the sheet to sign, the code for the door and the calendar file."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app.courses.domain import Attended, EventStatus
from app.courses.models import Attendance
from tests.conftest import NOW
from tests.courses.rows import a_course, an_attendance, an_event

TODAY = NOW.date()


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def course(make, town):
    return a_course(make, town)


@pytest.fixture
def worker(make, town):
    return make.assistant(town)


def url(client, event):
    return client.url("courses.check_in", code=event.check_in_code)


def come(client, event):
    """Tap the button of the page behind the code."""
    address = url(client, event)
    return client.post(address, client.fields(address))


def test_who_is_invited_says_that_he_has_come(client, make, worker, course, stored):
    event = an_event(make, course)
    an_attendance(make, event, worker)
    answer = come(client.as_(worker), event)
    assert "Příchod je zapsaný" in answer.words
    attendance = stored(select(Attendance))[0]
    assert (attendance.attended, attendance.checked_in_at) == (Attended.PRESENT, NOW)


def test_saying_it_twice_keeps_the_first_time(client, make, worker, course, stored):
    event = an_event(make, course)
    an_attendance(make, event, worker, attended=Attended.PRESENT, checked_in_at=NOW)
    person = client.as_(worker)
    person.post(url(person, event), {"csrf_token": person.token("/ucet")})
    assert stored(select(Attendance.checked_in_at)) == [NOW]


@pytest.mark.parametrize("days", [-1, 1])
def test_on_other_days_the_page_says_when_it_is(client, make, worker, course, days, stored):
    event = an_event(make, course, TODAY + timedelta(days=days))
    an_attendance(make, event, worker)
    person = client.as_(worker)
    assert "Dnes se kurz nekoná" in person.read("courses.check_in", code=event.check_in_code).words
    answer = person.post(url(person, event), {"csrf_token": person.token("/ucet")})
    assert answer.status_code == 409
    assert stored(select(Attendance.attended)) == [Attended.INVITED]


def test_a_course_of_more_days_takes_arrivals_on_the_last_one(client, make, worker, course):
    event = an_event(make, course, TODAY - timedelta(days=2), last_day=TODAY)
    an_attendance(make, event, worker)
    assert "Příchod je zapsaný" in come(client.as_(worker), event).words


def test_who_is_not_invited_is_told_whom_to_ask(client, make, worker, course):
    event, person = an_event(make, course), client.as_(worker)
    page = person.read("courses.check_in", code=event.check_in_code)
    assert "Nejste na seznamu pozvaných" in page.words
    answer = person.post(url(person, event), {"csrf_token": person.token("/ucet")})
    assert answer.status_code == 409


def test_a_closed_list_takes_nobody(client, make, worker, course):
    event = an_event(make, course, status=EventStatus.HELD)
    an_attendance(make, event, worker, attended=Attended.ABSENT)
    person = client.as_(worker)
    answer = person.post(url(person, event), {"csrf_token": person.token("/ucet")})
    assert answer.status_code == 409
    assert "uzavřený" in answer.words


def test_who_is_signed_out_comes_back_to_the_arrival_after_signing_in(client, make, course):
    event = an_event(make, course)
    sent = client.browser.get(url(client, event)).location
    assert "/prihlaseni" in sent
    assert event.check_in_code in sent


def test_a_wrong_code_is_no_event(client, worker):
    assert client.as_(worker).read("courses.check_in", code="nic").status_code == 404


def test_the_page_for_the_door_carries_the_address_of_the_arrival(client, make, town, course):
    event = an_event(make, course)
    mentor = client.as_(make.mentor(town))
    page = mentor.read("courses.door", event).page
    assert page.select_one(".address").text == f"http://localhost{url(mentor, event)}"
    assert page.select_one("svg.qr path")["d"].startswith("M")


def test_the_sheet_holds_those_expected_and_room_for_others(client, make, town, worker, course):
    event = an_event(make, course)
    an_attendance(make, event, worker)
    excused = make.assistant(town, name="Jana Bílá")
    an_attendance(make, event, excused, attended=Attended.EXCUSED)
    answer = client.as_(make.mentor(town)).read("courses.attendance_sheet", event)
    assert "Alena Malá" in answer.words
    assert "Jana Bílá" not in answer.words
    assert len(answer.page.select("tbody tr")) > 5


def calendar_of(client, event):
    return Calendar.from_ical(client.read("courses.invitation", event).text)


def test_the_calendar_file_says_when_and_where(client, make, worker, course):
    event = an_event(make, course, date(2026, 12, 4), note="Přezůvky; deka, „tužka“")
    entry = calendar_of(client.as_(worker), event).events[0]
    assert entry["dtstart"].dt.isoformat() == "2026-12-04T09:00:00+01:00"
    assert entry["dtend"].dt.isoformat() == "2026-12-04T13:00:00+01:00"
    assert (entry["summary"], entry["location"]) == ("První pomoc", "Zasedací místnost")
    assert "Přezůvky; deka, „tužka“" in entry["description"]
    assert entry["uid"] == event.id.urn


def test_the_calendar_file_knows_summer_time_and_every_day_of_the_course(
    client, make, worker, course
):
    event = an_event(make, course, date(2026, 3, 27), last_day=date(2026, 3, 29))
    found = calendar_of(client.as_(worker), event)
    assert found.events[0]["rrule"].to_ical() == b"FREQ=DAILY;COUNT=3"
    assert found.timezones[0].tz_name == "Europe/Prague"


def test_a_cancelled_event_leaves_the_calendar(client, make, worker, course):
    event = an_event(make, course, status=EventStatus.CANCELLED)
    assert calendar_of(client.as_(worker), event).events[0]["status"] == "CANCELLED"
