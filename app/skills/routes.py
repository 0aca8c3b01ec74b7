"""Pages about competences and ratings."""

from flask import Blueprint

from app.skills import models  # noqa: F401

bp = Blueprint("skills", __name__, url_prefix="/dovednosti")
