"""What was kept long enough goes for good; all else, and every other town, stays as it was."""

import json
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from app import jobs as nightly
from app.accounts.models import LoginAttempt, OneTimeLink, UserSession
from app.audit.models import AuditEntry
from app.audit.queries import verify
from app.drafts.domain import KEEPS_DRAFTS
from app.incidents.models import Incident
from app.incidents.photos import Photo, PhotoFile
from app.kernel import clock, jobs
from app.kernel.db import db
from app.kernel.receipts import Receipt
from app.kernel.scope import scope
from app.needs.models import Need
from app.outbox.models import OutboxEntry, WriteTicket
from app.plans.models import Plan, PlanItem
from app.retention.domain import RECORD_TEXTS, Rule
from app.retention.models import Disposal
from app.shifts.models import Shift, ShiftTask
from app.skills.models import Rating
from app.supervision.models import Supervision
from tests.conftest import NOW
from tests.needs.rows import a_need
from tests.plans.rows import a_plan, an_item
from tests.retention.records import OLD, SECRET, YOUNG, change, filled, photographed
from tests.skills.rows import a_competence, a_rating
from tests.supervision.rows import a_supervision
from tests.world import a_link, a_receipt, a_session, an_entry

TODAY = date(2026, 11, 23)


@pytest.fixture
def run(app):
    """What the nightly work tells, at a moment."""

    def at(moment=NOW):
        with clock.frozen(moment), app.app_context():
            told = nightly.run_due()
            db.session.remove()
            return told

    return at


@pytest.fixture
def town(make):
    return make.town()


def test_photos_go_after_ninety_days_and_not_a_day_sooner(make, town, run, stored):
    record = filled(make, town, TODAY)
    kept = [photographed(make, record, days) for days in (0, 89, 90)]
    for days in (91, 400):
        photographed(make, record, days)
    assert run() == ["lhota: fotky událostí starší než 25.\xa08.\xa02026: 2"]
    assert set(stored(select(Photo.id))) == set(kept)
    assert set(stored(select(PhotoFile.id))) == set(kept)


def test_a_town_may_keep_photos_for_less(make, run, stored):
    record = filled(make, make.town(retention_photo_days=30), TODAY)
    for days in (30, 31):
        photographed(make, record, days)
    run()
    assert len(stored(select(Photo))) == 1


def test_texts_go_after_thirty_six_months_and_everything_else_stays(make, town, run, stored):
    old, young = filled(make, town, OLD), filled(make, town, YOUNG)
    before = {row.id: row for row in stored(select(Incident))}[old.incident.id]
    run()
    after = {row.id: row for row in stored(select(Incident))}
    gone, kept = after[old.incident.id], after[young.incident.id]
    assert {getattr(gone, name) for name in RECORD_TEXTS["incident"]} == {None}
    assert {getattr(kept, name) for name in RECORD_TEXTS["incident"]} == {SECRET}
    others = set(Incident.__table__.columns.keys()) - set(RECORD_TEXTS["incident"])
    assert {name: getattr(gone, name) for name in others} == {
        name: getattr(before, name) for name in others
    }


def test_shifts_and_their_tasks_are_as_old_as_their_day(make, town, run, stored):
    filled(make, town, OLD)
    filled(make, town, YOUNG)
    run()
    shifts, tasks = stored(select(Shift)), stored(select(ShiftTask))
    assert {(shift.day, shift.next_shift_note) for shift in shifts} == {
        (OLD, None),
        (YOUNG, SECRET),
    }
    assert sorted((task.text, task.reason or "") for task in tasks) == [("", ""), (SECRET, SECRET)]


def test_the_trail_forgets_the_texts_too_and_still_holds(app, make, town, run, stored):
    with clock.frozen(NOW - timedelta(days=10)):  # written down late: the entries are young
        old = filled(make, town, OLD)
    entries = select(AuditEntry).where(AuditEntry.entity_id == old.incident.id)
    assert SECRET in stored(entries)[0].values
    run()
    (entry,) = stored(entries)
    assert (entry.values, entry.salt) == (None, None)
    assert "description" in entry.field_names
    with app.app_context(), scope(town.id):
        assert verify()[1] == []


def test_values_in_the_trail_go_by_their_own_age(make, town, run, stored):
    with clock.frozen(NOW - timedelta(days=4 * 365)):
        place = make.place(town, "S01", note=SECRET)
    young = make.place(town, "S02", note=SECRET)
    run()
    entries = {entry.entity_id: entry for entry in stored(select(AuditEntry))}
    assert entries[place.id].values is None
    assert json.loads(entries[young.id].values)["note"] == [None, SECRET]


def test_signed_in_devices_and_links_go_ninety_days_after_their_end(make, town, run, stored):
    person = make.assistant(town)
    for days, end in ((100, "ended_at"), (100, "expires_at"), (80, "ended_at"), (80, "expires_at")):
        session_id = a_session(make, person)
        change(make, UserSession, session_id, **{end: NOW - timedelta(days=days)})
    for days in (80, 100):
        link = a_link(person)
        link.expires_at = NOW - timedelta(days=days)
        make.saved(link)
    run()
    assert len(stored(select(UserSession))) == 2
    assert len(stored(select(OneTimeLink))) == 1


def test_what_phones_have_sent_goes_with_the_records(app, make, town, run, stored):
    for day, mark in ((OLD - timedelta(days=200), "stará"), (YOUNG, "mladá")):
        with clock.frozen(clock.utc(day, time(12))):
            author = make.assistant(town)
            an_entry(make, author, "/smeny/zacatek", mark)
            make.saved(a_receipt(author, mark))
    run()
    assert [each.kind for each in stored(select(OutboxEntry))] == ["mladá obchůzka"]
    assert stored(select(Receipt.endpoint)) == ["mladá"]
    assert len(stored(select(WriteTicket))) == 1


