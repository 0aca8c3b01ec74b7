"""From a short row to a whole planned shift, up to the state the row names."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from app.demo import happenings, rounds
from app.demo.chance import below, one_of, record_id
from app.demo.days import next_working
from app.demo.records import PlannedReturn, PlannedShift
from app.demo.rounds import key_of, moment
from app.demo.rows import ShiftRow, category, content
from app.demo.towns import TOWN, leader
from app.kernel import clock

LONG_SHIFT = timedelta(hours=6)
BREAK_MINUTES = 30
# Records are written in the office: 6 h 24 min of the 8 hours are served outside.
OFFICE_MINUTES = 96


def build(row: ShiftRow, town: str) -> PlannedShift:
    """The shift with everything that belongs to it, as far as it has come."""
    shift = _planned(row, town)
    if row.cancelled:
        called_off_at = shift.planned_from - timedelta(minutes=45)
        return replace(shift, cancel_reason=row.cancelled, cancelled_at=called_off_at)
    if row.state == "planned":
        return shift
    shift = _served(shift, row)
    return shift if row.state == "in_progress" else _delivered(shift, row)


def _planned(row: ShiftRow, town: str) -> PlannedShift:
    key = key_of(row, town)
    planned_at = _planned_at(row.day)
    return PlannedShift(
        id=record_id(key),
        town=town,
        day=row.day,
        kind=row.kind,
        status="cancelled" if row.cancelled else row.state,
        planned_at=planned_at,
        planned_by=leader(town, row.crew[0], clock.local(planned_at).date()),
        planned_from=moment(row.day, row.hours[0]),
        planned_to=moment(row.day, row.hours[1]),
        members=row.crew,
        tasks=rounds.tasks(row, key),
        briefing_note=_briefing(key) if town == TOWN else None,
    )


def _served(shift: PlannedShift, row: ShiftRow) -> PlannedShift:
    key = key_of(row, shift.town)
    stops = rounds.visits(row, key)
    return replace(
        shift,
        real_from=shift.planned_from,
        single_reason=row.alone,
        safety_event=row.safety,
        next_shift_note=_note(key, shift.town, row) if row.note else None,
        visits=stops,
        tallies=rounds.tallies(row, key),
        incidents=happenings.incidents(row, key, stops),
    )


def _delivered(shift: PlannedShift, row: ShiftRow) -> PlannedShift:
    key = key_of(row, shift.town)
    handed_in_at = shift.planned_to + _delay(row.late, key)
    known = replace(
        shift,
        real_to=shift.planned_to,
        break_minutes=_break_minutes(shift),
        office_minutes=0 if row.kind == "dp_round" else OFFICE_MINUTES,
        handed_in_at=handed_in_at,
        handed_in_by=row.crew[-1],
        is_late=row.late,
        returns=_returns(row, key, handed_in_at),
    )
    return _approved(known, key) if row.state == "approved" else known


def _approved(shift: PlannedShift, key: str) -> PlannedShift:
    """The mentor comes on the next working day."""
    waiting_since = [shift.handed_in_at, *(each.handed_in_again_at for each in shift.returns)]
    reviewed_on = next_working(clock.local(max(filter(None, waiting_since))).date())
    return replace(
        shift,
        reviewed_at=clock.utc(reviewed_on, time(7, below(55, key, "review"))),
        reviewed_by=leader(shift.town, shift.members[0], reviewed_on),
    )


def _planned_at(day: date) -> datetime:
    """The mentor plans a week on the Friday of the week before the last."""
    monday = day - timedelta(days=day.weekday())
    return clock.utc(monday - timedelta(days=10), time(9, 0))


def _break_minutes(shift: PlannedShift) -> int:
    """Labour Code, section 88: half an hour after six hours of work at the latest."""
    return BREAK_MINUTES if shift.planned_to - shift.planned_from > LONG_SHIFT else 0


def _delay(late: bool, key: str) -> timedelta:
    """R-02: later than twelve hours after the end is late."""
    if late:
        return timedelta(hours=13, minutes=below(240, key, "late"))
    return timedelta(minutes=2 + below(20, key, "delay"))


def _returns(row: ShiftRow, key: str, handed_in_at: datetime) -> tuple[PlannedReturn, ...]:
    if not row.returned:
        return ()
    morning = clock.utc(row.day + timedelta(days=1), time(6, 50))
    at = max(morning, handed_in_at + timedelta(minutes=20))
    again_at = at + timedelta(minutes=75 + below(60, key, "again"))
    reason = one_of(content("texts.json")["returned"], key, "reason")
    return (
        PlannedReturn(
            at=at, reason=reason, handed_in_again_at=None if row.state == "returned" else again_at
        ),
    )


def _briefing(key: str) -> str | None:
    briefings = content("texts.json")["briefing"]
    return one_of(briefings, key, "briefing") if below(3, key, "briefed") == 0 else None


def _note(key: str, town: str, row: ShiftRow) -> str:
    """What the next crew should know, after something that happened on this shift."""
    if town != TOWN:
        return str(one_of(content("texts.json")["village_notes"], key, "note"))
    happened = [category(each.kind) for each in row.incidents] or ["calm"]
    notes = content("texts.json")["notes"][one_of(happened, key, "note about")]
    return str(one_of(notes, key, "note"))
