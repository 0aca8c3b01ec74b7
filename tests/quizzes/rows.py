"""A quiz with its questions, and what somebody answered, for tests."""

import uuid
from typing import Any

from app.accounts.models import Membership, Municipality
from app.kernel import clock
from app.kernel.db import uuid7
from app.quizzes.domain import QuizStatus
from app.quizzes.models import Attempt, Question, Quiz
from tests.make import Make
from tests.skills.rows import a_competence

OPTIONS = ("Pinzetou", "Rukou", "Nohou")


def a_quiz(make: Make, town: Municipality, *texts: str, **values: Any) -> Quiz:
    """An open quiz with these questions, of which the first option is right."""
    topic = values.pop("competence", None) or make.saved(a_competence(town.id))
    quiz = Quiz(
        **{
            "id": uuid7(),
            "municipality_id": town.id,
            "title": "Sběr stříkaček",
            "competence_id": topic.id,
            "status": QuizStatus.OPEN,
            **values,
        }
    )
    make.saved(quiz)
    for position, text in enumerate(texts):
        a_question(make, quiz, text, position=position)
    return quiz


def a_question(make: Make, quiz: Quiz, text: str, **values: Any) -> Question:
    """A question with three options; the first is right."""
    return make.saved(
        Question(
            **{
                "id": uuid7(),
                "municipality_id": quiz.municipality_id,
                "quiz_id": quiz.id,
                "position": 0,
                "text": text,
                "options": list(OPTIONS),
                "right": 0,
                **values,
            }
        )
    )


def an_attempt(make: Make, quiz: Quiz, worker: Membership, **values: Any) -> Attempt:
    """One right answer out of one, now."""
    told = {"text": "Čím?", "options": list(OPTIONS), "right": 0, "explanation": None, "chosen": 0}
    return make.saved(
        Attempt(
            **{
                "id": uuid7(),
                "municipality_id": quiz.municipality_id,
                "quiz_id": quiz.id,
                "worker_id": worker.id,
                "taken_at": clock.now(),
                "answers": [{**told, **values.pop("told", {})}],
                "right_count": 1,
                "question_count": 1,
                "has_passed": True,
                **values,
            }
        )
    )


def rows_of_a_town(
    make: Make, town: Municipality, worker: Membership, mark: str
) -> dict[str, uuid.UUID]:
    """A quiz, its question and an attempt with `mark` in every text, by the arguments of URLs."""
    topic = make.saved(a_competence(town.id, f"{mark} znalost"))
    quiz = a_quiz(make, town, title=f"{mark} kvíz", intro=mark, competence=topic)
    words = {"options": [f"{mark} ano", f"{mark} ne"], "explanation": mark}
    question = a_question(make, quiz, f"{mark} otázka", **words)
    attempt = an_attempt(make, quiz, worker, told={"text": question.text, **words})
    return {"quiz_id": quiz.id, "question_id": question.id, "attempt_id": attempt.id}