def test_an_unfinished_form_that_came_too_late_waits_no_longer_than_others(make, town, run, stored):
    author = make.assistant(town)
    late = an_entry(make, author, "/odeslani/rozepsane", "strana", endpoint=KEEPS_DRAFTS)
    shift = an_entry(make, author, "/smeny/zacatek", "směna", endpoint="shifts.start")
    run(NOW + timedelta(days=3))
    assert {each.id for each in stored(select(OutboxEntry))} == {late, shift}
    run(NOW + timedelta(days=4))
    assert {each.id for each in stored(select(OutboxEntry))} == {shift}


def test_a_ticket_stays_as_long_as_something_that_came_under_it(make, town, run, stored):
    with clock.frozen(clock.utc(OLD, time(12))):
        entry = an_entry(make, make.assistant(town), "/smeny/zacatek", "pozdní")
    (ticket,) = stored(select(WriteTicket))
    change(make, OutboxEntry, entry, ticket_id=ticket.id, received_at=NOW)
    run()
    assert len(stored(select(WriteTicket))) == 1


def test_failed_sign_ins_are_forgotten_after_a_day(make, town, run, stored):
    make.saved(LoginAttempt(key="old", at=NOW - timedelta(hours=25)))
    make.saved(LoginAttempt(key="young", at=NOW - timedelta(hours=23)))
    run()
    assert stored(select(LoginAttempt.key)) == ["young"]


def test_a_living_session_stays(make, town, run, stored):
    a_session(make, make.assistant(town))
    run()
    assert len(stored(select(UserSession))) == 1


def test_each_town_goes_by_its_own_periods(make, town, run, stored):
    other = make.town("Zásada", retention_months=120)
    filled(make, town, OLD)
    filled(make, other, OLD)
    run()
    assert {(row.municipality_id, row.description) for row in stored(select(Incident))} == {
        (town.id, None),
        (other.id, SECRET),
    }
    assert {row.municipality_id for row in stored(select(Disposal))} == {town.id}


def test_the_protocol_says_when_what_and_how_many(make, town, run, stored):
    photographed(make, filled(make, town, OLD), 91)
    run()
    lines = {line.rule: line for line in stored(select(Disposal))}
    assert {rule: line.row_count for rule, line in lines.items()} == {
        Rule.PHOTOS: 1,
        Rule.RECORDS: 3,
    }
    assert (lines[Rule.RECORDS].before, lines[Rule.PHOTOS].at) == (YOUNG, NOW)


def test_the_protocol_stands_in_the_trail(make, town, run, stored):
    filled(make, town, OLD)
    run()
    (entry,) = stored(select(AuditEntry).where(AuditEntry.entity == "disposal"))
    assert (entry.use_case, entry.actor_id) == ("retention.dispose", None)
    assert SECRET not in entry.values


def test_a_second_run_finds_nothing_more(make, town, run, stored):
    photographed(make, filled(make, town, OLD), 91)
    run()
    first = len(stored(select(Disposal)))
    assert run(NOW + timedelta(days=1)) == []
    assert len(stored(select(Disposal))) == first


def test_the_work_is_done_once_a_night(make, town, run):
    assert run() == []
    assert run(NOW + timedelta(hours=1)) is None
    assert run(jobs.night_after(NOW)) == []


def test_what_a_crash_has_left_is_taken_up_after_an_hour(app, make, town, run, monkeypatch):
    def crash(*_args, **_kwargs):
        raise RuntimeError("the machine stops")

    with monkeypatch.context() as patched:
        patched.setattr(nightly.actions, "dispose", crash)
        with pytest.raises(RuntimeError):
            run()
    assert run(NOW + timedelta(minutes=59)) is None
    assert run(NOW + timedelta(minutes=60)) == []


def test_a_failure_is_written_down_and_stops_nothing(app, make, town, monkeypatch, caplog):
    monkeypatch.setattr(nightly, "run_due", lambda: 1 / 0)
    with app.app_context():
        nightly.look()
    assert "it will be tried again" in caplog.text


def test_the_command_tells_what_it_did(app, make, town):
    filled(make, town, OLD)
    result = app.test_cli_runner().invoke(args=["jobs", "run-due"])
    assert "lhota: texty v\xa0záznamech o\xa0směnách, událostech a\xa0školení" in result.output
    again = app.test_cli_runner().invoke(args=["jobs", "run-due"])
    assert again.output == "Nic není na řadě.\n"


def test_texts_about_training_go_with_the_records(make, town, run, stored):
    """By the day of each: of a rating, of a need, of the end of a plan, of an event."""
    mentor, worker = make.mentor(town), make.assistant(town)
    for day, mark in ((OLD, "a"), (YOUNG, "b")):
        competence = make.saved(a_competence(town.id, f"Skill {mark}"))
        make.saved(a_rating(worker, competence, mentor, rated_on=day, note=SECRET))
        need = a_need(make, worker, competence, raised_on=day, topic=SECRET)
        plan = a_plan(make, worker, since=day - timedelta(days=9), until=day, aim=SECRET)
        an_item(make, plan, competence, need=need, proof_note=SECRET)
        a_supervision(make, worker, day=day, theme=SECRET)
    run()
    columns = (Rating.note, Need.topic, Plan.aim, PlanItem.proof_note, Supervision.theme)
    for column in columns:
        assert sorted(each or "" for each in stored(select(column))) == ["", SECRET], column
