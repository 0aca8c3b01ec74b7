"""The whole demo told at one moment: it has something to compare with and looks alive."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.accounts.queries import people_with
from app.audit.models import AuditEntry
from app.audit.queries import verify
from app.certificates import queries as certificates
from app.certificates.domain import Validity
from app.codelists import queries as codelists
from app.courses.domain import Attended, EventStatus
from app.courses.models import Attendance, TrainingEvent
from app.demo import feed
from app.disputes import waiting as disputes
from app.disputes.domain import LeadKind, LegalStatus
from app.disputes.models import DisputeCase, DisputeCheck
from app.incidents.domain import IncidentStatus, Result, Subcategory
from app.incidents.models import Incident
from app.incidents.photos import Photo, PhotoFile
from app.kernel import clock, codes
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.needs.domain import NeedStatus
from app.needs.models import Need
from app.parties.models import DisputeParty
from app.plans import queries as plans
from app.rooms import queries as rooms
from app.rooms.models import Booking
from app.shifts.domain import ShiftStatus
from app.shifts.models import Shift
from app.skills import queries as skills
from app.summaries.queries import summary
from app.supervision.models import Supervision
from app.training.domain import Value
from app.training.models import EvaluationRound
from tests.demo.test_totals import T9, T10
from tests.demo.told import Told

NOW = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)
MONDAY = clock.local(NOW).date()


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    with Told.by(tmp_path_factory.mktemp("whole"), partial(feed.load, NOW)) as told:
        yield told


def totals(told, quarter):
    with told.inside("kraslice"):
        tables = {table.key: table for table in summary(Quarter.parse(quarter)).tables}
        return {row.key: row.values for row in (*tables["T2"].rows, *tables["T2"].totals)}


def test_the_recorded_quarter_is_compared_with_the_one_before_and_a_year_before(told):
    total = totals(told, "2025Q4")["total"]
    assert total["total"] == 258
    assert 265 <= total["previous"] <= 285
    assert 290 <= total["last_year"] <= 310
    assert total["last_year_change"] == 258 - total["last_year"]


def test_the_town_calls_one_kind_its_own_way_and_hides_one_it_never_needed(told):
    with told.inside("kraslice"), codes.spoken(codelists.arrangements()):
        assert Subcategory.NEEDLE_FOUND.label == "Nález injekční stříkačky"
        assert codes.is_hidden(Subcategory.DOOR_TO_DOOR)
    assert not told.stored(select(Incident).where(Incident.subcategory == "door_to_door"))


def test_nothing_happened_after_now(told):
    assert max(told.stored(select(AuditEntry.at))) <= NOW
    assert max(told.stored(select(Incident.updated_at))) <= NOW


def test_today_somebody_is_out_and_something_waits(told):
    states = dict(told.stored(select(Shift.status, func.count()).group_by(Shift.status)))
    assert states[ShiftStatus.IN_PROGRESS] >= 1
    assert states[ShiftStatus.HANDED_IN] >= 6
    assert states[ShiftStatus.RETURNED] == 1
    assert states[ShiftStatus.PLANNED] >= 10
    today = select(Shift.status).where(Shift.day == MONDAY)
    assert ShiftStatus.IN_PROGRESS in told.stored(today)


def test_a_running_shift_has_an_incident_to_complete(told):
    drafts = select(Incident.day).where(Incident.status == IncidentStatus.DRAFT)
    assert set(told.stored(drafts)) == {MONDAY}


def test_photos_stand_on_recent_shifts_only_and_all_were_handed_over(told):
    """Older ones would have been deleted: in the recorded quarter 21 of its incidents had one."""
    photos = told.stored(select(Photo.taken_at, Incident.result).join(Photo.incident))
    assert 3 <= len(photos) <= 40
    assert {result for _at, result in photos} == {Result.HANDED_OVER}
    assert min(at for at, _result in photos) > NOW - timedelta(days=60)
    assert len(told.stored(select(PhotoFile.id))) == len(photos)


def test_approved_shifts_hold_checked_incidents_only(told):
    states = select(Incident.status).join(Incident.shift)
    approved = told.stored(states.where(Shift.status == ShiftStatus.APPROVED).distinct())
    assert set(approved) == {IncidentStatus.CHECKED, IncidentStatus.CANCELLED}


def test_both_towns_share_one_account_of_the_mentor(told):
    shared = told.stored(select(Membership.user_id).where(Membership.display_name == "Radek Holub"))
    assert len(shared) == 2
    assert len(set(shared)) == 1


def test_training_of_today_changes_nothing_of_the_recorded_quarter(told):
    with told.inside("kraslice"):
        tables = {table.key: table for table in summary(Quarter.parse("2025Q4")).tables}
    rows = {(row.section, row.key): row.values for row in tables["T10"].rows}
    for key, values in T10.items():
        if key != ("events", "total"):
            assert rows[key]["total"] == values[-1]
    assert tables["T10"].totals[0].values["total"] == 125


def test_something_of_training_waits_for_the_mentor(told):
    proposed = select(Need.raised_on).where(Need.status == NeedStatus.PROPOSED)
    assert told.stored(proposed) == [MONDAY - timedelta(days=3)]
    with told.inside("kraslice"), clock.frozen(NOW):
        mentor = next(each for each in people_with(Role.MENTOR) if each.service_no == "MP-11")
        assert [item.plan.worker.display_name for item in plans.overdue(mentor)] == ["Tomáš Vrba"]


def test_people_are_invited_to_an_event_of_next_week(told):
    ahead = select(TrainingEvent.day, Attendance.attended).join(Attendance.event)
    invited = told.stored(ahead.where(TrainingEvent.status == EventStatus.PLANNED))
    assert invited == [(MONDAY + timedelta(days=7), Attended.INVITED)] * 6


def test_one_certificate_ends_within_thirty_days_and_one_within_sixty(told):
    with told.inside("kraslice"), clock.frozen(NOW):
        states = [each.validity for each in certificates.ending(MONDAY)]
    assert states == [Validity.ENDS_IN_30, Validity.ENDS_IN_60]


def test_a_needle_on_the_playground_taught_a_new_assistant_to_collect_them(told):
    """Story 6."""
    query = select(Membership.display_name, Need.status, Need.met_on).join(Need.worker)
    found = query.join(Need.incident).where(Incident.subcategory == Subcategory.NEEDLE_FOUND)
    assert sorted(told.stored(found)) == [
        ("Petr Jelínek", NeedStatus.MET, date(2025, 11, 5)),
        ("Tomáš Vrba", NeedStatus.MET, date(2025, 11, 12)),
    ]


def test_who_was_attacked_alone_had_supervision_and_learnt_to_calm_people_down(told):
    """Story 7."""
    query = select(Shift.day, Shift.safety_event, Need.met_on).join(Incident.shift)
    alone = query.join(Need, Need.incident_id == Incident.id).where(
        Incident.subcategory == Subcategory.HARASSMENT_BEGGING
    )
    assert told.stored(alone) == [(date(2025, 11, 20), "verbal_attack", date(2025, 12, 16))]
    met = select(Supervision.day).where(Supervision.day > date(2025, 11, 20))
    assert date(2025, 11, 25) in told.stored(met)


def test_the_town_came_from_partly_to_yes_and_a_round_runs_today(told):
    rounds = select(EvaluationRound.value, EvaluationRound.suggested)
    values = told.stored(rounds.order_by(EvaluationRound.opened_on))
    assert [value for value, _suggested in values] == [Value.PARTIAL, Value.YES, Value.YES, None]
    assert all(value == suggested for value, suggested in values)


def test_the_second_town_has_its_competences_and_nothing_else_of_training(told):
    with told.inside("horni-lhota"):
        assert len(skills.competences()) == 12
        assert plans.current_of([worker.id for worker in skills.workers()], MONDAY) == {}
        assert not any(skills.ratings_of(worker.id) for worker in skills.workers())


def test_disputes_of_today_change_nothing_of_the_recorded_quarter(told):
    with told.inside("kraslice"):
        tables = {table.key: table for table in summary(Quarter.parse("2025Q4")).tables}
    table = tables["T9"]
    rows = {(row.section, row.key): row.values for row in (*table.rows, *table.totals)}
    assert {key: rows[key]["total"] for key in T9} == T9


def test_the_lead_of_disputes_finds_what_is_due_what_is_late_and_what_nobody_leads(told):
    with told.inside("kraslice"), clock.frozen(NOW):
        (lead,) = people_with(Role.DISPUTE_LEAD)
        cases = disputes.led_by(lead)
        assert [case.is_overdue for case in cases] == [True, False, False]
        assert [(case.next_on - MONDAY).days for case in cases[1:]] == [2, 3]
        (unled,) = disputes.without_lead(lead)
        assert unled.incident.author.has(Role.APK)
        assert unled.received_by == unled.incident.author_id
        (check,) = disputes.checks_due(lead, MONDAY)
        assert (check.days, check.is_overdue) == (90, False)


def test_the_room_was_booked_for_talks_and_is_booked_for_the_next_ones(told):
    with told.inside("kraslice"), clock.frozen(NOW):
        bookings = db.session.scalars(select(Booking).order_by(Booking.starts_at)).all()
        assert [booking.is_over for booking in bookings] == [True, False]
        assert rooms.next_of(bookings[0].case_id) is bookings[1]


def test_the_mediator_has_a_case_of_his_own(told):
    with told.inside("kraslice"), clock.frozen(NOW):
        (mediator,) = people_with(Role.MEDIATOR)
        assert [case.is_overdue for case in disputes.led_by(mediator)] == [False]


def test_every_agreement_was_looked_at_in_time(told):
    """Checks after 90 days on their day at the latest, those after 30 within a week."""
    made = select(DisputeCheck.days, DisputeCheck.due_on, DisputeCheck.done_on)
    late = [
        (days, (done - due).days) for days, due, done in told.stored(made) if done and done > due
    ]
    assert {days for days, _late in late} <= {30}
    assert max(days for _kind, days in late) <= 7
    waiting = select(DisputeCheck.due_on).where(DisputeCheck.result.is_(None))
    assert [due for due in told.stored(waiting) if due < MONDAY] == []


def test_parties_are_known_only_of_disputes_that_are_open_or_ended_lately(told):
    """Older ones would have been deleted."""
    query = select(DisputeCase.closed_on).join(DisputeParty, DisputeParty.case_id == DisputeCase.id)
    ended = told.stored(query)
    assert len(ended) >= 10
    assert all(day is None or MONDAY - day < timedelta(days=181) for day in ended)


def test_what_an_officer_led_was_looked_at_by_somebody_else(told):
    """R-44."""
    query = select(DisputeCase.lead_id, DisputeCase.reviewed_by, DisputeCase.legal_status)
    (case,) = told.stored(query.where(DisputeCase.lead_kind == LeadKind.MP_OFFICER))
    assert case[1] not in {None, case[0]}
    assert case[2] is LegalStatus.OFFENCE


def test_the_trails_are_whole(told):
    for slug in ("kraslice", "horni-lhota"):
        with told.inside(slug):
            length, breaks = verify()
            assert (length > 500, breaks) == (True, [])
