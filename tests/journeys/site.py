"""The application on a port of its own, answering browsers from threads of this process."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from app.kernel import clock
from app.web import static_files
from tests.conftest import NOW

HOST = "127.0.0.1"
PATIENCE = 10
VENDOR = Path(__file__).parent.parent / "vendor"
# What judges a page is fetched by the page itself: browsers keep it, and send less about.
AXE = "/axe-4.14.1.min.js"
SCRIPT = [("Content-Type", "text/javascript"), ("Cache-Control", "max-age=604800, immutable")]


class Quiet(WSGIRequestHandler):
    """Keeps the access log out of the report."""

    def log(self, *_words: Any) -> None:
        """Nothing: the tests say what went wrong."""


class Site:
    """A server whose clock starts at the tests' Monday afternoon and goes on from there."""

    def __init__(self, app: Flask) -> None:
        self.app, self.wsgi = app, _as_served(app)
        self.axe = (VENDOR / AXE[1:]).read_bytes()
        self.server = make_server(HOST, 0, self._answer, threaded=True, request_handler=Quiet)
        self.url = f"http://{HOST}:{self.server.server_port}"
        self.busy = 0
        self.lock = threading.Lock()
        self.set_clock()

    def set_clock(self, moment: datetime = NOW) -> None:
        """Let it be this moment."""
        self.begin, self.started = moment, time.monotonic()

    def later(self, **gap: float) -> None:
        """Let so much time pass: `later(hours=6)`."""
        self.begin += timedelta(**gap)

    def now(self) -> datetime:
        """What the clock of the server says."""
        return self.begin + timedelta(seconds=time.monotonic() - self.started)

    @contextmanager
    def running(self) -> Iterator["Site"]:
        """Serve until the block ends."""
        thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        thread.start()
        yield self
        self.server.shutdown()
        self.server.server_close()
        thread.join()

    def rest(self) -> None:
        """Wait until nothing is being answered: the database is going to be replaced."""
        deadline = time.monotonic() + PATIENCE
        while self.busy and time.monotonic() < deadline:
            time.sleep(0.01)

    def _answer(self, environ: Any, start_response: Any) -> Any:
        with self.lock:
            self.busy += 1
        try:
            with clock.frozen(self.now()):
                return _whole(self._answering(environ["PATH_INFO"])(environ, start_response))
        finally:
            with self.lock:
                self.busy -= 1

    def _answering(self, path: str) -> Any:
        return self._axe if path == AXE else self.wsgi

    def _axe(self, _environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", SCRIPT)
        return [self.axe]


def _as_served(app: Flask) -> Any:
    """The application with its files before it as in production: browsers keep them."""
    static_files.prepare(app)
    bare = app.wsgi_app
    static_files.serve_from(app)
    served, app.wsgi_app = app.wsgi_app, bare  # type: ignore[method-assign]
    return served


def _whole(body: Any) -> list[bytes]:
    """Read and close it: werkzeug leaves a file open when the browser goes away meanwhile."""
    try:
        return [b"".join(body)]
    finally:
        getattr(body, "close", lambda: None)()
