"""Headers and tokens that every answer carries, whatever it is about."""

from flask import Flask, Response, current_app, request
from flask_wtf import CSRFProtect

csrf = CSRFProtect()

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# Answers without anybody's data; browsers may keep them, and ask whether they have changed.
KEPT = {"static", "offline.worker", "offline.manifest"}
# A file that is opened by itself shows itself and nothing more.
FILE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def init_app(app: Flask) -> None:
    """Protect forms and set the headers."""
    csrf.init_app(app)
    app.after_request(_headers)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers["Referrer-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=(self)"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if current_app.config["HTTPS"]:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint == "accounts.sign_out":
        headers["Clear-Site-Data"] = '"cache"'  # "storage" would wipe what waits to be sent
    if request.endpoint not in KEPT:
        headers["Cache-Control"] = "no-store"
        headers["Vary"] = "HX-Request, HX-Target, Accept-Encoding, Cookie"
    return response
