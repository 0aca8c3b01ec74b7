"""A locked session: what is still served to it, and how everything else waits for the unlocking.

When a person last touched the application stands in the signed cookie: so a GET need not write,
and nobody can make an old moment newer. A phone that sends by itself touches nothing.
The cookie is written by touches alone: if every answer wrote it, one to a request that began
before an unlocking would bring the ended session back.
"""

from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, redirect, request, url_for
from flask import session as cookie

from app.accounts.models import UserSession
from app.kernel import clock
from app.locks.domain import is_idle
from app.locks.policy import rests
from app.web.guard import actor
from app.web.resume import carried_for_unlocking, unlock_beside
from app.web.session import SAFE

TOUCHED = "touched"
# What phones ask for by themselves; nobody's touch, and nobody's contents.
BY_ITSELF = {"static", "offline.worker", "offline.manifest", "outbox.take", "outbox.tell"}
# Served to a locked phone as to its person: the form to write on, and the way out.
AS_ITS_PERSON = {"desk.offline", "accounts.sign_out"}
# Served to a locked phone as to anybody.
AS_ANYBODY = {
    *("desk.help", "desk.privacy", "desk.accessibility", "desk.no_signal"),
    *("locks.lock", "locks.unlock", "locks.passkey", "locks.challenge"),
}


def init_app(app: Flask) -> None:
    """Stand before every view, and note each touch."""
    app.before_request(_stop)
    app.after_request(_touch)


def is_locked(row: UserSession, person: Any) -> bool:
    """Whether the session was locked, or has lain untouched as no phone of a crew should."""
    if row.locked_at is not None:
        return True
    return person is not None and rests(person) and is_idle(_touched_at(row), clock.received())


def hides(row: UserSession, person: Any) -> bool:
    """Whether this request has to do without its person."""
    return request.endpoint not in AS_ITS_PERSON and is_locked(row, person)


def locked() -> UserSession | None:
    """The locked session of this browser."""
    actor()
    row: UserSession | None = g.get("locked")
    return row


def _stop() -> Any:
    if request.endpoint is None or request.endpoint in BY_ITSELF | AS_ANYBODY:
        return None
    if locked() is None:
        return None
    if request.method in SAFE:
        wanted = request.full_path.rstrip("?")
        return redirect(url_for("locks.unlock", next=wanted if wanted != "/" else None))
    if request.headers.get("HX-Request") == "true":
        return unlock_beside()
    return carried_for_unlocking()


def _touch(response: Response) -> Response:
    is_touched = g.get("session_row") is not None and request.endpoint not in BY_ITSELF
    if is_touched and request.endpoint not in AS_ITS_PERSON and cookie:
        cookie[TOUCHED] = int(clock.received().timestamp())
    return response


def _touched_at(row: UserSession) -> datetime:
    """A session that has just begun needs no note in the cookie."""
    told = datetime.fromtimestamp(cookie.get(TOUCHED, 0), UTC)
    return max(told, row.started_at)
