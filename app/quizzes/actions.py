"""Every change of quizzes and what people answer."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.quizzes import domain
from app.quizzes.domain import Answered, QuizStatus
from app.quizzes.models import Attempt, Question, Quiz
from app.skills.domain import Direction


@action
def add(*, id: uuid.UUID, by: Membership | None, **values: Any) -> Quiz:
    """Begin a quiz; nobody can fill it in until it is published."""
    quiz = Quiz(id=id, **values)
    quiz.intro = quiz.intro or None
    db.session.add(quiz)
    return quiz


@action
def correct(quiz: Quiz, *, by: Membership | None, **values: Any) -> Quiz:
    """Change the quiz; how earlier attempts ended stays as it was."""
    for name, value in values.items():
        setattr(quiz, name, value)
    quiz.intro = quiz.intro or None
    return quiz


@action
def publish(quiz: Quiz, *, by: Membership | None) -> Quiz:
    """Offer the quiz to the workers, for the first time or again."""
    if quiz.is_open:
        raise Refused(_("The quiz is offered already."))
    if not quiz.asked:
        raise Refused(_("Write at least one question first."))
    quiz.status = QuizStatus.OPEN
    return quiz


@action
def retire(quiz: Quiz, *, by: Membership | None) -> Quiz:
    """Offer the quiz no more; what was answered stays."""
    if quiz.status is QuizStatus.RETIRED:
        raise Refused(_("The quiz is put away already."))
    quiz.status = QuizStatus.RETIRED
    return quiz


@action
def add_question(
    quiz: Quiz,
    *,
    id: uuid.UUID,
    text: str,
    options: Sequence[str],
    right: int,
    explanation: str | None,
    by: Membership | None,
) -> Question:
    """Add a question at the end."""
    last = max((question.position for question in quiz.questions), default=-1)
    question = Question(id=id, quiz_id=quiz.id, position=last + 1)
    db.session.add(_fill(question, text, options, right, explanation))
    return question


@action
def correct_question(
    question: Question,
    *,
    text: str,
    options: Sequence[str],
    right: int,
    explanation: str | None,
    by: Membership | None,
) -> Question:
    """Change the question; attempts keep what was asked then."""
    _still_asked(question)
    return _fill(question, text, options, right, explanation)


@action
def withdraw_question(question: Question, *, by: Membership | None) -> Question:
    """Ask the question no more; an offered quiz keeps at least one."""
    _still_asked(question)
    if question.quiz.is_open and len(question.quiz.asked) == 1:
        raise Refused(_("It is the only question. Add another one, or put the quiz away."))
    question.is_withdrawn = True
    return question


@action
def move_question(question: Question, *, direction: Direction, by: Membership | None) -> Question:
    """Change places with the neighbour; the first and the last stay where they are."""
    _still_asked(question)
    direction.swap(question, question.quiz.asked)
    return question


@action
def take(quiz: Quiz, *, id: uuid.UUID, answers: Sequence[int | None], by: Membership) -> Attempt:
    """Keep what somebody answered, with the questions as they stand now, and how it ended."""
    if not quiz.is_open:
        raise Refused(_("The quiz has been put away meanwhile. Ask your mentor about another."))
    told = [_answered(*pair) for pair in zip(quiz.asked, answers, strict=True)]
    right = domain.right_count(answers, [question.right for question in quiz.asked])
    attempt = Attempt(
        id=id,
        quiz_id=quiz.id,
        worker_id=by.id,
        taken_at=clock.now(),
        answers=[asdict(each) for each in told],
        right_count=right,
        question_count=len(told),
        has_passed=domain.has_passed(right, len(told), quiz.pass_percent),
    )
    db.session.add(attempt)
    return attempt


def _answered(question: Question, chosen: int | None) -> Answered:
    options = tuple(question.options)
    return Answered(question.text, options, question.right, question.explanation, chosen)


def _fill(
    question: Question, text: str, options: Sequence[str], right: int, explanation: str | None
) -> Question:
    kept, place = domain.without_gaps(options, right)
    if len(kept) < domain.OPTIONS_LEAST:
        raise Refused(_("Write at least two options."), field="option_1")
    if len(set(kept)) < len(kept):
        raise Refused(_("Two options say the same. Change one of them."), field="option_1")
    if place is None:
        raise Refused(_("The option marked as right is empty. Mark another one."), field="right")
    question.text, question.options, question.right = text, kept, place
    question.explanation = explanation or None
    return question


def _still_asked(question: Question) -> None:
    if question.is_withdrawn:
        raise Refused(_("This question was withdrawn. Write it again, if it should be asked."))
