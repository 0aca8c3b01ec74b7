"""One request, one transaction: GET only reads, success commits, all else rolls back."""

from flask import Flask, Response, g, request

from app.kernel import codes, scope
from app.kernel.db import READ_ONLY, db

SAFE = {"GET", "HEAD", "OPTIONS"}


def init_app(app: Flask) -> None:
    """Open and close each request; must be the first to hook into it."""
    app.before_request(_open)
    app.after_request(_close)
    app.teardown_request(_leave)


def keep_despite_error() -> None:
    """Commit although the answer is an error: a failed sign-in has to be counted."""
    g.keep = True


def discard() -> None:
    """Take back what a refused action has half done."""
    db.session.rollback()


def _open() -> None:
    _forget_town()
    if request.method in SAFE:
        db.session(execution_options=READ_ONLY)


def _close(response: Response) -> Response:
    if request.method in SAFE:
        return response
    if response.status_code < 400 or g.pop("keep", False):
        db.session.commit()
    else:
        db.session.rollback()
    return response


def _leave(_error: BaseException | None) -> None:
    _forget_town()


def _forget_town() -> None:
    """A worker answers one town after another."""
    scope.enter(None)
    codes.enter(codes.NOTHING)
