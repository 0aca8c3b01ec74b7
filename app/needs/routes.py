"""Pages about training needs."""

from flask import Blueprint

from app.needs import models  # noqa: F401

bp = Blueprint("needs", __name__, url_prefix="/potreby")
