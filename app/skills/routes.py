"""Pages about competences and ratings."""

from io import BytesIO
from typing import Any

from flask import Blueprint, flash, redirect, send_file, url_for

from app.accounts.models import Membership
from app.audit import queries as trail
from app.kernel import clock
from app.kernel.i18n import _, ngettext
from app.skills import actions, policy, queries, xlsx
from app.skills.domain import Level, Mark, Side
from app.skills.forms import (
    AddForm,
    CommentForm,
    CorrectCompetenceForm,
    MoveForm,
    RateForm,
    form_of,
)
from app.skills.models import Competence, Rating
from app.skills.sides import Comparison, comparison
from app.web.guard import actor, allow
from app.web.page import page

bp = Blueprint("skills", __name__, url_prefix="/dovednosti")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """People and competences, both sides in each cell."""
    matrix = queries.matrix(queries.team(actor()))
    return page("skills/browse.html", matrix=matrix, levels=Level, marks=Mark, sides=Side)


@bp.get("/prehled.xlsx")
@allow(policy.export)
def export() -> Any:
    """The matrix as a spreadsheet."""
    content = BytesIO(xlsx.write(queries.matrix(queries.team(actor()))))
    name = f"dovednosti-{clock.today().isoformat()}.xlsx"
    return send_file(content, XLSX, as_attachment=True, download_name=name)


@bp.get("/<uuid:worker_id>")
@allow(policy.read, on=queries.get_worker)
def read(worker: Membership) -> Any:
    """Both sides of one person, competence by competence."""
    both = comparison(worker)
    return page("skills/read.html", worker=worker, both=both, marks=Mark, sides=Side)


@bp.get("/moje")
@allow(policy.mine)
def mine() -> Any:
    """One's own ratings, on the phone."""
    return page("skills/mine.html", both=comparison(actor()), marks=Mark, sides=Side)


@bp.route("/<uuid:worker_id>/hodnoceni", methods=["GET", "POST"])
@allow(policy.rate, on=queries.get_worker)
def rate(worker: Membership) -> Any:
    """The leader rates somebody."""
    both, form = comparison(worker), _rating_form()
    if rated := form.submit(actions.rate, worker, side=Side.MENTOR, by=actor()):
        flash(_rated(rated))
        return redirect(url_for(".read", worker_id=worker.id), 303)
    return page("skills/rate.html", form=form, worker=worker, **_asked(both, Side.MENTOR))


@bp.route("/moje/hodnoceni", methods=["GET", "POST"])
@allow(policy.rate_self)
def rate_self() -> Any:
    """The worker rates himself, with one thumb."""
    both, form = comparison(actor()), _rating_form()
    if rated := form.submit(actions.rate, actor(), side=Side.SELF, by=actor()):
        flash(_rated(rated))
        return redirect(url_for(".mine"), 303)
    return page("skills/rate_self.html", form=form, **_asked(both, Side.SELF))


@bp.route("/hodnoceni/<uuid:rating_id>/komentar", methods=["GET", "POST"])
@allow(policy.comment, on=queries.get_rating)
def comment(rating: Rating) -> Any:
    """R-54: the worker says something to a rating of himself."""
    form = CommentForm.from_request(rating)
    if form.submit(actions.comment, rating, by=actor()):
        flash(_("Your comment was saved. Your mentor sees it beside the rating."))
        return redirect(url_for(".mine"), 303)
    return page("skills/comment.html", form=form, rating=rating)


@bp.get("/<uuid:worker_id>/rozhovor")
@allow(policy.guide, on=queries.get_worker)
def guide(worker: Membership) -> Any:
    """What the two should speak about, on paper."""
    both = comparison(worker)
    return page("skills/guide.html", worker=worker, both=both, sides=Side, today=clock.today())


@bp.get("/seznam")
@allow(policy.browse_competences)
def browse_competences() -> Any:
    """The list of competences in its order."""
    listed = queries.all_competences()
    return page("skills/browse_competences.html", competences=listed)


@bp.route("/seznam/nova", methods=["GET", "POST"])
@allow(policy.add_competence)
def add_competence() -> Any:
    """A new competence."""
    form = AddForm.from_request()
    if form.submit(actions.add_competence, by=actor()):
        flash(_("The competence was added at the end of the list."))
        return redirect(url_for(".browse_competences"), 303)
    return page("skills/add_competence.html", form=form)


@bp.get("/seznam/<uuid:competence_id>")
@allow(policy.read_competence, on=queries.get_competence)
def read_competence(competence: Competence) -> Any:
    """One competence and how it has changed."""
    history = trail.history("competence", [competence.id])
    return page("skills/read_competence.html", competence=competence, history=history)


@bp.route("/seznam/<uuid:competence_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct_competence, on=queries.get_competence)
def correct_competence(competence: Competence) -> Any:
    """Change the words of a competence."""
    form = CorrectCompetenceForm.from_request(competence)
    if form.submit(actions.correct_competence, competence, by=actor()):
        flash(_("The competence was corrected."))
        return _to(competence)
    return page("skills/correct_competence.html", form=form, competence=competence)


@bp.post("/seznam/<uuid:competence_id>/vyradit")
@allow(policy.retire_competence, on=queries.get_competence)
def retire_competence(competence: Competence) -> Any:
    """Put a competence out of use."""
    actions.retire_competence(competence, by=actor())
    flash(_("The competence is out of use. Nobody is rated in it, older ratings stay."))
    return _to(competence)


@bp.post("/seznam/<uuid:competence_id>/obnovit")
@allow(policy.restore_competence, on=queries.get_competence)
def restore_competence(competence: Competence) -> Any:
    """Put a competence back into use."""
    actions.restore_competence(competence, by=actor())
    flash(_("The competence is in use again."))
    return _to(competence)


@bp.post("/seznam/<uuid:competence_id>/poradi")
@allow(policy.move_competence, on=queries.get_competence)
def move_competence(competence: Competence) -> Any:
    """Change the order; the focus stays on the button of the moved one."""
    form = MoveForm.from_request()
    form.submit(actions.move_competence, competence, by=actor())
    mark = f"{competence.id}-{form.direction.data}"
    return redirect(url_for(".browse_competences", _anchor=mark), 303)


def _to(competence: Competence) -> Any:
    return redirect(url_for(".read_competence", competence_id=competence.id), 303)


def _rating_form() -> RateForm:
    return form_of(queries.competences()).from_request()


def _asked(both: Comparison, side: Side) -> dict[str, Any]:
    """What the form of ratings shows beside its fields."""
    return {"both": both, "side": side, "levels": Level}


def _rated(rated: list[Rating]) -> str:
    return ngettext("%(n)s competence rated.", "%(n)s competences rated.", len(rated))
