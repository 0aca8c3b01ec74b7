"""The attendance list: who was there has the hours, who passed the certificate."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.certificates.models import Certificate
from app.courses.domain import Attended, EventStatus
from app.courses.models import Attendance, TrainingEvent
from tests.conftest import NOW
from tests.courses.rows import a_course, an_attendance, an_event, held

TODAY = NOW.date()


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def course(make, town):
    return a_course(make, town, gives_certificate=True, validity_months=24)


@pytest.fixture
def mentor(client, make, town):
    return client.as_(make.mentor(town))


@pytest.fixture
def people(make, town):
    return [make.assistant(town, name=f"Jana {letter}") for letter in "ABC"]


@pytest.fixture
def event(make, course, people):
    event = an_event(make, course)
    for person in people:
        an_attendance(make, event, person)
    return event


def marks(people, *words, **more):
    """came_… for each of the people in their order."""
    return {f"came_{who.id.hex}": word for who, word in zip(people, words, strict=True)} | more


def test_the_list_closes_the_event_and_keeps_what_it_says(mentor, event, people, stored):
    told = marks(people, "present", "excused", "absent")
    mentor.submit("certificates.attend", event, **told)
    attended = {row.worker_id: row.attended for row in stored(select(Attendance))}
    assert [attended[each.id] for each in people] == [
        Attended.PRESENT,
        Attended.EXCUSED,
        Attended.ABSENT,
    ]
    assert stored(select(TrainingEvent.status)) == [EventStatus.HELD]


def test_who_passed_gets_a_certificate_for_as_long_as_the_course_says(
    mentor, event, people, stored
):
    mentor.submit("certificates.attend", event, **marks(people, "present", "excused", "absent"))
    certificate = stored(select(Certificate))[0]
    assert (certificate.worker_id, certificate.issued_on) == (people[0].id, TODAY)
    assert certificate.valid_to == date(TODAY.year + 2, TODAY.month, TODAY.day)


def test_who_was_there_and_failed_gets_none(mentor, event, people, stored):
    failed = {f"passed_{people[0].id.hex}": None, f"result_{people[0].id.hex}": "4 z 10"}
    mentor.submit(
        "certificates.attend", event, **marks(people, "present", "absent", "absent", **failed)
    )
    assert stored(select(Certificate)) == []
    row = stored(select(Attendance).where(Attendance.worker_id == people[0].id))[0]
    assert (row.has_passed, row.result) == (False, "4 z 10")


def test_who_was_not_there_passed_nothing(mentor, event, people, stored):
    mentor.submit("certificates.attend", event, **marks(people, "absent", "absent", "excused"))
    assert stored(select(Attendance.has_passed)) == [None, None, None]


def test_a_course_without_a_certificate_gives_none(mentor, make, town, people, stored):
    event = an_event(make, a_course(make, town, "Bez osvědčení"))
    an_attendance(make, event, people[0])
    mentor.submit("certificates.attend", event, **marks(people[:1], "present"))
    assert stored(select(Certificate)) == []


def test_everybody_has_to_be_marked(mentor, event, people, stored):
    answer = mentor.submit("certificates.attend", event, **marks(people[:2], "present", "absent"))
    assert answer.status_code == 422
    assert answer.page.select_one(f"fieldset#came_{people[2].id.hex}.invalid")
    assert stored(select(TrainingEvent.status)) == [EventStatus.PLANNED]


def test_saving_the_list_again_gives_no_second_certificate(mentor, event, people, stored):
    for _time in range(2):
        mentor.submit("certificates.attend", event, **marks(people, "present", "absent", "absent"))
    assert len(stored(select(Certificate))) == 1


def test_a_corrected_list_withdraws_what_it_gave_by_mistake(mentor, event, people, stored):
    mentor.submit("certificates.attend", event, **marks(people, "present", "absent", "absent"))
    mentor.submit("certificates.attend", event, **marks(people, "absent", "present", "absent"))
    found = {row.worker_id: row for row in stored(select(Certificate))}
    assert found[people[0].id].is_withdrawn
    assert found[people[0].id].withdraw_reason == "Seznam účasti byl opraven."
    assert not found[people[1].id].is_withdrawn


def test_who_has_confirmed_his_arrival_is_marked_already(mentor, make, course, people):
    event = an_event(make, course)
    an_attendance(make, event, people[0], attended=Attended.PRESENT, checked_in_at=NOW)
    page = mentor.read("certificates.attend", event).page
    assert page.select_one("input[type=radio][checked]")["value"] == "present"


def test_before_the_day_the_list_cannot_be_filled_in(mentor, make, course, people):
    event = an_event(make, course, TODAY + timedelta(days=1))
    an_attendance(make, event, people[0])
    answer = mentor.submit("certificates.attend", event, **marks(people[:1], "present"))
    assert "nejdřív v den konání" in answer.words


def test_the_certificate_of_a_longer_course_begins_on_its_last_day(
    mentor, make, course, people, stored
):
    event = an_event(make, course, TODAY - timedelta(days=2), last_day=TODAY - timedelta(days=1))
    an_attendance(make, event, people[0])
    mentor.submit("certificates.attend", event, **marks(people[:1], "present"))
    assert stored(select(Certificate.issued_on)) == [TODAY - timedelta(days=1)]


def test_an_event_without_anybody_says_whom_to_invite(mentor, make, course):
    answer = mentor.read("certificates.attend", an_event(make, course))
    assert answer.page.select_one(".empty")


def test_a_worker_sees_his_own_result_and_nobody_elses(client, make, course, people):
    event = held(make, course, TODAY, people[0])
    an_attendance(make, event, people[1], attended=Attended.PRESENT, result="9 z 10")
    words = client.as_(people[0]).read("courses.read_event", event).text
    assert "Jana B" not in words
    assert "9 z 10" not in words
