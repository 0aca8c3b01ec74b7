"""Pages about courses and their events."""

from flask import Blueprint

from app.courses import models  # noqa: F401

bp = Blueprint("courses", __name__, url_prefix="/kurzy")
