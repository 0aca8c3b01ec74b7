"""What every change of a case ends with: its stage, its next step, and what is refused."""

from datetime import date

from app.disputes.domain import Outcome, Side, Stage
from app.disputes.models import DisputeCase
from app.disputes.process import USUAL_TERMS, Course, NextStep
from app.kernel import clock
from app.kernel.errors import Refused
from app.kernel.i18n import _


def settled(case: DisputeCase) -> DisputeCase:
    """The stage follows from what was done; a new stage brings its usual next step."""
    before = case.stage
    case.stage = case.course.stage
    if case.next_on is None or case.stage is not before or case.next_step is None:
        set_next(case)
    return case


def set_next(case: DisputeCase) -> None:
    """What is usually done next, and until when."""
    today = clock.today()
    case.next_step = case.course.next_step()
    due = [each.due_on for each in case.checks if each.result is None]
    is_check = case.next_step is NextStep.CHECK
    case.next_on = min(due) if is_check and due else today + USUAL_TERMS[case.next_step]


def next_steps(course: Course) -> list[NextStep]:
    """What may be planned next: nothing that waits for a consent or talks not there yet (R-40)."""
    both, has_agreed = {Side.A, Side.B} <= course.willing, course.agreed is not None
    has_asked = Side.A in course.willing
    possible = {
        NextStep.SCREEN: not course.is_screened,
        NextStep.TALK_A: not has_agreed,
        NextStep.CONSENT_A: course.has_met(Side.A) and not has_asked,
        NextStep.ADDRESS_B: course.is_screened and has_asked,
        NextStep.CONSENT_B: has_asked and course.has_met(Side.B) and Side.B not in course.willing,
        NextStep.MEET: course.is_screened and both,
        NextStep.AGREE: course.has_talked() and both and not has_agreed,
        NextStep.CHECK: has_agreed,
    }
    usual = course.next_step()
    return [step for step in NextStep if possible.get(step, True) or step is usual]


def ended(case: DisputeCase, outcome: Outcome) -> DisputeCase:
    """Close it; who led it until then stays known, whoever cares for it later (R-42, T9)."""
    case.outcome, case.closed_on, case.led_by = outcome, clock.today(), case.lead_id
    case.stage, case.next_step, case.next_on = Stage.CLOSED, None, None
    return case


def refuse_closed(case: DisputeCase) -> None:
    if not case.is_open:
        raise Refused(_("The case is closed. If the dispute goes on, reopen it as a new one."))


def check_day(case: DisputeCase, day: date, field: str = "day") -> None:
    if day > clock.today():
        raise Refused(_("The day has not come yet."), field=field)
    if day < case.received_on:
        raise Refused(_("The case was received only later. Check the day."), field=field)
