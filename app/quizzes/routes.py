"""Pages about quizzes."""

from flask import Blueprint

from app.quizzes import models  # noqa: F401

bp = Blueprint("quizzes", __name__, url_prefix="/kvizy")
