"""What is asked about courses: the next ones, the hours, what a role still lacks."""

from datetime import date, timedelta

import pytest

from app.accounts.domain import Funding, Role
from app.courses import queries
from app.courses.domain import Attended, EventStatus
from app.kernel.scope import scope
from tests.conftest import NOW
from tests.counting import statements
from tests.courses.rows import a_course, an_attendance, an_event, held

TODAY = NOW.date()
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def worker(make, town):
    return make.assistant(town)


@pytest.fixture
def inside(app, town):
    """Work in the town, as a request would; call it once everything is stored."""

    def ask(query, *args):
        with app.app_context(), scope(town.id):
            return query(*args)

    return ask


def test_the_next_events_are_those_one_is_invited_to(make, town, worker, inside):
    course = a_course(make, town)
    mine = [an_event(make, course, TODAY + timedelta(days=days)) for days in (9, 0)]
    for event in mine:
        an_attendance(make, event, worker)
    an_event(make, course, TODAY + timedelta(days=1))
    an_attendance(make, an_event(make, course, TODAY - timedelta(days=1)), worker)
    found = inside(queries.upcoming, worker.id, TODAY)
    assert [event.id for event in found] == [mine[1].id, mine[0].id]


def test_an_event_of_several_days_is_next_until_its_last_day(make, town, worker, inside):
    day = TODAY - timedelta(days=1)
    event = an_event(make, a_course(make, town), day, last_day=TODAY)
    an_attendance(make, event, worker)
    assert len(inside(queries.upcoming, worker.id, TODAY)) == 1


def test_who_excused_himself_is_not_expected(make, town, worker, inside):
    event = an_event(make, a_course(make, town))
    an_attendance(make, event, worker, attended=Attended.EXCUSED)
    assert inside(queries.upcoming, worker.id, TODAY) == []


def test_hours_are_those_of_people_who_were_there(make, town, worker, inside):
    absent = make.assistant(town, name="Jana Bílá")
    event = held(make, a_course(make, town, hours=3.5), date(2026, 3, 1), worker)
    an_attendance(make, event, absent, attended=Attended.ABSENT)
    held(make, a_course(make, town, "Jehly", hours=3), date(2026, 12, 31), worker)
    held(make, a_course(make, town, "Loni", hours=9), date(2025, 12, 31), worker)
    assert inside(queries.hours_by_worker, *YEAR) == {worker.id: 6.5}


def test_planned_and_cancelled_events_give_no_hours(make, town, worker, inside):
    course = a_course(make, town)
    for status in (EventStatus.PLANNED, EventStatus.CANCELLED):
        held(make, course, date(2026, 3, 1), worker, status=status)
    assert inside(queries.hours_by_worker, *YEAR) == {}


def test_cost_and_hours_are_summed_by_the_source_of_money(make, town, worker, inside):
    course = a_course(make, town)
    other = make.assistant(town, name="Jana Bílá")
    paid = {"funding": Funding.MV_PROGRAM, "cost_czk": 8000}
    held(make, course, date(2026, 2, 1), worker, other, **paid)
    held(make, course, date(2026, 3, 1), worker, **paid)
    held(make, course, date(2026, 4, 1), worker)
    rows = inside(queries.hours_by_funding, *YEAR)
    assert [(r.funding, r.events, r.people, r.person_hours, r.cost_czk) for r in rows] == [
        (Funding.MV_PROGRAM, 2, 3, 12.0, 16000),
        (None, 1, 1, 4.0, 0),
    ]


def test_a_newcomer_lacks_what_his_role_requires_until_he_was_there(make, town, worker, inside):
    entry = a_course(make, town, "Vstupní příprava", required_roles=frozenset({Role.APK}))
    newcomer = make.assistant(town, name="Jana Bílá")
    make.mentor(town)
    held(make, entry, date(2026, 2, 1), worker)
    missing = inside(queries.missing_required, TODAY)
    assert [(person.id, course.id) for person, course in missing] == [(newcomer.id, entry.id)]


def test_who_failed_still_lacks_the_course(make, town, worker, inside):
    entry = a_course(make, town, "Vstupní příprava", required_roles=frozenset({Role.APK}))
    event = an_event(make, entry, date(2026, 2, 1), status=EventStatus.HELD)
    an_attendance(make, event, worker, attended=Attended.PRESENT, has_passed=False)
    assert len(inside(queries.missing_required, TODAY)) == 1


def test_a_certificate_brought_along_is_enough(make, town, worker, inside):
    entry = a_course(make, town, "Vstupní příprava", required_roles=frozenset({Role.APK}))
    assert inside(queries.missing_required, TODAY, {(worker.id, entry.id)}) == []


def test_a_course_out_of_use_is_asked_of_nobody(make, town, worker, inside):
    a_course(make, town, required_roles=frozenset({Role.APK}), is_active=False)
    assert inside(queries.missing_required, TODAY) == []


def test_what_is_asked_does_not_grow_with_the_people(make, town, inside):
    course = a_course(make, town, required_roles=frozenset({Role.APK}))
    counted = []
    for number in range(2):
        people = [make.assistant(town, name=f"Jana {number}{n}") for n in range(4)]
        held(make, course, TODAY - timedelta(days=number), *people)
        with statements() as asked:
            inside(queries.missing_required, TODAY)
            inside(queries.hours_by_funding, *YEAR)
        counted.append(len(asked))
    assert counted[0] == counted[1]
