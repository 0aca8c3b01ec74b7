"""What makes a phone keep the application: its service worker and its manifest."""

import hashlib
import json
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, request

from app.kernel.i18n import _
from app.web.guard import allow, anyone
from app.web.templating import asset

bp = Blueprint("offline", __name__)
WORKER = Path(__file__).parent.parent / "static" / "sw.js"
# All that the pages in the field ask for; a file that is missing here keeps the shell from opening.
FILES = (
    *("app.css", "app.js", "outbox.js", "field.js", "phone.js", "lock.js", "photo.js", "photo.css"),
    "vendor/htmx-4.0.1.min.js",
    *("img/icons.svg", "img/icon.svg", "img/icon-192.png"),
)


@bp.get("/sw.js")
@allow(anyone)
def worker() -> Response:
    """The service worker of this version; at the root, so that it may answer for every page."""
    return _file(_script(), "text/javascript")


@bp.get("/manifest.webmanifest")
@allow(anyone)
def manifest() -> Response:
    """How the application looks among the others on the phone."""
    return _file(json.dumps(_description(), ensure_ascii=False), "application/manifest+json")


@cache
def _script() -> str:
    """The script under the addresses of the files it keeps; they change with what is in them."""
    script = WORKER.read_text(encoding="utf-8")
    files = [asset(name) for name in FILES]
    version = hashlib.sha256("\n".join([script, *files]).encode()).hexdigest()[:10]
    known = {"version": version, "files": files, "outbox": asset("outbox.js")}
    return f"const PHONE = {json.dumps(known)};\n{script}"


def _description() -> dict[str, object]:
    return {
        "id": "/",
        "name": "Ponocný",
        "short_name": "Ponocný",
        "description": _(
            "Ponocný is the duty book of crime-prevention assistants. It keeps places, times and "
            "kinds of situations, not people. It follows nobody and rates nobody."
        ),
        "lang": "cs",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f6f6",
        "theme_color": "#1e4068",
        "icons": [
            _icon("img/icon-192.png", "192x192", "any"),
            _icon("img/icon-512.png", "512x512", "any"),
            _icon("img/icon-512.png", "512x512", "maskable"),  # the shield stays in the safe circle
        ],
    }


def _icon(name: str, sizes: str, purpose: str) -> dict[str, str]:
    return {"src": asset(name), "sizes": sizes, "type": "image/png", "purpose": purpose}


def _file(text: str, mimetype: str) -> Response:
    """Asked for with every visit, sent only when it has changed."""
    answer = Response(text, mimetype=mimetype)
    answer.cache_control.no_cache = True
    answer.add_etag()
    answer.make_conditional(request)
    return answer
