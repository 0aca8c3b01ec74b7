"""Who asks: from the cookie's token to the account, its town and its membership."""

from typing import Any

from flask import Flask, g, redirect, request, url_for
from flask_login import LoginManager

from app.accounts import queries
from app.accounts.models import User
from app.codelists.domain import arrangements
from app.kernel import codes, scope
from app.web.resume import carried_form, sign_in_beside
from app.web.session import SAFE

login = LoginManager()


def init_app(app: Flask) -> None:
    """Let Flask-Login ask our own table of sessions."""
    app.config.setdefault("SESSION_PROTECTION", None)
    login.session_protection = None
    login.init_app(app)
    login.user_loader(_account)
    login.unauthorized_handler(_sign_in_first)


def _account(token: str) -> User | None:
    """The account behind a living session; puts the session and the actor aside for the request."""
    row, towns = queries.signed_in(token)
    g.session_row, g.actor, g.towns = row, None, len(towns)
    if row is None:
        return None
    if row.municipality_id is not None:
        scope.enter(row.municipality_id)
        here = (person for person in towns if person.municipality_id == row.municipality_id)
        g.actor = next(here, None)
    elif row.user.is_operator:
        g.actor = queries.operator(row.user)
    if g.actor is None:
        scope.enter(None)
    elif not g.actor.is_operator:
        codes.enter(arrangements(g.actor.municipality.codelists))
    return row.user


def _sign_in_first() -> Any:
    """A page leads to sign-in; a form that was being sent is never lost."""
    if request.method in SAFE:
        wanted = request.full_path.rstrip("?")
        return redirect(url_for("accounts.sign_in", next=wanted if wanted != "/" else None))
    if request.headers.get("HX-Request") == "true":
        return sign_in_beside()
    return carried_form()
