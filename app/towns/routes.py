"""Pages about towns, their settings and the first steps in them."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for

from app.accounts.domain import LinkPurpose
from app.accounts.models import Membership, Municipality
from app.kernel.i18n import _
from app.towns import actions, policy, queries
from app.towns.domain import FIRST_STEPS
from app.towns.forms import AddForm, AppointForm, CorrectTownForm, CountForm, SettingsForm
from app.web.guard import actor, allow
from app.web.link import hand_over
from app.web.page import page

bp = Blueprint("towns", __name__, url_prefix="/obce")


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """The list of towns."""
    return page("towns/browse.html", towns=queries.everything())


@bp.route("/nova", methods=["GET", "POST"])
@allow(policy.add)
def add() -> Any:
    """A new town and the invitation of its first administrator."""
    form = AddForm.from_request()
    if invited := form.submit(actions.found, by=actor()):
        return _shown(*invited)
    return page("towns/add.html", form=form)


@bp.route("/<uuid:town_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(town: Municipality) -> Any:
    """Change a town."""
    form = CorrectTownForm.from_request(town)
    if form.submit(actions.correct, town, by=actor()):
        flash(_("The town was corrected."))
        return redirect(url_for(".browse"), 303)
    return page("towns/correct.html", form=form, municipality=town)


@bp.route("/<uuid:town_id>/spravce", methods=["GET", "POST"])
@allow(policy.appoint, on=queries.get)
def appoint(town: Municipality) -> Any:
    """One more administrator of a town."""
    form = AppointForm.from_request()
    if invited := form.submit(actions.appoint, town, by=actor()):
        return _shown(*invited)
    return page("towns/appoint.html", form=form, municipality=town)


@bp.route("/nastaveni", methods=["GET", "POST"])
@allow(policy.settings)
def settings() -> Any:
    """What the own town says about itself."""
    own = queries.own()
    form = SettingsForm.from_request(own)
    if form.submit(actions.settings, own, by=actor()):
        flash(_("The settings were saved."))
        return redirect(url_for(".settings"), 303)
    return page("towns/settings.html", form=form, populations=queries.populations())


@bp.route("/nastaveni/obyvatele", methods=["GET", "POST"])
@allow(policy.count)
def count() -> Any:
    """How many inhabitants the own town has."""
    form = CountForm.from_request()
    if form.submit(actions.count, by=actor()):
        flash(_("The number of inhabitants was saved."))
        return redirect(url_for(".settings"), 303)
    return page("towns/count.html", form=form)


@bp.get("/prvni-kroky")
@allow(policy.first_steps)
def first_steps() -> Any:
    """What a fresh town still needs before the first shift."""
    return page("towns/first_steps.html", steps=FIRST_STEPS, done=queries.done_steps())


def _shown(person: Membership, token: str) -> Any:
    address = hand_over(token, LinkPurpose.INVITE, person, back=url_for(".browse"))
    return redirect(address, 303)
