"""R-61: whatever changes closed figures is told in T15 of the quarter in which it came."""

from datetime import date, time

import pytest
from sqlalchemy import select

from app.closing import actions as closings
from app.history.domain import BatchStatus
from app.incidents import actions as incidents
from app.incidents import queries as known
from app.incidents.domain import Action, IncidentStatus, Result, Subcategory
from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import scope
from app.reviews import actions as reviews
from app.shifts import actions as duty
from app.shifts import queries as shifts
from app.shifts.domain import ShiftKind, ShiftStatus
from app.shifts.models import Shift
from tests.disputes.rows import a_case, a_step
from tests.history.rows import a_batch, some_sums
from tests.summaries.conftest import AFTER, BEFORE, CLOSED, NEXT, QUARTER, closed
from tests.summaries.test_counting import DAY, happened, served

WAYS = (
    *("late_entries", "late_shifts", "late_disputes", "late_training"),
    *("late_imports", "undone_imports", "late_figures", "corrected"),
)
NOTHING = dict.fromkeys(WAYS, 0)


def a_file(make, scene, at, *sums, **values):
    facts = {"status": BatchStatus.PUBLISHED, "published_at": at, "file_name": str(at)}
    some_sums(make, a_batch(make, scene.town, **{**facts, **values}), *sums)


@pytest.mark.usefixtures("closing")
def test_each_way_has_a_line_of_its_own_even_when_nothing_came(later):
    assert later() == later(QUARTER) == NOTHING


def test_a_draft_completed_after_the_closing_is_told(make, scene, later):
    draft = {"status": IncidentStatus.DRAFT, "recorded_at": BEFORE, "result": None}
    draft = happened(make, scene, served(make, scene, status=ShiftStatus.RETURNED), **draft)
    closed(make, scene.town, QUARTER, CLOSED)
    assert later() == NOTHING
    with clock.frozen(AFTER), make.app.app_context(), scope(scene.town.id):
        own = known.get(draft.id)
        facts = {"day": own.day, "time": own.time, "subcategory": own.subcategory}
        where = {"place_id": own.place_id, "actions": [Action.TALK], "recipients": []}
        what = {"result": Result.SOLVED_ON_SPOT, "people_adult": 1}
        incidents.correct(own, **facts, **where, **what, by=None)
        assert own.status is IncidentStatus.RECORDED
        db.session.commit()
    assert later() == NOTHING | {"late_entries": 1}


@pytest.mark.parametrize(
    ("at", "values", "count"),
    [
        (AFTER, {}, 1),
        (BEFORE, {}, 0),
        (AFTER, {"status": IncidentStatus.DRAFT}, 0),
        (AFTER, {"status": IncidentStatus.CANCELLED}, 0),
        (AFTER, {"is_training": True}, 0),
        (clock.utc(NEXT.end, time(8)), {}, 0),
    ],
    ids=["after", "before", "draft", "cancelled", "training", "quarter after"],
)
def test_an_incident_is_told_that_came_after_the_closing(make, scene, later, at, values, count):
    shift = served(make, scene)
    if at < CLOSED:
        happened(make, scene, shift, **values)
    closed(make, scene.town, QUARTER, CLOSED)
    if at > CLOSED:
        with clock.frozen(at):
            happened(make, scene, shift, **values)
    assert later() == NOTHING | {"late_entries": count}


@pytest.mark.usefixtures("closing")
def test_a_shift_of_the_field_that_comes_after_the_closing_is_told(make, scene, later):
    with clock.frozen(AFTER):
        served(make, scene, date(2025, 11, 6), is_training=True)
        served(make, scene, date(2025, 11, 7), kind=ShiftKind.DP_ROUND)
        served(make, scene, NEXT.first)
        assert later() == NOTHING
        served(make, scene, date(2025, 11, 5))
    assert later() == NOTHING | {"late_shifts": 1}


@pytest.mark.parametrize(
    "values", [{"status": ShiftStatus.PLANNED}, {"status": ShiftStatus.CANCELLED}]
)
@pytest.mark.usefixtures("closing")
def test_what_was_planned_or_called_off_afterwards_is_told(make, scene, later, values):
    with clock.frozen(AFTER):
        make.shift(scene.alena, day=DAY, **values)
    assert later() == NOTHING | {"late_shifts": 1}


def test_approving_a_shift_changes_no_figure(make, scene, later):
    shift = served(make, scene, status=ShiftStatus.HANDED_IN)
    closed(make, scene.town, QUARTER, CLOSED)
    with clock.frozen(AFTER), make.app.app_context(), scope(scene.town.id):
        reviews.approve(shifts.get(shift.id), is_free_of_personal_data=True, by=None)
        db.session.commit()
    assert later() == NOTHING


def test_whatever_is_changed_in_a_shift_sent_back_is_told_once(make, scene, later):
    """A quarter may be closed before all of its shifts are approved."""
    shift = served(make, scene, status=ShiftStatus.HANDED_IN)
    stop = make.visit(shift, scene.places[0], scene.alena)
    closed(make, scene.town, QUARTER, CLOSED)
    with clock.frozen(AFTER), make.app.app_context(), scope(scene.town.id):
        own = reviews.send_back(shifts.get(shift.id), reason="Doplňte prosím.", by=None)
        duty.withdraw_visit(own.visits[0], by=None)
        db.session.commit()
        assert own.visits[0].id == stop.id
    make.tally(shift, scene.alena)
    assert later() == NOTHING | {"late_shifts": 1}


