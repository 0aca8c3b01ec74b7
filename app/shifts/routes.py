"""Pages about shifts: the rota, the shift itself, and everything a crew taps in the field."""

from datetime import date, timedelta
from itertools import chain
from typing import Any

from flask import Blueprint, request

from app.accounts.models import Membership
from app.accounts.queries import people_with
from app.audit.queries import history
from app.kernel import clock
from app.kernel.i18n import _
from app.places.queries import all_names, in_use, names
from app.shifts import actions, duty, forms, listing, policy, queries, rota
from app.shifts.answers import begun, done, planned, shown, stored, visited
from app.shifts.domain import SafetyEvent, ShiftKind, TaskStatus
from app.shifts.filters import ShiftFilters, VisitFilters
from app.shifts.models import Shift, ShiftTask, Visit
from app.web.fields import options, records
from app.web.guard import actor, allow
from app.web.page import page

bp = Blueprint("shifts", __name__, url_prefix="/smeny")


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    monday = _monday()
    week = queries.week(actor(), monday)
    shifts = [shift for day in week for shift in day.shifts if day.day >= clock.today()]
    told = queries.warnings(shifts).values() if policy.plan(actor()) else []
    lines = list(dict.fromkeys(chain.from_iterable(told)))
    return page("shifts/browse.html", week=week, monday=monday, step=rota.WEEK, warnings=lines)


@bp.get("/seznam")
@allow(policy.search)
def search() -> Any:
    filters = ShiftFilters.asked_by(actor())
    wanted, after = filters.wanted, request.args.get("za", "")
    found = listing.search(actor(), after=after, **wanted)
    sums = {"count": listing.count(actor(), **wanted), "figure": listing.figure(actor(), **wanted)}
    return page("shifts/search.html", shifts=found, filters=filters, **sums)


@bp.get("/obchuzky")
@allow(policy.browse_visits)
def browse_visits() -> Any:
    filters = VisitFilters.from_address(place_id=records(all_names()))
    found = listing.visits(actor(), after=request.args.get("za", ""), **filters.wanted)
    count = listing.count_visits(actor(), **filters.wanted)
    return page("shifts/browse_visits.html", visits=found, count=count, filters=filters)


@bp.get("/<uuid:shift_id>")
@allow(policy.read, on=queries.get)
def read(shift: Shift) -> Any:
    told = queries.warnings([shift])[shift.id]
    written = {"visits": queries.visits(shift), "tallies": queries.tallies(shift)}
    steps = history("shift", [shift.id])
    return page("shifts/read.html", shift=shift, warnings=told, history=steps, **written)


@bp.route("/plan", methods=["GET", "POST"])
@allow(policy.plan)
def plan() -> Any:
    form = forms.PlanForm.from_request(crew=_crew(), kind=_kinds())
    form.show_week(_monday())
    if shifts := form.submit(actions.plan, by=actor()):
        return planned(shifts)
    return page("shifts/plan.html", form=form, usual=rota.USUAL)


@bp.post("/opakovani")
@allow(policy.repeat_week)
def repeat_week() -> Any:
    return planned(actions.repeat_week(_monday(), by=actor()))


