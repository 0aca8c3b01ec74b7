"""Days counted from the one on which the demo is told: today-9 is a working day.

open-9 is one on which the room for disputes is open.
"""

import re
from datetime import date, timedelta
from typing import Any

from app.demo.days import is_working

# Before this day what is around today would meet the known past.
ALIVE_FROM = date(2026, 10, 1)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
FROM_TODAY = re.compile(r"(today|open)([+-]\d+)")
ONE = timedelta(days=1)
# Tuesday and Thursday (0 is Monday).
ROOM_DAYS = frozenset({1, 3})


def is_alive(row: dict[str, Any]) -> bool:
    """Whether the row lies around today."""
    return any(FROM_TODAY.fullmatch(str(value)) for value in row.values())


def dated(value: Any, today: date) -> Any:
    """The day that a text means, also inside lists and rows; every other value as it is."""
    if isinstance(value, dict):
        return {key: dated(each, today) for key, each in value.items()}
    if isinstance(value, list):
        return [dated(each, today) for each in value]
    if not isinstance(value, str):
        return value
    if found := FROM_TODAY.fullmatch(value):
        return _day(found[1], today, int(found[2]))
    return date.fromisoformat(value) if DAY.fullmatch(value) else value


def _day(kind: str, today: date, days: int) -> date:
    """Such a day so far from today, or the next one further away."""
    day, step = today + timedelta(days=days), ONE if days > 0 else -ONE
    while not is_working(day) or (kind == "open" and day.weekday() not in ROOM_DAYS):
        day += step
    return day
