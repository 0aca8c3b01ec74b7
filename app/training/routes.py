"""Pages about training as a whole."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, flash, redirect, url_for

from app.certificates import queries as certificates
from app.courses import queries as courses
from app.kernel import clock
from app.kernel.i18n import _
from app.needs import queries as needs
from app.plans import queries as plans
from app.quizzes import queries as quizzes
from app.skills import queries as skills
from app.training import actions, policy, queries
from app.training.domain import suggest
from app.training.forms import ConfirmRoundForm
from app.training.models import EvaluationRound
from app.web.guard import actor, allow
from app.web.page import page

bp = Blueprint("training", __name__, url_prefix="/skoleni")


@bp.get("/moje")
@allow(policy.mine)
def mine() -> Any:
    """My needs, my plan, my certificates, my next course."""
    me, today = actor(), clock.today()
    return page(
        "training/mine.html",
        line=queries.lines([me], today)[0],
        needs=needs.told_to(me.id),
        certificates=certificates.of(me.id),
        events=courses.upcoming(me.id, today),
        quizzes=quizzes.open_quizzes(),
        passed=quizzes.passed_at(me),
    )


@bp.get("/")
@allow(policy.team)
def team() -> Any:
    """Everybody whom one leads, and what training costs."""
    today = clock.today()
    since, until = date(today.year, 1, 1), date(today.year, 12, 31)
    return page(
        "training/team.html",
        lines=queries.lines(skills.team(actor()), today),
        waiting=needs.waiting_count(actor()),
        overdue=plans.overdue(actor()),
        funding=courses.hours_by_funding(since, until),
        year=today.year,
        running=queries.running(),
    )


@bp.get("/kola")
@allow(policy.browse_rounds)
def browse_rounds() -> Any:
    """The evaluation rounds, the newest first."""
    return page("training/browse_rounds.html", rounds=queries.rounds(), running=queries.running())


@bp.post("/kola")
@allow(policy.open_round)
def open_round() -> Any:
    """Begin a round."""
    evaluation = actions.open_round(by=actor())
    flash(_("The round has begun. Both sides rate, then the needs are planned."))
    return redirect(url_for(".read_round", round_id=evaluation.id), 303)


@bp.get("/kola/<uuid:round_id>")
@allow(policy.read_round, on=queries.get)
def read_round(evaluation: EvaluationRound) -> Any:
    """Who has not rated, what was found, what was planned, what was verified."""
    return page("training/read_round.html", evaluation=evaluation, **_standing(evaluation))


@bp.route("/kola/<uuid:round_id>/zaver", methods=["GET", "POST"])
@allow(policy.confirm_round, on=queries.get)
def confirm_round(evaluation: EvaluationRound) -> Any:
    """Say what the indicator is worth, and why."""
    standing = _standing(evaluation)
    form = ConfirmRoundForm.from_request(SimpleNamespace(value=standing["suggested"]))
    if form.submit(actions.confirm_round, evaluation, by=actor()):
        flash(_("The round is concluded."))
        return redirect(url_for(".read_round", round_id=evaluation.id), 303)
    return page("training/confirm_round.html", form=form, evaluation=evaluation, **standing)


def _standing(evaluation: EvaluationRound) -> dict[str, Any]:
    """As it was concluded, or as it stands today."""
    if evaluation.confirmed_at:
        return {"found": evaluation.findings, "suggested": evaluation.suggested, "lines": ()}
    people = queries.everybody()
    return {
        "found": queries.findings(evaluation, people),
        "suggested": suggest(line.standing for line in people),
        "lines": people,
        "rated": queries.rated_since(evaluation),
        "competences": len(skills.competences()),
    }
