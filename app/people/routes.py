"""Pages about the people of a town."""

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from app.accounts.domain import LinkPurpose
from app.accounts.models import Membership
from app.accounts.queries import towns_of
from app.audit.queries import history
from app.kernel import clock
from app.kernel.i18n import _, ngettext
from app.people import actions, forms, policy, queries
from app.people.forms import AddForm, CorrectPersonForm, DeputiseForm, EndAccessForm
from app.web import tickets
from app.web.fields import records
from app.web.guard import actor, allow
from app.web.link import hand_over
from app.web.page import page

bp = Blueprint("people", __name__, url_prefix="/lide")
PARTS = {
    "access": forms.ACCESS,
    "contact": forms.CONTACT,
    "contract": forms.CONTRACT,
    "equipment": forms.EQUIPMENT,
}


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """The list of people with search."""
    asked = request.args
    found = queries.search(
        actor(),
        asked.get("q", ""),
        with_ended="vse" in asked,
        after=asked.get("od", type=uuid.UUID),
    )
    return page("people/browse.html", people=found, q=asked.get("q", ""), today=clock.today())


@bp.route("/novy", methods=["GET", "POST"])
@allow(policy.add)
def add() -> Any:
    """A new person, and the invitation to hand over."""
    form = AddForm.from_request(mentor_id=records(queries.leaders()))
    if request.method == "GET":
        form.valid_from.data = clock.today()
    if person := form.submit(actions.add, by=actor()):
        return _shown(actions.renew_link(person, by=actor()), LinkPurpose.INVITE, person)
    return page("people/add.html", form=form, parts=PARTS)


@bp.get("/<uuid:person_id>")
@allow(policy.read, on=queries.get)
def read(person: Membership) -> Any:
    """One person."""
    may_see = policy.correct(actor(), person)
    steps = history("membership", [person.id]) if may_see else []
    return page("people/read.html", person=person, today=clock.today(), history=steps)


@bp.route("/<uuid:person_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(person: Membership) -> Any:
    """Change a person."""
    form = CorrectPersonForm.from_request(person, mentor_id=records(queries.leaders()))
    if form.submit(actions.correct, person, by=actor()):
        flash(_("The person was corrected."))
        return redirect(url_for(".read", person_id=person.id), 303)
    return page("people/correct.html", form=form, person=person, parts=PARTS)


@bp.route("/<uuid:person_id>/konec", methods=["GET", "POST"])
@allow(policy.end_access, on=queries.get)
def end_access(person: Membership) -> Any:
    """End the access at once."""
    form = EndAccessForm.from_request()
    if form.submit(actions.end_access, person, by=actor()):
        flash(_("The access has ended. All devices of the person are out."))
        return redirect(url_for(".read", person_id=person.id), 303)
    return page("people/end_access.html", form=form, person=person)


@bp.post("/<uuid:person_id>/pozvanka")
@allow(policy.renew_link, on=queries.get)
def renew_link(person: Membership) -> Any:
    """A new invitation."""
    return _shown(actions.renew_link(person, by=actor()), LinkPurpose.INVITE, person)


@bp.post("/<uuid:person_id>/heslo")
@allow(policy.reset_password, on=queries.get)
def reset_password(person: Membership) -> Any:
    """A link to a new password."""
    return _shown(actions.reset_password(person, by=actor()), LinkPurpose.PASSWORD, person)


@bp.post("/<uuid:person_id>/odhlasit")
@allow(policy.end_sessions, on=queries.get)
def end_sessions(person: Membership) -> Any:
    """Sign all devices of a person out."""
    count = actions.end_sessions(person, by=actor())
    tickets.end(towns_of(person.user_id), by=actor())
    flash(
        ngettext(
            "%(n)s device in this town was signed out.",
            "%(n)s devices in this town were signed out.",
            count,
        )
    )
    flash(_("If the person works in other towns too, the devices there are out as well."))
    return redirect(url_for(".read", person_id=person.id), 303)


@bp.route("/<uuid:person_id>/zastup", methods=["GET", "POST"])
@allow(policy.deputise, on=queries.get)
def deputise(person: Membership) -> Any:
    """Who stands in for a mentor."""
    others = [pair for pair in queries.leaders() if pair[0] != person.id]
    form = DeputiseForm.from_request(person, deputy_id=records(others))
    if form.submit(actions.deputise, person, by=actor()):
        flash(_("The stand-in was saved."))
        return redirect(url_for(".read", person_id=person.id), 303)
    return page("people/deputise.html", form=form, person=person)


def _shown(token: str, purpose: LinkPurpose, person: Membership) -> Any:
    back = url_for(".read", person_id=person.id)
    return redirect(hand_over(token, purpose, person, back=back), 303)
