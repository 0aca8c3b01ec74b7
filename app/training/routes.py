"""Pages about training as a whole."""

from flask import Blueprint

from app.training import models  # noqa: F401

bp = Blueprint("training", __name__, url_prefix="/skoleni")
