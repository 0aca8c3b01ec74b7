"""Pages about training needs."""

import uuid
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from app.accounts.models import Membership
from app.audit import queries as trail
from app.incidents import queries as incidents
from app.incidents.models import Incident
from app.kernel.i18n import _
from app.needs import actions, listing, policy, queries
from app.needs.domain import Origin
from app.needs.filters import NeedFilters
from app.needs.forms import (
    CorrectNeedForm,
    FromIncidentForm,
    PostponeForm,
    ProposeForm,
    RejectForm,
    WishForm,
)
from app.needs.models import Need
from app.skills import queries as skills
from app.web.fields import records
from app.web.guard import actor, allow, may
from app.web.page import page

bp = Blueprint("needs", __name__, url_prefix="/potreby")


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """The list with filters."""
    team = skills.team(actor())
    filters = NeedFilters.among(team)
    return page(
        "needs/browse.html",
        needs=listing.search(actor(), after=request.args.get("po", ""), **filters.wanted),
        count=listing.count(actor(), **filters.wanted),
        filters=filters,
        waiting=queries.waiting_count(actor()),
        team=[person for person in team if policy.propose(actor(), person)],
    )


@bp.get("/temata")
@allow(policy.themes)
def themes() -> Any:
    """What several people need, together."""
    return page("needs/themes.html", themes=listing.themes(actor()))


@bp.get("/<uuid:need_id>")
@allow(policy.read, on=queries.get)
def read(need: Need) -> Any:
    """One need: from where, what was decided, what becomes of it."""
    names = {each.id: each.name for each in skills.all_competences()}
    return page("needs/read.html", need=need, history=trail.history("need", [need.id], names))


@bp.route("/prani", methods=["GET", "POST"])
@allow(policy.wish)
def wish() -> Any:
    """One tap: what I want to learn."""
    competences = skills.competences()
    names = {each.id: each.name for each in competences}
    form = WishForm.from_request(competence_id=records(names.items()))
    if need := form.submit(actions.wish, by=actor()):
        what = names[need.competence_id]
        flash(_("Your wish was sent to the mentor: %(what)s.", what=what))
        home = url_for("training.mine") if may("training.mine") else None
        return redirect(home or url_for(".read", need_id=need.id), 303)
    return page("needs/wish.html", form=form, competences=competences)


@bp.post("/z-udalosti/<uuid:incident_id>")
@allow(policy.from_incident, on=incidents.get)
def from_incident(incident: Incident) -> Any:
    """R-50: one tap on an incident."""
    form = FromIncidentForm.from_request()
    known = {person.id for person in policy.concerned(actor(), incident)}
    if form.worker_id.data not in known:
        form.worker_id.data = next(iter(known))
    if need := form.submit(actions.from_incident, incident, by=actor()):
        flash(_("The training need was noted: %(what)s.", what=need.competence.name))
    for fault in form.faults:
        flash(fault, "warning")
    return redirect(_after(incident), 303)


@bp.route("/navrh/<uuid:worker_id>", methods=["GET", "POST"])
@allow(policy.propose, on=skills.get_worker)
def propose(worker: Membership) -> Any:
    """A leader has seen what somebody needs."""
    names = records(skills.competence_names())
    form = ProposeForm.from_request(_asked(), competence_id=names)
    if need := form.submit(actions.propose, worker, by=actor()):
        flash(_("The need was proposed."))
        return redirect(url_for(".read", need_id=need.id), 303)
    return page("needs/propose.html", form=form, worker=worker)


@bp.route("/<uuid:need_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(need: Need) -> Any:
    """Change what it is about."""
    own = (need.competence_id, need.competence.name)
    names = records(dict([*skills.competence_names(), own]).items())
    form = CorrectNeedForm.from_request(need, competence_id=names)
    if form.submit(actions.correct, need, by=actor()):
        flash(_("The need was corrected."))
        return redirect(url_for(".read", need_id=need.id), 303)
    return page("needs/correct.html", form=form, need=need)


@bp.post("/<uuid:need_id>/prijeti")
@allow(policy.accept, on=queries.get)
def accept(need: Need) -> Any:
    """Accept it."""
    actions.accept(need, by=actor())
    flash(_("The need is accepted. It can be put into a plan."))
    return redirect(url_for(".read", need_id=need.id), 303)


@bp.route("/<uuid:need_id>/odlozeni", methods=["GET", "POST"])
@allow(policy.postpone, on=queries.get)
def postpone(need: Need) -> Any:
    """Put it off, with a reason."""
    form = PostponeForm.from_request()
    if form.submit(actions.postpone, need, by=actor()):
        flash(_("The need is put off. The person sees why."))
        return redirect(url_for(".read", need_id=need.id), 303)
    return page("needs/postpone.html", form=form, need=need)


@bp.route("/<uuid:need_id>/zamitnuti", methods=["GET", "POST"])
@allow(policy.reject, on=queries.get)
def reject(need: Need) -> Any:
    """Reject it, with a reason."""
    form = RejectForm.from_request()
    if form.submit(actions.reject, need, by=actor()):
        flash(_("The need is rejected. The person sees why."))
        return redirect(url_for(".read", need_id=need.id), 303)
    return page("needs/reject.html", form=form, need=need)


@bp.app_template_global()
def needs_from(shown: Iterable[Incident]) -> dict[uuid.UUID, list[tuple[Membership, Need | None]]]:
    """For each incident, of whom this person may make a need by one tap, and what stands already.

    Pages of incidents and reviews stand further left and cannot ask it themselves.
    """
    concerned = {each.id: policy.concerned(actor(), each) for each in shown}
    raised = queries.raised_from([key for key, people in concerned.items() if people])
    return {
        key: [(person, raised.get((key, person.id))) for person in people]
        for key, people in concerned.items()
    }


def _asked() -> SimpleNamespace:
    """What a link to the form has chosen already, such as a gap in the ratings."""
    asked = SimpleNamespace()
    if competence := next(
        (c for c in skills.competences() if str(c.id) == request.args.get("dovednost")), None
    ):
        asked.competence_id = competence.id
    if request.args.get("puvod") in set(Origin):
        asked.origin = Origin(request.args["puvod"])
    return asked


def _after(incident: Incident) -> str:
    """Back to where the tap was made."""
    if "kontrola" in request.args and may("reviews.read", incident.shift):
        return url_for("reviews.read", shift_id=incident.shift_id)
    if may("incidents.read", incident):
        return url_for("incidents.read", incident_id=incident.id)
    return url_for("desk.start")
