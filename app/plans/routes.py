"""Pages about training plans."""

from flask import Blueprint

from app.plans import models  # noqa: F401

bp = Blueprint("plans", __name__, url_prefix="/plany")
