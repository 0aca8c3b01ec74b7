"""Every change of incidents."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from typing import Any

from app.accounts.models import Membership
from app.closing import queries as closing
from app.exports import actions as exports
from app.exports.domain import ListKind
from app.exports.models import PreparedFile
from app.incidents import queries
from app.incidents.domain import (
    Action,
    IncidentStatus,
    Recipient,
    Source,
    Subcategory,
)
from app.incidents.listing import MOST_PREPARED
from app.incidents.models import Incident, IncidentAction, step_id
from app.kernel import clock, personal_data
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _, fold
from app.kernel.numbers import next_number
from app.kernel.quarter import Quarter
from app.places import queries as places
from app.shifts import queries as shifts
from app.shifts.domain import ShiftStatus
from app.shifts.models import Shift

PREFIX = "U"


@action
def report(
    *,
    id: uuid.UUID,
    subcategory: Subcategory,
    place_id: uuid.UUID,
    by: Membership,
    was_called: bool | None = None,
    shift_id: uuid.UUID | None = None,
    actions: Collection[Action] = (),
    **told: Any,
) -> Incident:
    """Store what was tapped and told under a number of its own; the rest is completed later."""
    shift = _shift_of(by, shift_id)
    at = clock.now() if _is_running(shift, by) else shift.begins_at
    incident = _begun(id, shift, by, at)
    incident.was_called = was_called
    _take_steps(incident, actions, ())
    said = {name: value for name, value in told.items() if value not in (None, "")}
    _apply(incident, {**said, **_facts(id, subcategory, place_id, at)})
    db.session.add(incident)
    return incident


@action
def transcribe(
    shift: Shift, *, id: uuid.UUID, by: Membership, day: date, time: time, **values: Any
) -> Incident:
    """Store a whole record at once, from paper or from memory."""
    incident = _begun(id, shift, by, clock.utc(day, time))
    db.session.add(correct(incident, by=by, day=day, time=time, **values))
    return incident


@action
def correct(
    incident: Incident,
    *,
    by: Membership | None,
    day: date,
    time: time,
    subcategory: Subcategory,
    place_id: uuid.UUID,
    actions: Collection[Action],
    recipients: Collection[Recipient],
    **values: Any,
) -> Incident:
    """Complete or change it; it is recorded once nothing is missing, a draft until then."""
    _refuse_closed(incident)
    _refuse_figures(incident)
    is_same = incident.day == day and incident.time == time
    at = incident.occurred_at if is_same else clock.utc(day, time)
    facts = _facts(incident.id, subcategory, place_id, at)
    if incident.completed_at and Quarter.containing(day) != Quarter.containing(incident.day):
        incident.completed_at = None  # in the figures of the other quarter it was not
    _take_steps(incident, actions, recipients)
    _apply(incident, {**values, **facts, "updated_at": clock.received()})
    return incident


@action
def cancel(incident: Incident, *, by: Membership | None, reason: str) -> Incident:
    """Take the record out of all counts; its number and its text stay."""
    _refuse_closed(incident)
    _refuse_figures(incident)
    incident.status = IncidentStatus.CANCELLED
    incident.cancel_reason = reason
    return incident


@action
def mask(incident: Incident, *, by: Membership | None) -> Incident:
    """Replace what looks like personal data in all free texts (R-21)."""
    _refuse_closed(incident)
    for name, text in incident.texts.items():
        setattr(incident, name, personal_data.masked(text))
    incident.search_text = _search_text(incident, incident.place.name)
    return incident


@action
def check(incident: Incident, *, by: Membership | None) -> Incident:
    """Close a complete record when its shift is approved."""
    if incident.status != IncidentStatus.RECORDED:
        raise Refused(_("%(number)s has to be completed first.", number=incident.number))
    incident.status = IncidentStatus.CHECKED
    return incident


@action
def reopen(incident: Incident, *, by: Membership | None) -> Incident:
    """Let a checked record be changed again when its shift is reopened."""
    if incident.status != IncidentStatus.CHECKED:
        raise Refused(_("%(number)s is not checked.", number=incident.number))
    incident.status = IncidentStatus.RECORDED
    return incident


def _refuse_closed(incident: Incident) -> None:
    if not incident.is_open:
        raise Refused(_("The record is closed. Ask the mentor to reopen the shift."))


def _refuse_figures(incident: Incident) -> None:
    """R-61: what the approved summary of a quarter counts stays, until a new version is begun."""
    if incident.status != IncidentStatus.RECORDED or incident.completed_at is None:
        return
    if closing.is_in_closed_figures(incident.day, incident.completed_at):
        told = _("The quarter is closed. Ask the manager to begin a new version of its summary.")
        raise Refused(told)


def _begun(id: uuid.UUID, shift: Shift, by: Membership, at: datetime) -> Incident:
    """A record under its number; the author is of the crew, whoever types it."""
    return Incident(
        id=id,
        number=next_number(PREFIX, clock.local(at).year),
        shift_id=shift.id,
        author_id=by.id if shift.has_member(by.id) else shift.members[0].id,
        is_training=shift.is_training,
        source=Source.OWN,
        status=IncidentStatus.DRAFT,
        recorded_at=clock.received(),
    )


@action
def prepare(wanted: Mapping[str, str], rows: int, *, by: Membership) -> PreparedFile:
    """Have the server write the list as a spreadsheet beforehand."""
    if rows > MOST_PREPARED:
        raise Refused(_("The list is too long for a spreadsheet. Choose a shorter period."))
    return exports.prepare(ListKind.INCIDENTS, wanted, row_count=rows, by=by)


def _shift_of(by: Membership, shift_id: uuid.UUID | None) -> Shift:
    shift = shifts.get(shift_id) if shift_id else shifts.open_shift(by.id)
    if shift is None:
        raise Refused(_("You are not on a shift. Start it; what you tapped stays here."))
    if not (shift.is_open and shift.is_written_by(by.id)):
        raise Refused(_("Nothing can be added to this shift. Ask your mentor to return it."))
    return shift


def _is_running(shift: Shift, by: Membership) -> bool:
    """Whether now is the time of the incident; what is added later begins with the shift's."""
    return shift.status == ShiftStatus.IN_PROGRESS and shift.has_member(by.id)


