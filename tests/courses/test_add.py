"""Keeping the catalogue of courses."""

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.courses.models import Course
from tests.courses.rows import a_course
from tests.skills.rows import a_competence

WORDS = {"name": "Sběr stříkaček", "kind": "continuing", "hours": "3,5"}


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def manager(client, make, town):
    return client.as_(make.manager(town))


def test_a_course_is_added_with_its_hours_and_roles(manager, make, town, stored):
    skill = make.saved(a_competence(town.id))
    manager.submit(
        "courses.add", **WORDS, competence_id=str(skill.id), required_roles=["apk", "dp"]
    )
    course = stored(select(Course))[0]
    assert (course.name, course.hours, course.competence_id) == ("Sběr stříkaček", 3.5, skill.id)
    assert course.required_roles == {Role.APK, Role.DP}


def test_a_taken_name_is_refused_at_its_field(manager, make, town):
    a_course(make, town, "Sběr stříkaček")
    answer = manager.submit("courses.add", **WORDS)
    assert answer.status_code == 422
    assert answer.page.select_one("#name-error")


@pytest.mark.parametrize("hours", ["", "0", "-1", "201", "mnoho"])
def test_hours_without_sense_are_refused(manager, hours):
    answer = manager.submit("courses.add", **{**WORDS, "hours": hours})
    assert answer.status_code == 422
    assert answer.page.select_one("#hours-error")


def test_only_a_certificate_can_end(manager, stored):
    answer = manager.submit("courses.add", **WORDS, validity_months="24")
    assert answer.page.select_one("#validity_months-error")
    manager.submit("courses.add", **WORDS, validity_months="24", gives_certificate="y")
    assert stored(select(Course.validity_months)) == [24]


def test_only_roles_that_are_trained_can_be_asked_for_a_course(manager):
    page = manager.read("courses.add").page
    offered = {box["value"] for box in page.select("[name=required_roles]")}
    assert offered == {"apk", "dp", "mentor", "dp_coordinator", "manager"}


def test_a_corrected_course_is_found_under_its_new_name(manager, make, town):
    course = a_course(make, town, "Jehly", provider="Červený kříž")
    manager.submit("courses.correct", course, name="Stříkačky", provider="")
    words = manager.read("courses.browse", q="strikacky").words
    assert "Stříkačky" in words
    assert "kříž" not in words


def test_a_retired_course_can_be_restored(manager, make, town):
    course = a_course(make, town)
    page = manager.url("courses.read", course)
    assert manager.submit("courses.retire", course, on=page).page.select_one(".notice.warning")
    answer = manager.submit("courses.restore", course, on=page)
    assert not answer.page.select_one(".notice.warning")


def test_a_course_out_of_use_is_not_planned(manager, make, town):
    course = a_course(make, town, is_active=False)
    answer = manager.submit(
        "courses.plan_event", course, day="2026-12-01", starts_at="9:00", ends_at="12:00", place="X"
    )
    assert "mimo provoz" in answer.words
