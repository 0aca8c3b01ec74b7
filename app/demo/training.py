"""What the town learns: from the first competences to the plans that run around today."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from app.demo import lessons, ratings, studies
from app.demo.days import is_working
from app.demo.rows import content
from app.demo.telling import Stage, Step
from app.kernel import clock

# Before this day the plans around today would meet those of the known past.
ALIVE_FROM = date(2026, 10, 1)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
FROM_TODAY = re.compile(r"today([+-]\d+)")
ONE = timedelta(days=1)

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
        is_alive = any(FROM_TODAY.fullmatch(str(value)) for value in raw.values())
        if not is_alive or today >= ALIVE_FROM:
            yield {key: _dated(value, today) for key, value in raw.items()}


def _dated(value: Any, today: date) -> Any:
    """The day that a text means; every other value as it is."""
    if not isinstance(value, str):
        return value
    if found := FROM_TODAY.fullmatch(value):
        return _working(today, int(found[1]))
    return date.fromisoformat(value) if DAY.fullmatch(value) else value


def _working(today: date, days: int) -> date:
    """A working day so far from today, or the next one further away."""
    day, step = today + timedelta(days=days), ONE if days > 0 else -ONE
    while not is_working(day):
        day += step
    return day
