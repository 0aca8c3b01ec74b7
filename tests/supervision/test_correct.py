"""Correcting and withdrawing a meeting of supervision."""

from datetime import date

import pytest
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.supervision.models import Supervision, SupervisionAttendee
from tests.supervision.rows import a_supervision


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def one(make, town):
    return make.assistant(town)


@pytest.fixture
def other(make, town):
    return make.assistant(town, name="Jan Dub")


@pytest.fixture
def mentor(client, make, town):
    return client.as_(make.mentor(town))


def attended(stored):
    return {row.person_id for row in stored(select(SupervisionAttendee))}


def test_the_form_holds_what_is_recorded(mentor, make, one, other):
    kept = a_supervision(make, one, theme="Únava")
    fields = mentor.fields(mentor.url("supervision.correct", kept))
    assert (fields["theme"], fields["hours"], fields["people"]) == ("Únava", "2", [str(one.id)])


def test_people_come_and_go(mentor, make, one, other, stored):
    kept = a_supervision(make, one)
    mentor.submit("supervision.correct", kept, hours="3", people=[str(other.id)])
    assert attended(stored) == {other.id}
    assert stored(select(Supervision))[0].hours == 3


def test_who_goes_is_told_in_the_trail(mentor, make, one, other, stored):
    kept = a_supervision(make, one, other)
    mentor.submit("supervision.correct", kept, people=[str(other.id)])
    query = select(AuditEntry).where(AuditEntry.entity == "supervision_attendee")
    gone = stored(query.where(AuditEntry.kind == "delete"))
    assert [str(one.id) in entry.values for entry in gone] == [True]


def test_who_stays_is_not_told_in_the_trail(mentor, make, one, other, stored):
    kept = a_supervision(make, one)
    mentor.submit("supervision.correct", kept, people=[str(one.id), str(other.id)])
    assert attended(stored) == {one.id, other.id}
    told = stored(
        select(AuditEntry).where(
            AuditEntry.entity == "supervision_attendee",
            AuditEntry.use_case == "supervision.correct",
        )
    )
    assert [entry.kind for entry in told] == ["insert"]


def test_who_has_left_since_stays_named(mentor, make, town, stored):
    gone = make.assistant(town, name="Zdena Stará", valid_to=date(2026, 11, 1))
    kept = a_supervision(make, gone)
    mentor.submit("supervision.correct", kept, theme="Hranice")
    assert attended(stored) == {gone.id}


def test_a_withdrawn_meeting_leaves_the_list_and_counts_no_more(mentor, make, one, stored):
    kept = a_supervision(make, one, theme="Únava")
    mentor.submit("supervision.withdraw", kept, on=mentor.url("supervision.correct", kept))
    assert stored(select(Supervision))[0].is_withdrawn
    assert "Únava" not in mentor.read("supervision.browse").text


def test_a_withdrawn_meeting_is_neither_corrected_nor_withdrawn_again(mentor, make, one, stored):
    kept = a_supervision(make, one, is_withdrawn=True)
    answer = mentor.submit("supervision.correct", kept, hours="3")
    assert answer.status_code == 422
    assert stored(select(Supervision))[0].hours == 2
    assert not mentor.read("supervision.correct", kept).page.select("form[action$=stahnout]")


def test_the_second_of_two_who_correct_is_told(client, make, town, one, stored):
    kept = a_supervision(make, one)
    first, second = client.as_(make.mentor(town)), client.as_(make.manager(town))
    url = second.url("supervision.correct", kept)
    seen = second.fields(url)
    first.submit("supervision.correct", kept, theme="První")
    answer = second.post(url, {**seen, "theme": "Druhé"})
    assert answer.status_code == 422
    assert stored(select(Supervision))[0].theme == "První"
