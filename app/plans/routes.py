"""Pages about training plans."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from app.accounts.models import Membership
from app.courses import queries as courses
from app.kernel import clock
from app.kernel.calendar import months_after
from app.kernel.i18n import _, day
from app.needs import queries as needs
from app.needs.models import Need
from app.plans import actions, policy, queries
from app.plans.domain import USUAL_MONTHS
from app.plans.forms import (
    AddItemForm,
    CloseForm,
    CompleteItemForm,
    CorrectItemForm,
    CorrectPlanForm,
    DrawUpForm,
    MoveItemForm,
    UnverifyItemForm,
    VerifyItemForm,
)
from app.plans.models import Plan, PlanItem
from app.skills import queries as skills
from app.web.fields import records
from app.web.guard import actor, allow
from app.web.page import page

bp = Blueprint("plans", __name__, url_prefix="/plany")
# A need without a term of its own gets this much time.
USUAL_TERM_MONTHS = 3


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """The team: who has a plan, how far it is, what is late."""
    team = skills.team(actor())
    plans = queries.current_of([person.id for person in team], clock.today())
    return page("plans/browse.html", team=team, plans=plans, overdue=queries.overdue(actor()))


@bp.route("/novy/<uuid:worker_id>", methods=["GET", "POST"])
@allow(policy.draw_up, on=skills.get_worker)
def draw_up(worker: Membership) -> Any:
    """A new plan, for half a year unless said otherwise."""
    form = DrawUpForm.from_request(_usual_period())
    if plan := form.submit(actions.draw_up, worker, by=actor()):
        flash(_("The plan was begun. Add its items."))
        return redirect(url_for(".read", plan_id=plan.id), 303)
    return page("plans/draw_up.html", form=form, worker=worker)


@bp.get("/<uuid:plan_id>")
@allow(policy.read, on=queries.get)
def read(plan: Plan) -> Any:
    """One plan: its items in order, who agreed, what is verified."""
    return page(
        "plans/read.html",
        plan=plan,
        accepted=needs.accepted_of(plan.worker_id) if plan.is_open else [],
        others=[other for other in queries.of(plan.worker_id) if other.id != plan.id],
    )


@bp.get("/<uuid:plan_id>/papir")
@allow(policy.paper, on=queries.get)
def paper(plan: Plan) -> Any:
    """The plan on paper, for both signatures."""
    return page("plans/paper.html", plan=plan)


@bp.route("/<uuid:plan_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(plan: Plan) -> Any:
    """Change the period or the aim."""
    form, was_agreed = CorrectPlanForm.from_request(plan), plan.is_agreed
    if form.submit(actions.correct, plan, by=actor()):
        return _back(plan, _("The plan was corrected."), was_agreed)
    return page("plans/correct.html", form=form, plan=plan)


@bp.route("/<uuid:plan_id>/polozka", methods=["GET", "POST"])
@allow(policy.add_item, on=queries.get)
def add_item(plan: Plan) -> Any:
    """Put an accepted need into the plan."""
    accepted, was_agreed = needs.accepted_of(plan.worker_id), plan.is_agreed
    form = AddItemForm.from_request(
        _usual_item(plan, accepted),
        need_id=records((need.id, need.title) for need in accepted),
        event_id=records(courses.planned_event_names()),
    )
    if form.submit(actions.add_item, plan, by=actor()):
        return _back(plan, _("The item was added."), was_agreed)
    return page("plans/add_item.html", form=form, plan=plan, accepted=accepted)


@bp.route("/polozka/<uuid:item_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct_item, on=queries.get_item)
def correct_item(item: PlanItem) -> Any:
    """Change how and until when."""
    events, was_agreed = courses.planned_event_names(), item.plan.is_agreed
    if item.event:
        events = [(item.event.id, f"{item.event.course.name}, {day(item.event.day)}"), *events]
    form = CorrectItemForm.from_request(item, event_id=records(dict(events).items()))
    if form.submit(actions.correct_item, item, by=actor()):
        return _back(item.plan, _("The item was corrected."), was_agreed)
    return page("plans/correct_item.html", form=form, item=item)


@bp.post("/polozka/<uuid:item_id>/vyradit")
@allow(policy.withdraw_item, on=queries.get_item)
def withdraw_item(item: PlanItem) -> Any:
    """Take an item out; its need stays accepted."""
    was_agreed = item.plan.is_agreed
    plan = actions.withdraw_item(item, by=actor())
    return _back(plan, _("The item was taken out. Its need stays accepted."), was_agreed)


@bp.post("/polozka/<uuid:item_id>/presun")
@allow(policy.move_item, on=queries.get_item)
def move_item(item: PlanItem) -> Any:
    """One place up or down."""
    form = MoveItemForm.from_request()
    form.submit(actions.move_item, item, by=actor())
    return redirect(url_for(".read", plan_id=item.plan_id), 303)


@bp.route("/polozka/<uuid:item_id>/splneno", methods=["GET", "POST"])
@allow(policy.complete_item, on=queries.get_item)
def complete_item(item: PlanItem) -> Any:
    """Say when it was done."""
    form = CompleteItemForm.from_request()
    if form.submit(actions.complete_item, item, by=actor()):
        return _back(item.plan, _("Noted as done. Now it has to be verified in practice."))
    return page("plans/complete_item.html", form=form, item=item)


@bp.route("/polozka/<uuid:item_id>/overeni", methods=["GET", "POST"])
@allow(policy.verify_item, on=queries.get_item)
def verify_item(item: PlanItem) -> Any:
    """R-52: say how it was seen that it works in practice."""
    attempts = queries.proving_attempts(item)
    quizzes = records((each.id, f"{each.quiz.title}, {day(each.taken_at)}") for each in attempts)
    form = VerifyItemForm.from_request(attempt_id=quizzes)
    if form.submit(actions.verify_item, item, by=actor()):
        return _back(item.plan, _("Verified. The need is met."))
    return page("plans/verify_item.html", form=form, item=item, has_quiz=bool(attempts))


@bp.route("/polozka/<uuid:item_id>/overeni/zpet", methods=["GET", "POST"])
@allow(policy.unverify_item, on=queries.get_item)
def unverify_item(item: PlanItem) -> Any:
    """Take a verification back, with a reason."""
    form = UnverifyItemForm.from_request()
    if form.submit(actions.unverify_item, item, by=actor()):
        return _back(item.plan, _("The verification was taken back. The need is open again."))
    return page("plans/unverify_item.html", form=form, item=item)


@bp.post("/<uuid:plan_id>/souhlas")
@allow(policy.agree, on=queries.get)
def agree(plan: Plan) -> Any:
    """The worker or his leader agrees."""
    actions.agree(plan, by=actor())
    return _back(plan, _("Your agreement was noted."))


@bp.route("/<uuid:plan_id>/uzavreni", methods=["GET", "POST"])
@allow(policy.close, on=queries.get)
def close(plan: Plan) -> Any:
    """End the plan with a conclusion."""
    form = CloseForm.from_request()
    if form.submit(actions.close, plan, by=actor()):
        return _back(plan, _("The plan is closed. What is not met waits for the next one."))
    return page("plans/close.html", form=form, plan=plan)


@bp.app_template_global()
def plan_of(need: Need) -> Plan | None:
    """The plan in which a need stands or could stand; pages of needs stand further left."""
    return queries.with_need(need)


def _usual_period() -> SimpleNamespace:
    today = clock.today()
    return SimpleNamespace(since=today, until=months_after(today, USUAL_MONTHS) - timedelta(days=1))


def _usual_item(plan: Plan, accepted: list[Need]) -> SimpleNamespace:
    """The need from which the person has come, and its term or three months."""
    asked = next((each for each in accepted if str(each.id) == request.args.get("potreba")), None)
    wanted = asked.due_on if asked else None
    due_on = min(wanted or months_after(clock.today(), USUAL_TERM_MONTHS), plan.until)
    return SimpleNamespace(due_on=due_on, **({"need_id": asked.id} if asked else {}))


def _back(plan: Plan, told: str, was_agreed: bool = False) -> Any:
    """To the plan; it is said when what both agreed to has changed."""
    flash(told)
    if was_agreed and not plan.is_agreed:
        flash(_("The plan has changed, so both have to agree again."), "warning")
    return redirect(url_for(".read", plan_id=plan.id), 303)
