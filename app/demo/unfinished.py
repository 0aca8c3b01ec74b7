"""What has not happened by now is not told: running shifts, hand-ins and reviews are cut off."""

from dataclasses import replace
from datetime import datetime

from app.demo.records import PlannedIncident, PlannedReturn, PlannedShift, PlannedTask, PlannedVisit


def until(shift: PlannedShift, now: datetime) -> PlannedShift:
    """The shift as it stands at this moment."""
    known = replace(shift, planned_at=min(shift.planned_at, now))
    if known.status == "in_progress":
        return _running(known, now)
    if known.handed_in_at is None:
        return known
    return _reviewed(known, now)


def _running(shift: PlannedShift, now: datetime) -> PlannedShift:
    share = (now - shift.planned_from) / (shift.planned_to - shift.planned_from)
    answered = int(share * len(shift.tasks))
    return replace(
        shift,
        visits=tuple(_visit(each, now) for each in shift.visits if each.arrived_at < now),
        tallies=tuple(each for each in shift.tallies if each.at <= now),
        incidents=tuple(each for each in shift.incidents if _is_written(each, now)),
        tasks=(*shift.tasks[:answered], *(_open(each) for each in shift.tasks[answered:])),
        safety_event="none",
        next_shift_note=None,
        is_late=False,
    )


def _visit(visit: PlannedVisit, now: datetime) -> PlannedVisit:
    is_over = visit.left_at is not None and visit.left_at <= now
    return visit if is_over else replace(visit, left_at=None)


def _is_written(incident: PlannedIncident, now: datetime) -> bool:
    return (incident.completed_at or incident.recorded_at) <= now


def _open(task: PlannedTask) -> PlannedTask:
    return replace(task, outcome=None, reason=None)


def _reviewed(shift: PlannedShift, now: datetime) -> PlannedShift:
    """A record handed in a moment ago waits; the mentor has not come yet."""
    handed_in_at = min(shift.handed_in_at or now, now)
    known = replace(
        shift,
        handed_in_at=handed_in_at,
        returns=tuple(_returned(each, now) for each in shift.returns),
    )
    if shift.reviewed_at is None or shift.reviewed_at <= now:
        return known
    return replace(known, status="handed_in", reviewed_at=None, reviewed_by=None)


def _returned(each: PlannedReturn, now: datetime) -> PlannedReturn:
    return replace(each, at=min(each.at, now))
