"""R-61: what is done to other records than shifts after a closing is told in T15 too."""

from contextlib import contextmanager
from datetime import date, time, timedelta

import pytest

from app.certificates import actions as certificates
from app.courses import actions as courses
from app.courses import queries as known_courses
from app.courses.domain import Attended, EventStatus, Outcome
from app.disputes import intake, steps
from app.disputes import queries as known_disputes
from app.disputes.domain import DisputeKind, Duration
from app.figures_outside import actions as figures
from app.figures_outside import queries as known_figures
from app.figures_outside.domain import Term
from app.history import actions as history
from app.history import queries as known_history
from app.history.domain import BatchStatus
from app.incidents.domain import Subcategory
from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import scope
from app.needs import actions as needs
from app.needs import queries as known_needs
from app.needs.domain import NeedStatus
from app.plans import actions as plans
from app.plans import queries as known_plans
from app.supervision import actions as supervision
from app.supervision import queries as known_supervision
from tests.certificates.rows import a_certificate
from tests.courses.rows import a_course, an_attendance, an_event, held
from tests.disputes.rows import a_case, a_step
from tests.figures_outside.rows import a_figure
from tests.history.rows import a_batch, some_sums
from tests.make import store
from tests.needs.rows import a_competence, a_need
from tests.plans.rows import a_plan, an_item
from tests.summaries.conftest import AFTER, BEFORE, CLOSED, NEXT, QUARTER, closed
from tests.summaries.test_counting import DAY
from tests.summaries.test_later import NOTHING
from tests.supervision.rows import a_supervision

AGAIN = clock.utc(NEXT.end + timedelta(days=8), time(9))


@pytest.fixture
def at(make, scene):
    """In the town at this moment: `with at(AFTER): …`."""

    @contextmanager
    def inside(moment):
        with clock.frozen(moment), make.app.app_context(), scope(scene.town.id):
            yield
            db.session.commit()

    return inside


def close(make, scene):
    closed(make, scene.town, QUARTER, CLOSED)


def test_a_list_of_an_event_filled_in_later_is_told_once(make, scene, later, at):
    event = an_event(make, a_course(make, scene.town), DAY)
    for worker in (scene.alena, scene.bohdan):
        an_attendance(make, event, worker)
    close(make, scene)
    with at(AFTER):
        outcomes = [Outcome(p.id, Attended.PRESENT, True, "") for p in (scene.alena, scene.bohdan)]
        courses.record_attendance(known_courses.get_event(event.id), outcomes, by=None)
    assert later() == NOTHING | {"late_training": 1}


@pytest.mark.parametrize(
    ("values", "count"), [({"hours": 6}, 1), ({"place": "Knihovna"}, 0), ({"cost_czk": 900}, 0)]
)
def test_of_an_event_only_what_stands_in_figures_is_told(make, scene, later, at, values, count):
    event = held(make, a_course(make, scene.town), DAY, scene.alena)
    close(make, scene)
    with at(AFTER):
        courses.correct_event(known_courses.get_event(event.id), by=None, **values)
    assert later() == NOTHING | {"late_training": count}


@pytest.mark.usefixtures("closing")
def test_an_event_that_is_only_planned_or_belongs_elsewhere_is_not_told(make, scene, later):
    course = a_course(make, scene.town)
    with clock.frozen(AFTER):
        an_event(make, course, DAY, status=EventStatus.CANCELLED)
        held(make, course, NEXT.first, scene.alena)
        held(make, course, date(2025, 9, 30), scene.alena)
    assert later() == NOTHING


def told_of(meeting, **values):
    facts = {"day": meeting.day, "hours": meeting.hours, "form": meeting.form}
    return {**facts, "supervisor": meeting.supervisor, "people": meeting.people, **values}


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"theme": "Odstup"}, 0),
        ({"hours": 3}, 1),
        ({"day": NEXT.first}, 1),
        ({"people": "one"}, 1),
    ],
    ids=["theme", "hours", "day", "people"],
)
def test_a_supervision_put_right(make, scene, later, at, values, count):
    meeting = a_supervision(make, scene.alena, scene.bohdan, day=DAY)
    close(make, scene)
    people = {"people": [scene.alena.id]} if "people" in values else {}
    with at(AFTER):
        own = known_supervision.get(meeting.id)
        supervision.correct(own, by=None, **told_of(own, **values | people))
    assert later() == NOTHING | {"late_training": count}


def test_a_supervision_recorded_and_one_withdrawn_are_two(make, scene, later, at):
    meeting = a_supervision(make, scene.alena, day=DAY)
    close(make, scene)
    with at(AFTER):
        a_supervision(make, scene.alena, scene.bohdan, day=DAY)
        supervision.withdraw(known_supervision.get(meeting.id), by=None)
    assert later() == NOTHING | {"late_training": 2}


def test_a_need_is_told_when_its_past_changes_and_not_when_it_is_decided_today(
    make, scene, later, at
):
    competence = a_competence(make, scene.town)
    other = a_competence(make, scene.town, "youth", "Mládež")
    facts = {"raised_on": DAY, "status": NeedStatus.PLANNED}
    first, second, third = (a_need(make, scene.alena, competence, **facts) for _ in range(3))
    wish = a_need(make, scene.alena, competence, raised_on=DAY)
    close(make, scene)
    with at(AFTER):
        needs.meet(known_needs.get(first.id), on=clock.today(), by=None)
        needs.reject(known_needs.get(wish.id), reason="Zatím ne.", by=None)
    assert later() == NOTHING
    with at(AFTER):
        needs.meet(known_needs.get(second.id), on=DAY, by=None)
        store(known_needs.get(third.id), by=None)
        known_needs.get(third.id).competence_id = other.id
        store(by=None)
    assert later() == NOTHING | {"late_training": 2}


