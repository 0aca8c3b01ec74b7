"""What a phone sends late is stored once, under its author, at the time of the deed."""

import json
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.incidents.models import Incident
from app.outbox import answers
from app.outbox.domain import EntryState
from app.outbox.models import OutboxEntry, WriteTicket
from app.shifts.domain import Priority, TaskStatus
from app.shifts.models import ContactTally, Shift, ShiftTask, Visit
from tests.conftest import NOW
from tests.outbox.phone import OURS, Picture

EARLIER = NOW - timedelta(minutes=20)


def entries(stored, *where):
    return stored(select(OutboxEntry).where(*where).order_by(OutboxEntry.received_at))


def test_a_stop_is_stored_under_its_author_and_at_its_own_time(field, stored):
    answer = field.phone.send(field.stop(at=EARLIER))
    assert (answer.status_code, answer.json) == (200, {"state": "stored", "shift": None})
    (visit,) = stored(select(Visit))
    assert (visit.author_id, visit.arrived_at) == (field.author.id, EARLIER)


def test_the_record_has_the_id_that_the_phone_made(field, stored):
    key = uuid.uuid4()
    field.phone.send(field.stop(id=key))
    assert stored(select(Visit.id)) == [key]


def test_an_older_phone_is_understood(field, stored):
    assert field.phone.send(field.stop(version=1)).json["state"] == "stored"
    assert len(stored(select(Visit))) == 1


def test_the_same_bytes_get_the_same_answer_and_make_nothing_new(field, stored):
    entry = field.stop()
    first, second = field.phone.send(entry), field.phone.send(entry)
    assert first.json == second.json
    assert (len(stored(select(Visit))), len(entries(stored))) == (1, 1)


def test_what_was_stored_needs_no_envelope_any_more(field, stored):
    field.phone.send(field.stop())
    assert stored(select(OutboxEntry.envelope)) == [None]


def test_other_bytes_under_the_same_id_are_kept_and_shown_to_a_person(field, stored):
    key = uuid.uuid4()
    field.phone.send(field.stop(id=key))
    answer = field.phone.send(field.stop(id=key, result="defect"))
    assert answer.json["state"] == "conflict"
    assert [visit.result for visit in stored(select(Visit))] == ["calm"]
    (kept,) = entries(stored, OutboxEntry.state == EntryState.CONFLICT)
    assert kept.reason


def test_without_comparing_the_bytes_the_second_entry_would_be_swallowed(
    field, stored, monkeypatch
):
    """The control: taken for the same entry, the other content is lost without a word."""
    monkeypatch.setattr(answers, "_same", lambda earlier, _parcel: next(iter(earlier), None))
    key = uuid.uuid4()
    field.phone.send(field.stop(id=key))
    answer = field.phone.send(field.stop(id=key, result="defect"))
    assert (answer.json["state"], len(entries(stored))) == ("stored", 1)


def test_a_whole_shift_arrives_in_its_order(field, make, stored):
    shift, phone = field.shift, field.phone
    task = make.saved(
        ShiftTask(
            municipality_id=shift.municipality_id,
            shift_id=shift.id,
            position=0,
            text="Projít hřiště",
            priority=Priority.NORMAL,
        )
    )
    path = f"/smeny/{shift.id}"
    assert phone.told(field.visit, place_id=field.place.id, result="calm") == "stored"
    assert phone.told(f"{path}/kontakty", kind="child") == "stored"
    assert phone.told(f"{path}/kontakty", kind="senior") == "stored"
    assert phone.told(f"{path}/kontakty/zpet", kind="senior") == "stored"
    assert phone.told(f"/smeny/ukoly/{task.id}", status="done") == "stored"
    assert phone.told(f"{path}/vzkaz", next_shift_note="Rozbitá lavička") == "stored"
    assert phone.told(f"{path}/bezpeci", safety_event="verbal_attack", note="") == "stored"
    incident = {"subcategory": "noise", "place_id": field.place.id}
    assert phone.told("/udalosti/nova", **incident) == "stored"
    (kept,) = stored(select(Shift))
    assert (kept.next_shift_note, kept.safety_event) == ("Rozbitá lavička", "verbal_attack")
    counted = stored(select(ContactTally.kind).where(ContactTally.is_withdrawn.is_(False)))
    assert counted == ["child"]
    assert [task.status for task in stored(select(ShiftTask))] == [TaskStatus.DONE]
    assert {entry.shift_id for entry in entries(stored)} == {shift.id}


