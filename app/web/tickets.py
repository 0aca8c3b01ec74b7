"""The write ticket: a cookie of the outbox alone, by which late entries find their author."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from flask import Flask, Response, current_app, g, request

from app.accounts.domain import device_name
from app.accounts.models import Membership
from app.kernel.scope import scope
from app.outbox import actions, policy, queries
from app.outbox.models import WriteTicket

PATH = "/odeslani"
# The cookie outlives the ticket, so that entries which come too late still say whose they are.
LIFE = timedelta(days=400)


def init_app(app: Flask) -> None:
    """Hand the cookie out with the answer of the sign-in."""
    app.after_request(_hand_out)


def begin(person: Membership | None) -> None:
    """A ticket for who signs in on this browser; others take the one of their predecessor away."""
    if person is None or not policy.seal(person):
        g.ticket = ""
        return
    device = device_name(request.user_agent.string)
    with scope(person.municipality_id):
        actions.ensure_key(by=person)
        token = actions.issue_ticket(person, device=device, by=person)
    g.ticket = f"{person.municipality_id.hex}.{token}"


def end(people: Iterable[Membership], *, by: Membership, device: str | None = None) -> None:
    """What the phones of this person in his towns still send is looked at by a mentor first."""
    for person in people:
        with scope(person.municipality_id):
            actions.end_tickets(person.id, device=device, by=by)


def held() -> WriteTicket | None:
    """The ticket of the phone that asks, good or not; the town stands before its token."""
    town, _dot, token = request.cookies.get(_name(), "").partition(".")
    try:
        with scope(uuid.UUID(town)):
            return queries.ticket(token)
    except ValueError:
        return None


def _hand_out(response: Response) -> Response:
    token = g.pop("ticket", None)
    if token and response.status_code < 400:
        response.set_cookie(
            _name(),
            token,
            max_age=LIFE,
            path=PATH,
            secure=current_app.config["HTTPS"],
            httponly=True,
            samesite="Strict",
        )
    elif token == "" and response.status_code < 400:
        response.delete_cookie(
            _name(), path=PATH, secure=current_app.config["HTTPS"], httponly=True, samesite="Strict"
        )
    return response


def _name() -> str:
    return "__Secure-ticket" if current_app.config["HTTPS"] else "ticket"
