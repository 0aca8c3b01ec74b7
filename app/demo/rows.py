"""Rows of the demo's own data files: short forms of shifts, visits and incidents."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

HOURS = {
    "morning": (time(7, 0), time(15, 30)),
    "afternoon": (time(13, 30), time(22, 0)),
    "weekend": (time(13, 30), time(22, 0)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    at: time
    place: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """`actions` name their recipient after a colon; `called_in` means: not on a visit."""

    at: time
    place: str
    kind: str
    result: str
    source: str
    actions: tuple[str, ...]
    people: dict[str, int] | None
    pieces: int | None = None
    called_in: bool = False
    attention: bool = False
    described: bool = False
    text: str | None = None
    planted: bool = False
    photos: int = 0
    recorded_at: datetime | None = None
    sent_twice: bool = False
    cancelled: str | None = None
    is_draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRow:
    """One shift; `state` is how far it has come, `tasks` are the outcomes."""

    day: date
    kind: str
    crew: tuple[str, ...]
    hours: tuple[time, time]
    tasks: tuple[str, ...] = ()
    contacts: dict[str, int] = field(default_factory=dict)
    visits: tuple[VisitRow, ...] = ()
    incidents: tuple[IncidentRow, ...] = ()
    cancelled: str | None = None
    alone: str | None = None
    safety: str = "none"
    note: bool = False
    late: bool = False
    returned: bool = False
    state: str = "approved"


@cache
def content(name: str) -> Any:
    """A data file, read once."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def category(kind: str) -> str:
    """The category of a subcategory."""
    return str(content("kinds.json")[kind]["category"])


@cache
def recorded() -> tuple[ShiftRow, ...]:
    """The quarter whose totals are known."""
    return tuple(_shift(raw) for raw in content("quarter-2025Q4.json")["shifts"])


def _shift(raw: dict[str, Any]) -> ShiftRow:
    return ShiftRow(
        **raw
        | {
            "day": date.fromisoformat(raw["day"]),
            "hours": HOURS[raw["kind"]],
            "crew": tuple(raw["crew"]),
            "tasks": tuple(raw.get("tasks", ())),
            "visits": tuple(_visit(text) for text in raw.get("visits", ())),
            "incidents": tuple(_incident(each) for each in raw.get("incidents", ())),
        }
    )


def _visit(text: str) -> VisitRow:
    at, place, result = text.split()
    return VisitRow(at=time.fromisoformat(at), place=place, result=result)


def _incident(raw: dict[str, Any]) -> IncidentRow:
    recorded_at = raw.get("recorded_at")
    return IncidentRow(
        **raw
        | {
            "at": time.fromisoformat(raw["at"]),
            "actions": tuple(raw["actions"]),
            "recorded_at": datetime.fromisoformat(recorded_at) if recorded_at else None,
        }
    )