def test_an_incident_happened_when_it_was_tapped_and_was_recorded_when_it_came(field, stored):
    incident = {"subcategory": "noise", "place_id": field.place.id}
    field.phone.told("/udalosti/nova", at=EARLIER, **incident)
    (kept,) = stored(select(Incident))
    assert (kept.occurred_at, kept.recorded_at) == (EARLIER, NOW)


def test_a_shift_is_handed_in_at_the_time_of_its_end(field, stored):
    field.phone.send(field.stop(at=EARLIER))
    facts = {"real_from": "13:00", "real_to": "14:20", "single_reason": "other"}
    path = f"/kontrola/{field.shift.id}/predat"
    assert field.phone.told(path, at=NOW - timedelta(minutes=5), **facts) == "stored"
    (shift,) = stored(select(Shift))
    assert shift.handed_in_at == NOW - timedelta(minutes=5)


def test_the_start_of_a_shift_says_which_shift_it_is(make, phone_of):
    town = make.town()
    phone = phone_of(make.assistant(town))
    entry = phone.stored("/smeny/zacatek", single_reason="illness")
    assert phone.send(entry).json == {"state": "stored", "shift": entry["id"]}


def test_what_belongs_to_a_shift_that_a_colleague_began_first_finds_it(make, phone_of, stored):
    """Both begin without signal; the second beginning joins the first, and so does its round."""
    town = make.town()
    dana, petr, place = make.assistant(town), make.assistant(town, "Petr"), make.place(town)
    first, second, own = phone_of(dana), phone_of(petr), uuid.uuid4()
    begun = first.send(first.stored("/smeny/zacatek", partner_id=petr.id)).json["shift"]
    answer = second.send(second.stored("/smeny/zacatek", id=own, partner_id=dana.id))
    assert answer.json == {"state": "stored", "shift": begun}
    told = second.told(f"/smeny/{own}/obchuzka", place_id=place.id, result="calm")
    assert told == "stored"
    incident = {"subcategory": "noise", "place_id": place.id, "shift_id": own}
    assert second.told("/udalosti/nova", **incident) == "stored"
    assert [str(visit.shift_id) for visit in stored(select(Visit))] == [begun]
    assert [str(each.shift_id) for each in stored(select(Incident))] == [begun]


def test_a_form_that_misses_something_is_kept_with_the_words_of_the_form(field, stored):
    answer = field.phone.send(field.stop(place_id="", result="calm"))
    assert answer.json["state"] == "incomplete"
    (kept,) = entries(stored)
    assert (kept.state, bool(kept.reason), kept.endpoint) == ("incomplete", True, "shifts.visit")
    assert kept.reason.startswith("Místo: ")
    assert stored(select(OutboxEntry.envelope))[0]


def test_a_refusal_of_the_state_is_kept_too(field, make, stored):
    planned = make.shift(field.author, status="planned", real_from=None)
    place = {"place_id": field.place.id, "result": "calm"}
    assert field.phone.told(f"/smeny/{planned.id}/obchuzka", **place) == "incomplete"
    assert entries(stored)[0].reason == "Nejdřív začněte směnu."


def test_a_quiet_refusal_of_a_view_that_shows_nothing_is_noticed(field, stored):
    """Taking a contact back answers with a redirect even where it was refused."""
    path = f"/smeny/{field.shift.id}/kontakty/zpet"
    assert field.phone.told(path, kind="nobody") == "incomplete"


@pytest.mark.parametrize(
    "path",
    [
        "/ucet/zarizeni/odhlasit-ostatni",
        "/lide/novy",
        "/smeny/plan",
        "/nikde",
        "//jinde/smeny",
        "/odeslani",
    ],
)
def test_other_forms_cannot_be_sent_later(field, stored, path):
    assert field.phone.told(path, display_name="Podvržený") == "incomplete"
    assert entries(stored)[0].endpoint is None


def test_a_form_of_somebody_elses_shift_is_not_stored(field, make, stored):
    other = make.shift(_colleague(field, make))
    place = {"place_id": field.place.id, "result": "calm"}
    assert field.phone.told(f"/smeny/{other.id}/obchuzka", **place) == "incomplete"
    assert stored(select(Visit)) == []


def _colleague(field, make):
    return make.assistant(field.town, "Petr Malý")


