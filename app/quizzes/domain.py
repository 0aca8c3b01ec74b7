"""Quizzes: how many right answers are enough, and what was asked when somebody answered."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from app.kernel.i18n import Labelled, _

PASS_PERCENT = 80
OPTIONS_LEAST, OPTIONS_MOST = 2, 5
# How the options are called where they are written and where somebody talks about them.
LETTERS = ("A", "B", "C", "D", "E")


class QuizStatus(Labelled):
    """Whether a quiz can be filled in."""

    DRAFT = "draft", _("being written")
    OPEN = "open", _("ready to fill in")
    RETIRED = "retired", _("quiz put away")


@dataclass(frozen=True)
class Answered:
    """One question as it stood when it was answered, and the answer; None was left out."""

    text: str
    options: Sequence[str]
    right: int
    explanation: str | None
    chosen: int | None

    @property
    def is_right(self) -> bool:
        """Whether the right option was chosen."""
        return self.chosen == self.right

    @property
    def answer(self) -> str | None:
        """The chosen option in words."""
        return None if self.chosen is None else self.options[self.chosen]

    @property
    def solution(self) -> str:
        """The right option in words."""
        return self.options[self.right]


def needed(count: int, percent: int) -> int:
    """How many of the questions must be right."""
    return ceil(count * percent / 100)


def right_count(answers: Sequence[int | None], keys: Sequence[int]) -> int:
    """How many answers are right; an answer left out is wrong."""
    return sum(answer == key for answer, key in zip(answers, keys, strict=True))


def has_passed(right: int, count: int, percent: int) -> bool:
    """Whether so many right answers are enough; nobody passes a quiz without questions."""
    return count > 0 and right >= needed(count, percent)


def without_gaps(options: Sequence[str], right: int) -> tuple[list[str], int | None]:
    """The options that say something, and where the right one stands then; None: it is empty."""
    places = [place for place, option in enumerate(options) if option]
    kept = [options[place] for place in places]
    return kept, places.index(right) if right in places else None


def wording(text: str, options: Sequence[str]) -> str:
    """A mark of what was asked: an answer to another wording is not an answer to this one."""
    return hashlib.sha256(repr((text, list(options))).encode()).hexdigest()[:12]
