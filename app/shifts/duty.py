"""A shift that runs: how it begins, who joins it, what its crew may write and wrote on paper."""

import re
import uuid
from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.codes import offered
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.shifts import rota
from app.shifts.domain import (
    ContactKind,
    ShiftKind,
    ShiftStatus,
    SingleReason,
    VisitResult,
    kind_at,
    needs_single_reason,
)
from app.shifts.models import Shift

# A shift that nobody has ended stands in nobody's way once this time has passed since its end.
OVERTIME = timedelta(hours=3)
UNPLANNED = timedelta(hours=8)
SHORTEST = timedelta(hours=1)
STOP = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)\s*([zu]?)")
# The letters of the paper form: z for a defect, u for an incident.
RESULTS = {"": VisitResult.CALM, "z": VisitResult.DEFECT, "u": VisitResult.INCIDENT}


def is_running(shift: Shift | None) -> bool:
    """Whether somebody is out on this shift now."""
    if shift is None or shift.real_to:
        return False
    return clock.now() <= shift.ends_at + OVERTIME


def join(shift: Shift, by: Membership) -> Shift:
    """Two phones of one pair write one record."""
    if not shift.has_member(by.id):
        if len(shift.crew) >= rota.LARGEST_CREW:
            raise Refused(_("The crew is full: four people. Start without a plan."))
        rota.name_crew(shift, [*(member.person_id for member in shift.crew), by.id])
    return shift


def begin(shift: Shift, by: Membership, single_reason: SingleReason | None) -> Shift:
    """Begin what was planned; with a reason, without the colleague."""
    if shift.status != ShiftStatus.PLANNED or not shift.has_member(by.id):
        raise Refused(_("This shift cannot be started any more. Start without a plan."))
    if single_reason:
        rota.name_crew(shift, [by.id], single_reason)
    shift.status, shift.real_from = ShiftStatus.IN_PROGRESS, clock.now()
    return shift


def as_planned(planned: Sequence[Shift]) -> tuple[uuid.UUID | None, SingleReason | None]:
    """A phone without signal does not know the plan, it only says that there is one.

    Where there is none the shift begins all the same, or all that follows would be lost with it.
    """
    return (planned[0].id, None) if planned else (None, SingleReason.OTHER)


def begin_on_the_spot(
    id: uuid.UUID, by: Membership, partner_id: uuid.UUID | None, reason: SingleReason | None
) -> Shift:
    """Begin what nobody has planned: its kind and end follow from the time of day."""
    now, crew = clock.now(), [by.id, *filter(None, [partner_id])]
    kind = kind_at(now) if by.has(Role.APK) else ShiftKind.DP_ROUND
    if needs_single_reason(kind, len(crew)) and not reason:
        raise Refused(_("Choose your colleague, or say why you go alone."))
    shift = Shift(id=id, day=clock.today(), kind=kind, status=ShiftStatus.IN_PROGRESS)
    shift.was_planned, shift.planned_from, shift.real_from = False, now, now
    usual_end = rota.window(kind, shift.day, None, None)[1] if kind in rota.USUAL else now
    shift.planned_to = usual_end if usual_end - now >= SHORTEST else now + UNPLANNED
    rota.name_crew(shift, crew, reason)
    return shift


def from_paper(id: uuid.UUID, by: Membership, plans: Sequence[Shift], **values: Any) -> Shift:
    """A finished shift as its paper says; of the plans of that day it fulfils its own."""
    day, kind, crew = values["day"], values["kind"], values["crew"]
    if day > clock.today():
        raise Refused(_("This day has not come yet."), field="day")
    if not by.has(Role.MENTOR) and by.id not in crew:
        raise Refused(_("You may copy only your own shifts."), field="crew")
    shift = _plan_among(plans, kind, crew) or Shift(id=id, was_planned=False)
    plan_kept = (shift.planned_from, shift.planned_to) if shift.was_planned else None
    rota.fill(shift, **values)
    shift.real_from, shift.real_to = shift.planned_from, shift.planned_to
    shift.planned_from, shift.planned_to = plan_kept or (shift.real_from, shift.real_to)
    shift.status, shift.entered_by = ShiftStatus.IN_PROGRESS, by.id
    return shift


def _plan_among(plans: Sequence[Shift], kind: ShiftKind, crew: Sequence[uuid.UUID]) -> Shift | None:
    fitting = [plan for plan in plans if (plan.status, plan.kind) == (ShiftStatus.PLANNED, kind)]
    return next((shift for shift in fitting if any(map(shift.has_member, crew))), None)


def still_open(shift: Shift) -> None:
    """Refuse to write into a shift that has not begun or was handed in."""
    if shift.status == ShiftStatus.PLANNED:
        raise Refused(_("Start the shift first."))
    if not shift.is_open:
        raise Refused(_("The shift is handed in. The mentor can return it for completion."))


def are_stops(line: str) -> bool:
    """Whether a line of the paper form holds times and nothing else."""
    return not STOP.sub("", line).strip(" ,;")


def stops(line: str) -> list[tuple[time, VisitResult]]:
    """The stops at one place, as the paper form has them: 7:20, 9:15 z, 11:40 u."""
    return [
        (time(int(hour), int(minute)), RESULTS[mark]) for hour, minute, mark in STOP.findall(line)
    ]


def contacts() -> list[ContactKind]:
    """The contacts that the paper form counts, and so does the page that copies it."""
    return offered(ContactKind)


def lines(typed: str | None) -> list[str]:
    """The lines that hold something."""
    return [line.strip() for line in (typed or "").splitlines() if line.strip()]
