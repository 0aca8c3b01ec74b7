"""The figures of the service: which shifts each of them counts, and what each shift adds to it."""

import uuid
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select

from app.kernel import clock
from app.kernel.db import Moment, db
from app.kernel.figure import Figure
from app.kernel.i18n import Labelled, _, hours, ngettext
from app.shifts.domain import (
    CancelReason,
    ContactKind,
    SafetyEvent,
    ShiftStatus,
    SingleReason,
    TaskStatus,
    field_minutes,
    worked_minutes,
)
from app.shifts.models import ContactTally, Shift, ShiftMember, ShiftTask
from app.shifts.queries import UNCOUNTED, held, of_assistants

Ids = Select[tuple[uuid.UUID]]


class Service(Labelled):
    """The rows of table T1, the contacts of T7, what T0 says of approvals; and the news."""

    PLANNED = "planned", _("Planned shifts")
    DONE = "done", _("Shifts performed")
    IN_PAIR = "in_pair", _("Shifts in a pair")
    ALONE = "alone", _("Shifts of one person")
    CANCELLED = "cancelled", _("Cancelled shifts")
    PERSON_SHIFTS = "person_shifts", _("Person-shifts")
    HOURS = "hours", _("Hours in total")
    FIELD_HOURS = "field_hours", _("Hours in the field")
    ON_TIME = "on_time", _("Handed in on time")
    LATE = "late", _("Handed in late")
    RETURNED = "returned", _("Returned for completion")
    TASKS_TOTAL = "tasks_total", _("Tasks in total")
    TASKS_DONE = "tasks_done", _("Tasks fulfilled")
    TASKS_PARTLY = "tasks_partly", _("Tasks fulfilled in part")
    TASKS_NOT_DONE = "tasks_not_done", _("Tasks not fulfilled")
    VERBAL_ATTACK = "verbal_attack", _("Verbal attacks")
    PHYSICAL_ATTACK = "physical_attack", _("Physical attacks")
    INJURY = "injury", _("Injuries")
    NEEDLE_PRICK = "needle_prick", _("Needle pricks")
    CONTACTS = "contacts", _("Contacts")
    UNAPPROVED = "unapproved", _("Shifts not yet approved")
    HANDED_IN = "handed_in", _("Shifts handed in")
    NO_RECORD = "no_record", _("Shifts without a record")
    REOPENED = "reopened", _("Records opened again after approval")


ANSWERS = {
    Service.TASKS_TOTAL: (TaskStatus.DONE, TaskStatus.PARTLY, TaskStatus.NOT_DONE),
    Service.TASKS_DONE: (TaskStatus.DONE,),
    Service.TASKS_PARTLY: (TaskStatus.PARTLY,),
    Service.TASKS_NOT_DONE: (TaskStatus.NOT_DONE,),
}

SAFETY = {Service(event): event for event in SafetyEvent if event is not SafetyEvent.NONE}


def figure(ids: Ids, service: Service | None, contact: ContactKind | None) -> Figure | None:
    """What these shifts add up to; nothing where each of them simply counts once."""
    if contact or service is Service.CONTACTS:
        return Figure(_counted(ContactTally, ids, *_contacts(contact)), _said_contacts)
    if service in ANSWERS:
        return Figure(_counted(ShiftTask, ids, ShiftTask.status.in_(ANSWERS[service])), _said_tasks)
    if service is Service.PERSON_SHIFTS:
        return Figure(_counted(ShiftMember, ids), _said_people)
    if service in (Service.HOURS, Service.FIELD_HOURS):
        return Figure(_minutes(ids, in_field=service is Service.FIELD_HOURS), hours)
    return None


def condition(service: Service) -> ColumnElement[bool]:
    """Which shifts the figure counts."""
    if service in ANSWERS:
        return and_(*held(), _has(ShiftTask, ShiftTask.status.in_(ANSWERS[service])))
    if service in SAFETY:
        return and_(*held(), Shift.safety_event == SAFETY[service])
    return and_(*CONDITIONS.get(service, held)())


def with_contact(kind: ContactKind | None = None) -> ColumnElement[bool]:
    """The shifts with a contact of this kind, or with any."""
    return and_(*held(), _has(ContactTally, *_contacts(kind)))


