"""Every SELECT about hand-in and review."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.incidents.domain import IncidentStatus
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.db import built_once, db
from app.kernel.personal_data import findings
from app.reviews.domain import Content, HandIn, is_quiet, odd_length
from app.shifts import queries as shift_queries
from app.shifts.domain import ShiftKind, ShiftStatus, SingleReason, TaskStatus, worked_minutes
from app.shifts.models import Shift, ShiftMember

# More than fits a morning is shown by its oldest part.
MOST_WAITING = 50


@dataclass(frozen=True)
class Waiting:
    """A shift that waits for its review, and whether it is a quiet one."""

    shift: Shift
    content: Content

    @property
    def is_quiet(self) -> bool:
        """Whether it may be approved together with others."""
        return is_quiet(self.content)


@dataclass(frozen=True)
class Draft:
    """What the form of the hand-in holds before anything is typed."""

    real_from: time
    real_to: time
    break_minutes: int | None
    office_minutes: int | None
    single_reason: SingleReason | None
    next_shift_note: str | None


def get(shift_id: uuid.UUID) -> Shift:
    """One shift with everything a review looks at."""
    query = select(Shift).where(Shift.id == shift_id).options(*_whole())
    return db.session.scalars(query).one()


def incidents_of(shift: Shift) -> list[Incident]:
    """The incidents of the shift that were not cancelled, in their order."""
    query = (
        select(Incident)
        .where(Incident.shift_id == shift.id, Incident.status != IncidentStatus.CANCELLED)
        .options(joinedload(Incident.place), selectinload(Incident.steps))
        .order_by(Incident.occurred_at)
    )
    return list(db.session.scalars(query))


def state_for_hand_in(shift: Shift) -> HandIn:
    """What R-01 looks at; the times are those stored so far."""
    drafts = sum(i.status is IncidentStatus.DRAFT for i in incidents_of(shift))
    return HandIn(
        real_from=shift.real_from,
        real_to=shift.real_to,
        visits=sum(not visit.is_withdrawn for visit in shift.visits),
        answered_tasks=sum(task.status is not TaskStatus.OPEN for task in shift.tasks),
        incomplete_incidents=drafts,
        crew=len(shift.crew),
        has_single_reason=bool(shift.single_reason) or shift.kind is ShiftKind.DP_ROUND,
        idle_minutes=(shift.break_minutes or 0) + (shift.office_minutes or 0),
        now=clock.now(),
    )


def draft_of_hand_in(shift: Shift) -> Draft:
    """What the form begins with: the real times, or the planned end and this minute."""
    end = shift.real_to or min(clock.now(), shift.planned_to)
    return Draft(
        real_from=clock.local(shift.real_from or shift.planned_from).time(),
        real_to=clock.local(end).time(),
        break_minutes=30 if shift.break_minutes is None else shift.break_minutes,
        office_minutes=shift.office_minutes,
        single_reason=shift.single_reason,
        next_shift_note=shift.next_shift_note,
    )


def waiting(actor: Membership) -> list[Waiting]:
    """The shifts that wait for this person's review, the oldest first."""
    query = _handed_in()
    if not actor.has(Role.MENTOR):
        query = query.where(Shift.kind == ShiftKind.DP_ROUND)
    shifts = [s for s in db.session.scalars(query) if not s.has_member(actor.id)]
    by_shift = _incidents_by_shift([shift.id for shift in shifts])
    told = shift_queries.warnings(shifts)
    return [
        Waiting(shift, _content(shift, by_shift.get(shift.id, []), told[shift.id]))
        for shift in shifts
    ]


@built_once
def _handed_in() -> Select[tuple[Shift]]:
    query = select(Shift).where(Shift.status == ShiftStatus.HANDED_IN).options(*_whole())
    return query.order_by(Shift.day, Shift.planned_from).limit(MOST_WAITING)


def waiting_count() -> int:
    """How many shifts of the town wait for a review."""
    query = select(func.count()).select_from(Shift).where(Shift.status == ShiftStatus.HANDED_IN)
    return db.session.scalar(query) or 0


def worked(shift: Shift) -> int | None:
    """Minutes one person of the crew has worked; None until the times are known."""
    if shift.real_from is None or shift.real_to is None:
        return None
    return worked_minutes(shift.real_from, shift.real_to, shift.break_minutes)


def content(shift: Shift, incidents: list[Incident]) -> Content:
    """What there is to look at in the shift."""
    return _content(shift, incidents, shift_queries.warnings([shift])[shift.id])


def _content(shift: Shift, incidents: list[Incident], labour: list[str]) -> Content:
    return Content(
        incidents=len(incidents),
        open_tasks=sum(task.status is not TaskStatus.DONE for task in shift.tasks),
        findings=len(suspicious(shift, incidents)),
        safety_event=shift.safety_event,
        is_late=shift.is_late,
        was_returned=shift.return_count > 0,
        working_time=(*labour, *_odd_length(shift)),
    )


def _odd_length(shift: Shift) -> list[str]:
    if shift.real_from is None or shift.real_to is None:
        return []
    planned = shift.planned_to - shift.planned_from if shift.was_planned else None
    return odd_length(shift.real_to - shift.real_from, planned)


def suspicious(shift: Shift, incidents: Iterable[Incident]) -> list[tuple[str, str]]:
    """(where, what) of everything that looks like personal data in the texts (R-21)."""
    texts = [("", shift.next_shift_note), ("", shift.safety_note)]
    texts += [("", task.reason) for task in shift.tasks]
    texts += [(incident.number, incident.description) for incident in incidents]
    texts += [(incident.number, incident.place_detail) for incident in incidents]
    return [(where, found.text) for where, text in texts for found in findings(text or "")]


def _incidents_by_shift(shift_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Incident]]:
    query = select(Incident).where(
        Incident.shift_id.in_(shift_ids), Incident.status != IncidentStatus.CANCELLED
    )
    grouped: dict[uuid.UUID, list[Incident]] = {}
    for incident in db.session.scalars(query):
        grouped.setdefault(incident.shift_id, []).append(incident)
    return grouped


@built_once
def _whole() -> tuple[selectinload, ...]:
    return (
        selectinload(Shift.crew).joinedload(ShiftMember.person),
        selectinload(Shift.tasks),
        selectinload(Shift.visits),
    )
