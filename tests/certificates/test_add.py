"""Writing certificates down, correcting and withdrawing them."""

from datetime import date

import pytest
from sqlalchemy import select

from app.certificates.models import Certificate
from tests.certificates.rows import a_certificate
from tests.courses.rows import a_course


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def worker(make, town):
    return make.assistant(town, name="Jana Bílá")


@pytest.fixture
def mentor(client, make, town):
    return client.as_(make.mentor(town))


def words(worker, **more):
    return {"worker_id": str(worker.id), "name": "První pomoc", "issued_on": "2024-02-29", **more}


def test_a_certificate_brought_along_is_written_down(mentor, worker, stored):
    mentor.submit("certificates.add", **words(worker, number="ČČK 12", valid_to="2026-12-31"))
    found = stored(select(Certificate))[0]
    assert (found.worker_id, found.number, found.valid_to) == (
        worker.id,
        "ČČK 12",
        date(2026, 12, 31),
    )


def test_name_and_end_left_open_are_those_of_the_course(mentor, make, town, worker, stored):
    course = a_course(make, town, "Zdravotník", gives_certificate=True, validity_months=12)
    mentor.submit("certificates.add", **words(worker, name="", course_id=str(course.id)))
    found = stored(select(Certificate))[0]
    assert (found.name, found.valid_to) == ("Zdravotník", date(2025, 2, 28))


def test_without_a_course_and_an_end_it_holds_for_ever(mentor, worker, stored):
    mentor.submit("certificates.add", **words(worker))
    assert stored(select(Certificate.valid_to)) == [None]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": ""}),
        ("issued_on", {"issued_on": "2026-11-24"}),
        ("issued_on", {"issued_on": ""}),
        ("valid_to", {"valid_to": "2024-02-28"}),
        ("worker_id", {"worker_id": ""}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(mentor, worker, field, values, stored):
    answer = mentor.submit("certificates.add", **words(worker, **values))
    assert answer.status_code == 422
    assert answer.page.select_one(f"#{field}-error")
    assert stored(select(Certificate)) == []


def test_only_those_one_leads_are_offered(client, make, town, worker):
    mentor = make.mentor(town)
    page = client.as_(mentor).read("certificates.add").page
    offered = {option["value"] for option in page.select("[name=worker_id] option")}
    assert str(worker.id) in offered
    assert str(mentor.id) not in offered


def test_a_certificate_is_corrected(mentor, make, worker, stored):
    certificate = a_certificate(make, worker)
    mentor.submit("certificates.correct", certificate, name="Zdravotník", valid_to="2027-01-31")
    found = stored(select(Certificate))[0]
    assert (found.name, found.valid_to) == ("Zdravotník", date(2027, 1, 31))


def test_a_course_out_of_use_stays_with_its_certificate(mentor, make, town, worker, stored):
    course = a_course(make, town, is_active=False)
    certificate = a_certificate(make, worker, course_id=course.id)
    mentor.submit("certificates.correct", certificate, number="1")
    assert stored(select(Certificate.course_id)) == [course.id]


def test_a_withdrawn_certificate_stays_with_its_reason(mentor, make, worker):
    certificate = a_certificate(make, worker)
    mentor.submit("certificates.withdraw", certificate, reason="Patří někomu jinému.")
    assert "První pomoc" not in mentor.read("certificates.browse").words
    withdrawn = mentor.read("certificates.browse", stav="withdrawn")
    assert "Patří někomu jinému." in withdrawn.words


def test_withdrawing_needs_a_reason_and_happens_once(mentor, make, worker):
    certificate = a_certificate(make, worker)
    answer = mentor.submit("certificates.withdraw", certificate, reason="")
    assert answer.page.select_one("#reason-error")
    gone = a_certificate(make, worker, is_withdrawn=True)
    again = mentor.submit("certificates.withdraw", gone, reason="Podruhé.")
    assert "už je zrušené" in again.words


def test_a_mentor_does_not_keep_his_own(client, make, town):
    mentor = make.mentor(town)
    certificate = a_certificate(make, mentor)
    assert client.as_(mentor).read("certificates.correct", certificate).status_code == 403
