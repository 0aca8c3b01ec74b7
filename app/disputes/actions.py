"""Every change of a case; after each of them its stage follows from what was done."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from app.accounts.models import Membership
from app.disputes import queries
from app.disputes.domain import (
    CHECK_DAYS,
    AgreementForm,
    CheckResult,
    Flag,
    LeadKind,
    Outcome,
    Side,
    Stage,
)
from app.disputes.models import DisputeCase, DisputeCheck
from app.disputes.moves import check_day, ended, refuse_closed, set_next, settled
from app.disputes.process import NextStep
from app.incidents.domain import Recipient
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.numbers import next_number

PREFIX = "S"
# A case from a notebook may have begun so many years ago; what is older is a slip of the finger.
OLDEST_YEARS = 5
LED = ("lead_id", "lead_kind", "reviewer_id")


@action
def open_case(
    *, id: uuid.UUID, received_on: date, by: Membership | None, **facts: Any
) -> DisputeCase:
    """Receive a dispute under a number of its own; who leads it is said later."""
    check_received(received_on)
    case = DisputeCase(
        id=id,
        number=next_number(PREFIX, received_on.year),
        received_on=received_on,
        received_by=by.id if by else None,
        **facts,
    )
    db.session.add(case)
    db.session.flush()
    return settled(case)


@action
def screen(
    case: DisputeCase, *, flags: Collection[Flag], by: Membership | None, **facts: Any
) -> DisputeCase:
    """R-41: answer the six questions; with any of them the case is closed as unsuitable."""
    refuse_closed(queries.locked(case))
    for name, value in facts.items():
        setattr(case, name, value)
    case.screened_on, case.flags = clock.today(), frozenset(flags)
    if case.flags:
        return ended(case, Outcome.UNSUITABLE)
    return settled(case)


@action
def agree(
    case: DisputeCase, *, agreed_on: date, form: AgreementForm, by: Membership | None
) -> DisputeCase:
    """The parties have agreed: two checks are set by themselves (R-45)."""
    refuse_closed(queries.locked(case))
    if case.is_mediated and not case.keeps_lead:  # it would be called what it is not
        raise Refused(_("Who leads the case is no registered mediator any more. Say who leads it."))
    if case.course.stage is not Stage.TALKS:
        raise Refused(_("Write down the talks first, then the agreement."))
    _check_agreed(case, agreed_on)
    case.agreed_on, case.agreed_form = agreed_on, form
    for days in CHECK_DAYS:
        case.checks.append(DisputeCheck(case_id=case.id, days=days, due_on=_due(agreed_on, days)))
    return settled(case)


@action
def correct_agreement(
    case: DisputeCase, *, agreed_on: date, form: AgreementForm, by: Membership | None
) -> DisputeCase:
    """Put the form right, or the day, from which its checks are counted, before any is made."""
    refuse_closed(queries.locked(case))
    if agreed_on != case.agreed_on:
        if any(each.result for each in case.checks):
            told = _("The agreement was checked already, so its day stays.")
            raise Refused(told, field="agreed_on")
        _check_agreed(case, agreed_on)
        case.agreed_on = agreed_on
        for each in case.checks:
            each.due_on = _due(agreed_on, each.days)
        if case.next_step is NextStep.CHECK:
            set_next(case)
    case.agreed_form = form
    return case


@action
def take_back(case: DisputeCase, *, by: Membership | None) -> DisputeCase:
    """The agreement was recorded by mistake: the case talks on; one that was checked was real."""
    refuse_closed(queries.locked(case))
    if any(each.result for each in case.checks):
        raise Refused(_("Somebody has checked how the agreement holds, so it stays."))
    case.agreed_on = case.agreed_form = None
    for each in [*case.checks]:
        case.checks.remove(each)
        db.session.delete(each)
    return settled(case)


@action
def check(check: DisputeCheck, *, result: CheckResult, by: Membership | None) -> DisputeCheck:
    """Say how the agreement holds; also of a case that is closed with one."""
    case = queries.locked(check.case)
    if check.result is not None:
        raise Refused(_("This check was made already."))
    if not case.is_open and not case.ended_in_agreement:
        raise Refused(_("The case ended otherwise than by the agreement, nobody asks about it."))
    if result is not CheckResult.BROKEN and check.due_on > clock.today() + queries.SOON:
        told = _("It is too early to ask. Until the day of the check only a breach is noted.")
        raise Refused(told, field="result")
    check.result, check.done_on = result, clock.today()
    check.checked_by = by.id if by else None
    if case.is_open:
        settled(case)
        if case.next_step is NextStep.CHECK:  # the one that was planned is made
            set_next(case)
    return check


@action
def close(
    case: DisputeCase,
    *,
    outcome: Outcome,
    by: Membership | None,
    handed_to: Collection[Recipient] = (),
) -> DisputeCase:
    """End the case; nothing more is done in it but the checks of its agreement."""
    refuse_closed(queries.locked(case))
    if fault := case.course.fault_of_outcome(outcome):
        raise Refused(fault, field="outcome")
    if outcome is Outcome.HANDED_OVER and not handed_to:
        raise Refused(_("Say to whom it was handed over."), field="handed_to")
    case.handed_to = frozenset(handed_to)
    return ended(case, outcome)


@action
def hand_over(
    case: DisputeCase, *, handed_to: Collection[Recipient], by: Membership | None
) -> DisputeCase:
    """R-41: note to whom a closed case was handed over."""
    if not handed_to:
        raise Refused(_("Say to whom it was handed over."), field="handed_to")
    case.handed_to = frozenset(handed_to)
    return case


@action
def reopen(case: DisputeCase, *, id: uuid.UUID, by: Membership | None) -> DisputeCase:
    """R-46: a new case linked to the old one, which stays as it was."""
    queries.locked(case)
    if case.is_open:
        raise Refused(_("The case is open."))
    if other := queries.reopened_as(case):
        raise Refused(_("It was reopened already as %(number)s.", number=other.number))
    kept = (
        *("referral", "incident_id", "place_id", "kind", "other_kinds", "relationship"),
        *("tenure_a", "tenure_b", "duration", "gravity", "prior_steps", "legal_status"),
        # A mediator from outside had the case for its time only, and who took it over closed has
        # not led it as what stands there: the new one is given anew.
        *(LED if case.keeps_lead and not case.is_taken_over else ()),
    )
    facts = {name: getattr(case, name) for name in kept}
    facts["officer_led"] = facts.get("lead_kind") is LeadKind.MP_OFFICER
    return open_case(id=id, received_on=clock.today(), by=by, reopened_from_id=case.id, **facts)


@action
def review(case: DisputeCase, *, by: Membership) -> DisputeCase:
    """R-44: somebody else has looked at what an officer has led."""
    case.reviewed_by, case.reviewed_at = by.id, clock.now()
    return case


def check_received(day: date) -> None:
    today = clock.today()
    if day > today:
        raise Refused(_("The day has not come yet."), field="received_on")
    if day.year < today.year - OLDEST_YEARS:
        told = _("Nobody leads a case so old. Check the year.")
        raise Refused(told, field="received_on")


def _due(agreed_on: date, days: int) -> date:
    return agreed_on + timedelta(days=days)


def _check_agreed(case: DisputeCase, agreed_on: date) -> None:
    """Whether the parties may have agreed on that day."""
    check_day(case, agreed_on, field="agreed_on")
    if not case.course.has_talked(agreed_on):
        told = _("The parties had not talked by that day. Check the day.")
        raise Refused(told, field="agreed_on")
    if not {Side.A, Side.B} <= case.course.consents_on(agreed_on):
        told = _("A party had taken its consent back by that day. Ask for a new one first.")
        raise Refused(told, field="agreed_on")
