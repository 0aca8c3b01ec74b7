"""Who asks: from the cookie's token to the account, its town and its membership."""

from typing import Any

from flask import Flask, g, redirect, request, url_for
from flask_login import LoginManager

from app.accounts import queries
from app.accounts.models import Membership, Operator, User, UserSession
from app.codelists.domain import arrangements
from app.kernel import codes, scope
from app.web import lock
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
    lock.init_app(app)


def _account(token: str) -> User | None:
    """The account behind a living session; puts the session and the actor aside for the request."""
    row, towns = queries.signed_in(token)
    g.session_row, g.actor, g.towns = row, None, len(towns)
    if row is None:
        return None
    person = _person(row, towns)
    if lock.hides(row, person):
        g.locked, g.locked_for, g.session_row, g.towns = row, person, None, 0
        return None
    g.actor = person
    if isinstance(person, Membership):
        scope.enter(person.municipality_id)
        codes.enter(arrangements(person.municipality.codelists))
    return row.user


def _person(row: UserSession, towns: list[Membership]) -> Membership | Operator | None:
    """What the account is in the town of its session; the operator belongs to none."""
    if row.municipality_id is None:
        return queries.operator(row.user) if row.user.is_operator else None
    return next((each for each in towns if each.municipality_id == row.municipality_id), None)


def _sign_in_first() -> Any:
    """A page leads to sign-in; a form that was being sent is never lost."""
    if request.method in SAFE:
        wanted = request.full_path.rstrip("?")
        return redirect(url_for("accounts.sign_in", next=wanted if wanted != "/" else None))
    if request.headers.get("HX-Request") == "true":
        return sign_in_beside()
    return carried_form()
