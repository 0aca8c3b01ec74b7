"""A form sent after the session has ended: its fields wait until the person has signed in."""

import json
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from flask import abort, render_template, request

from app.accounts.forms import SignInAgainForm
from app.locks.forms import UnlockForm


def sign_in_beside() -> Any:
    """For htmx: the form stays on the screen, the sign-in opens in another tab."""
    headers = {"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"}
    return render_template("errors/signed_out.html"), 401, headers


def carried_form() -> Any:
    """For a plain form: a sign-in page that carries the fields and sends them again afterwards.

    Nothing is done yet, so no token is asked; but only our own pages may hand fields over.
    """
    if not _is_from_our_page():
        abort(403)
    waiting = {"path": request.full_path.rstrip("?"), "carried": _written(_fields())}
    return render_template("accounts/sign_in_again.html", form=SignInAgainForm(data=waiting)), 401


def unlock_beside() -> Any:
    """For htmx: the form stays on the screen, the unlocking opens in another tab."""
    headers = {"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"}
    return render_template("errors/locked.html"), 401, headers


def carried_for_unlocking() -> Any:
    """For a plain form: the page of unlocking carries the fields and sends them afterwards."""
    if not _is_from_our_page():
        abort(403)
    waiting = {"path": request.full_path.rstrip("?"), "carried": _written(_fields())}
    return render_template("locks/unlock.html", form=UnlockForm(data=waiting), wanted=None), 401


def under_new_token() -> Any:
    """A form of a page from before the last sign-in: nothing is done, and nothing is lost.

    For htmx the page takes the new token over; a plain form comes back to be sent once more.
    """
    if request.headers.get("HX-Request") == "true":
        headers = {"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"}
        return render_template("errors/new_token.html"), 400, headers
    if not _is_from_our_page():
        abort(403)
    waiting = {"path": request.full_path.rstrip("?"), "fields": _fields()}
    return render_template("accounts/send_again.html", **waiting), 400


def carried_fields(text: str) -> list[tuple[str, str]]:
    """The fields that waited; a damaged text carries none."""
    try:
        return [(str(name), str(value)) for name, value in json.loads(text)]
    except (ValueError, TypeError):
        return []


def local_path(address: str | None) -> str:
    """The address when it stays on this server, otherwise the home page."""
    parts = urlsplit(address or "")
    leads_away = parts.scheme or parts.netloc or "\\" in parts.path
    return "/" if leads_away or not parts.path.startswith("/") else str(address)


def _is_from_our_page() -> bool:
    """Browsers say where a form comes from; old ones at least its origin."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def _fields() -> list[tuple[str, str]]:
    """What was being sent, without its token and without passwords."""
    pairs = request.form.items(multi=True)
    return [pair for pair in pairs if pair[0] != "csrf_token" and not pair[0].endswith("password")]


def _written(pairs: list[tuple[str, str]]) -> str:
    """The pairs as text that a form takes back: control characters are spelled out."""
    text = json.dumps(pairs, ensure_ascii=False)
    return "".join(
        f"\\u{ord(character):04x}" if unicodedata.category(character) == "Cc" else character
        for character in text
    )
