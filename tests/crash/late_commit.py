"""A weakened server for the control: it answers first and commits a moment later."""

from threading import Timer

from flask import Response, request

from app import create_app
from app.kernel.db import db
from app.web import session

DELAY = 0.1
app = create_app()


def _answer_first(response: Response) -> Response:
    if request.method in session.SAFE or response.status_code >= 400:
        return session._close(response)
    unfinished = db.session()
    db.session.registry.clear()  # the end of the request no longer knows of it
    Timer(DELAY, unfinished.commit).start()
    return response


hooks = app.after_request_funcs[None]
hooks[hooks.index(session._close)] = _answer_first
