"""Pages about neighbour disputes: the lead's screen, the list, a case and its path."""

from types import SimpleNamespace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from app.accounts.domain import Role
from app.audit import queries as trail
from app.disputes import intake, leads, listing, policy, queries, steps, waiting
from app.disputes.domain import CREWS, KNOWING, LeadKind, Referral
from app.disputes.filters import BroughtFilters, DisputeFilters
from app.disputes.forms import (
    AddStepForm,
    AssignForm,
    ConsentForm,
    CorrectCaseForm,
    CorrectStepForm,
    FromIncidentForm,
    PlanNextForm,
    ReportForm,
    TakeOverForm,
)
from app.disputes.models import DisputeCase, DisputeConsent, DisputeStep
from app.incidents import queries as incidents
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.i18n import _
from app.kernel.personal_data import findings
from app.places import queries as places
from app.web.fields import records
from app.web.guard import actor, allow, may
from app.web.page import page

bp = Blueprint("disputes", __name__, url_prefix="/spory")


@bp.get("/moje")
@allow(policy.mine)
def mine() -> Any:
    """The lead's screen: what is late, what is due, what nobody leads yet."""
    return page(
        "disputes/mine.html",
        cases=waiting.led_by(actor()),
        taken=waiting.taken_from(actor()),
        checks=waiting.checks_due(actor(), clock.today()),
        unled=waiting.without_lead(actor()),
        to_review=waiting.to_review(actor()),
        to_hand_over=waiting.to_hand_over(actor()),
    )


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """The list with filters."""
    is_inside = actor().has(*KNOWING) or not actor().has(*CREWS)
    filters = (DisputeFilters if is_inside else BroughtFilters).from_address()
    wanted = filters.wanted
    return page(
        "disputes/browse.html",
        is_inside=is_inside,
        cases=listing.search(actor(), after=request.args.get("po", ""), **wanted),
        count=listing.count(actor(), **wanted),
        figure=listing.figure(actor(), **wanted),
        filters=filters,
        unled=waiting.without_lead(actor()),
        to_review=waiting.to_review(actor()),
        to_hand_over=waiting.to_hand_over(actor()),
    )


@bp.route("/novy", methods=["GET", "POST"])
@allow(policy.report)
def report() -> Any:
    """Receive a dispute; the contact of party A comes next, if it is known."""
    usual = Referral.APK_DP if actor().has(*CREWS) else Referral.SELF
    known = SimpleNamespace(referral=usual, received_on=clock.today())
    form = ReportForm.from_request(known, place_id=records(places.names()))
    if case := form.submit(intake.report, by=actor()):
        flash(_("Received as %(number)s.", number=case.number))
        home = "parties.add" if may("parties.add", case) else "disputes.read"
        return redirect(url_for(home, case_id=case.id), 303)
    return page("disputes/report.html", form=form)


@bp.post("/z-udalosti/<uuid:incident_id>")
@allow(policy.from_incident, on=incidents.get)
def from_incident(incident: Incident) -> Any:
    """One tap on an incident."""
    form = FromIncidentForm.from_request()
    if case := form.submit(intake.from_incident, incident, by=actor()):
        flash(_("Handed on as %(number)s. Who leads disputes goes on with it.", number=case.number))
    for fault in form.faults:
        flash(fault, "warning")
    return redirect(url_for("incidents.read", incident_id=incident.id), 303)


@bp.get("/<uuid:case_id>")
@allow(policy.read, on=queries.get)
def read(case: DisputeCase) -> Any:
    """One case: its path, what comes next, steps and consents; results only for its lead."""
    if not case.is_known_to(actor()):
        return page("disputes/brought.html", case=case)
    is_lead = case.is_led_by(actor())
    results = {step.id: step.result for step in case.taken_steps} if is_lead else {}
    parts = {table: [row.id for row in rows] for table, rows in case.parts.items()}
    return page(
        "disputes/read.html",
        case=case,
        results=results,
        follower=queries.reopened_as(case),
        # Why a case is unsuitable stands there, so it is for those who lead disputes.
        history=(
            trail.history("dispute_case", [case.id], parts=parts)
            if is_lead or actor().has(Role.DISPUTE_LEAD)
            else None
        ),
    )