def called_off_for(reason: CancelReason) -> ColumnElement[bool]:
    """The shifts called off for this reason; none said is counted as another one."""
    said = func.coalesce(Shift.cancel_reason, CancelReason.OTHER)
    return and_(*_cancelled(), said == reason)


def alone_for(reason: SingleReason) -> ColumnElement[bool]:
    """The shifts of one person for this reason; none said is counted as another one."""
    said = func.coalesce(Shift.single_reason, SingleReason.OTHER)
    return and_(*held(), _crew_size() == 1, said == reason)


def _cancelled() -> tuple[ColumnElement[bool], ...]:
    return (*of_assistants(), Shift.status == ShiftStatus.CANCELLED)


def _unapproved() -> tuple[ColumnElement[bool], ...]:
    """Caretakers' rounds too: they are reviewed like any other shift."""
    return (Shift.is_training.is_(False), Shift.status.not_in((*UNCOUNTED, ShiftStatus.APPROVED)))


CONDITIONS: dict[Service, Callable[[], tuple[ColumnElement[bool], ...]]] = {
    Service.PLANNED: lambda: (*of_assistants(), Shift.was_planned.is_(True)),
    Service.IN_PAIR: lambda: (*held(), _crew_size() > 1),
    Service.ALONE: lambda: (*held(), _crew_size() == 1),
    Service.CANCELLED: _cancelled,
    Service.ON_TIME: lambda: (*held(), Shift.handed_in_at.is_not(None), Shift.is_late.is_(False)),
    Service.LATE: lambda: (*held(), Shift.is_late.is_(True)),
    Service.RETURNED: lambda: (*held(), Shift.return_count > 0),
    Service.CONTACTS: lambda: (with_contact(),),
    Service.UNAPPROVED: _unapproved,
    Service.NO_RECORD: lambda: (
        *of_assistants(),
        Shift.status != ShiftStatus.CANCELLED,
        Shift.handed_in_at.is_(None),
        # Asked for when the statement is run, not when it is built.
        Shift.planned_to < bindparam("now", callable_=clock.now, type_=Moment, unique=True),
    ),
    Service.REOPENED: lambda: (*held(), Shift.reopen_count > 0),
    Service.HANDED_IN: lambda: (
        Shift.is_training.is_(False),
        Shift.handed_in_at.is_not(None),
    ),
}


def _contacts(kind: ContactKind | None) -> tuple[ColumnElement[bool], ...]:
    valid = ContactTally.is_withdrawn.is_(False)
    return (valid, ContactTally.kind == kind) if kind else (valid,)


def _has(part: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    own = (part.shift_id == Shift.id, part.municipality_id == Shift.municipality_id)
    return select(part.id).where(*own, *conditions).correlate(Shift).exists()


def _crew_size() -> Any:
    own = (
        ShiftMember.shift_id == Shift.id,
        ShiftMember.municipality_id == Shift.municipality_id,
    )
    return select(func.count()).where(*own).correlate(Shift).scalar_subquery()


def _counted(part: Any, ids: Ids, *conditions: ColumnElement[bool]) -> dict[uuid.UUID, int]:
    query = select(part.shift_id, func.count()).where(part.shift_id.in_(ids), *conditions)
    return dict(db.session.execute(query.group_by(part.shift_id)).all())


def _minutes(ids: Ids, *, in_field: bool) -> dict[uuid.UUID, int]:
    """Minutes of all people of the crew; times are known once a shift was handed in."""
    times = (Shift.real_from, Shift.real_to, Shift.break_minutes, Shift.office_minutes)
    query = select(Shift.id, *times, _crew_size().label("crew")).where(
        Shift.id.in_(ids), Shift.real_from.is_not(None), Shift.real_to.is_not(None)
    )
    found = {}
    for row in db.session.execute(query):
        worked = worked_minutes(row.real_from, row.real_to, row.break_minutes)
        minutes = field_minutes(worked, row.office_minutes) if in_field else worked
        found[row.id] = minutes * row.crew
    return found


def _said_contacts(count: int) -> str:
    return ngettext("%(n)s contact", "%(n)s contacts", count)


def _said_tasks(count: int) -> str:
    return ngettext("%(n)s task", "%(n)s tasks", count)


def _said_people(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s persons", count)
