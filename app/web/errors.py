"""Refusals and failures as pages that help, or as a block beside the form for htmx."""

import logging
from typing import Any

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.web.guard import is_signed_in
from app.web.resume import under_new_token

log = logging.getLogger(__name__)

# What the status means to a person, and what to do next.
WORDS = {
    400: (_("The request is damaged"), _("Open the page again and repeat the step.")),
    403: (
        _("You may not do this"),
        _("If you think you should, ask your mentor or the administrator."),
    ),
    404: (_("Nothing is here"), _("The record does not exist, or not in this town.")),
    405: (_("This does not work this way"), _("Go back and use the button on the page.")),
    409: (_("It cannot be done now"), ""),
    413: (_("This is too big"), _("Shorten the text or choose a smaller file.")),
    500: (
        _("Something broke on our side"),
        _("What was saved stays saved. Try it again in a while; if it lasts, call your mentor."),
    ),
}


def init_app(app: Flask) -> None:
    """Answer every failure in Czech, with the right status."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(NoResultFound, _missing)
    app.register_error_handler(CSRFError, _stale_token)
    app.register_error_handler(OverflowError, _out_of_range)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def _refused(error: Refused) -> Any:
    return answer(409, error.message)


def _stale(_error: StaleDataError) -> Any:
    return answer(409, _("Somebody else has just changed the record. Open it again, please."))


def _missing(_error: NoResultFound) -> Any:
    return answer(404)


def _stale_token(_error: CSRFError) -> Any:
    if is_signed_in():
        return under_new_token()
    return answer(400, _("The page was open for too long. Open it again and repeat the step."))


def _out_of_range(_error: OverflowError) -> Any:
    """A day or a number in the address that no calendar and no database knows."""
    return answer(400)


def _http(error: HTTPException) -> Any:
    code = error.code or 500
    if code < 400:
        return error
    return answer(code)


def _broken(error: Exception) -> Any:
    log.exception("request failed", exc_info=error)
    return answer(500)


def answer(status: int, message: str = "") -> Any:
    """The error as a page; for htmx as a block that goes into #messages."""
    db.session.rollback()
    title, advice = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    words = {"code": status, "title": title, "message": message or advice, "retry_url": _again()}
    if request.headers.get("HX-Request") != "true":
        return render_template("errors/error.html", **words), status
    headers = {"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"}
    return render_template("errors/block.html", **words), status, headers


def _again() -> str | None:
    return request.full_path.rstrip("?") if request.method == "GET" else None
