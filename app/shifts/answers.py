"""Where a saved form about shifts leads: to the phone, to the shift, to the rota."""

from typing import Any

from flask import flash, redirect, request, url_for

from app.kernel.i18n import _, ngettext
from app.shifts import duty, queries
from app.shifts.domain import VisitResult
from app.shifts.models import Shift, Visit
from app.web.guard import actor
from app.web.resume import local_path


def done(told: str, endpoint: str, **values: Any) -> Any:
    """Say what was done and go there."""
    if told:
        flash(told)
    return redirect(url_for(endpoint, **values), 303)


def shown(told: str, shift: Shift) -> Any:
    """To the page of the shift."""
    return done(told, "shifts.read", shift_id=shift.id)


def stored(told: str, shift: Shift) -> Any:
    """Back to the phone while the shift runs, otherwise to its page."""
    if shift.has_member(actor().id) and duty.is_running(shift):
        return done(told, "desk.phone")
    return shown(told, shift)


def visited(stop: Visit, shift: Shift) -> Any:
    """What happened there is written down next."""
    told = _("Saved: round, %(place)s", place=stop.place.name)
    if stop.result is VisitResult.INCIDENT:
        return done(told, "incidents.report", misto=stop.place_id)
    return stored(told, shift)


def begun(shift: Shift) -> Any:
    """On with the work; what R-04 says of the hours is told, nobody is held up."""
    flash(_("The shift has begun. Have a calm one."))
    if told := queries.warnings([shift])[shift.id]:
        flash(_("Working time, please check: %(what)s", what=" ".join(told)), "warning")
    return redirect(local_path(request.args.get("next")), 303)


def planned(shifts: list[Shift]) -> Any:
    """To the week of the first of these shifts."""
    told = ngettext("%(n)s shift was planned.", "%(n)s shifts were planned.", len(shifts))
    return done(told, "shifts.browse", tyden=shifts[0].day)
