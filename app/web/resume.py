"""A form sent after the session has ended: its fields wait until the person has signed in."""

from typing import Any

from flask import abort, render_template, request

UNTOLD = {"csrf_token"}


def sign_in_beside() -> Any:
    """For htmx: the form stays on the screen, the sign-in opens in another tab."""
    headers = {"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"}
    return render_template("errors/signed_out.html"), 401, headers


def carried_form() -> Any:
    """For a plain form: a sign-in page that carries the fields and sends them again afterwards.

    Nothing is done yet, so no token is asked; but only our own pages may hand fields over.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        abort(403)
    return render_template("accounts/sign_in_again.html", path=request.path, fields=fields()), 401


def fields() -> list[tuple[str, str]]:
    """What was being sent, without its token."""
    return [pair for pair in request.form.items(multi=True) if pair[0] not in UNTOLD]
