"""Filling a quiz in on the phone, and what becomes of it later."""

from contextlib import suppress
from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers, lists, none, sampled_from
from sqlalchemy import select

from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.scope import scope
from app.quizzes import actions, queries
from app.quizzes.models import Attempt, Question
from app.skills.domain import Direction
from tests.quizzes.rows import a_question, a_quiz


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def worker(make, town):
    return make.assistant(town)


@pytest.fixture
def phone(client, worker):
    return client.as_(worker)


def names(page):
    """The fields of the questions in their order."""
    radios = [radio["name"] for radio in page.page.select("input[type=radio]")]
    return list(dict.fromkeys(radios))


def taken(phone, quiz, *answers, **rest):
    """Answer the questions in their order."""
    shown = names(phone.read("quizzes.take", quiz))
    chosen = dict(zip(shown, map(str, answers), strict=False))
    return phone.submit("quizzes.take", quiz, **chosen, **rest)


def test_who_answers_right_passes_and_sees_why(phone, make, town, worker, stored):
    quiz = a_quiz(make, town)
    a_question(make, quiz, "Čím?", explanation="Kvůli bodnutí.")
    page = taken(phone, quiz, 0)
    attempt = stored(select(Attempt))[0]
    assert (attempt.worker_id, attempt.right_count, attempt.has_passed) == (worker.id, 1, True)
    assert "Splněno" in page.words
    assert "Kvůli bodnutí." in page.words


def test_who_answers_wrong_sees_what_was_right_and_may_try_again(phone, make, town, stored):
    quiz = a_quiz(make, town, "Čím?")
    page = taken(phone, quiz, 1)
    assert "Zatím nesplněno" in page.words
    assert "Odpověď Rukou Správně je Pinzetou" in page.words
    taken(phone, quiz, 0)
    attempts = stored(select(Attempt).order_by(Attempt.right_count))
    assert [attempt.has_passed for attempt in attempts] == [False, True]


def test_what_was_left_out_is_named_once_and_the_answers_are_kept(phone, make, town, stored):
    quiz = a_quiz(make, town, "První?", "Druhá?")
    page = taken(phone, quiz, 0)
    assert page.status_code == 422
    assert "Otázka 2 zatím nemá odpověď" in page.words
    assert len(page.page.select("input[type=radio][checked]")) == 1
    assert page.page.select_one("input[name=leaves_out]")
    assert stored(select(Attempt)) == []


def test_who_insists_hands_in_without_the_missing_answers(phone, make, town, stored):
    quiz = a_quiz(make, town, "První?", "Druhá?")
    url, page = phone.url("quizzes.take", quiz), taken(phone, quiz, 0)
    answer = phone.post(url, {**phone.fields_of(page, url), "leaves_out": "y"})
    assert "bez odpovědi" in answer.words
    attempt = stored(select(Attempt))[0]
    assert (attempt.right_count, attempt.question_count, attempt.has_passed) == (1, 2, False)


def test_the_first_page_does_not_offer_to_leave_anything_out(phone, make, town):
    page = phone.read("quizzes.take", a_quiz(make, town, "První?"))
    assert not page.page.select("input[name=leaves_out]")


@pytest.mark.parametrize("answer", ["3", "-1", "nesmysl"])
def test_an_option_that_is_not_there_is_refused(phone, make, town, stored, answer):
    page = taken(phone, a_quiz(make, town, "První?"), answer)
    assert page.status_code == 422
    assert stored(select(Attempt)) == []


def test_errors_answer_the_block_of_the_form(phone, make, town):
    page = taken(phone, a_quiz(make, town, "První?"), swapping="answers")
    assert page.page.find(recursive=False)["id"] == "answers"


def test_a_double_tap_is_one_attempt(phone, make, town, stored):
    quiz = a_quiz(make, town, "První?")
    url, name = phone.url("quizzes.take", quiz), names(phone.read("quizzes.take", quiz))[0]
    fields = {**phone.fields(url), name: "0"}
    first, second = phone.post(url, fields), phone.post(url, fields)
    assert first.words == second.words
    assert len(stored(select(Attempt))) == 1


def test_an_answer_to_another_wording_is_asked_for_again(phone, make, town, app, stored):
    quiz = a_quiz(make, town, "Čím?")
    url, name = phone.url("quizzes.take", quiz), names(phone.read("quizzes.take", quiz))[0]
    fields = {**phone.fields(url), name: "0"}
    change(app, quiz, lambda question: (question.text, ["Rukou", "Pinzetou"], 1))
    page = phone.post(url, fields)
    assert page.status_code == 422
    assert "Otázka 1 zatím nemá odpověď" in page.words


