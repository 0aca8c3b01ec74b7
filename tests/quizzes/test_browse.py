"""Who sees which quizzes and whose results."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import scope
from app.quizzes import policy, queries
from app.quizzes.models import Attempt
from tests.counting import statements
from tests.quizzes.rows import a_quiz, an_attempt


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def worker(make, town):
    return make.assistant(town)


@pytest.fixture
def mentor(client, make, town):
    return client.as_(make.mentor(town))


def titles(page, part=""):
    return [link.text for link in page.page.select(f"{part} .row-title")]


def test_a_worker_is_offered_open_quizzes_by_their_titles(client, make, town, worker):
    for title, status in [
        ("Čeština", "open"),
        ("Chlad", "open"),
        ("Zima", "draft"),
        ("X", "retired"),
    ]:
        a_quiz(make, town, "Jak?", title=title, status=status)
    assert titles(client.as_(worker).read("quizzes.browse")) == ["Čeština", "Chlad"]


def test_a_worker_sees_his_own_results_and_nobody_elses(client, make, town, worker):
    other = make.assistant(town, name="Jan Dub")
    quiz = a_quiz(make, town, "Jak?")
    mine, foreign = an_attempt(make, quiz, worker), an_attempt(make, quiz, other)
    page = client.as_(worker).read("quizzes.browse")
    links = [link["href"] for link in page.page.select("#results .row-title a")]
    assert links == [client.url("quizzes.result", mine)]
    url = client.url("quizzes.result", foreign)
    assert client.as_(worker).browser.get(url).status_code == 403


def test_what_was_passed_stays_passed_and_stands_below_what_is_left(client, make, town, worker):
    quiz = a_quiz(make, town, "Jak?", title="A")
    a_quiz(make, town, "Jak?", title="B")
    an_attempt(make, quiz, worker, taken_at=clock.now() - timedelta(days=2))
    an_attempt(make, quiz, worker, has_passed=False, right_count=0)
    card = client.as_(worker).read("quizzes.browse").page.select_one(".card")
    rows = [" ".join(row.text.split()) for row in card.select(".row")]
    assert [row[0] for row in rows] == ["B", "A"]
    assert ["splněno" in row for row in rows] == [False, True]
    assert card.select_one(".pill").text == "1"


def test_results_go_on_where_they_ended(client, make, town, worker):
    quiz = a_quiz(make, town, "Jak?")
    made = [
        an_attempt(make, quiz, worker, taken_at=clock.now() - timedelta(minutes=number // 2))
        for number in range(53)
    ]
    phone = client.as_(worker)
    first = phone.read("quizzes.browse", swapping="results")
    second = phone.browser.get(first.page.select_one(".pager a")["href"]).text
    shown = [str(attempt.id) in first.text for attempt in made]
    assert sum(shown) == 50
    assert [str(attempt.id) in second for attempt in made] == [not each for each in shown]


def test_leaders_see_all_quizzes_and_those_put_away_when_asked_for(mentor, make, town):
    for title, status in [("A", "open"), ("B", "draft"), ("C", "retired")]:
        a_quiz(make, town, "Jak?", title=title, status=status)
    assert titles(mentor.read("quizzes.browse")) == ["A", "B"]
    assert titles(mentor.read("quizzes.browse", vse="1")) == ["A", "B", "C"]


def test_empty_lists_say_so(client, make, town, worker, mentor):
    assert "Zatím není co vyplnit" in client.as_(worker).read("quizzes.browse").words
    assert mentor.read("quizzes.browse").page.select_one(".empty")
    assert mentor.read("quizzes.read", a_quiz(make, town)).page.select_one(".empty")


def test_a_mentor_sees_how_everybody_stands(mentor, make, town, worker, stored):
    make.assistant(town, name="Jan Dub")
    quiz = a_quiz(make, town, "Jak?")
    passed = an_attempt(make, quiz, worker, taken_at=clock.now() - timedelta(days=2))
    an_attempt(make, quiz, worker, has_passed=False, right_count=0)
    page = mentor.read("quizzes.read", quiz)
    assert "Jan Dub zatím nevyplněno" in page.words
    assert client_links(page) == [mentor.url("quizzes.result", passed)]
    assert "Alena Malá" in mentor.read("quizzes.result", passed).words


def client_links(page):
    return [link["href"] for link in page.page.select(".row-title a")]


def test_a_coordinator_sees_caretakers_only(client, make, town, worker):
    caretaker = make.person(town, Role.DP, name="Dana Nová")
    quiz = a_quiz(make, town, "Jak?")
    foreign = an_attempt(make, quiz, worker)
    an_attempt(make, quiz, caretaker)
    coordinator = client.as_(make.person(town, Role.DP_COORDINATOR, name="Ota Král"))
    words = coordinator.read("quizzes.read", quiz).words
    assert "Dana Nová" in words
    assert "Alena Malá" not in words
    url = coordinator.url("quizzes.result", foreign)
    assert coordinator.browser.get(url).status_code == 403


@pytest.mark.parametrize("role", list(Role))
def test_the_page_names_exactly_those_whose_results_the_rule_lets_be_seen(make, app, town, role):
    actor = make.person(town, role, name="Ota Král")
    quiz = a_quiz(make, town, "Jak?")
    people = [make.person(town, each, name=f"{each} člověk") for each in (Role.APK, Role.DP)]
    for person in people:
        an_attempt(make, quiz, person)
    with app.app_context(), scope(town.id):
        shown = {row.id for _p, row in queries.standing(queries.get(quiz.id), actor) if row}
        found = [queries.get_attempt(id_) for id_ in ids_of_attempts()]
        allowed = {attempt.id for attempt in found if policy.result(actor, attempt)}
    assert shown == allowed


def ids_of_attempts():
    return list(db.session.scalars(select(Attempt.id)))


@pytest.mark.parametrize("endpoint", ["quizzes.browse", "quizzes.read"])
def test_pages_ask_the_same_number_of_times_for_many_rows(mentor, make, town, worker, endpoint):
    quiz = a_quiz(make, town, "Jak?")
    an_attempt(make, quiz, worker)
    about = [quiz] if endpoint == "quizzes.read" else []

    def asked():
        with statements() as seen:
            mentor.read(endpoint, *about)
        return len(seen)

    few = asked()
    for number in range(5):
        a_quiz(make, town, "Jak?", "Proč?", title=f"Kvíz {number}.")
        an_attempt(make, quiz, make.assistant(town, name=f"Jana {number}. Nová"))
    assert asked() == few


def test_the_phones_page_asks_the_same_number_of_times_for_many_rows(client, make, town, worker):
    phone = client.as_(worker)

    def asked():
        with statements() as seen:
            phone.read("quizzes.browse")
        return len(seen)

    an_attempt(make, a_quiz(make, town, "Jak?"), worker)
    few = asked()
    for number in range(5):
        an_attempt(make, a_quiz(make, town, "Jak?", title=f"Kvíz {number}."), worker)
    assert asked() == few


def test_quizzes_of_another_town_do_not_exist(client, make, worker):
    a_quiz(make, make.town("Zásada"), "Jak?", title="Cizí kvíz")
    assert "Cizí kvíz" not in client.as_(worker).read("quizzes.browse").text
