"""Pages about what was being written when a phone was locked."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, url_for

from app.drafts import actions, policy, queries
from app.drafts.domain import FROM_DRAFT
from app.drafts.forms import KeepForm
from app.drafts.models import Draft
from app.kernel.i18n import _
from app.web.guard import actor, allow, is_signed_in, shows_sealed
from app.web.page import page
from app.web.resume import local_path

bp = Blueprint("drafts", __name__)


@bp.post("/odeslani/rozepsane")
@allow(policy.keep)
def keep() -> Any:
    """What was open on a phone that has just been locked; it comes sealed, like every entry."""
    form = KeepForm.from_request()
    form.submit(actions.keep, by=actor())
    if form.errors:
        return page("drafts/browse.html", form=form, drafts=_mine())
    return redirect(url_for(".browse"), 303)


@bp.get("/rozepsane")
@allow(policy.browse)
def browse() -> Any:
    """What I have not finished."""
    return page("drafts/browse.html", drafts=_mine())


@bp.get("/rozepsane/<uuid:draft_id>")
@allow(policy.resume, on=queries.get)
def resume(draft: Draft) -> Any:
    """To the form itself, filled in."""
    address = local_path(draft.page)
    joint = "&" if "?" in address else "?"
    return redirect(address + joint + urlencode({FROM_DRAFT: draft.id}))


@bp.post("/rozepsane/<uuid:draft_id>/zahodit")
@allow(policy.discard, on=queries.get)
def discard(draft: Draft) -> Any:
    """Nobody wants to go on."""
    actions.discard(draft, by=actor())
    flash(_("Thrown away."))
    return redirect(url_for(".browse"), 303)


@bp.app_template_global()
def unfinished() -> list[Draft]:
    """What the person who is signed in has not finished; crews only."""
    if not is_signed_in() or not policy.browse(actor()):
        return []
    return list(queries.of_author(actor().id))


def _mine() -> list[tuple[Draft, str]]:
    """The drafts, each with what was typed; what is sealed is told by its own page only."""
    return [(draft, _told(draft)) for draft in queries.of_author(actor().id)]


def _told(draft: Draft) -> str:
    if shows_sealed(draft.page):
        return _("It is sealed. Open the form to go on.")
    return queries.typed(draft).text
