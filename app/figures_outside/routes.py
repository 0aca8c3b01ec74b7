"""Pages about figures of others."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for

from app.figures_outside import actions, policy, queries, sheet
from app.figures_outside.actions import Taken
from app.figures_outside.domain import Period
from app.figures_outside.forms import AddForm, CorrectFigureForm, ImportForm
from app.figures_outside.models import ExternalFigure
from app.kernel import clock
from app.kernel.i18n import _, number
from app.kernel.quarter import Quarter
from app.web.guard import actor, allow
from app.web.page import page

bp = Blueprint("figures_outside", __name__, url_prefix="/vnejsi-udaje")


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """The figures of a year, by period."""
    known = queries.years()
    asked = request.args.get("rok", "")
    year = int(asked) if asked.isdecimal() else next(iter(known), clock.today().year)
    figures, years = queries.of_year(year), sorted({*known, year}, reverse=True)
    return page("figures_outside/browse.html", figures=figures, year=year, years=years)


@bp.route("/novy", methods=["GET", "POST"])
@allow(policy.add)
def add() -> Any:
    """A new figure."""
    form = AddForm.from_request(_usual())
    if figure := form.submit(actions.add, by=actor()):
        flash(_("The figure was saved."))
        return redirect(url_for(".browse", rok=figure.year), 303)
    return page("figures_outside/add.html", form=form)


@bp.route("/<uuid:figure_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(figure: ExternalFigure) -> Any:
    """Change a figure."""
    form = CorrectFigureForm.from_request(figure)
    if form.submit(actions.correct, figure, by=actor()):
        flash(_("The figure was corrected."))
        return redirect(url_for(".browse", rok=figure.year), 303)
    return page("figures_outside/correct.html", form=form, figure=figure)


@bp.post("/<uuid:figure_id>/odebrat")
@allow(policy.withdraw, on=queries.get)
def withdraw(figure: ExternalFigure) -> Any:
    """Take a figure out."""
    year = figure.year
    actions.withdraw(figure, by=actor())
    flash(_("The figure was taken out."))
    return redirect(url_for(".browse", rok=year), 303)


@bp.route("/import", methods=["GET", "POST"])
@allow(policy.import_csv)
def import_csv() -> Any:
    """Take figures over from a file."""
    form = ImportForm.from_request()
    if taken := form.submit(actions.import_csv, by=actor()):
        flash(_said(taken))
        return redirect(url_for(".browse"), 303)
    faults = form.refusal.message.split("\n") if form.refusal else []
    return page("figures_outside/import_csv.html", form=form, faults=faults)


@bp.get("/vzor.csv")
@allow(policy.sample)
def sample() -> Response:
    """A file to begin with."""
    content = BytesIO(sheet.sample())
    return send_file(content, "text/csv", as_attachment=True, download_name="vnejsi-udaje.csv")


def _said(taken: Taken) -> str:
    told = {"added": taken.added, "changed": taken.changed, "same": taken.same}
    words = {name: number(count) for name, count in told.items()}
    return _("Taken over: new %(added)s, changed %(changed)s, the same %(same)s.", **words)


def _usual() -> SimpleNamespace:
    """The last quarter that is over."""
    last = Period.of(Quarter.containing(clock.today()).previous)
    return SimpleNamespace(year=last.year, term=last.term)
