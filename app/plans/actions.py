"""Every change of training plans."""

import uuid
from datetime import date

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _, day
from app.needs import actions as needs
from app.needs import queries as need_queries
from app.plans import queries
from app.plans.domain import Form, PlanStatus, Proof, day_fault, verification_fault
from app.plans.models import Plan, PlanItem
from app.skills.domain import Direction


@action
def draw_up(
    worker: Membership,
    *,
    id: uuid.UUID,
    since: date,
    until: date,
    by: Membership | None,
    aim: str | None = None,
) -> Plan:
    """Begin a plan of a period; the person has no other open one for the same days."""
    _check_period(worker.id, since, until)
    plan = Plan(id=id, worker_id=worker.id, since=since, until=until, aim=aim or None)
    db.session.add(plan)
    return plan


@action
def correct(
    plan: Plan, *, since: date, until: date, by: Membership | None, aim: str | None = None
) -> Plan:
    """Change the period or the aim; both agree anew."""
    _refuse_closed(plan)
    _check_period(plan.worker_id, since, until, besides=plan.id)
    plan.since, plan.until, plan.aim = since, until, aim or None
    return _changed(plan)


@action
def add_item(
    plan: Plan,
    *,
    id: uuid.UUID,
    need_id: uuid.UUID,
    form: Form,
    due_on: date,
    by: Membership | None,
    event_id: uuid.UUID | None = None,
) -> PlanItem:
    """Put an accepted need of the worker at the end of the plan; both agree anew."""
    _refuse_closed(plan)
    _check_term(plan, due_on)
    accepted = need_queries.accepted_of(plan.worker_id)
    need = next((each for each in accepted if each.id == need_id), None)
    if need is None:
        raise Refused(_("Choose an accepted need of this person."), field="need_id")
    position = queries.last_position(plan.id) + 1
    facts = {"form": form, "due_on": due_on, "event_id": event_id}
    item = PlanItem(id=id, plan_id=plan.id, need_id=need.id, position=position, **facts)
    plan.items.append(item)
    needs.plan(need, by=by)
    _changed(plan)
    return item


@action
def correct_item(
    item: PlanItem,
    *,
    form: Form,
    due_on: date,
    by: Membership | None,
    event_id: uuid.UUID | None = None,
) -> PlanItem:
    """Change how and until when; both agree anew. What is verified stays.

    That a course which both agreed to has got its date changes nothing of what they agreed to.
    """
    _refuse_settled(item)
    _check_term(item.plan, due_on)
    is_same = (form, due_on) == (item.form, item.due_on)
    item.form, item.due_on, item.event_id = form, due_on, event_id
    if not is_same:
        _changed(item.plan)
    return item


@action
def withdraw_item(item: PlanItem, *, by: Membership | None) -> Plan:
    """Take it out; its need waits for another plan, and both agree anew."""
    _refuse_settled(item)
    plan = item.plan
    needs.unplan(item.need, by=by)
    plan.items.remove(item)
    db.session.delete(item)
    return _changed(plan)


@action
def move_item(item: PlanItem, *, direction: Direction, by: Membership | None) -> PlanItem:
    """Change places with the neighbour; the order is no part of what was agreed."""
    _refuse_closed(item.plan)
    direction.swap(item, item.plan.items)
    return item


@action
def complete_item(item: PlanItem, *, done_on: date, by: Membership | None) -> PlanItem:
    """Say when it was done; it still has to be verified in practice (R-52)."""
    _refuse_settled(item)
    if done_on > clock.today():
        raise Refused(_("The day has not come yet."), field="done_on")
    item.done_on = done_on
    return item


@action
def verify_item(
    item: PlanItem,
    *,
    proof: Proof,
    verified_on: date,
    by: Membership,
    proof_note: str | None = None,
    attempt_id: uuid.UUID | None = None,
) -> PlanItem:
    """R-52: a leader has seen that it works in practice; only now the need is met."""
    _refuse_settled(item)
    is_quiz = proof is Proof.QUIZ
    passed = is_quiz and attempt_id in {each.id for each in queries.proving_attempts(item)}
    if wrong := day_fault(verified_on, item.was_done_on, clock.today()):
        raise Refused(wrong, field="verified_on")
    if fault := verification_fault(proof, has_passed_quiz=passed, note=proof_note):
        raise Refused(fault[1], field=fault[0])
    item.done_on = item.was_done_on
    item.proof, item.proof_note = proof, proof_note or None
    item.attempt_id = attempt_id if is_quiz else None
    item.verified_on, item.verified_by = verified_on, by.id
    needs.meet(item.need, on=verified_on, by=by)
    return item


@action
def unverify_item(item: PlanItem, *, reason: str, by: Membership | None) -> PlanItem:
    """Take the verification back with a reason, which stands in its place."""
    _refuse_closed(item.plan)
    if item.verified_on is None:
        raise Refused(_("The item is not verified."))
    needs.unmeet(item.need, by=by)
    item.verified_on = item.verified_by = item.proof = item.attempt_id = None
    item.proof_note = reason
    return item


@action
def agree(plan: Plan, *, by: Membership) -> Plan:
    """The worker or his leader agrees; once both have, the plan is agreed."""
    _refuse_closed(plan)
    if not plan.items:
        raise Refused(_("There is nothing in the plan yet. Add an item first."))
    if by.id == plan.worker_id:
        plan.worker_agreed_at = plan.worker_agreed_at or clock.now()
    else:
        plan.mentor_agreed_at, plan.agreed_by = plan.mentor_agreed_at or clock.now(), by.id
    if plan.worker_agreed_at and plan.mentor_agreed_at:
        plan.status = PlanStatus.AGREED
    return plan


@action
def close(plan: Plan, *, conclusion: str, by: Membership | None) -> Plan:
    """End the plan; needs that are not met wait for the next one."""
    _refuse_closed(plan)
    for item in plan.items:
        if item.verified_on is None:
            needs.unplan(item.need, by=by)
    plan.conclusion, plan.closed_on = conclusion, clock.today()
    plan.status = PlanStatus.CLOSED
    return plan


def _check_period(
    worker_id: uuid.UUID, since: date, until: date, *, besides: uuid.UUID | None = None
) -> None:
    if until < since:
        raise Refused(_("The period ends before it begins."), field="until")
    other = queries.overlapping(worker_id, since, until, besides=besides)
    if other is not None:
        told = {"since": day(other.since), "until": day(other.until)}
        message = _("There is an open plan for %(since)s – %(until)s. Close it first.", **told)
        raise Refused(message, field="since")


def _check_term(plan: Plan, due_on: date) -> None:
    if due_on > plan.until:
        told = _("The plan ends on %(day)s. Choose an earlier term.", day=day(plan.until))
        raise Refused(told, field="due_on")


def _changed(plan: Plan) -> Plan:
    """What both have agreed to is no longer what stands here."""
    plan.worker_agreed_at = plan.mentor_agreed_at = plan.agreed_by = None
    plan.status = PlanStatus.DRAFT
    return plan


def _refuse_closed(plan: Plan) -> None:
    if not plan.is_open:
        raise Refused(_("The plan is closed. Draw up a new one."))


def _refuse_settled(item: PlanItem) -> None:
    _refuse_closed(item.plan)
    if item.verified_on is not None:
        raise Refused(_("The item is verified. Take the verification back first."))