def test_certificates_and_verified_items_are_told(make, scene, later, at):
    competence = a_competence(make, scene.town)
    item = an_item(make, a_plan(make, scene.alena), competence)
    kept = a_certificate(make, scene.alena, issued_on=DAY)
    close(make, scene)
    with at(AFTER):
        certificates.withdraw(db.session.merge(kept), reason="Omyl.", by=None)
        store(db.session.merge(item), by=None)
        db.session.merge(item).verified_on = DAY
        store(by=None)
    assert later() == NOTHING | {"late_training": 2}


def test_an_agreement_to_a_plan_that_is_taken_back_is_told_and_one_of_today_is_not(
    make, scene, later, at
):
    period = {"since": QUARTER.first, "until": NEXT.last}
    agreed = dict.fromkeys(("worker_agreed_at", "mentor_agreed_at"), clock.utc(DAY, time(9)))
    old = a_plan(make, scene.alena, **period, **agreed)
    new = a_plan(make, scene.bohdan, **period)
    competence = a_competence(make, scene.town)
    for plan in (old, new):
        an_item(make, plan, competence)
    close(make, scene)
    with at(AFTER):
        for person in (scene.bohdan, scene.mentor):
            plans.agree(known_plans.get(new.id), by=person)
    assert later() == NOTHING
    with at(AFTER):
        plans.withdraw_item(known_plans.get(old.id).items[0], by=None)
    assert later() == NOTHING | {"late_training": 1}


@pytest.mark.parametrize(
    ("period", "count"),
    [
        ({"term": Term.Q4}, 1),
        ({"term": Term.YEAR}, 1),
        ({"term": Term.Q3}, 0),
        ({"term": Term.Q1, "year": 2026}, 0),
    ],
    ids=["quarter", "its year", "another quarter", "the next one"],
)
@pytest.mark.parametrize("way", ["add", "correct", "withdraw"])
def test_figures_of_others(make, scene, later, at, way, period, count):
    if way != "add":
        figure = a_figure(make, scene.town, **period)
    close(make, scene)
    with at(AFTER):
        if way == "add":
            a_figure(make, scene.town, **period)
        elif way == "correct":
            own = known_figures.get(figure.id)
            values = {name: getattr(own, name) for name in ("year", "term", "source", "unit")}
            figures.correct(own, by=None, **values, indicator=own.indicator, value=99)
        else:
            figures.withdraw(known_figures.get(figure.id), by=None)
    assert later() == NOTHING | {"late_figures": count}


def test_a_case_and_a_step_put_right(make, scene, later, at):
    case = a_case(make, scene.town, received_on=DAY, recorded_at=BEFORE)
    other = a_case(make, scene.town, received_on=DAY, recorded_at=BEFORE)
    a_step(make, other, day=DAY, recorded_at=BEFORE)
    close(make, scene)
    with at(AFTER):
        intake.correct(known_disputes.get(case.id), duration=Duration.OVER_2_YEARS, by=None)
    assert later() == NOTHING
    with at(AFTER):
        intake.correct(known_disputes.get(case.id), kind=DisputeKind.PARKING, by=None)
        steps.withdraw_step(known_disputes.get(other.id).steps[0], by=None)
    assert later() == NOTHING | {"late_disputes": 2}


def test_what_is_put_back_in_the_same_quarter_is_no_change(make, scene, later, at):
    event = held(make, a_course(make, scene.town), DAY, scene.alena)
    close(make, scene)
    with at(AFTER):
        courses.correct_event(known_courses.get_event(event.id), by=None, hours=6)
    with clock.frozen(AFTER):
        figure = a_figure(make, scene.town)
    assert later() == NOTHING | {"late_training": 1, "late_figures": 1}
    with at(AFTER):
        courses.correct_event(known_courses.get_event(event.id), by=None, hours=4)
        figures.withdraw(known_figures.get(figure.id), by=None)
    assert later() == NOTHING
    with at(AGAIN):
        courses.correct_event(known_courses.get_event(event.id), by=None, hours=6)
    assert later() == NOTHING
    assert later(NEXT.following) == NOTHING | {"late_training": 1}


@pytest.mark.parametrize(
    ("published", "undone", "count"),
    [(BEFORE, AFTER, 37), (AFTER, AFTER, 0), (AFTER, AGAIN, 37)],
    ids=["before the closing", "after it, at once", "after it, a quarter later"],
)
def test_older_records_taken_back(make, scene, later, at, published, undone, count):
    noise = (date(2025, 12, 1), Subcategory.NOISE, 37)
    facts = {"status": BatchStatus.PUBLISHED, "published_at": published, "file_name": "a.csv"}
    batch = a_batch(make, scene.town, **facts)
    some_sums(make, batch, noise, (date(2025, 9, 1), Subcategory.NOISE, 5))
    close(make, scene)
    with at(undone):
        history.undo(known_history.get(batch.id), by=None)
    quarter = NEXT if undone == AFTER else NEXT.following
    assert later(quarter) == NOTHING | {"undone_imports": count}


def test_the_closing_of_another_town_keeps_nothing_of_this_one(make, scene, later):
    closed(make, make.town("Zásada"), QUARTER, CLOSED)
    with clock.frozen(AFTER):
        a_supervision(make, scene.alena, day=DAY)
        a_figure(make, scene.town)
    assert later() == NOTHING
    close(make, scene)
    assert later() == NOTHING
    with clock.frozen(AFTER):
        a_supervision(make, scene.alena, day=DAY)
    assert later() == NOTHING | {"late_training": 1}
