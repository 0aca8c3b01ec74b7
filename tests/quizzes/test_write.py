"""Writing a quiz: its questions, their order, offering it and putting it away."""

import pytest
from sqlalchemy import select

from app.quizzes.models import Question, Quiz
from tests.quizzes.rows import a_question, a_quiz
from tests.skills.rows import a_competence

TOLD = {"text": "Čím sebereme jehlu?", "option_1": "Pinzetou", "option_2": "Rukou", "right": "0"}


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def mentor(client, make, town):
    return client.as_(make.mentor(town))


def texts(stored):
    found = stored(select(Question).order_by(Question.position))
    return [question.text for question in found if not question.is_withdrawn]


def on(mentor, quiz):
    return mentor.url("quizzes.read", quiz)


def test_a_mentor_begins_a_quiz_that_nobody_can_fill_in_yet(mentor, make, town, stored):
    topic = make.saved(a_competence(town.id))
    mentor.submit("quizzes.add", title="Jehly", competence_id=str(topic.id), pass_percent="75")
    quiz = stored(select(Quiz))[0]
    assert (quiz.title, quiz.competence_id, quiz.pass_percent) == ("Jehly", topic.id, 75)
    assert (quiz.status, quiz.intro) == ("draft", None)


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("pass_percent", "0"), ("pass_percent", "101"), ("pass_percent", "")],
)
def test_what_cannot_be_is_said_at_its_field(mentor, make, town, stored, field, value):
    make.saved(a_competence(town.id))
    answer = mentor.submit("quizzes.add", **{"title": "Jehly", field: value})
    assert answer.status_code == 422
    assert answer.page.select_one(f"#{field}-error")
    assert stored(select(Quiz)) == []


def test_a_quiz_keeps_its_competence_though_that_was_put_out_of_use(mentor, make, town, stored):
    topic = make.saved(a_competence(town.id, is_active=False))
    make.saved(a_competence(town.id, "Jiná"))
    quiz = a_quiz(make, town, competence=topic)
    mentor.submit("quizzes.correct", quiz, title="Nový název")
    kept = stored(select(Quiz))[0]
    assert (kept.title, kept.competence_id) == ("Nový název", topic.id)


def test_questions_stand_in_the_order_in_which_they_were_written(mentor, make, town, stored):
    quiz = a_quiz(make, town)
    for text in ("První?", "Druhá?", "Třetí?"):
        mentor.submit("quizzes.add_question", quiz, **{**TOLD, "text": text})
    assert texts(stored) == ["První?", "Druhá?", "Třetí?"]


def test_empty_options_leave_no_gaps(mentor, make, town, stored):
    quiz = a_quiz(make, town)
    told = {**TOLD, "option_3": "", "option_4": "Nohou", "right": "3"}
    mentor.submit("quizzes.add_question", quiz, **told)
    question = stored(select(Question))[0]
    assert question.options == ["Pinzetou", "Rukou", "Nohou"]
    assert question.options[question.right] == "Nohou"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": ""}, "text"),
        ({"option_2": ""}, "option_2"),
        ({"option_2": "Pinzetou"}, "option_1"),
        ({"right": None}, "right"),
        ({"right": "4"}, "right"),
        ({"right": "-1"}, "right"),
        ({"right": "nesmysl"}, "right"),
        ({"option_5": "x" * 151}, "option_5"),
    ],
)
def test_a_question_needs_two_different_options_and_one_right(
    mentor, make, town, stored, values, field
):
    quiz = a_quiz(make, town)
    answer = mentor.submit("quizzes.add_question", quiz, **{**TOLD, **values})
    assert answer.status_code == 422
    assert answer.page.select_one(f"#{field}-error")
    assert stored(select(Question)) == []


def test_the_form_of_a_question_holds_what_is_stored(mentor, make, town):
    question = a_question(make, a_quiz(make, town), "Čím?", right=2, explanation="Kvůli bodnutí.")
    fields = mentor.fields(mentor.url("quizzes.correct_question", question))
    assert [fields[f"option_{n}"] for n in range(1, 6)] == ["Pinzetou", "Rukou", "Nohou", "", ""]
    assert (fields["right"], fields["explanation"]) == (["2"], "Kvůli bodnutí.")


