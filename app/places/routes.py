"""Pages about places."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from app.kernel.i18n import _
from app.places import actions, policy, queries
from app.places.domain import tells_purpose
from app.places.forms import AddForm, CorrectPlaceForm
from app.places.models import Place
from app.web.guard import actor, allow
from app.web.page import page

bp = Blueprint("places", __name__, url_prefix="/mista")


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """The list of places with search."""
    asked = request.args
    found = queries.search(
        asked.get("q", ""), with_retired="vse" in asked, after=asked.get("od", "")
    )
    return page("places/browse.html", places=found, q=asked.get("q", ""))


@bp.route("/nove", methods=["GET", "POST"])
@allow(policy.add)
def add() -> Any:
    """A new place."""
    form = AddForm.from_request()
    if place := form.submit(actions.add, by=actor()):
        flash(_("The place was added."))
        _warn_of_name(place)
        return redirect(url_for(".read", place_id=place.id), 303)
    return page("places/add.html", form=form)


@bp.get("/<uuid:place_id>")
@allow(policy.read, on=queries.get)
def read(place: Place) -> Any:
    """One place."""
    return page("places/read.html", place=place)


@bp.route("/<uuid:place_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(place: Place) -> Any:
    """Change a place."""
    form = CorrectPlaceForm.from_request(place)
    if form.submit(actions.correct, place, by=actor()):
        flash(_("The place was corrected."))
        _warn_of_name(place)
        return redirect(url_for(".read", place_id=place.id), 303)
    return page("places/correct.html", form=form, place=place)


@bp.post("/<uuid:place_id>/vyradit")
@allow(policy.retire, on=queries.get)
def retire(place: Place) -> Any:
    """Put a place out of use."""
    actions.retire(place, by=actor())
    flash(_("The place is out of use. It is no longer offered, its records stay."))
    return redirect(url_for(".read", place_id=place.id), 303)


@bp.post("/<uuid:place_id>/obnovit")
@allow(policy.restore, on=queries.get)
def restore(place: Place) -> Any:
    """Put a place back into use."""
    actions.restore(place, by=actor())
    flash(_("The place is in use again."))
    return redirect(url_for(".read", place_id=place.id), 303)


def _warn_of_name(place: Place) -> None:
    """An invitation may be read by the whole family; the name is pointed out, never refused."""
    if place.is_dispute_room and tells_purpose(place.public_name):
        flash(
            _("The name in invitations tells what people come for. Let it say only where it is."),
            "warning",
        )