def test_a_changed_explanation_costs_nobody_an_answer(phone, make, town, app):
    quiz = a_quiz(make, town, "Čím?")
    url, name = phone.url("quizzes.take", quiz), names(phone.read("quizzes.take", quiz))[0]
    fields = {**phone.fields(url), name: "0"}
    change(app, quiz, lambda question: (question.text, question.options, 0), "Nově.")
    assert "Splněno" in phone.post(url, fields).words


def test_a_quiz_put_away_meanwhile_says_so(phone, make, town, app, stored):
    quiz = a_quiz(make, town, "Čím?")
    url, name = phone.url("quizzes.take", quiz), names(phone.read("quizzes.take", quiz))[0]
    fields = {**phone.fields(url), name: "0"}
    with app.app_context(), scope(town.id):
        actions.retire(queries.get(quiz.id), by=None)
        db.session.commit()
    page = phone.post(url, fields)
    assert page.status_code == 422
    assert "mezitím vyřazen" in page.words
    assert not phone.read("quizzes.take", quiz).page.select("input[type=radio]")


def test_a_draft_is_nobodys_to_fill_in(phone, make, town):
    quiz = a_quiz(make, town, "Čím?", status="draft")
    assert phone.browser.get(phone.url("quizzes.take", quiz)).status_code == 403


def test_a_worker_sees_no_right_answers_beforehand(phone, make, town):
    quiz = a_quiz(make, town, "Čím?")
    assert phone.browser.get(phone.url("quizzes.read", quiz)).status_code == 403
    assert not phone.read("quizzes.take", quiz).page.select("input[type=radio][checked]")


def change(app, quiz, made, explanation=None):
    """Correct every question of the quiz."""
    with app.app_context(), scope(quiz.municipality_id):
        for question in queries.get(quiz.id).asked:
            text, options, right = made(question)
            told = {"text": text, "options": options, "right": right, "explanation": explanation}
            actions.correct_question(question, **told, by=None)
        db.session.commit()


CHANGES = lists(sampled_from(["correct", "withdraw", "move", "add", "retire", "percent"]))
ANSWERS = lists(none() | integers(0, 2), min_size=3, max_size=3)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANSWERS, CHANGES)
def test_nothing_that_becomes_of_a_quiz_changes_an_earlier_attempt(make, app, answers, changes):
    town = make.town("Lhota", slug=f"lhota-{make.count}")
    worker = make.assistant(town)
    quiz = a_quiz(make, town, "První?", "Druhá?", "Třetí?")
    with app.app_context(), scope(town.id):
        attempt_id = uuid7()
        actions.take(queries.get(quiz.id), id=attempt_id, answers=answers, by=worker)
        before = told(queries.get_attempt(attempt_id))
        assert before[1] == answers.count(0)
        for change_ in changes:
            become(queries.get(quiz.id), change_)
        db.session.expire_all()
        assert told(queries.get_attempt(attempt_id)) == before
        db.session.rollback()


def told(attempt):
    """All that an attempt says."""
    ended = attempt.right_count, attempt.question_count, attempt.has_passed, attempt.taken_at
    return ([asdict(each) for each in attempt.answered], *ended)


def become(quiz, change_):
    """One change of a quiz, as far as it is possible now."""
    question = (quiz.asked or quiz.questions)[0]
    new = {"text": f"{question.text}!", "options": ["Ne", "Ano"], "right": 1, "explanation": "?"}
    about = {"title": "Jiný", "competence_id": quiz.competence_id, "intro": "", "pass_percent": 1}
    with suppress(Refused):
        {
            "correct": lambda: actions.correct_question(question, **new, by=None),
            "withdraw": lambda: actions.withdraw_question(question, by=None),
            "move": lambda: actions.move_question(question, direction=Direction.DOWN, by=None),
            "add": lambda: actions.add_question(quiz, id=uuid7(), **new, by=None),
            "retire": lambda: actions.retire(quiz, by=None),
            "percent": lambda: actions.correct(quiz, **about, by=None),
        }[change_]()


def test_a_corrected_question_leaves_the_result_as_it_was(phone, make, town, app, stored):
    quiz = a_quiz(make, town, "Čím?")
    taken(phone, quiz, 0)
    change(app, quiz, lambda _question: ("Docela jiná otázka?", ["Ne", "Ano"], 1))
    assert stored(select(Question))[0].text == "Docela jiná otázka?"
    page = phone.read("quizzes.result", stored(select(Attempt))[0])
    assert "Čím?" in page.words
    assert "Docela jiná" not in page.words
    assert "Splněno" in page.words
