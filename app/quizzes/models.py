"""Quizzes, their questions, and what people answered."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.kernel.db import Code, Id, Model, Moment, belongs_to, has_many, keys_to
from app.kernel.scope import Scoped
from app.quizzes.domain import PASS_PERCENT, Answered, QuizStatus, needed, wording
from app.skills.models import Competence


class Quiz(Scoped, Model):
    """A few questions about one topic."""

    __tablename__ = "quiz"
    __table_args__ = (
        *keys_to("competence", "competence_id"),
        Index(None, "municipality_id", "status", "title"),
    )

    title: Mapped[str] = mapped_column(String(120))
    competence_id: Mapped[uuid.UUID] = mapped_column(Id)
    intro: Mapped[str | None] = mapped_column(String(300))
    pass_percent: Mapped[int] = mapped_column(default=PASS_PERCENT)
    status: Mapped[QuizStatus] = mapped_column(Code(QuizStatus), default=QuizStatus.DRAFT)
    version: Mapped[int] = mapped_column(default=1)

    competence: Mapped[Competence] = belongs_to(lambda: Quiz.competence_id, lambda: Competence)
    questions: Mapped[list["Question"]] = has_many(
        lambda: Question.quiz_id, lambda: Quiz, order_by=lambda: Question.position
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def is_open(self) -> bool:
        """Whether it can be filled in."""
        return self.status is QuizStatus.OPEN

    @property
    def asked(self) -> Sequence["Question"]:
        """The questions that are asked now, in their order."""
        return [question for question in self.questions if not question.is_withdrawn]

    @property
    def needed(self) -> int:
        """How many right answers are enough today."""
        return needed(len(self.asked), self.pass_percent)


class Question(Scoped, Model):
    """One question with its options; exactly one is right."""

    __tablename__ = "question"
    __table_args__ = (
        *keys_to("quiz", "quiz_id"),
        Index(None, "municipality_id", "quiz_id", "position"),
    )

    quiz_id: Mapped[uuid.UUID] = mapped_column(Id)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(300))
    options: Mapped[list[str]] = mapped_column(JSON)
    right: Mapped[int]
    explanation: Mapped[str | None] = mapped_column(String(300))
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    quiz: Mapped[Quiz] = belongs_to(lambda: Question.quiz_id, lambda: Quiz, overlaps="questions")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def wording(self) -> str:
        """A mark of what is asked now."""
        return wording(self.text, self.options)


class Attempt(Scoped, Model):
    """What one person answered once and how it ended, whatever becomes of the quiz later."""

    __tablename__ = "attempt"
    __table_args__ = (
        *keys_to("quiz", "quiz_id"),
        *keys_to("membership", "worker_id"),
        Index(None, "municipality_id", "worker_id", "taken_at"),
        Index(None, "municipality_id", "quiz_id", "taken_at"),
    )

    quiz_id: Mapped[uuid.UUID] = mapped_column(Id)
    worker_id: Mapped[uuid.UUID] = mapped_column(Id)
    taken_at: Mapped[datetime] = mapped_column(Moment)
    # The questions as they stood then, each with the answer: a later change leaves them alone.
    answers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    right_count: Mapped[int]
    question_count: Mapped[int]
    has_passed: Mapped[bool]

    quiz: Mapped[Quiz] = belongs_to(lambda: Attempt.quiz_id, lambda: Quiz)
    worker: Mapped[Membership] = belongs_to(lambda: Attempt.worker_id, lambda: Membership)

    @property
    def answered(self) -> list[Answered]:
        """Question by question."""
        return [Answered(**told) for told in self.answers]