def test_a_question_is_corrected(mentor, make, town, stored):
    question = a_question(make, a_quiz(make, town), "Čím?")
    mentor.submit("quizzes.correct_question", question, text="Čím jehlu?", option_3="", right="1")
    kept = stored(select(Question))[0]
    assert (kept.text, kept.options, kept.right) == ("Čím jehlu?", ["Pinzetou", "Rukou"], 1)


def test_a_question_moves_past_its_neighbour_and_never_past_the_end(mentor, make, town, stored):
    quiz = a_quiz(make, town, "První?", "Druhá?", "Třetí?")
    second = next(q for q in stored(select(Question)) if q.text == "Druhá?")
    for way, order in [
        ("up", ["Druhá?", "První?", "Třetí?"]),
        ("up", ["Druhá?", "První?", "Třetí?"]),
        ("down", ["První?", "Druhá?", "Třetí?"]),
        ("down", ["První?", "Třetí?", "Druhá?"]),
    ]:
        fields = {"csrf_token": mentor.token(on(mentor, quiz)), "direction": way}
        mentor.post(mentor.url("quizzes.move_question", second), fields)
        assert texts(stored) == order


def test_a_withdrawn_question_is_skipped_when_others_move(mentor, make, town, stored):
    quiz = a_quiz(make, town, "První?", "Druhá?", "Třetí?")
    by_text = {question.text: question for question in stored(select(Question))}
    mentor.submit("quizzes.withdraw_question", by_text["Druhá?"], on=on(mentor, quiz))
    fields = {"csrf_token": mentor.token(on(mentor, quiz)), "direction": "up"}
    mentor.post(mentor.url("quizzes.move_question", by_text["Třetí?"]), fields)
    assert texts(stored) == ["Třetí?", "První?"]


def test_a_withdrawn_question_is_neither_corrected_nor_shown(mentor, make, town):
    quiz = a_quiz(make, town, "První?")
    gone = a_question(make, quiz, "Stará?", is_withdrawn=True)
    assert "Stará?" not in mentor.read("quizzes.read", quiz).words
    assert mentor.submit("quizzes.correct_question", gone, text="Nová?").status_code == 422


def test_an_offered_quiz_keeps_its_only_question(mentor, make, town, stored):
    quiz = a_quiz(make, town, "Jediná?")
    question = stored(select(Question))[0]
    answer = mentor.submit("quizzes.withdraw_question", question, on=on(mentor, quiz))
    assert answer.status_code == 409
    assert texts(stored) == ["Jediná?"]


def test_a_quiz_is_offered_once_it_has_a_question(mentor, make, town, stored):
    quiz = a_quiz(make, town, status="draft")
    url = mentor.url("quizzes.publish", quiz)
    page = mentor.read("quizzes.read", quiz)
    assert not page.page.select(f'form[action="{url}"]')
    assert mentor.post(url, {"csrf_token": mentor.token(on(mentor, quiz))}).status_code == 409
    a_question(make, quiz, "První?")
    mentor.submit("quizzes.publish", quiz, on=on(mentor, quiz))
    assert stored(select(Quiz))[0].status == "open"


def test_a_quiz_is_put_away_and_offered_again(mentor, make, town, stored):
    quiz = a_quiz(make, town, "První?")
    mentor.submit("quizzes.retire", quiz, on=on(mentor, quiz))
    assert stored(select(Quiz))[0].status == "retired"
    mentor.submit("quizzes.publish", quiz, on=on(mentor, quiz))
    assert stored(select(Quiz))[0].status == "open"


@pytest.mark.parametrize(("verb", "status"), [("publish", "open"), ("retire", "retired")])
def test_what_has_happened_already_is_refused(mentor, make, town, verb, status):
    quiz = a_quiz(make, town, "První?", status=status)
    fields = {"csrf_token": mentor.token(on(mentor, quiz))}
    assert mentor.post(mentor.url(f"quizzes.{verb}", quiz), fields).status_code == 409