def _facts(
    incident_id: uuid.UUID, kind: Subcategory, place_id: uuid.UUID, at: datetime
) -> dict[str, Any]:
    """What follows from kind, place and time."""
    wall = clock.local(at)
    return {
        "occurred_at": at,
        "day": wall.date(),
        "hour": wall.hour,
        "subcategory": kind,
        "category": kind.category,
        "place_id": place_id,
        "is_repeated": queries.happened_before(place_id, kind, at, incident_id),
    }


def _apply(incident: Incident, values: dict[str, Any]) -> None:
    """Take the values over and everything that follows from them."""
    place = places.get(values["place_id"])
    for name, value in values.items():
        setattr(incident, name, value)
    if incident.subcategory.is_urgent or incident.seriousness is None:
        incident.seriousness = incident.subcategory.seriousness
    incident.people_total = incident.counted_people
    incident.search_text = _search_text(incident, place.name)
    incident.status = IncidentStatus.DRAFT if incident.missing else IncidentStatus.RECORDED


def _search_text(incident: Incident, place_name: str) -> str:
    """Number, kind and place: never what was written about people."""
    return fold(f"{incident.number} {incident.subcategory.standard} {place_name}")


def _take_steps(
    incident: Incident, actions: Collection[Action], recipients: Collection[Recipient]
) -> None:
    """One row for each thing done, one for each recipient of what was passed on."""
    handed = {(Action.HANDOVER, recipient) for recipient in recipients}
    done = {(step, None) for step in actions if not handed or step != Action.HANDOVER}
    wanted = handed | done
    for step in [step for step in incident.steps if (step.action, step.recipient) not in wanted]:
        incident.steps.remove(step)
        db.session.delete(step)
    kept = {(step.action, step.recipient) for step in incident.steps}
    for step, recipient in sorted(wanted - kept, key=str):
        key = step_id(incident.id, step, recipient)
        incident.steps.append(IncidentAction(id=key, action=step, recipient=recipient))
