"""Pages about quizzes."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from app.kernel.i18n import _
from app.quizzes import actions, policy, queries
from app.quizzes.domain import LETTERS
from app.quizzes.forms import (
    AddForm,
    AddQuestionForm,
    CorrectQuestionForm,
    CorrectQuizForm,
    MoveForm,
    form_of,
)
from app.quizzes.models import Attempt, Question, Quiz
from app.skills.domain import is_worker
from app.web.fields import records
from app.web.guard import actor, allow, may
from app.web.page import page

bp = Blueprint("quizzes", __name__, url_prefix="/kvizy")


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """What a worker can fill in and how he did; for leaders all quizzes."""
    context: dict[str, Any] = {"quizzes": None, "to_take": None}
    if may("quizzes.add"):
        context["quizzes"] = queries.all_quizzes(with_retired="vse" in request.args)
    if is_worker(actor()):
        passed = context["passed"] = queries.passed_at(actor())
        context["to_take"] = sorted(queries.open_quizzes(), key=lambda quiz: quiz.id in passed)
        context["attempts"] = queries.own(actor(), after=request.args.get("od", ""))
    return page("quizzes/browse.html", **context)


@bp.route("/novy", methods=["GET", "POST"])
@allow(policy.add)
def add() -> Any:
    """A new quiz."""
    form = AddForm.from_request(competence_id=records(queries.competence_names()))
    if quiz := form.submit(actions.add, by=actor()):
        flash(_("The quiz was added. Write its questions now."))
        return _back(quiz)
    return page("quizzes/add.html", form=form)


@bp.get("/<uuid:quiz_id>")
@allow(policy.read, on=queries.get)
def read(quiz: Quiz) -> Any:
    """The questions of a quiz and how people stand."""
    standing = queries.standing(quiz, actor())
    return page("quizzes/read.html", quiz=quiz, standing=standing, letters=LETTERS)


@bp.route("/<uuid:quiz_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.get)
def correct(quiz: Quiz) -> Any:
    """Change a quiz."""
    choices = records(queries.competence_names(quiz))
    form = CorrectQuizForm.from_request(quiz, competence_id=choices)
    if form.submit(actions.correct, quiz, by=actor()):
        flash(_("The quiz was corrected. Earlier results stay as they were."))
        return _back(quiz)
    return page("quizzes/correct.html", form=form, quiz=quiz)


@bp.post("/<uuid:quiz_id>/zverejnit")
@allow(policy.publish, on=queries.get)
def publish(quiz: Quiz) -> Any:
    """Offer the quiz to the workers."""
    actions.publish(quiz, by=actor())
    flash(_("The quiz is offered. People find it in their training."))
    return _back(quiz)


@bp.post("/<uuid:quiz_id>/vyradit")
@allow(policy.retire, on=queries.get)
def retire(quiz: Quiz) -> Any:
    """Put the quiz away."""
    actions.retire(quiz, by=actor())
    flash(_("The quiz is put away. Results stay."))
    return _back(quiz)


@bp.route("/<uuid:quiz_id>/otazka", methods=["GET", "POST"])
@allow(policy.add_question, on=queries.get)
def add_question(quiz: Quiz) -> Any:
    """One more question."""
    form = AddQuestionForm.from_request()
    if form.submit(actions.add_question, quiz, by=actor()):
        flash(_("The question was added."))
        return _back(quiz)
    return page("quizzes/add_question.html", form=form, quiz=quiz)


@bp.route("/otazky/<uuid:question_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct_question, on=queries.get_question)
def correct_question(question: Question) -> Any:
    """Change a question."""
    form = CorrectQuestionForm.from_request(question)
    if form.submit(actions.correct_question, question, by=actor()):
        flash(_("The question was corrected. Earlier results stay as they were."))
        return _back(question.quiz)
    return page("quizzes/correct_question.html", form=form, question=question)


@bp.post("/otazky/<uuid:question_id>/stahnout")
@allow(policy.withdraw_question, on=queries.get_question)
def withdraw_question(question: Question) -> Any:
    """Ask the question no more."""
    actions.withdraw_question(question, by=actor())
    flash(_("The question was withdrawn. Earlier results stay as they were."))
    return _back(question.quiz)


@bp.post("/otazky/<uuid:question_id>/posunout")
@allow(policy.move_question, on=queries.get_question)
def move_question(question: Question) -> Any:
    """Put the question earlier or later; whoever does it goes on from there."""
    MoveForm.from_request().submit(actions.move_question, question, by=actor())
    mark = f"q-{question.id.hex}"
    return redirect(url_for(".read", quiz_id=question.quiz_id, _anchor=mark), 303)


@bp.route("/<uuid:quiz_id>/vyplnit", methods=["GET", "POST"])
@allow(policy.take, on=queries.get)
def take(quiz: Quiz) -> Any:
    """Fill the quiz in."""
    form = form_of(quiz).from_request()
    if attempt := form.submit(actions.take, quiz, by=actor()):
        return redirect(url_for(".result", attempt_id=attempt.id), 303)
    return page("quizzes/take.html", form=form, quiz=quiz)


@bp.get("/vysledek/<uuid:attempt_id>")
@allow(policy.result, on=queries.get_attempt)
def result(attempt: Attempt) -> Any:
    """How somebody answered, with explanations."""
    return page("quizzes/result.html", attempt=attempt, is_own=attempt.worker_id == actor().id)


def _back(quiz: Quiz) -> Any:
    return redirect(url_for(".read", quiz_id=quiz.id), 303)
