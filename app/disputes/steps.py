"""Every change of the steps and consents of a case, and what is planned as the next step."""

import uuid
from collections.abc import Collection
from datetime import date

from app.accounts.models import Membership
from app.disputes import queries
from app.disputes.domain import Explained, Side, StepKind
from app.disputes.models import DisputeCase, DisputeConsent, DisputeStep
from app.disputes.moves import check_day, next_steps, refuse_closed, set_next, settled
from app.disputes.process import NextStep, Taken
from app.kernel import clock
from app.kernel.action import action
from app.kernel.errors import Refused
from app.kernel.i18n import _


@action
def add_step(
    case: DisputeCase,
    *,
    id: uuid.UUID,
    day: date,
    kind: StepKind,
    sides: Collection[Side],
    minutes: int,
    by: Membership | None,
    result: str | None = None,
    room_id: uuid.UUID | None = None,
) -> DisputeStep:
    """Write down what was done; the path moves on by itself (R-40)."""
    refuse_closed(queries.locked(case))
    taken = Taken(day, kind, frozenset(sides))
    check_day(case, day)
    _refuse_faulty(case, taken)
    facts = {"minutes": minutes, "result": result or None, "room_id": room_id}
    author = by.id if by else None
    step = DisputeStep(id=id, case_id=case.id, author_id=author, **vars(taken), **facts)
    case.steps.append(step)
    settled(case)
    return step


@action
def correct_step(
    step: DisputeStep,
    *,
    day: date,
    kind: StepKind,
    sides: Collection[Side],
    minutes: int,
    by: Membership | None,
    result: str | None = None,
    room_id: uuid.UUID | None = None,
) -> DisputeStep:
    """Put a step right; it must still have been allowed, and what followed must still hold."""
    case = queries.locked(step.case)
    refuse_closed(case)
    taken = Taken(day, kind, frozenset(sides))
    check_day(case, day)
    step.day, step.kind, step.sides = taken.day, taken.kind, taken.sides
    step.minutes, step.result, step.room_id = minutes, result or None, room_id
    _refuse_unsound(case)
    _refuse_faulty(case, taken)
    settled(case)
    return step


@action
def withdraw_step(step: DisputeStep, *, by: Membership | None) -> DisputeStep:
    """Take a step back that was not taken; what rests upon it goes first."""
    case = queries.locked(step.case)
    refuse_closed(case)
    step.is_withdrawn = True
    _refuse_unsound(case)
    settled(case)
    return step


@action
def consent(
    case: DisputeCase,
    *,
    id: uuid.UUID,
    side: Side,
    given_on: date,
    explained: Collection[Explained],
    by: Membership | None,
    is_written: bool = False,
) -> DisputeConsent:
    """A party agrees to take part; it counts only from who was told everything."""
    refuse_closed(queries.locked(case))
    check_day(case, given_on, field="given_on")
    if fault := case.course.fault_of_consent(side, explained, given_on):
        raise Refused(fault[1], field=fault[0])
    told = {"explained": frozenset(explained), "is_written": is_written}
    given = DisputeConsent(id=id, case_id=case.id, side=side, given_on=given_on, **told)
    case.consents.append(given)
    set_next(settled(case))
    return given


@action
def withdraw_consent(consent: DisputeConsent, *, by: Membership | None) -> DisputeConsent:
    """A party takes its consent back: what was done until then stays, nothing new is begun."""
    refuse_closed(queries.locked(consent.case))
    if consent.withdrawn_on is not None:
        raise Refused(_("The consent was taken back already."))
    consent.withdrawn_on = clock.today()
    set_next(settled(consent.case))
    return consent


@action
def plan_next(
    case: DisputeCase, *, next_step: NextStep, next_on: date, by: Membership | None
) -> DisputeCase:
    """Say what comes next and when; until the case moves on, this holds."""
    refuse_closed(queries.locked(case))
    if next_on < clock.today():
        raise Refused(_("This day is over. Choose today or a later one."), field="next_on")
    if next_step not in next_steps(case.course):
        raise Refused(_("The case has not come so far. Choose another step."), field="next_step")
    case.next_step, case.next_on = next_step, next_on
    return case


def _refuse_faulty(case: DisputeCase, taken: Taken) -> None:
    if fault := case.course.fault_of_step(taken):
        raise Refused(fault[1], field=fault[0])


def _refuse_unsound(case: DisputeCase) -> None:
    """Later steps and the agreement rest upon earlier ones."""
    if not case.course.is_sound:
        raise Refused(_("Something that followed rests upon this step. Put that right first."))
