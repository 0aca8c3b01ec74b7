"""Commands of `flask --app wsgi`; they may work in every town at once."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Hang the commands on the application."""
