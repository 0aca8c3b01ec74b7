"""A stand-in with a service worker: two versions of it, and pages of people with names in them."""

import time
from typing import Any

from flask import Flask, Response, request, send_from_directory

from app.web import offline
from app.web.templating import STATIC
from tests.journeys.outbox.stand_in import StandIn

NAME = "Alena Dvořáková"
REGISTER = """
addEventListener("load", () => navigator.serviceWorker.register("/sw.js"));
"""


class WorkerSite(StandIn):
    """`version` renews the worker, `delay` slows the server, `asked` tells who asked for what."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.real = app
        self.version, self.delay, self.shell = "first", 0.0, "Zapište, co se stalo"
        self.fault = ("", "")
        self.asked: list[tuple[str, bool]] = []
        self.app.before_request(self._note)
        self.app.get("/sw.js")(self.worker)
        self.app.get("/register.js")(self.register)
        self.app.get("/static/<path:name>")(self.file)
        for address in ("/", "/smena", "/smena/vzkaz", "/udalosti"):
            self.app.get(address, endpoint=address)(self.page)
        self.app.get("/smena/offline")(self.offline)
        self.app.get("/bez-signalu")(self.no_signal)

    def worker(self) -> Response:
        """The script as the application serves it; another version has another file."""
        with self.real.test_request_context():
            script = offline._script()
        right, wrong = self.fault
        assert right in script
        return Response(
            script.replace('"version": "', f'"version": "{self.version}-').replace(right, wrong),
            mimetype="text/javascript",
            headers={"Cache-Control": "no-cache"},
        )

    def register(self) -> Response:
        """The page's part of the service worker."""
        return Response(REGISTER, mimetype="text/javascript")

    def file(self, name: str) -> Response:
        """A static file of the application."""
        return send_from_directory(STATIC, name)

    def no_signal(self) -> str:
        """The page that says so."""
        return self._html("Bez signálu")

    def page(self) -> str:
        """A page of somebody who is signed in."""
        time.sleep(self.delay)
        return self._html(f"Směna, {NAME}")

    def offline(self) -> Any:
        """The shell; only somebody signed in gets it."""
        if "session" not in request.cookies:
            return "", 302, {"Location": "/prihlaseni"}
        return self._html(self.shell)

    def _html(self, heading: str) -> str:
        with self.real.test_request_context():
            style = offline.asset("app.css")
        return (
            f'<!doctype html><html lang="cs"><title>Ponocný</title><link rel="stylesheet" '
            f'href="{style}"><script src="/outbox.js"></script><script src="/register.js"></script>'
            f"<h1>{heading}</h1>"
        )

    def _note(self) -> None:
        self.asked.append((request.path, "session" in request.cookies))
