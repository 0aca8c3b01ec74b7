"""What the town learns: from the first competences to the plans that run around today."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import chain
from typing import Any

from app.demo import lessons, ratings, studies
from app.demo.relative import ALIVE_FROM, dated, is_alive
from app.demo.rows import content
from app.demo.telling import Stage, Step
from app.kernel import clock

Row = dict[str, Any]
# (day and time of the day, what is done then)
Deeds = Iterator[tuple[datetime, Callable[[Stage], object]]]
PARTS: dict[str, Callable[[Row], Deeds]] = {
    "courses": lessons.course,
    "events": lessons.event,
    "quizzes": lessons.quiz,
    "attempts": lessons.attempt,
    "supervisions": lessons.supervision,
    "certificates": lessons.certificate,
    "ratings": ratings.rating,
    "rounds": ratings.evaluation,
    "plans": studies.plan,
    "needs": studies.need,
}


def steps(now: datetime) -> Iterator[Step]:
    """Everything that people did for their training up to this moment."""
    today = clock.local(now).date()
    deeds = chain.from_iterable(
        tell(row) for part, tell in PARTS.items() for row in rows(part, today)
    )
    for at, do in deeds:
        if at <= now:
            yield Step(at, do)


def rows(part: str, today: date) -> Iterator[Row]:
    """The rows of a part; those around today only once the known past is over."""
    for raw in content("training.json")[part]:
        if today >= ALIVE_FROM or not is_alive(raw):
            yield dated(raw, today)
