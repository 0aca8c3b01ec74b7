"""What is asked about certificates: which end, which are replaced, what still lacks."""

from datetime import timedelta

import pytest

from app.accounts.domain import Role
from app.certificates import queries
from app.kernel.scope import scope
from tests.certificates.rows import a_certificate
from tests.conftest import NOW
from tests.courses.rows import a_course

TODAY = NOW.date()


def in_days(days):
    return TODAY + timedelta(days=days)


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def worker(make, town):
    return make.assistant(town)


@pytest.fixture
def inside(app, town):
    """Work in the town, as a request would; call it once everything is stored."""

    def ask(query, *args, **kwargs):
        with app.app_context(), scope(town.id):
            return query(*args, **kwargs)

    return ask


def test_what_ends_within_sixty_days_is_told_the_soonest_first(make, worker, inside):
    for days in (61, 60, 0, -1):
        a_certificate(make, worker, name=f"Kurz {days}", valid_to=in_days(days))
    found = inside(queries.ending, TODAY)
    assert [each.name for each in found] == ["Kurz 0", "Kurz 60"]


def test_what_has_ended_is_told_apart(make, worker, inside):
    for days in (0, -1):
        a_certificate(make, worker, name=f"Kurz {days}", valid_to=in_days(days))
    assert [each.name for each in inside(queries.lapsed, TODAY)] == ["Kurz -1"]


def test_a_newer_certificate_of_the_same_name_or_course_replaces_it(make, town, worker, inside):
    course = a_course(make, town)
    a_certificate(make, worker, valid_to=in_days(10))
    a_certificate(make, worker, valid_to=in_days(400))
    a_certificate(make, worker, name="Starý název", course_id=course.id, valid_to=in_days(20))
    a_certificate(make, worker, name="Nový název", course_id=course.id)
    assert inside(queries.ending, TODAY) == []


def test_neither_a_withdrawn_one_nor_somebody_elses_replaces_it(make, town, worker, inside):
    ends = a_certificate(make, worker, valid_to=in_days(10))
    a_certificate(make, worker, valid_to=in_days(400), is_withdrawn=True)
    a_certificate(make, make.assistant(town, name="Jana Bílá"), valid_to=in_days(400))
    assert [each.id for each in inside(queries.ending, TODAY)] == [ends.id]


def test_who_has_left_is_not_reminded(make, town, inside):
    gone = make.assistant(town, valid_to=in_days(-1))
    a_certificate(make, gone, valid_to=in_days(10))
    assert inside(queries.ending, TODAY) == []


def test_a_valid_certificate_of_the_course_gives_what_the_role_requires(make, town, worker, inside):
    course = a_course(make, town, required_roles=frozenset({Role.APK}))
    other = make.assistant(town, name="Jana Bílá")
    a_certificate(make, worker, course_id=course.id, valid_to=TODAY)
    a_certificate(make, other, course_id=course.id, valid_to=in_days(-1))
    found = inside(queries.missing_required, TODAY)
    assert [person.id for person, _course in found] == [other.id]


def test_certificates_of_a_person_stand_by_their_end_and_without_withdrawn_ones(
    make, worker, inside
):
    a_certificate(make, worker, name="Navždy")
    a_certificate(make, worker, name="Zrušené", is_withdrawn=True)
    a_certificate(make, worker, name="Brzy", valid_to=in_days(10))
    assert [each.name for each in inside(queries.of, worker.id)] == ["Brzy", "Navždy"]
