"""Pages of hand-in and review."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for

from app.kernel.i18n import _, ngettext
from app.reviews import actions, policy, queries
from app.reviews.domain import missing
from app.reviews.forms import ApproveForm, ApproveQuietForm, HandInForm, ReasonForm
from app.shifts.models import Shift
from app.web.fields import records
from app.web.guard import actor, allow, may
from app.web.page import page

bp = Blueprint("reviews", __name__, url_prefix="/kontrola")


@bp.route("/<uuid:shift_id>/predat", methods=["GET", "POST"])
@allow(policy.hand_in, on=queries.get)
def hand_in(shift: Shift) -> Any:
    """The crew hands the shift in."""
    form = HandInForm.from_request(queries.draft_of_hand_in(shift))
    if form.submit(actions.hand_in, shift, by=actor()):
        return _handed_in(shift)
    incidents = queries.incidents_of(shift)
    asked = missing(queries.state_for_hand_in(shift))
    context = {"shift": shift, "incidents": incidents, "asked": asked}
    return page("reviews/hand_in.html", form=form, **context)


@bp.get("/")
@allow(policy.queue)
def queue() -> Any:
    """What waits for the mentor."""
    return page("reviews/queue.html", **_queue())


@bp.post("/klidne")
@allow(policy.approve_quiet)
def approve_quiet() -> Any:
    """Approve the ticked quiet shifts."""
    context = _queue()
    shifts = {item.shift.id: item.shift for item in context["quiet"]}
    form = context["form"]
    if not form.validate() or not form.is_free_of_personal_data.data or not form.shifts.data:
        form.form_errors.append(_("Tick the shifts and confirm that they hold no personal data."))
        return page("reviews/queue.html", **context)
    chosen = [shifts[key] for key in form.shifts.data]
    done = actions.approve_quiet(chosen, is_free_of_personal_data=True, by=actor())
    flash(ngettext("%(n)s shift approved.", "%(n)s shifts approved.", done))
    return redirect(url_for(".queue"), 303)


@bp.get("/<uuid:shift_id>")
@allow(policy.read, on=queries.get)
def read(shift: Shift) -> Any:
    """One shift as the mentor reviews it."""
    return page("reviews/read.html", **_review(shift), form=ApproveForm())


@bp.post("/<uuid:shift_id>/schvalit")
@allow(policy.approve, on=queries.get)
def approve(shift: Shift) -> Any:
    """Approve the shift."""
    form = ApproveForm.from_request()
    if form.submit(actions.approve, shift, by=actor()):
        flash(_("The shift is approved."))
        return redirect(url_for(".queue"), 303)
    return page("reviews/read.html", **_review(shift), form=form)


@bp.route("/<uuid:shift_id>/vratit", methods=["GET", "POST"])
@allow(policy.send_back, on=queries.get)
def send_back(shift: Shift) -> Any:
    """Return the shift for completion."""
    form = ReasonForm.from_request()
    if form.submit(actions.send_back, shift, by=actor()):
        flash(_("The shift was returned for completion. The crew sees your reason."))
        return redirect(url_for(".queue"), 303)
    return page("reviews/send_back.html", form=form, shift=shift)


@bp.route("/<uuid:shift_id>/otevrit", methods=["GET", "POST"])
@allow(policy.reopen, on=queries.get)
def reopen(shift: Shift) -> Any:
    """Open an approved shift again."""
    form = ReasonForm.from_request()
    if form.submit(actions.reopen, shift, by=actor()):
        flash(_("The shift is open again. The trail keeps what it was before."))
        return redirect(url_for("shifts.read", shift_id=shift.id), 303)
    return page("reviews/reopen.html", form=form, shift=shift)


def _handed_in(shift: Shift) -> Any:
    """Back to the phone; whoever copied the shift from paper back to its record."""
    flash(_("The shift is handed in. Thank you for your work."))
    if told := queries.content(shift, queries.incidents_of(shift)).working_time:
        flash(_("Working time, please check: %(what)s", what=" ".join(told)), "warning")
    if may("desk.phone"):
        return redirect(url_for("desk.phone"), 303)
    return redirect(url_for("shifts.read", shift_id=shift.id), 303)


def _queue() -> dict[str, Any]:
    waiting = queries.waiting(actor())
    quiet = [item for item in waiting if item.is_quiet]
    form = ApproveQuietForm.from_request(
        shifts=records((item.shift.id, str(item.shift.day)) for item in quiet)
    )
    return {"quiet": quiet, "others": [w for w in waiting if not w.is_quiet], "form": form}


def _review(shift: Shift) -> dict[str, Any]:
    incidents = queries.incidents_of(shift)
    return {
        "shift": shift,
        "incidents": incidents,
        "content": queries.content(shift, incidents),
        "suspicious": queries.suspicious(shift, incidents),
        "worked": queries.worked(shift),
    }
