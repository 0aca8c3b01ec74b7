"""The incidents of one shift, as the crew stores them and fills them in."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app.demo.chance import below, one_of, record_id
from app.demo.records import PlannedAction, PlannedIncident, PlannedVisit
from app.demo.rounds import author, moment
from app.demo.rows import IncidentRow, ShiftRow, category, content
from app.kernel import clock


def incidents(
    row: ShiftRow, key: str, stops: Sequence[PlannedVisit]
) -> tuple[PlannedIncident, ...]:
    """What happened, in the order of time."""
    return tuple(
        _incident(row, each, f"{key} incident {number}", author(row, number), stops)
        for number, each in enumerate(row.incidents)
    )


def _incident(
    row: ShiftRow, each: IncidentRow, key: str, writer: str, stops: Sequence[PlannedVisit]
) -> PlannedIncident:
    occurred_at = moment(row.day, each.at)
    recorded_at = _recorded(row, each, key)
    return PlannedIncident(
        id=record_id(key),
        author=writer,
        occurred_at=occurred_at,
        recorded_at=recorded_at,
        completed_at=None if each.is_draft else recorded_at + timedelta(minutes=1),
        place=each.place,
        subcategory=each.kind,
        visit_id=None if each.called_in else _stop(each.place, occurred_at, stops),
        **_facts(each),
        **_words(each, key, occurred_at),
    )


def _facts(each: IncidentRow) -> dict[str, Any]:
    """What the row says as it is."""
    return {
        "category": category(each.kind),
        "source": each.source,
        "actions": tuple(_action(text) for text in each.actions),
        "result": each.result,
        "people": each.people,
        "pieces": each.pieces,
        "needs_mentor_attention": each.attention,
        "photos": each.photos,
        "sent_twice": each.sent_twice,
        "cancel_reason": each.cancelled,
    }


def _words(each: IncidentRow, key: str, at: datetime) -> dict[str, str | None]:
    """What the crew types."""
    return {
        "place_detail": _detail(each.place, key),
        "description": _description(each, key),
        "mp_event_no": _police_number(each, key, at),
    }


def _recorded(row: ShiftRow, each: IncidentRow, key: str) -> datetime:
    if each.recorded_at:
        return clock.utc(each.recorded_at.date(), each.recorded_at.time())
    soon = moment(row.day, each.at) + timedelta(minutes=1 + below(5, key, "recorded"))
    return min(soon, moment(row.day, row.hours[1]) - timedelta(minutes=1))


def _action(text: str) -> PlannedAction:
    action, _, recipient = text.partition(":")
    return PlannedAction(action=action, recipient=recipient or None)


def _detail(place: str, key: str) -> str | None:
    details = content("texts.json")["places"].get(place)
    return one_of(details, key, "detail") if details and below(2, key, "detailed") else None


def _description(each: IncidentRow, key: str) -> str | None:
    if each.text:
        return each.text
    if each.planted:
        return one_of(content("texts.json")["planted"], each.place, each.at)
    if not each.described:
        return None
    return one_of(content("kinds.json")[each.kind]["texts"][each.result], key, "text")


def _police_number(each: IncidentRow, key: str, at: datetime) -> str | None:
    if not any(text.startswith("patrol_mp") for text in each.actions):
        return None
    return f"MP-{1000 + below(9000, key, 'police')}/{at.year}"


def _stop(place: str, at: datetime, stops: Sequence[PlannedVisit]) -> UUID | None:
    there = (stop for stop in stops if stop.place == place and _covers(stop, at))
    return next((stop.id for stop in there), None)


def _covers(stop: PlannedVisit, at: datetime) -> bool:
    return stop.left_at is not None and stop.arrived_at <= at < stop.left_at
