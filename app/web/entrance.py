"""How somebody comes in: a session on the server, its token in the browser, a crew's ticket."""

import uuid
from datetime import datetime

from flask import request, session
from flask_login import login_user

from app.accounts import actions, queries
from app.accounts.domain import device_name
from app.accounts.models import Membership, User, UserSession
from app.web import tickets
from app.web.form import Form
from app.web.session import keep_despite_error


def enter(user: User, municipality_id: uuid.UUID | None) -> None:
    """Begin a session of this browser; the old cookie and its form tokens hold no longer."""
    tickets.begin(_begin(user, municipality_id))


def come_back(user: User, row: UserSession) -> None:
    """Go on after the unlocking under another token, no longer than before.

    The phone has its ticket still.
    """
    _begin(user, row.municipality_id, until=row.expires_at)


def _begin(
    user: User, municipality_id: uuid.UUID | None, *, until: datetime | None = None
) -> Membership | None:
    mine = queries.towns_of(user.id)
    person = next((each for each in mine if each.municipality_id == municipality_id), None)
    actions.start_session(
        user,
        municipality_id=municipality_id,
        device=device_name(request.user_agent.string),
        until=until,
        by=person or queries.operator(user),
    )
    remember(user)
    return person


def remember(user: User) -> None:
    """Only the token of the session stands in the cookie."""
    session.clear()
    session.permanent = True
    login_user(user)


def address() -> str:
    """From where somebody tries to come in."""
    return request.remote_addr or ""


def count_if_unproven(form: Form) -> None:
    """A wrong password leaves a trace although the answer is an error."""
    if isinstance(form.refusal, actions.Unproven):
        actions.count_failure(form.refusal.keys)
        keep_despite_error()
