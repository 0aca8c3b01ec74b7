"""Pages about certificates and hours."""

from flask import Blueprint

from app.certificates import models  # noqa: F401

bp = Blueprint("certificates", __name__, url_prefix="/osvedceni")
