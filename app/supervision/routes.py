"""Pages about supervision."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from app.kernel.i18n import _
from app.supervision import actions, policy, queries
from app.supervision.forms import (
    CorrectSupervisionForm,
    MeetingFilters,
    RecordSupervisionForm,
)
from app.supervision.models import Supervision
from app.web.fields import records
from app.web.guard import actor, allow
from app.web.page import page

bp = Blueprint("supervision", __name__, url_prefix="/supervize")


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """The meetings, the newest first."""
    filters = MeetingFilters.from_address()
    found = queries.search(after=request.args.get("za", ""), **filters.wanted)
    context = {"filters": filters, "totals": queries.totals(**filters.wanted)}
    return page("supervision/browse.html", meetings=found, **context)


@bp.route("/zapsat", methods=["GET", "POST"])
@allow(policy.record)
def record() -> Any:
    """A meeting that took place."""
    form = RecordSupervisionForm.from_request(people=records(queries.attending()))
    if form.submit(actions.record, by=actor()):
        flash(_("The supervision was recorded."))
        return redirect(url_for(".browse"), 303)
    return page("supervision/record.html", form=form)


@bp.route("/<uuid:supervision_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(supervision: Supervision) -> Any:
    """Change what is recorded of a meeting."""
    people = records(queries.attending(supervision))
    form = CorrectSupervisionForm.from_request(supervision, people=people)
    if form.submit(actions.correct, supervision, by=actor()):
        flash(_("The supervision was corrected."))
        return redirect(url_for(".browse"), 303)
    return page("supervision/correct.html", form=form, supervision=supervision)


@bp.post("/<uuid:supervision_id>/stahnout")
@allow(policy.withdraw, on=queries.get)
def withdraw(supervision: Supervision) -> Any:
    """Take back a meeting recorded by mistake."""
    actions.withdraw(supervision, by=actor())
    flash(_("The supervision was withdrawn. It no longer counts."))
    return redirect(url_for(".browse"), 303)