def test_a_fault_of_ours_keeps_the_entry_and_does_not_block_the_next(field, monkeypatch, stored):
    def broken(*_args, **_kwargs):
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("app.shifts.actions.visit", broken)
        assert field.phone.send(field.stop()).json["state"] == "incomplete"
    assert field.phone.send(field.stop()).json["state"] == "stored"
    assert len(stored(select(Visit))) == 1


def test_a_clock_that_is_ahead_is_put_right_and_noted(field, stored):
    ahead = timedelta(minutes=47)
    entry = field.stop(at=EARLIER + ahead)
    field.phone.send(entry, sent_at=(NOW + ahead).isoformat())
    assert stored(select(Visit.arrived_at)) == [EARLIER]
    assert entries(stored)[0].skew_seconds == 47 * 60


def test_small_differences_of_clocks_are_nobodys_fault(field, stored):
    entry = field.stop(at=NOW + timedelta(seconds=90))
    field.phone.send(entry, sent_at=(NOW + timedelta(seconds=90)).isoformat())
    assert (stored(select(Visit.arrived_at)), entries(stored)[0].skew_seconds) == ([NOW], 0)


@pytest.mark.parametrize("off", [timedelta(hours=3), -timedelta(days=31)])
def test_a_time_that_cannot_be_true_is_left_to_a_person(field, stored, off):
    assert field.phone.send(field.stop(at=NOW + off)).json["state"] == "incomplete"
    assert stored(select(Visit)) == []


def test_the_trail_has_the_servers_time_and_the_author(field, stored):
    field.phone.send(field.stop(at=EARLIER))
    (entry,) = stored(select(AuditEntry).where(AuditEntry.use_case == "shifts.visit"))
    assert (entry.at, entry.actor_id) == (NOW, field.author.id)


def test_the_trail_never_holds_an_envelope(field, stored):
    entry = field.stop(place_id="")
    field.phone.send(entry)
    told = stored(select(AuditEntry).where(AuditEntry.entity == "outbox_entry"))
    assert {json.loads(each.values)["envelope"][1] for each in told} == {"•"}
    assert not any(entry["envelope"].hex()[:60] in each.values for each in told)


def test_an_entry_after_the_lock_says_so(field, stored):
    field.phone.send(field.stop(), after_lock="1")
    assert entries(stored)[0].after_lock


def test_a_file_goes_along(field, stored, monkeypatch):
    """The view that gets it reads it like any uploaded file."""
    seen = []

    def noted(path, fields, *, author, files, session=None):
        seen.append(files)
        return answers.Outcome(303)

    monkeypatch.setattr(answers, "hand_in", noted)
    picture = Picture("photo", "image/jpeg", b"\xff\xd8" + bytes(300_000))
    field.phone.send(field.stop(picture=picture))
    assert seen == [{"photo": (picture.content, "image/jpeg")}]


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://zlo"}]
)
@pytest.mark.parametrize("path", ["/odeslani", "/odeslani/hlaseni"])
def test_other_pages_cannot_send_in_our_name(field, stored, headers, path):
    entry = field.stop()
    entry["envelope"] = entry["envelope"].hex()
    assert field.phone.browser.post(path, data=entry, headers=headers).status_code == 403
    assert entries(stored) == []


def test_a_browser_that_tells_only_its_origin_is_let_in(field):
    headers = {"Origin": "http://localhost"}
    assert field.phone.send(field.stop(), headers=headers).json["state"] == "stored"


def test_without_a_ticket_nothing_is_taken_and_the_phone_keeps_it(field, stored):
    answer = field.phone.without_ticket().send(field.stop())
    assert (answer.status_code, answer.json) == (401, {"state": "sign-in"})
    assert entries(stored) == []


def test_a_ticket_sends_nothing_of_another_person(field, make, phone_of, stored):
    other = phone_of(_colleague(field, make), browser=field.phone.browser)
    answer = other.send(field.stop())
    assert (answer.status_code, answer.json) == (401, {"state": "sign-in"})
    assert entries(stored) == []


@pytest.mark.parametrize("missing", ["id", "author"])
def test_what_has_no_ids_is_nothing_of_ours(field, missing):
    assert field.phone.send(field.stop(), **{missing: "nic"}).status_code == 400


def test_a_waking_phone_says_how_much_waits(field, stored):
    told = {"waiting": "3", "sent_at": NOW.isoformat()}
    answer = field.phone.browser.post("/odeslani/hlaseni", data=told, headers=OURS)
    assert answer.status_code == 204
    assert [(each.waiting, each.last_seen_at) for each in stored(select(WriteTicket))] == [(3, NOW)]
