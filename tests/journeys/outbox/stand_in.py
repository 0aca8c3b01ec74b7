"""A stand-in for the server: the phone's files under the application's headers, and a post box."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from werkzeug.serving import make_server

from app.web.security import POLICY
from tests.journeys.outbox.faults import FAULTS, SOURCE
from tests.journeys.site import HOST, Quiet

MODEL = Path(__file__).parent / "model"
PARTS = ("world", "network", "seals", "history", "run")
# The outbox of a phone that has not been renewed since the version before.
OLD = SOURCE.replace("const VERSION = 2;", "const VERSION = 1;").replace(
    "self.Outbox =", "self.OldOutbox ="
)
SOURCES = {"": SOURCE, "old": OLD, **{fault.name: fault.source for fault in FAULTS}}


class StandIn:
    """Pages without contents, and `received`: what came to the post box."""

    def __init__(self) -> None:
        self.app = Flask(__name__, static_folder=None)
        self.received: list[dict[str, Any]] = []
        self.answer: Callable[[], Any] = lambda: {"state": "stored", "shift": None}
        self.app.get("/histories")(self.histories)
        self.app.get("/phone")(self.phone)
        self.app.get("/outbox.js")(self.outbox)
        self.app.get("/model/<name>")(self.model)
        self.app.get("/favicon.ico")(lambda: ("", 204))
        self.app.post("/odeslani")(self.take)
        self.app.after_request(_protect)

    def histories(self) -> str:
        """The page in which histories are played, with one fault planted or none."""
        outboxes = [f"/outbox.js?fault={request.args.get('fault', '')}", "/outbox.js?fault=old"]
        return _page(*outboxes, *(f"/model/{part}.js" for part in PARTS))

    def phone(self) -> str:
        """A page with the outbox as it is."""
        return _page("/outbox.js")

    def outbox(self) -> Response:
        """The outbox, perhaps with a fault."""
        return _script(SOURCES[request.args.get("fault", "")])

    def model(self, name: str) -> Response:
        """A part of the model."""
        return _script((MODEL / name).read_text(encoding="utf-8"))

    def take(self) -> Any:
        """What a phone has sent."""
        envelope = request.files["envelope"].read()
        told = {**request.form.to_dict(), "envelope": envelope, "sender": request.referrer}
        self.received.append(told)
        return self.answer()

    @contextmanager
    def serving(self) -> Iterator["StandIn"]:
        """Answer at `url` until the block ends."""
        server = make_server(HOST, 0, self.app, threaded=True, request_handler=Quiet)
        self.url = f"http://{HOST}:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield self
        server.shutdown()
        server.server_close()
        thread.join()


def _page(*scripts: str) -> str:
    tags = "".join(f'<script src="{address}"></script>' for address in scripts)
    return f'<!doctype html><html lang="cs"><title>Telefon</title>{tags}'


def _script(text: str) -> Response:
    return Response(text, mimetype="text/javascript")


def _protect(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    return response
