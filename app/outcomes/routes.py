"""Pages about judging and ending a case: closing, handing over, checks, reopening, reviewing."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, url_for

from app.disputes import actions as disputes
from app.disputes import queries
from app.disputes.domain import Outcome
from app.disputes.models import DisputeCase, DisputeCheck
from app.kernel.i18n import _, ngettext
from app.outcomes import actions, policy
from app.outcomes.forms import CheckForm, CloseForm, HandOverForm, ReopenForm, ScreenForm
from app.rooms import queries as rooms
from app.rooms.models import Booking
from app.web.fields import records
from app.web.guard import actor, allow, may
from app.web.page import page

bp = Blueprint("outcomes", __name__, url_prefix="/spory")


@bp.route("/<uuid:case_id>/posouzeni", methods=["GET", "POST"])
@allow(policy.screen, on=queries.get)
def screen(case: DisputeCase) -> Any:
    """R-41: six questions."""
    form, booked = ScreenForm.from_request(case), rooms.unbegun(case.id)
    if form.submit(actions.screen, case, by=actor()):
        return _after_screening(case, booked)
    return page("outcomes/screen.html", form=form, case=case, booked=booked)


@bp.route("/kontrola/<uuid:check_id>", methods=["GET", "POST"])
@allow(policy.check, on=queries.get_check)
def check(check: DisputeCheck) -> Any:
    """R-45: how the agreement holds."""
    form = CheckForm.from_request()
    if form.submit(disputes.check, check, by=actor()):
        return _back(check.case, _("The check was noted."))
    return page("outcomes/check.html", form=form, check=check)


@bp.route("/<uuid:case_id>/uzavreni", methods=["GET", "POST"])
@allow(policy.close, on=queries.get)
def close(case: DisputeCase) -> Any:
    """End the case."""
    form, booked = CloseForm.from_request(), rooms.unbegun(case.id)
    form.outcome.choices = records(
        (each.value, each.label) for each in Outcome if not case.course.fault_of_outcome(each)
    )
    if form.submit(actions.close, case, by=actor()):
        _tell_cancelled(booked)
        return _back(case, _("The case is closed. Contacts go when their time is up."))
    return page("outcomes/close.html", form=form, case=case, booked=booked)


@bp.route("/<uuid:case_id>/predani", methods=["GET", "POST"])
@allow(policy.hand_over, on=queries.get)
def hand_over(case: DisputeCase) -> Any:
    """R-41: to whom the matter was handed over."""
    form = HandOverForm.from_request(case)
    if form.submit(disputes.hand_over, case, by=actor()):
        return _back(case, _("The handing over was noted."))
    return page("outcomes/hand_over.html", form=form, case=case)


@bp.post("/<uuid:case_id>/kontrola-vedeni")
@allow(policy.review, on=queries.get)
def review(case: DisputeCase) -> Any:
    """R-44: somebody else has looked."""
    disputes.review(case, by=actor())
    return _back(case, _("Your look at the case was noted."))


@bp.route("/<uuid:case_id>/znovu", methods=["GET", "POST"])
@allow(policy.reopen, on=queries.get)
def reopen(case: DisputeCase) -> Any:
    """R-46: begin again as a new case."""
    form = ReopenForm.from_request()
    if new := form.submit(actions.reopen, case, by=actor()):
        flash(_("The dispute goes on under a new number. Judge first whether talks are suitable."))
        return redirect(url_for("disputes.read", case_id=new.id), 303)
    return page("outcomes/reopen.html", form=form, case=case)


def _after_screening(case: DisputeCase, booked: Sequence[Booking]) -> Any:
    """On to party A; an unsuitable case is handed over, a mediator's by those who lead disputes."""
    if case.is_open:
        return _back(case, _("Talks are suitable. Talk with party A first."))
    may_hand_over = may("outcomes.hand_over", case)
    told = _("The case is closed as unsuitable for talks. Hand it over.")
    if not may_hand_over:
        told = _("The case is closed as unsuitable for talks. Who leads disputes hands it over.")
    flash(told, "warning")
    _tell_cancelled(booked)
    if may_hand_over:
        return redirect(url_for(".hand_over", case_id=case.id), 303)
    return redirect(url_for("disputes.mine"), 303)


def _tell_cancelled(booked: Sequence[Booking]) -> None:
    """Nobody but a person tells those who were invited."""
    if count := len([each for each in booked if each.is_cancelled]):
        told = ngettext(
            "%(n)s booked meeting was cancelled with it. Tell whoever was invited.",
            "%(n)s booked meetings were cancelled with it. Tell whoever was invited.",
            count,
        )
        flash(told, "warning")


def _back(case: DisputeCase, told: str) -> Any:
    """To the case, if it may still be seen."""
    flash(told)
    home = url_for("disputes.read", case_id=case.id) if may("disputes.read", case) else None
    return redirect(home or url_for("disputes.mine"), 303)
