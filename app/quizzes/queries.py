"""Every SELECT about quizzes."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import defer, joinedload, selectinload

from app.accounts.models import Membership
from app.kernel.db import db
from app.kernel.i18n import collated
from app.kernel.paging import SIZE, Batch, batch, key_of, older
from app.quizzes.domain import QuizStatus
from app.quizzes.models import Attempt, Question, Quiz
from app.skills import queries as skills


def get(quiz_id: uuid.UUID) -> Quiz:
    """One quiz with its questions."""
    return db.session.scalars(_whole().where(Quiz.id == quiz_id)).one()


def get_question(question_id: uuid.UUID) -> Question:
    """One question with its quiz."""
    whole = joinedload(Question.quiz).selectinload(Quiz.questions)
    query = select(Question).where(Question.id == question_id).options(whole)
    return db.session.scalars(query).one()


def get_attempt(attempt_id: uuid.UUID) -> Attempt:
    """What somebody answered once."""
    query = (
        select(Attempt)
        .where(Attempt.id == attempt_id)
        .options(joinedload(Attempt.quiz), joinedload(Attempt.worker))
    )
    return db.session.scalars(query).one()


def all_quizzes(*, with_retired: bool = False) -> list[Quiz]:
    """The quizzes of the town by title; those put away only when asked for."""
    query = _whole()
    if not with_retired:
        query = query.where(Quiz.status != QuizStatus.RETIRED)
    return _by_title(db.session.scalars(query))


def open_quizzes() -> list[Quiz]:
    """The quizzes that can be filled in, by title."""
    return _by_title(db.session.scalars(_whole().where(Quiz.status == QuizStatus.OPEN)))


def own(worker: Membership, *, after: str = "") -> Batch[Attempt]:
    """What one person has filled in, the newest first, a page at a time."""
    mine = (Attempt.worker_id == worker.id, *older(Attempt.taken_at, Attempt.id, after))
    rows = db.session.scalars(_attempts(*mine).limit(SIZE + 1)).all()
    return batch(rows, key=lambda attempt: key_of(attempt.taken_at, attempt.id))


def passed_at(worker: Membership) -> dict[uuid.UUID, datetime]:
    """When the person last passed, by quiz."""
    query = (
        select(Attempt.quiz_id, func.max(Attempt.taken_at))
        .where(Attempt.worker_id == worker.id, Attempt.has_passed)
        .group_by(Attempt.quiz_id)
    )
    return dict(db.session.execute(query).all())


def standing(quiz: Quiz, actor: Membership) -> list[tuple[Membership, Attempt | None]]:
    """Everybody whose results the actor may see, with the attempt that counts: passed, newest."""
    people = skills.team(actor)
    wanted = Attempt.worker_id.in_([person.id for person in people])
    query = _attempts(Attempt.quiz_id == quiz.id, wanted)
    counts = _that_count(db.session.scalars(query))
    return [(person, counts.get(person.id)) for person in people]


def competence_names(quiz: Quiz | None = None) -> list[tuple[uuid.UUID, str]]:
    """(id, name) of the competences in use; of a quiz also its own, though put out of use."""
    names = skills.competence_names()
    if quiz is None or quiz.competence_id in dict(names):
        return names
    return [*names, (quiz.competence_id, quiz.competence.name)]


def _that_count(newest_first: Iterable[Attempt]) -> dict[uuid.UUID, Attempt]:
    found: dict[uuid.UUID, Attempt] = {}
    for attempt in newest_first:
        known = found.setdefault(attempt.worker_id, attempt)
        if attempt.has_passed and not known.has_passed:
            found[attempt.worker_id] = attempt
    return found


def _whole() -> Select[Quiz]:
    return select(Quiz).options(joinedload(Quiz.competence), selectinload(Quiz.questions))


def _attempts(*conditions: ColumnElement[bool]) -> Select[Attempt]:
    """Lists tell how it ended, not what was answered."""
    return (
        select(Attempt)
        .where(*conditions)
        .options(joinedload(Attempt.quiz), defer(Attempt.answers))
        .order_by(Attempt.taken_at.desc(), Attempt.id.desc())
    )


def _by_title(quizzes: Iterable[Quiz]) -> list[Quiz]:
    return sorted(quizzes, key=lambda quiz: (collated(quiz.title), quiz.id))