@bp.route("/<uuid:shift_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(shift: Shift) -> Any:
    choices = {"crew": _crew(*shift.members), "kind": _kinds()}
    form = forms.CorrectShiftForm.from_request(shift, **choices)
    if form.submit(actions.correct, shift, by=actor()):
        return shown(_("The plan was changed."), shift)
    return page("shifts/correct.html", form=form, shift=shift)


@bp.route("/<uuid:shift_id>/zruseni", methods=["GET", "POST"])
@allow(policy.cancel, on=queries.get)
def cancel(shift: Shift) -> Any:
    form = forms.CancelForm.from_request()
    if form.submit(actions.cancel, shift, by=actor()):
        return shown(_("The shift was called off. It stays in the rota with its reason."), shift)
    return page("shifts/cancel.html", form=form, shift=shift)


@bp.route("/<uuid:shift_id>/ukol", methods=["GET", "POST"])
@allow(policy.add_task, on=queries.get)
def add_task(shift: Shift) -> Any:
    form = forms.AddTaskForm.from_request(place_id=records(names()))
    if form.submit(actions.add_task, shift, by=actor()):
        return shown(_("The task was added."), shift)
    return page("shifts/add_task.html", form=form, shift=shift)


@bp.route("/ukoly/<uuid:task_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct_task, on=queries.task)
def correct_task(task: ShiftTask) -> Any:
    own = [(task.place_id, task.place.name)] if task.place else []
    places = records(dict([*names(), *own]).items())
    form = forms.CorrectTaskForm.from_request(task, place_id=places)
    if form.submit(actions.correct_task, task, by=actor()):
        return shown(_("The task was changed."), task.shift)
    return page("shifts/correct_task.html", form=form, task=task)


@bp.post("/ukoly/<uuid:task_id>/zpet")
@allow(policy.withdraw_task, on=queries.task)
def withdraw_task(task: ShiftTask) -> Any:
    shift = actions.withdraw_task(task, by=actor())
    return shown(_("The task was taken back."), shift)


@bp.route("/zacatek", methods=["GET", "POST"])
@allow(policy.start)
def start() -> Any:
    colleagues = [person for person in people_with(*policy.led(actor())) if person.id != actor().id]
    form = forms.StartForm.from_request(partner_id=_crew())
    if shift := form.submit(actions.start, by=actor()):
        return begun(shift)
    todays = queries.planned_for(actor().id, clock.today())
    return page("shifts/start.html", form=form, planned=todays, colleagues=colleagues)


@bp.route("/<uuid:shift_id>/obchuzka", methods=["GET", "POST"])
@allow(policy.visit, on=queries.get)
def visit(shift: Shift) -> Any:
    form = forms.VisitForm.from_request(place_id=records(names()))
    if stop := form.submit(actions.visit, shift, by=actor()):
        return visited(stop, shift)
    places = queries.places_by_use(request.args.get("q", ""))
    return page("shifts/visit.html", form=form, shift=shift, places=places)


@bp.route("/obchuzky/<uuid:visit_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct_visit, on=queries.get_visit)
def correct_visit(visit: Visit) -> Any:
    places = dict([*names(), (visit.place_id, visit.place.name)])
    form = forms.CorrectVisitForm.from_request(visit, place_id=records(places.items()))
    if form.submit(actions.correct_visit, visit, by=actor()):
        return stored(_("The stop was corrected."), visit.shift)
    return page("shifts/correct_visit.html", form=form, visit=visit)


@bp.post("/obchuzky/<uuid:visit_id>/zpet")
@allow(policy.withdraw_visit, on=queries.get_visit)
def withdraw_visit(visit: Visit) -> Any:
    actions.withdraw_visit(visit, by=actor())
    return stored(_("Taken back: %(place)s", place=visit.place.name), visit.shift)


@bp.route("/<uuid:shift_id>/kontakty", methods=["GET", "POST"])
@allow(policy.tally, on=queries.get)
def tally(shift: Shift) -> Any:
    form = forms.TallyForm.from_request()
    if form.submit(actions.tally, shift, by=actor()):
        return stored("", shift)
    return page("shifts/tally.html", form=form, shift=shift, tallies=queries.tallies(shift))


@bp.post("/<uuid:shift_id>/kontakty/zpet")
@allow(policy.withdraw_tally, on=queries.get)
def withdraw_tally(shift: Shift) -> Any:
    forms.WithdrawTallyForm.from_request().submit(actions.withdraw_tally, shift, by=actor())
    return stored("", shift)


@bp.route("/ukoly/<uuid:task_id>", methods=["GET", "POST"])
@allow(policy.answer_task, on=queries.task)
def answer_task(task: ShiftTask) -> Any:
    form = forms.AnswerTaskForm.from_request(task, status=options(TaskStatus)[1:])
    if form.submit(actions.answer_task, task, by=actor()):
        return stored(_("Saved: task"), task.shift)
    return page("shifts/answer_task.html", form=form, task=task)


@bp.route("/<uuid:shift_id>/vzkaz", methods=["GET", "POST"])
@allow(policy.leave_note, on=queries.get)
def leave_note(shift: Shift) -> Any:
    form = forms.LeaveNoteForm.from_request(shift)
    if form.submit(actions.leave_note, shift, by=actor()):
        return stored(_("The note is saved. The next crew will see it."), shift)
    return page("shifts/leave_note.html", form=form, shift=shift)


@bp.post("/<uuid:shift_id>/vzkaz/precteno")
@allow(policy.read_note, on=queries.get)
def read_note(shift: Shift) -> Any:
    actions.read_note(shift, by=actor())
    return done("", "desk.phone")


@bp.route("/<uuid:shift_id>/bezpeci", methods=["GET", "POST"])
@allow(policy.report_safety, on=queries.get)
def report_safety(shift: Shift) -> Any:
    form = forms.ReportSafetyForm.from_request(safety_event=options(SafetyEvent)[1:])
    if form.submit(actions.report_safety, shift, by=actor()):
        told = _("The report is saved. Your mentor will see it.")
        return done(told, ".safety_steps", shift_id=shift.id)
    return page("shifts/report_safety.html", form=form, shift=shift, events=list(SafetyEvent)[1:])


@bp.get("/<uuid:shift_id>/bezpeci/postup")
@allow(policy.safety_steps, on=queries.get)
def safety_steps(shift: Shift) -> Any:
    return page("shifts/safety_steps.html", shift=shift)


@bp.route("/prepis", methods=["GET", "POST"])
@allow(policy.transcribe)
def transcribe() -> Any:
    form = forms.paper_form(names()).from_request(crew=_crew(), kind=_kinds())
    if shift := form.submit(actions.transcribe, by=actor()):
        return stored(_("The paper is copied. Add incidents and answer the tasks."), shift)
    return page("shifts/transcribe.html", form=form)


@bp.get("/formular")
@allow(policy.paper)
def paper() -> Any:
    return page("shifts/paper.html", places=in_use(), contacts=duty.contacts())


def _monday() -> date:
    """The first day of the week asked for, or of this one."""
    day = request.values.get("tyden", clock.today(), type=date.fromisoformat)
    return day - timedelta(days=day.weekday())


def _kinds() -> list[Any]:
    return [choice for choice in options(ShiftKind) if choice.value in policy.kinds(actor())]


def _crew(*besides: Membership) -> list[Any]:
    people = [*people_with(*policy.led(actor())), *besides]
    return records({person.id: person.display_name for person in people}.items())
