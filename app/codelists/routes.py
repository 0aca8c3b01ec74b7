"""Pages about the lists a town may adapt."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for

from app.codelists import actions, policy, queries
from app.codelists.domain import TownCodelist
from app.codelists.forms import form_of
from app.kernel.i18n import _
from app.web.guard import actor, allow
from app.web.page import page

bp = Blueprint("codelists", __name__, url_prefix="/ciselniky")


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """Which lists there are and what the town has made of them."""
    return page("codelists/browse.html", codelists=queries.everything())


@bp.route("/<string:slug>", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(shown: TownCodelist) -> Any:
    """Rename, hide and order the codes of one list."""
    form = form_of(shown).from_request(shown)
    if kept := form.submit(actions.correct, shown, by=actor()):
        if not form.mark:  # who moves something goes on moving: the focus stays on the button
            flash(_("The list was saved."))
        return redirect(url_for(".correct", slug=kept.codelist.slug, _anchor=form.mark), 303)
    return page("codelists/correct.html", form=form, shown=shown)
