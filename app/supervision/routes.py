"""Pages about supervision."""

from flask import Blueprint

from app.supervision import models  # noqa: F401

bp = Blueprint("supervision", __name__, url_prefix="/supervize")
