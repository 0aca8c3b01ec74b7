"""R-53: what ends and what a role requires becomes a need by itself, and only once."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import jobs
from app.accounts.domain import Role
from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import scope
from app.needs import actions
from app.needs.domain import NeedStatus, Origin, Urgency
from app.needs.models import Need
from tests.certificates.rows import a_certificate
from tests.conftest import NOW
from tests.courses.rows import a_course, held
from tests.needs.rows import a_competence, a_need

TODAY = date(2026, 11, 23)
APK = frozenset({Role.APK})


def nightly(app, town, moment=NOW):
    """What one night raises in a town."""
    with clock.frozen(moment), app.app_context(), scope(town.id):
        raised = actions.raise_due(by=None)
        db.session.commit()
        return len(raised)


@pytest.fixture
def course(cast, make):
    return a_course(make, cast.town, "Bezpečný sběr", competence_id=cast.needles.id)


def ends(make, worker, days, **values):
    return a_certificate(make, worker, valid_to=TODAY + timedelta(days=days), **values)


def test_a_certificate_that_ends_becomes_a_need(app, cast, make, course, stored):
    certificate = ends(make, cast.alena, 60, course_id=course.id, name="Sběr")
    assert nightly(app, cast.town) == 1
    need = stored(select(Need))[0]
    assert (need.worker_id, need.certificate_id) == (cast.alena.id, certificate.id)
    assert (need.origin, need.competence_id) == (Origin.EXPIRY, cast.needles.id)
    assert (need.topic, need.due_on) == ("Sběr", certificate.valid_to)
    assert (need.raised_by, need.urgency) == (None, Urgency.MEDIUM)


def test_within_thirty_days_it_is_urgent(app, cast, make, course, stored):
    ends(make, cast.alena, 30, course_id=course.id)
    nightly(app, cast.town)
    assert stored(select(Need.urgency)) == [Urgency.HIGH]


def test_it_is_raised_on_the_sixtieth_day_and_not_before(app, cast, make):
    ends(make, cast.alena, 61)
    assert nightly(app, cast.town) == 0
    assert nightly(app, cast.town, NOW + timedelta(days=1)) == 1


def test_a_certificate_without_a_course_asks_for_the_basics_or_the_first(app, cast, make, stored):
    law = a_competence(make, cast.town, "law_basics", "Právní minimum", position=9)
    ends(make, cast.alena, 10)
    nightly(app, cast.town)
    assert stored(select(Need.competence_id)) == [law.id]


def test_a_renewed_certificate_asks_for_nothing(app, cast, make, course):
    ends(make, cast.alena, 10, course_id=course.id)
    ends(make, cast.alena, 700, course_id=course.id)
    assert nightly(app, cast.town) == 0


def test_what_ended_while_nobody_looked_is_raised_too(app, cast, make):
    ends(make, cast.alena, -200)
    assert nightly(app, cast.town) == 1


def test_only_those_who_walk_the_rounds_have_needs(app, cast, make):
    ends(make, cast.mentor, 10)
    assert nightly(app, cast.town) == 0


def test_a_newcomer_gets_what_the_role_requires(app, cast, make, stored):
    rule = {"required_roles": APK, "required_within_days": 90}
    course = a_course(make, cast.town, "Vstupní", competence_id=cast.talk.id, **rule)
    eva = make.assistant(cast.town, "Eva Nová", valid_from=TODAY)
    held(make, course, TODAY, cast.alena, cast.jan)
    assert nightly(app, cast.town) == 1
    need = stored(select(Need))[0]
    assert (need.worker_id, need.course_id) == (eva.id, course.id)
    assert (need.origin, need.due_on) == (Origin.NEW_TASK, TODAY + timedelta(days=90))


def test_an_ended_certificate_of_a_required_course_is_one_need(app, cast, make):
    course = a_course(make, cast.town, required_roles=APK, competence_id=cast.talk.id)
    held(make, course, TODAY, cast.jan)
    ends(make, cast.alena, -1, course_id=course.id)
    assert nightly(app, cast.town) == 1


def test_nothing_is_raised_twice_whatever_became_of_it(app, cast, make, course):
    a_course(make, cast.town, "Vstupní", required_roles=APK)
    certificate = ends(make, cast.alena, 10, course_id=course.id)
    over = {"status": NeedStatus.REJECTED, "certificate_id": certificate.id}
    a_need(make, cast.alena, cast.needles, course_id=course.id, **over)
    assert nightly(app, cast.town) == 2
    assert nightly(app, cast.town) == nightly(app, cast.town, NOW + timedelta(days=1)) == 0


@given(ends_in=st.lists(st.integers(-90, 120), max_size=5), nights=st.lists(st.integers(0, 90)))
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_certificate_is_ever_two_needs(app, make, stored, ends_in, nights):
    town = make.town(slug=f"obec-{make.count}")
    make.count += 1
    a_competence(make, town)
    worker = make.assistant(town)
    for number, days in enumerate(ends_in):
        ends(make, worker, days, name=f"Osvědčení {number}")
    for night in sorted(nights):
        nightly(app, town, NOW + timedelta(days=night))
    found = stored(select(Need.certificate_id).where(Need.municipality_id == town.id))
    assert len(found) == len(set(found))


def test_a_town_without_competences_waits_for_them(app, make, stored):
    town = make.town()
    ends(make, make.assistant(town), 10)
    assert (nightly(app, town), stored(select(Need))) == (0, [])
    a_competence(make, town)
    assert nightly(app, town) == 1


def test_the_nightly_work_goes_through_all_towns_and_tells_it(app, cast, make, stored):
    other = make.town("Zásada")
    a_competence(make, other)
    for worker in (cast.alena, make.assistant(other)):
        ends(make, worker, 10)
    with app.app_context():
        told = jobs.run_due()
        again = jobs.run_due()
        db.session.remove()
    assert [line for line in told if "vzdělávací" in line] == [
        "lhota: 1 vzdělávací potřeba",
        "zasada: 1 vzdělávací potřeba",
    ]
    assert again is None
    assert {n.municipality_id for n in stored(select(Need))} == {cast.town.id, other.id}
