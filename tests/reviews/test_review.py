"""The mentor's review: approve, return, reopen, and quiet shifts together."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.audit.models import AuditEntry
from app.incidents.domain import IncidentStatus
from app.incidents.models import Incident
from app.shifts.domain import ShiftStatus
from app.shifts.models import Shift
from tests.conftest import NOW
from tests.counting import statements
from tests.reviews.people import a_shift, handed_in

TICK = {"is_free_of_personal_data": "y"}


def review(client, cast, endpoint, **values):
    mentor = client.as_(cast.mentor)
    page = mentor.url("reviews.read", cast.shift)
    return mentor.submit(endpoint, cast.shift, on=page, **values)


def test_an_approved_shift_and_its_incidents_are_closed(client, make, stored):
    cast = handed_in(make)
    make.incident(cast.shift, cast.place, cast.one)
    review(client, cast, "reviews.approve", **TICK)
    assert stored(select(Shift.status)) == [ShiftStatus.APPROVED]
    assert stored(select(Incident.status)) == [IncidentStatus.CHECKED]


def test_without_the_tick_nothing_is_approved(client, make, stored):
    cast = handed_in(make)
    answer = review(client, cast, "reviews.approve")
    assert answer.status_code == 422
    assert (
        answer.page.select_one("#is_free_of_personal_data-error") or "bez osobních" in answer.text
    )
    assert stored(select(Shift.status)) == [ShiftStatus.HANDED_IN]


def test_what_looks_like_personal_data_is_shown_before_approval(client, make):
    cast = handed_in(make)
    make.incident(cast.shift, cast.place, cast.one, description="rodné číslo 925512/1234")
    answer = client.as_(cast.mentor).read("reviews.read", cast.shift)
    assert "925512/1234" in answer.page.select_one(".notice.warning").text


def test_a_returned_shift_shows_its_reason_to_the_crew(client, make, stored):
    cast = handed_in(make)
    client.as_(cast.mentor).submit("reviews.send_back", cast.shift, reason="Doplňte časy.")
    shift = stored(select(Shift))[0]
    assert (shift.status, shift.return_count) == (ShiftStatus.RETURNED, 1)
    assert "Doplňte časy." in client.as_(cast.one).read("reviews.hand_in", cast.shift).words


def test_a_return_needs_a_reason(client, make):
    cast = handed_in(make)
    answer = client.as_(cast.mentor).submit("reviews.send_back", cast.shift, reason=" ")
    assert answer.status_code == 422


def test_reopening_needs_a_reason_and_leaves_before_and_after(client, make, stored):
    cast = a_shift(make, status=ShiftStatus.APPROVED, is_free_of_personal_data=True)
    make.incident(cast.shift, cast.place, cast.one, status=IncidentStatus.CHECKED)
    mentor = client.as_(cast.mentor)
    assert mentor.submit("reviews.reopen", cast.shift, reason="").status_code == 422
    mentor.submit("reviews.reopen", cast.shift, reason="Chybí jedna událost.")
    assert stored(select(Shift.status)) == [ShiftStatus.RETURNED]
    assert stored(select(Incident.status)) == [IncidentStatus.RECORDED]
    entries = stored(select(AuditEntry).where(AuditEntry.use_case == "reviews.reopen"))
    assert any('["approved", "returned"]' in entry.values for entry in entries)


def test_an_approved_record_is_read_only(client, make):
    cast = a_shift(make, status=ShiftStatus.APPROVED)
    incident = make.incident(cast.shift, cast.place, cast.one, status=IncidentStatus.CHECKED)
    person = client.as_(cast.one)
    assert person.read("incidents.correct", incident).status_code == 403
    assert person.read("reviews.hand_in", cast.shift).status_code in {200, 403}
    assert client.as_(cast.mentor).read("incidents.correct", incident).status_code == 403


def test_quiet_shifts_are_approved_together(client, make, stored):
    cast = handed_in(make)
    earlier = {"day": NOW.date() - timedelta(days=1), "status": ShiftStatus.HANDED_IN}
    make.visit(make.shift(cast.one, cast.other, **earlier), cast.place, cast.one)
    mentor = client.as_(cast.mentor)
    mentor.submit("reviews.approve_quiet", on=mentor.url("reviews.queue"), **TICK)
    assert stored(select(Shift.status)) == [ShiftStatus.APPROVED] * 2


def test_a_loud_shift_is_not_offered_among_the_quiet_ones(client, make):
    cast = handed_in(make)
    make.incident(cast.shift, cast.place, cast.one)
    page = client.as_(cast.mentor).read("reviews.queue").page
    assert not page.select("[name=shifts]")
    assert page.select(f"a[href$='{cast.shift.id}']")


def test_quiet_shifts_need_the_tick(client, make, stored):
    cast = handed_in(make)
    mentor = client.as_(cast.mentor)
    answer = mentor.submit("reviews.approve_quiet", on=mentor.url("reviews.queue"))
    assert answer.status_code == 422
    assert stored(select(Shift.status)) == [ShiftStatus.HANDED_IN]


def test_nobody_reviews_a_shift_of_his_own(client, make):
    town = make.town()
    both = make.person(town, Role.MENTOR, Role.APK)
    shift = make.shift(both, status=ShiftStatus.HANDED_IN)
    assert client.as_(both).read("reviews.read", shift).status_code == 403


@pytest.mark.parametrize("endpoint", ["reviews.approve", "reviews.send_back"])
def test_what_was_not_handed_in_is_not_reviewed(client, make, endpoint):
    cast = a_shift(make)
    mentor = client.as_(cast.mentor)
    token = mentor.token(mentor.url("accounts.account"))
    fields = {"csrf_token": token, **TICK, "reason": "Důvod"}
    assert mentor.post(mentor.url(endpoint, cast.shift), fields).status_code == 422


def test_the_queue_asks_the_database_the_same_number_of_times_for_many(client, make):
    cast = handed_in(make)
    mentor = client.as_(cast.mentor)
    mentor.read("reviews.queue")
    with statements() as few:
        mentor.read("reviews.queue")
    for _ in range(6):
        shift = make.shift(cast.one, cast.other, status=ShiftStatus.HANDED_IN)
        make.visit(shift, cast.place, cast.one)
        make.incident(shift, cast.place, cast.one)
    with statements() as many:
        mentor.read("reviews.queue")
    assert len(many) == len(few)
