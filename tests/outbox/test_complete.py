"""What was not stored as it came is completed by its author, or tried again by the mentor."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.outbox.domain import EntryState
from app.outbox.models import OutboxEntry
from app.shifts.domain import Priority, ShiftStatus
from app.shifts.models import Shift, ShiftTask, Visit
from tests.conftest import NOW

LIST = "/odeslani/k-doplneni"
EARLIER = NOW - timedelta(minutes=30)


@pytest.fixture
def task(field, make):
    """A task nobody has answered yet."""
    return make.saved(
        ShiftTask(
            municipality_id=field.shift.municipality_id,
            shift_id=field.shift.id,
            position=0,
            text="Projít hřiště",
            priority=Priority.NORMAL,
        )
    )


@pytest.fixture
def unexplained(field, task):
    """A task that was not done, and nobody says why."""
    path = f"/smeny/ukoly/{task.id}"
    assert field.phone.told(path, at=EARLIER, status="not_done") == "incomplete"
    return path


def kept(stored):
    (entry,) = stored(select(OutboxEntry))
    return entry


def test_the_author_finds_it_with_its_time_and_its_reason(unexplained, field, client):
    words = client.as_(field.author).read("outbox.waiting").words
    assert "14:02" in words
    assert "Napište pár slovy, proč se to nepovedlo." in words


def test_completing_opens_the_ordinary_form_with_everything_typed(
    unexplained, field, client, stored
):
    author = client.as_(field.author)
    page = author.submit("outbox.complete", kept(stored), on=LIST)
    assert page.status_code == 422
    form = page.page.find("form", attrs={"action": unexplained, "method": "post"})
    assert form.select_one("[checked]")["value"] == "not_done"
    assert form.select_one("[name=id]")["value"] == str(kept(stored).submission_id)


def test_the_completed_form_is_stored_and_nothing_waits_any_more(
    unexplained, field, client, stored
):
    author = client.as_(field.author)
    page = author.submit("outbox.complete", kept(stored), on=LIST)
    fields = {**author.fields_of(page, unexplained), "reason": "Pršelo."}
    author.post(unexplained, fields)
    assert stored(select(ShiftTask.reason)) == ["Pršelo."]
    assert (kept(stored).state, kept(stored).resolved_by) == ("stored", field.author.id)
    assert stored(select(OutboxEntry.envelope)) == [None]


def test_a_completed_record_keeps_the_time_at_which_it_was_told(field, make, client, stored):
    """Its place had been put out of use, so the form asks for another one."""
    closed = make.place(field.town, "L02", is_active=False)
    assert (
        field.phone.send(field.stop(at=EARLIER, place_id=closed.id)).json["state"] == "incomplete"
    )
    author = client.as_(field.author)
    page = author.submit("outbox.complete", kept(stored), on=LIST)
    fields = {**author.fields_of(page, field.visit), "place_id": str(field.place.id)}
    author.post(field.visit, fields)
    (visit,) = stored(select(Visit))
    assert (visit.arrived_at, visit.id) == (EARLIER, kept(stored).submission_id)


def test_what_can_be_stored_now_needs_only_one_tap(field, make, client, stored, put):
    """The shift was not begun when the stop came; then it was."""
    planned = make.shift(field.author, status="planned", real_from=None)
    path = f"/smeny/{planned.id}/obchuzka"
    stop = {"place_id": field.place.id, "result": "calm"}
    assert field.phone.told(path, **stop) == "incomplete"
    author = client.as_(field.author)
    put(planned, status=ShiftStatus.IN_PROGRESS)
    answer = author.submit("outbox.complete", kept(stored), on=LIST)
    assert (answer.status_code, kept(stored).state) == (200, EntryState.STORED)
    assert [visit.shift_id for visit in stored(select(Visit))] == [planned.id]


def test_a_mentor_tries_again_once_the_cause_is_gone(field, make, client, stored, put):
    """He returns the shift that was handed in before the stop came."""
    entry = field.stop(at=EARLIER)
    put(field.shift, status=ShiftStatus.HANDED_IN)
    assert field.phone.send(entry).json["state"] == "incomplete"
    mentor = client.as_(field.mentor)
    mentor.submit("reviews.send_back", field.shift, reason="Dorazila obchůzka.")
    mentor.submit("outbox.accept", kept(stored), on=LIST)
    (visit,) = stored(select(Visit))
    assert (visit.author_id, visit.arrived_at) == (field.author.id, EARLIER)


def test_trying_again_in_vain_says_why_and_keeps_it(unexplained, field, client, stored):
    mentor = client.as_(field.mentor)
    answer = mentor.submit("outbox.accept", kept(stored), on=LIST)
    assert answer.status_code == 200
    assert (kept(stored).state, bool(kept(stored).reason)) == (EntryState.INCOMPLETE, True)
    assert stored(select(OutboxEntry.envelope))[0]


def test_two_entries_under_one_id_can_both_be_kept(field, client, stored):
    key = uuid.uuid4()
    field.phone.send(field.stop(id=key))
    field.phone.send(field.stop(id=key, result="defect"))
    waiting = stored(select(OutboxEntry).where(OutboxEntry.state == EntryState.CONFLICT))[0]
    client.as_(field.author).submit("outbox.complete", waiting, on=LIST)
    assert sorted(visit.result for visit in stored(select(Visit))) == ["calm", "defect"]


def test_a_hand_in_that_is_completed_later_is_handed_in_later(field, client, stored):
    """R-02: in time is what was complete in time."""
    path = f"/kontrola/{field.shift.id}/predat"
    facts = {"real_from": "13:00", "real_to": "14:10", "single_reason": "other"}
    assert field.phone.told(path, at=EARLIER, **facts) == "incomplete"
    field.phone.send(field.stop(at=EARLIER))
    waiting = select(OutboxEntry).where(OutboxEntry.state == EntryState.INCOMPLETE)
    client.as_(field.author).submit("outbox.complete", stored(waiting)[0], on=LIST)
    assert [shift.handed_in_at for shift in stored(select(Shift))] == [NOW]


def test_nobody_else_completes_it(unexplained, field, make, client, stored):
    other = client.as_(make.assistant(field.town, "Petr Malý"))
    entry = kept(stored)
    fields = {"csrf_token": other.token("/ucet"), "id": str(uuid.uuid4())}
    assert other.post(other.url("outbox.complete", entry), fields).status_code == 403
    assert other.read("outbox.waiting").page.select("form[action$=doplnit]") == []


def test_the_author_throws_away_what_was_a_mistake(unexplained, field, client, stored):
    author = client.as_(field.author)
    author.submit("outbox.discard", kept(stored), reason="Omyl.")
    assert kept(stored).state == EntryState.DISCARDED
    assert stored(select(OutboxEntry.envelope)) == [None]


def test_what_was_thrown_away_does_not_come_back(unexplained, field, client, stored):
    author = client.as_(field.author)
    url = author.url("outbox.complete", kept(stored))
    fields = author.fields(LIST, url)
    author.submit("outbox.discard", kept(stored), reason="Omyl.")
    assert author.post(url, fields).status_code == 409


def test_the_page_asks_the_same_number_of_questions_however_much_waits(field, client, asked):
    for _number in range(2):
        field.phone.send(field.stop(place_id=""))
    reader = client.as_(field.mentor)
    few = asked(reader)
    for _number in range(6):
        field.phone.send(field.stop(place_id=""))
    assert asked(reader) == few
