"""The catalogue of courses and one course."""

import pytest

from app.accounts.domain import Role
from tests.conftest import NOW
from tests.courses.rows import a_course, an_event, held


@pytest.fixture
def town(make):
    return make.town()


def titles(answer):
    return [a.text for a in answer.page.select(".row-title a")]


def test_courses_stand_in_czech_order(client, make, town):
    for name in ("Zápis", "Čára", "Chování", "Hra", "Cesta"):
        a_course(make, town, name)
    answer = client.as_(make.assistant(town)).read("courses.browse")
    assert titles(answer) == ["Cesta", "Čára", "Hra", "Chování", "Zápis"]


def test_search_finds_the_provider_too_without_marks(client, make, town):
    a_course(make, town, "První pomoc", provider="Červený kříž")
    a_course(make, town, "Jehly")
    answer = client.as_(make.assistant(town)).read("courses.browse", q="cerveny")
    assert titles(answer) == ["První pomoc"]


def test_courses_out_of_use_are_shown_when_asked_for(client, make, town):
    a_course(make, town, "Starý kurz", is_active=False)
    person = client.as_(make.assistant(town))
    assert "Starý kurz" not in person.read("courses.browse").words
    assert "Starý kurz" in person.read("courses.browse", vse="1").words


def test_a_long_catalogue_goes_on_where_it_ended(client, make, town):
    for number in range(1, 53):
        a_course(make, town, f"Kurz {number:02}")
    person = client.as_(make.assistant(town))
    first = person.read("courses.browse")
    assert len(first.page.select(".row")) == 50
    assert "Kurz 52" in person.browser.get(first.page.select_one(".pager a")["href"]).text


def test_an_empty_catalogue_says_so(client, make, town):
    assert client.as_(make.assistant(town)).read("courses.browse").page.select_one(".empty")


def test_only_who_keeps_the_catalogue_sees_the_buttons(client, make, town):
    course = a_course(make, town)
    for person, sees in ((make.assistant(town), False), (make.manager(town), True)):
        answer = client.as_(person).read("courses.read", course)
        assert bool(answer.page.select("form[action$=vyradit]")) is sees


def test_a_course_says_who_must_have_it_and_when_it_was_held(client, make, town):
    roles = frozenset({Role.APK})
    course = a_course(make, town, required_roles=roles, required_within_days=90)
    held(make, course, NOW.date(), make.assistant(town))
    answer = client.as_(make.mentor(town)).read("courses.read", course)
    assert Role.APK.label in answer.words
    assert "1 účastník" in answer.words


def test_courses_of_another_town_do_not_exist(client, make, town):
    foreign = a_course(make, make.town("Zásada"), "Cizí kurz")
    person = client.as_(make.manager(town))
    assert "Cizí kurz" not in person.read("courses.browse").text
    assert person.read("courses.read", foreign).status_code == 404
    assert person.read("courses.read_event", an_event(make, foreign)).status_code == 404
