"""Commands of `flask --app wsgi`; they may work in every town at once."""

from flask import Flask

from app import serving


def init_app(app: Flask) -> None:
    """Hang the commands on the application."""
    serving.init_app(app)
