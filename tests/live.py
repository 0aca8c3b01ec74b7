"""The real server on a folder of its own, and visitors who speak HTTP with it."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple, Self
from urllib.parse import urlencode

from app.config import ROOT
from app.serving import HOST, server_command

PATIENCE = 60
GONE = (OSError, http.client.HTTPException)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class LiveServer:
    """The production server in a process group of its own."""

    def __init__(self, folder: Path, application: str = "wsgi:app", url: str = "") -> None:
        self.folder = folder
        self.url = url
        self.application = application
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.prepare_and_start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    def prepare_and_start(self) -> None:
        """As a person does: `flask serve`, without the demo."""
        flask = str(Path(sys.executable).with_name("flask"))
        self._launch([flask, "--app", "wsgi", "serve"])
        self.wait()

    def start(self) -> None:
        """The server alone, which is quicker: the database is ready."""
        self._launch(server_command(self.port, self.application))

    def _launch(self, command: list[str]) -> None:
        settings = {
            "INSTANCE_PATH": str(self.folder),
            "DATABASE_URL": self.url,
            "PORT": str(self.port),
            "PONOCNY_DEMO": "0",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "",  # or each of many starts would compile everything
        }
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                env={**os.environ, **settings},
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Until a page is answered."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with Visitor(self.port) as visitor:
                    visitor.get("/prihlaseni")
            except GONE:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.05)
            else:
                return

    def kill(self) -> None:
        """Kill the whole group at once, as the end of electricity would; nothing is finished."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Reply(NamedTuple):
    """An answer as it came over the wire; `size` counts its headers too."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    size: int


class Visitor:
    """A browser without a screen: keeps its cookies and its connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection(HOST, port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.connection.close()

    def sign_in(self, username: str, password: str) -> Self:
        """Fill the real form in."""
        page = self.get("/prihlaseni").body.decode()
        self.token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
        reply = self.post("/prihlaseni", username=username, password=password)
        assert reply.status == 303, reply.body.decode()
        self.token = re.search(
            r'name="csrf_token"[^>]*value="([^"]+)"', self.get("/ucet").body.decode()
        )[1]
        return self

    def get(self, path: str, **headers: str) -> Reply:
        """Ask for a page or a file."""
        return self._exchange("GET", path, None, headers)

    def post(self, path: str, **fields: str) -> Reply:
        """Send a form with the token of this session."""
        body = urlencode({"csrf_token": self.token, **fields})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._exchange("POST", path, body, kind)

    def _exchange(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            self.connection.request(method, path, body, {**headers, "Cookie": cookies})
            response = self.connection.getresponse()
            content = response.read()
        except GONE:
            self.connection.close()
            raise
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        size = len(str(response.headers)) + len(content)
        return Reply(response.status, response.headers, content, size)
