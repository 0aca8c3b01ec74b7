"""Quizzes: how many right answers are enough."""

from collections.abc import Sequence
from math import ceil

from app.kernel.i18n import Labelled, _

PASS_PERCENT = 80
OPTIONS_LEAST, OPTIONS_MOST = 2, 5


class QuizStatus(Labelled):
    """Whether a quiz can be filled in."""

    DRAFT = "draft", _("being written")
    OPEN = "open", _("ready to fill in")
    RETIRED = "retired", _("quiz put away")


def needed(count: int, percent: int) -> int:
    """How many of the questions must be right."""
    return ceil(count * percent / 100)


def right_count(answers: Sequence[int | None], keys: Sequence[int]) -> int:
    """How many answers are right; an answer left out is wrong."""
    return sum(answer == key for answer, key in zip(answers, keys, strict=True))
