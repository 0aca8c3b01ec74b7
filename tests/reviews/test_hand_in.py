"""Handing a shift in."""

from datetime import date, time, timedelta

from sqlalchemy import select

from app.incidents.domain import IncidentStatus
from app.kernel import clock
from app.shifts.domain import ShiftStatus
from app.shifts.models import Shift
from tests.conftest import NOW
from tests.reviews.people import a_shift

TIMES = {"real_from": "08:00", "real_to": "14:30", "break_minutes": "30"}


def test_any_of_the_crew_hands_the_shift_in(client, make, stored):
    cast = a_shift(make)
    client.as_(cast.other).submit("reviews.hand_in", cast.shift, **TIMES)
    shift = stored(select(Shift))[0]
    assert (shift.status, shift.handed_in_by) == (ShiftStatus.HANDED_IN, cast.other.id)


def test_the_form_begins_with_the_times_that_are_known(client, make):
    cast = a_shift(make)
    answer = client.as_(cast.one).read("reviews.hand_in", cast.shift)
    assert answer.page.select_one("[name=real_from]")["value"] == "13:00"
    assert answer.page.select_one("[name=real_to]")["value"] == "14:32"


def test_a_draft_keeps_the_shift_from_being_handed_in_and_leads_to_it(client, make, stored):
    cast = a_shift(make)
    draft = {"status": IncidentStatus.DRAFT, "result": None}
    incident = make.incident(cast.shift, cast.place, cast.one, **draft)
    answer = client.as_(cast.one).submit("reviews.hand_in", cast.shift, **TIMES)
    assert answer.status_code == 422
    assert answer.page.select(f"a[href$='{incident.id}/oprava']")
    assert stored(select(Shift.status)) == [ShiftStatus.IN_PROGRESS]


def test_a_cancelled_incident_is_no_obstacle(client, make, stored):
    cast = a_shift(make)
    cancelled = {"status": IncidentStatus.CANCELLED, "result": None}
    make.incident(cast.shift, cast.place, cast.one, **cancelled)
    client.as_(cast.one).submit("reviews.hand_in", cast.shift, **TIMES)
    assert stored(select(Shift.status)) == [ShiftStatus.HANDED_IN]


def test_somebody_alone_has_to_say_why(client, make, stored):
    cast = a_shift(make, alone=True)
    person = client.as_(cast.one)
    assert person.submit("reviews.hand_in", cast.shift, **TIMES).status_code == 422
    person.submit("reviews.hand_in", cast.shift, **TIMES, single_reason="leave")
    assert stored(select(Shift.status)) == [ShiftStatus.HANDED_IN]


def test_a_shift_handed_in_the_next_morning_but_one_is_late(client, make, stored):
    cast = a_shift(make)
    with clock.frozen(NOW + timedelta(days=1)):
        client.as_(cast.one).submit("reviews.hand_in", cast.shift, **TIMES)
    assert stored(select(Shift.is_late)) == [True]


def test_a_shift_tapped_after_midnight_belongs_to_the_evening_it_began(client, make, stored):
    tomorrow = NOW.date() + timedelta(days=1)
    cast = a_shift(make, day=tomorrow, start=time(0, 20), was_planned=False)
    with clock.frozen(clock.utc(tomorrow, time(0, 25))):
        times = {"real_from": "23:10", "real_to": "00:25", "break_minutes": "0"}
        client.as_(cast.one).submit("reviews.hand_in", cast.shift, **times)
    (shift,) = stored(select(Shift))
    assert (shift.status, shift.day) == (ShiftStatus.HANDED_IN, NOW.date())
    assert shift.real_from == clock.utc(NOW.date(), time(23, 10))


def test_a_stranger_to_the_crew_may_not_hand_it_in(client, make):
    cast = a_shift(make)
    third = make.assistant(cast.town, mentor_id=cast.mentor.id)
    assert client.as_(third).read("reviews.hand_in", cast.shift).status_code == 403


def test_handing_in_twice_is_refused_in_words(client, make):
    cast = a_shift(make)
    person = client.as_(cast.one)
    url = person.url("reviews.hand_in", cast.shift)
    fields = {**person.fields(url), **TIMES}
    person.post(url, fields)
    again = person.post(url, {**fields, "id": "0193a0a0-0000-7000-8000-000000000001"})
    assert again.status_code == 422
    assert "není otevřená" in again.words


def test_who_copied_a_shift_from_paper_hands_it_in(client, make, stored):
    cast = a_shift(make, alone=True, single_reason="leave")
    copied = make.shift(cast.one, entered_by=cast.mentor.id, day=date(2026, 11, 20))
    make.visit(copied, cast.place, cast.one)
    times = {"real_from": "13:00", "real_to": "21:00", "single_reason": "leave"}
    client.as_(cast.mentor).submit("reviews.hand_in", copied, **times)
    state = select(Shift.status).where(Shift.id == copied.id)
    assert stored(state) == [ShiftStatus.HANDED_IN]


def test_a_shift_copied_from_paper_takes_nothing_that_happens_today(client, make):
    cast = a_shift(make)
    later = {"start": time(13, 30), "entered_by": cast.mentor.id}
    make.shift(cast.one, **later)
    answer = client.as_(cast.one).read("desk.phone")
    assert answer.page.select(f"a[href*='{cast.shift.id}']")