def test_a_contact_or_a_stop_alone_is_told_and_what_is_taken_back_is_not(make, scene, later):
    shift = served(make, scene, status=ShiftStatus.RETURNED)
    closed(make, scene.town, QUARTER, CLOSED)
    with clock.frozen(AFTER):
        tally = make.tally(shift, scene.alena)
        assert later() == NOTHING | {"late_shifts": 1}
        with make.app.app_context(), scope(scene.town.id):
            duty.withdraw_tally(shifts.get(shift.id), kind=tally.kind, by=scene.alena)
            db.session.commit()
    assert later() == NOTHING


@pytest.mark.usefixtures("closing")
def test_a_shift_handed_in_without_signal_came_when_the_server_got_it(make, scene, later):
    with clock.frozen(AFTER):
        shift = make.shift(scene.alena, day=DAY)
        make.visit(shift, scene.places[0], scene.alena)
    times = {"real_from": time(7), "real_to": time(15), "break_minutes": 30, "office_minutes": 0}
    told = {**times, "single_reason": "leave", "next_shift_note": None, "by": None}
    with clock.frozen(AFTER), make.app.app_context(), scope(scene.town.id), clock.as_told(BEFORE):
        assert reviews.hand_in(shifts.get(shift.id), **told).handed_in_at == BEFORE
        db.session.commit()
    assert later() == NOTHING | {"late_shifts": 1}


@pytest.mark.usefixtures("closing")
def test_older_records_published_after_the_closing_are_told(make, scene, later):
    noise = (date(2025, 12, 1), Subcategory.NOISE, 37)
    a_file(make, scene, BEFORE, noise)
    a_file(make, scene, AFTER, noise, status=BatchStatus.STAGED)
    a_file(make, scene, AFTER, (date(2026, 1, 1), Subcategory.NOISE, 5))
    a_file(make, scene, AFTER, (date(2025, 9, 1), Subcategory.NOISE, 5))
    assert later() == NOTHING
    a_file(make, scene, AFTER, noise, (date(2025, 10, 1), Subcategory.NOISE, 3))
    assert later() == NOTHING | {"late_imports": 40}


def test_a_record_opened_again_after_the_closing_is_told_apart_from_one_before(
    make, scene, later, stored
):
    early, late = (served(make, scene, day, received_at=BEFORE) for day in (DAY, date(2025, 11, 5)))

    def reopen(shift, at):
        with clock.frozen(at), make.app.app_context(), scope(scene.town.id):
            reviews.reopen(shifts.get(shift.id), reason="Doplňte.", by=None)
            db.session.commit()

    reopen(early, BEFORE)
    closed(make, scene.town, QUARTER, CLOSED)
    with make.app.app_context(), scope(scene.town.id):
        closings.open_again(QUARTER, by=None)
        db.session.commit()
    assert later() == NOTHING
    reopen(late, AFTER)
    assert later() == NOTHING | {"corrected": 1, "late_shifts": 1}
    assert [each.reopen_count for each in stored(select(Shift))] == [1, 1]
    times = {"real_from": time(13), "real_to": time(20), "break_minutes": 30, "office_minutes": 0}
    told = {**times, "single_reason": "leave", "next_shift_note": None, "by": None}
    with clock.frozen(AFTER), make.app.app_context(), scope(scene.town.id):
        make.visit(late, scene.places[0], scene.alena)
        reviews.hand_in(shifts.get(late.id), **told)
        db.session.commit()
    assert later() == NOTHING | {"corrected": 1, "late_shifts": 1}


@pytest.mark.usefixtures("closing")
def test_a_case_and_its_steps_written_down_after_the_closing_are_told_once(make, scene, later):
    with clock.frozen(AFTER):
        case = a_case(make, scene.town, received_on=DAY)
        a_step(make, case, day=DAY)
        a_step(make, case, day=DAY, is_withdrawn=True)
        a_step(make, case, day=NEXT.first)
    assert later() == NOTHING | {"late_disputes": 1}


def test_an_incident_whose_day_moves_into_the_closed_quarter_is_told(make, scene, later):
    shift = served(make, scene, NEXT.first)
    facts = {"recorded_at": BEFORE, "status": IncidentStatus.RECORDED}
    own = happened(make, scene, shift, 2026, 1, 1, 9, 0, **facts)
    closed(make, scene.town, QUARTER, CLOSED)
    with clock.frozen(AFTER), make.app.app_context(), scope(scene.town.id):
        moved = known.get(own.id)
        facts = {"day": QUARTER.last, "time": moved.time, "subcategory": moved.subcategory}
        where = {"place_id": moved.place_id, "actions": [Action.TALK], "recipients": []}
        what = {"result": Result.SOLVED_ON_SPOT, "people_adult": 1}
        incidents.correct(moved, **facts, **where, **what, by=None)
        db.session.commit()
    assert later() == NOTHING | {"late_entries": 1}


def test_an_incident_cancelled_while_a_version_was_prepared_and_given_up_is_told(
    make, scene, later
):
    shift = served(make, scene, status=ShiftStatus.HANDED_IN)
    own = happened(make, scene, shift, status=IncidentStatus.RECORDED)
    closed(make, scene.town, QUARTER, CLOSED)
    with clock.frozen(AFTER), make.app.app_context(), scope(scene.town.id):
        closings.open_again(QUARTER, by=None)
        incidents.cancel(known.get(own.id), reason="Omyl.", by=None)
        closings.shut(QUARTER, by=None)
        db.session.commit()
    assert later() == NOTHING | {"late_entries": 1}


def test_before_any_closing_nothing_is_late(make, scene, later):
    shift = served(make, scene, handed_in_at=AFTER)
    happened(make, scene, shift, recorded_at=AFTER)
    assert later() == NOTHING
