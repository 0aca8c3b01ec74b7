"""Inviting people, as many as fit, also when two invite at once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers, lists, sampled_from, sets
from sqlalchemy import select

from app.accounts.domain import Role
from app.courses import actions, queries
from app.courses.domain import Attended
from app.courses.models import Attendance
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.scope import scope
from tests.conftest import NOW
from tests.courses.rows import a_course, an_attendance, an_event, held


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def course(make, town):
    return a_course(make, town)


@pytest.fixture
def mentor(client, make, town):
    return client.as_(make.mentor(town))


@pytest.fixture
def people(make, town):
    return [make.assistant(town, name=f"Jana {letter}") for letter in "ABCDEF"]


def ids(people):
    return [str(each.id) for each in people]


def test_those_invited_stand_in_the_list_and_are_not_offered_again(mentor, make, course, people):
    event = an_event(make, course)
    answer = mentor.submit("courses.invite", event, people=ids(people[:2]))
    assert [row.text for row in answer.page.select(".row-title")] == ["Jana A", "Jana B"]
    offered = mentor.read("courses.invite", event).page.select("[name=people]")
    assert not {box["value"] for box in offered} & set(ids(people[:2]))


def test_mentors_are_trained_too(mentor, make, town, course):
    event, other = an_event(make, course), make.mentor(town, name="Eva Nová")
    assert "Eva Nová" in mentor.submit("courses.invite", event, people=ids([other])).words


def test_more_people_than_places_are_refused_with_what_to_do(mentor, make, course, people, stored):
    event = an_event(make, course, capacity=2)
    answer = mentor.submit("courses.invite", event, people=ids(people[:3]))
    assert answer.status_code == 422
    assert "Vejdou se už jen 2 lidé" in answer.words
    assert stored(select(Attendance)) == []


def test_a_full_event_says_so(mentor, make, course, people):
    event = an_event(make, course, capacity=1)
    mentor.submit("courses.invite", event, people=ids(people[:1]))
    answer = mentor.submit("courses.invite", event, people=ids(people[1:2]))
    assert "Kurz je plný" in answer.words


def test_an_excused_person_leaves_his_place_to_another(mentor, make, course, people):
    event = an_event(make, course, capacity=1)
    an_attendance(make, event, people[0], attended=Attended.EXCUSED)
    answer = mentor.submit("courses.invite", event, people=ids(people[1:2]))
    assert answer.status_code == 200


def test_nobody_ticked_is_said_at_the_field(mentor, make, course, people):
    answer = mentor.submit("courses.invite", an_event(make, course))
    assert answer.page.select_one("#people-error")


def test_the_form_says_who_has_to_have_the_course(mentor, make, town, people):
    course = a_course(make, town, "Vstupní příprava", required_roles=frozenset({Role.APK}))
    held(make, course, NOW.date(), *people[1:])
    page = mentor.read("courses.invite", an_event(make, course)).page
    marked = [label.text.strip() for label in page.select(".option") if "vyžaduje" in label.text]
    assert [text.partition(" –")[0] for text in marked] == ["Jana A"]


def test_an_invitation_can_be_taken_back(mentor, make, course, people, stored):
    event = an_event(make, course)
    attendance = an_attendance(make, event, people[0])
    page = mentor.url("courses.read_event", event)
    mentor.submit("courses.uninvite", attendance, on=page)
    assert stored(select(Attendance)) == []


def test_who_has_come_stays_in_the_list(mentor, make, course, people):
    event = an_event(make, course)
    attendance = an_attendance(make, event, people[0], attended=Attended.PRESENT)
    url = mentor.url("courses.uninvite", attendance)
    assert mentor.post(url, {"csrf_token": mentor.token("/ucet")}).status_code == 409


def test_nobody_is_invited_to_what_was_held(mentor, make, course, people):
    event = held(make, course, NOW.date())
    answer = mentor.submit("courses.invite", event, people=ids(people[:1]))
    assert "už proběhl" in answer.words


def test_a_worker_sees_only_himself_in_the_list(client, make, course, people):
    event = an_event(make, course, NOW.date() + timedelta(days=3))
    for person in people[:2]:
        an_attendance(make, event, person)
    answer = client.as_(people[0]).read("courses.read_event", event)
    assert "Máte pozvánku" in answer.words
    assert "Jana B" not in answer.text


def test_two_people_inviting_at_once_never_overfill_the_event(app, make, town, course, people):
    event, mentor = an_event(make, course, capacity=1), make.mentor(town)
    ready, refused = Barrier(2), []

    def invite(person):
        with app.app_context(), scope(town.id):
            found = None
            ready.wait()
            try:
                found = queries.get_event(event.id)
                actions.invite(found, people=[person.id], by=mentor)
                db.session.commit()
            except Refused as refusal:
                db.session.rollback()
                refused.append(refusal.message)

    threads = [Thread(target=invite, args=(person,)) for person in people[:2]]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    with app.app_context(), scope(town.id):
        assert queries.taken(event.id) == 1
    assert len(refused) == 1
    assert "Kurz je plný" in refused[0]


@given(
    capacity=integers(0, 4),
    rounds=lists(sets(sampled_from(range(6)), min_size=1, max_size=4), max_size=4),
)
@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_whatever_is_invited_the_capacity_holds(app, make, town, course, people, capacity, rounds):
    event = an_event(make, course, capacity=capacity)
    with app.app_context(), scope(town.id):
        found = queries.get_event(event.id)
        for chosen in rounds:
            before = queries.invited_ids(event.id)
            new = {people[n].id for n in chosen}
            try:
                actions.invite(found, people=sorted(new), by=None)
            except Refused:
                assert len(before | new) > capacity
        assert queries.taken(event.id) <= capacity
        db.session.rollback()
