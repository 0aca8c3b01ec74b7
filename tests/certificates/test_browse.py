"""Certificates in one list: whose one sees, what ends, what a role still asks for."""

from datetime import date, timedelta

import pytest

from app.accounts.domain import Role
from tests.certificates.rows import a_certificate
from tests.conftest import NOW
from tests.counting import statements
from tests.courses.rows import a_course, held

TODAY = NOW.date()


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def worker(make, town):
    return make.assistant(town, name="Jana Bílá")


@pytest.fixture
def mentor(client, make, town):
    return client.as_(make.mentor(town))


def titles(answer):
    return [tag.text for tag in answer.page.select(".row-title")]


def test_an_assistant_sees_only_his_own(client, make, town, worker):
    a_certificate(make, worker, name="Moje")
    a_certificate(make, make.assistant(town, name="Petr Černý"), name="Cizí")
    answer = client.as_(worker).read("certificates.browse")
    assert titles(answer) == ["Moje"]
    assert "Petr Černý" not in answer.text


def test_a_coordinator_sees_those_of_caretakers(client, make, town, worker):
    caretaker = make.person(town, Role.DP, name="Dana Dlouhá")
    a_certificate(make, caretaker, name="Domovnice")
    a_certificate(make, worker, name="Asistentka")
    coordinator = make.person(town, Role.DP_COORDINATOR, name="Ota Ostrý")
    assert titles(client.as_(coordinator).read("certificates.browse")) == ["Domovnice"]


def test_the_manager_sees_those_of_mentors_too(client, make, town, worker):
    a_certificate(make, make.mentor(town), name="Mentorské")
    assert titles(client.as_(make.manager(town)).read("certificates.browse")) == ["Mentorské"]


@pytest.mark.parametrize(
    ("days", "words"),
    [(61, "platí"), (60, "končí do 60 dnů"), (30, "končí do 30 dnů"), (-1, "už neplatí")],
)
def test_every_certificate_says_what_it_is_worth(mentor, make, worker, days, words):
    a_certificate(make, worker, valid_to=TODAY + timedelta(days=days))
    answer = mentor.read("certificates.browse")
    assert answer.page.select_one(".state").text.strip() == words


def test_what_ends_or_has_ended_stands_on_top(mentor, make, worker):
    a_certificate(make, worker, name="Dlouhé", issued_on=date(2026, 11, 1))
    a_certificate(make, worker, name="Prošlé", valid_to=TODAY - timedelta(days=1))
    a_certificate(make, worker, name="Končí", valid_to=TODAY + timedelta(days=59))
    assert titles(mentor.read("certificates.browse"))[:3] == ["Prošlé", "Končí", "Dlouhé"]


@pytest.mark.parametrize(
    ("state", "name"),
    [
        ("valid", "Platí"),
        ("ends_in_60", "Do 60"),
        ("ends_in_30", "Do 30"),
        ("expired", "Prošlé"),
        ("withdrawn", "Zrušené"),
    ],
)
def test_the_list_is_narrowed_by_state(mentor, make, worker, state, name):
    a_certificate(make, worker, name="Platí", valid_to=TODAY + timedelta(days=61))
    a_certificate(make, worker, name="Do 60", valid_to=TODAY + timedelta(days=31))
    a_certificate(make, worker, name="Do 30", valid_to=TODAY)
    a_certificate(make, worker, name="Prošlé", valid_to=TODAY - timedelta(days=1))
    a_certificate(make, worker, name="Zrušené", is_withdrawn=True)
    assert titles(mentor.read("certificates.browse", stav=state)) == [name]


def test_the_list_is_narrowed_to_a_person(mentor, make, town, worker):
    a_certificate(make, worker, name="Janino")
    a_certificate(make, make.assistant(town, name="Petr Černý"), name="Petrovo")
    assert titles(mentor.read("certificates.browse", kdo=str(worker.id))) == ["Janino"]


def test_an_assistant_cannot_ask_for_somebody_else(client, make, town, worker):
    other = make.assistant(town, name="Petr Černý")
    a_certificate(make, other, name="Petrovo")
    answer = client.as_(worker).read("certificates.browse", kdo=str(other.id))
    assert "Petrovo" not in answer.text


def test_what_a_role_asks_for_is_told_with_its_day(mentor, make, town, worker):
    roles = {"required_roles": frozenset({Role.APK}), "required_within_days": 90}
    a_course(make, town, "Vstupní příprava", **roles)
    make.assistant(town, name="Nová Síla", valid_from=TODAY - timedelta(days=10))
    answer = mentor.read("certificates.browse")
    assert [tag.text.strip() for tag in answer.page.select(".state")] == [
        "po termínu",
        "zatím chybí",
    ]
    assert (TODAY + timedelta(days=80)).strftime("%-d.\u00a0%-m.\u00a0%Y") in answer.text


def test_a_long_list_goes_on_where_it_ended(mentor, make, worker):
    for number in range(52):
        a_certificate(make, worker, issued_on=date(2020, 1, 1) + timedelta(days=number // 2))
    first = mentor.read("certificates.browse")
    assert len(first.page.select(".row")) == 50
    rest = mentor.browser.get(first.page.select_one(".pager a")["href"]).text
    assert rest.count("row-title") == 2


def test_the_list_asks_as_often_for_many_as_for_few(mentor, make, town, worker):
    a_course(make, town, required_roles=frozenset({Role.APK}))
    counted = []
    for number in range(2):
        for letter in "AB":
            person = make.assistant(town, name=f"Osoba {letter}{number}")
            a_certificate(make, person, valid_to=TODAY)
        with statements() as asked:
            mentor.read("certificates.browse")
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_nobody_without_a_certificate_reads_an_empty_list(client, worker):
    assert client.as_(worker).read("certificates.browse").page.select_one(".empty")


def test_the_list_of_events_and_the_event_ask_as_often_for_many_as_for_few(mentor, make, town):
    counted = []
    course = a_course(make, town)
    for number in range(1, 3):
        people = [make.assistant(town, name=f"Osoba {number}{n}") for n in range(3 * number)]
        event = held(make, course, TODAY - timedelta(days=number), *people)
        with statements() as asked:
            mentor.read("courses.browse_events")
            mentor.read("courses.read_event", event)
            mentor.read("courses.browse")
            mentor.read("courses.read", course)
            mentor.read("certificates.attend", event)
        counted.append(len(asked))
    assert counted[0] == counted[1]