@bp.route("/<uuid:case_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(case: DisputeCase) -> Any:
    """Complete or change what is known."""
    # A mediator from outside chooses from no places of the town.
    known = dict(places.names()) if actor().has(*KNOWING) else {}
    if case.place:
        known.setdefault(case.place.id, case.place.name)
    form = CorrectCaseForm.from_request(case, place_id=records(known.items()))
    if form.submit(intake.correct, case, by=actor()):
        return _back(case, _("The case was corrected."))
    return page("disputes/correct.html", form=form, case=case)


@bp.route("/<uuid:case_id>/vedeni", methods=["GET", "POST"])
@allow(policy.assign, on=queries.get)
def assign(case: DisputeCase) -> Any:
    """Say who leads it."""
    form, verb = _lead_form(case)
    if form.submit(verb, case, by=actor()):
        return _back(case, _("The case has its lead."), form.reason.data)
    return page("disputes/assign.html", form=form, case=case, asks=leads.asks_why(case, actor()))


@bp.route("/<uuid:case_id>/krok", methods=["GET", "POST"])
@allow(policy.add_step, on=queries.get)
def add_step(case: DisputeCase) -> Any:
    """Write down what was done."""
    form = AddStepForm.from_request(case.usual_step, room_id=records(queries.rooms()))
    if form.submit(steps.add_step, case, by=actor()):
        return _back(case, _("The step was written down."), form.result.data)
    return page("disputes/add_step.html", form=form, case=case)


@bp.route("/krok/<uuid:step_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct_step, on=queries.get_step)
def correct_step(step: DisputeStep) -> Any:
    """Put a step right."""
    form = CorrectStepForm.from_request(step, room_id=records(queries.rooms()))
    if form.submit(steps.correct_step, step, by=actor()):
        return _back(step.case, _("The step was corrected."), form.result.data)
    return page("disputes/correct_step.html", form=form, step=step)


@bp.post("/krok/<uuid:step_id>/vzit-zpet")
@allow(policy.withdraw_step, on=queries.get_step)
def withdraw_step(step: DisputeStep) -> Any:
    """Take a step back."""
    steps.withdraw_step(step, by=actor())
    return _back(step.case, _("The step was taken back."))


@bp.route("/<uuid:case_id>/souhlas", methods=["GET", "POST"])
@allow(policy.consent, on=queries.get)
def consent(case: DisputeCase) -> Any:
    """A party agrees to take part."""
    form = ConsentForm.from_request(SimpleNamespace(side=case.waiting_side))
    if form.submit(steps.consent, case, by=actor()):
        return _back(case, _("The consent was noted."))
    return page("disputes/consent.html", form=form, case=case)


@bp.post("/souhlas/<uuid:consent_id>/odvolat")
@allow(policy.withdraw_consent, on=queries.get_consent)
def withdraw_consent(consent: DisputeConsent) -> Any:
    """A party takes its consent back."""
    steps.withdraw_consent(consent, by=actor())
    return _back(consent.case, _("The consent was taken back. Do not go on without a new one."))


@bp.route("/<uuid:case_id>/dalsi-krok", methods=["GET", "POST"])
@allow(policy.plan_next, on=queries.get)
def plan_next(case: DisputeCase) -> Any:
    """What comes next and when."""
    form = PlanNextForm.of(case)
    if form.submit(steps.plan_next, case, by=actor()):
        return _back(case, _("The next step was set."))
    return page("disputes/plan_next.html", form=form, case=case)


def _lead_form(case: DisputeCase) -> tuple[Any, Any]:
    """Of a closed case only who cares for it changes, never as what it was led."""
    able = records(queries.leads_for(case))
    if not case.is_open:
        return TakeOverForm.from_request(case, lead_id=able), leads.take_over
    choices = {"lead_id": able, "reviewer_id": records(queries.people_to_review(case))}
    return AssignForm.from_request(_usual_lead(case), **choices), leads.assign


def _usual_lead(case: DisputeCase) -> Any:
    """As it stands; of a new case the person who asks, as an employee of the town."""
    if case.lead_id:
        return case
    return SimpleNamespace(lead_id=actor().id, lead_kind=LeadKind.TOWN_EMPLOYEE)


@bp.app_template_global()
def dispute_from(incident: Incident) -> DisputeCase | None:
    """The case that was opened from an incident, or None; pages of incidents stand further left."""
    return queries.from_incidents([incident.id]).get(incident.id)


def _back(case: DisputeCase, told: str, typed: str | None = None) -> Any:
    """To the case; a line that looks like a name is pointed out and never refused (R-21)."""
    flash(told)
    if typed and findings(typed):
        flash(_("The line may hold personal data. Please look and take them out."), "warning")
    home = url_for(".read", case_id=case.id) if may("disputes.read", case) else url_for(".browse")
    return redirect(home, 303)
