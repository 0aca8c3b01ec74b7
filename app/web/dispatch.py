"""A form that comes otherwise than from its page is handed to its own view, under its author.

The view, its guard, its form and its action are those of an ordinary POST; only the request that
they see is made here. This is the one place that knows how Flask keeps a request.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from flask import Response, current_app, g, make_response, request
from flask.ctx import RequestContext
from flask.testing import EnvironBuilder
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import NoResultFound, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from app.accounts.models import Membership
from app.codelists.domain import arrangements
from app.kernel import codes, scope
from app.kernel.errors import Refused

log = logging.getLogger(__name__)
CSRF_HEADER = "HTTP_X_CSRFTOKEN"
Files = Mapping[str, tuple[bytes, str]]


@dataclass(frozen=True)
class Target:
    """The view to which an address leads, with what the address says."""

    endpoint: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What the view has answered, what its form found wrong and which record it made."""

    status: int
    faults: list[str] = field(default_factory=list)
    made: Any = None
    response: Response | None = None

    @property
    def is_stored(self) -> bool:
        """A form that was taken leads on to another page; everything else shows itself again."""
        return 300 <= self.status < 400 and not self.faults


def target_of(path: str) -> Target | None:
    """Where a POST to this path leads, or None."""
    try:
        # Without a request there would be no adapter; here there is one.
        endpoint, values = current_app.create_url_adapter(request).match(  # type: ignore[union-attr]
            path.partition("?")[0], method="POST"
        )
    except HTTPException:
        return None
    return Target(endpoint, values)


def hand_in(
    path: str,
    fields: list[tuple[str, str]],
    *,
    author: Membership,
    files: Files | None = None,
    session: Any = None,
) -> Outcome:
    """Answer a form as if its author had sent it just now; errors of ours count as answers too.

    With `session` the answer may be shown in that browser; otherwise nobody sees it.
    """
    target = target_of(path)
    if target is None:
        return Outcome(405)
    with _request(path, fields, files=files or {}, author=author, session=session):
        return _answered(current_app.view_functions[target.endpoint], target.values)


def _answered(view: Any, values: Mapping[str, Any]) -> Outcome:
    try:
        response = make_response(view(**values))
    except OperationalError:  # the database is busy or gone: the phone tries again later
        raise
    except Exception as error:
        return _failed(error)
    form = g.get("submitted")
    faults, made = (form.named_faults, form.made) if form else ([], None)
    return Outcome(response.status_code, faults, made, response)


def _failed(error: Exception) -> Outcome:
    """The status that `web/errors.py` would answer with; what broke is ours to find in the log."""
    if isinstance(error, Refused):
        return Outcome(409, [error.message])
    if isinstance(error, HTTPException):
        return Outcome(error.code or 500)
    if isinstance(error, NoResultFound | StaleDataError):
        return Outcome(404 if isinstance(error, NoResultFound) else 409)
    log.error("a form that came late could not be stored", exc_info=error)
    return Outcome(500)


@contextmanager
def _request(
    path: str, fields: list[tuple[str, str]], *, files: Files, author: Membership, session: Any
) -> Iterator[None]:
    """A request of its own within this one: the same database session, another person."""
    kept, here = dict(vars(_globals())), author.municipality_id
    context = _context(path, fields, files, session)
    vars(_globals()).clear()
    try:
        with context:
            _be(author)
            request.environ[CSRF_HEADER] = generate_csrf()
            yield
    finally:
        context.request.close()
        context.request.environ["wsgi.input"].close()
        vars(_globals()).clear()
        vars(_globals()).update(kept)
        scope.enter(here)  # the inner request has left it at its end


def _context(
    path: str, fields: list[tuple[str, str]], files: Files, session: Any
) -> RequestContext:
    data: MultiDict[str, Any] = MultiDict(fields)
    for name, (content, kind) in files.items():
        data.add(name, (BytesIO(content), name, kind))
    # Typing takes Flask's proxy for the application itself.
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    builder = EnvironBuilder(
        app, path, base_url=request.host_url, method="POST", data=data, headers=_headers()
    )
    try:
        context = RequestContext(app, builder.get_environ(), session=session)
    finally:
        builder.close()
    return context


def _headers() -> dict[str, str]:
    """Over HTTPS the token is believed only together with the page it comes from."""
    return {"Referer": request.host_url, "User-Agent": request.user_agent.string}


def _be(author: Membership) -> None:
    scope.enter(author.municipality_id)
    codes.enter(arrangements(author.municipality.codelists))
    g.actor, g.session_row, g.towns = author, None, 1
    g._login_user = author.user or AnonymousUserMixin()


def _globals() -> Any:
    return g._get_current_object()
