"""What one page costs: CPU in the process alone, and requests per second of the real server."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.live import LiveServer, Visitor

ROUNDS = 7
REQUESTS = 20
CONNECTIONS = 4
SECONDS = 2.0
TICKS = 100  # USER_HZ of Linux, in which /proc counts


@dataclass(frozen=True)
class Throughput:
    """The real server under a few connections that never pause."""

    per_second: float
    cpu: float


@dataclass(frozen=True)
class Page:
    """One page of one application, asked for with these cookies."""

    app: Flask
    path: str
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def environ(self) -> dict:
        """The request as a server hands it over."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return EnvironBuilder(self.path, headers={"Cookie": cookies}).get_environ()

    @property
    def size(self) -> int:
        """Bytes of the page before it is packed."""
        return len(_answer(self.app, self.environ))


def cpu(*measured: Page) -> list[float]:
    """CPU microseconds of one request without a network, the best round of each page.

    The pages take turns, so that a machine that is busy with something else slows all of them.
    """
    rounds = [[_round(page) for page in measured] for _ in range(ROUNDS)]
    return [min(times) * 1e6 for times in zip(*rounds, strict=True)]


def _round(page: Page) -> float:
    environ = page.environ
    begin = time.process_time()
    for _ in range(REQUESTS):
        _answer(page.app, environ)
    return (time.process_time() - begin) / REQUESTS


def _answer(app: Flask, environ: dict) -> bytes:
    answer, status, _headers = run_wsgi_app(app.wsgi_app, dict(environ))
    body = b"".join(answer)
    assert status.startswith("200"), f"{environ['PATH_INFO']}: {status}"
    return body


def throughput(server: LiveServer, page: Page) -> Throughput:
    """Ask for the page as fast as it is answered."""
    counts = [0] * CONNECTIONS
    stop = time.monotonic() + SECONDS
    threads = [
        threading.Thread(target=_ask, args=(server.port, page, counts, number, stop))
        for number in range(CONNECTIONS)
    ]
    begin, used = time.monotonic(), _used(server)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    requests = sum(counts)
    return Throughput(
        requests / (time.monotonic() - begin), (_used(server) - used) / requests * 1e6
    )


def _ask(port: int, page: Page, counts: list[int], number: int, stop: float) -> None:
    with Visitor(port) as visitor:
        visitor.cookies = dict(page.cookies)
        while time.monotonic() < stop:
            reply = visitor.get(page.path, **{"Accept-Encoding": "gzip, deflate, br"})
            assert reply.status == 200, f"{page.path}: {reply.status}"
            counts[number] += 1


def _used(server: LiveServer) -> float:
    """CPU seconds of the server and its workers so far."""
    return sum(_ticks(process) for process in _group(server.process.pid)) / TICKS


def _group(leader: int) -> Iterator[list[str]]:
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(fields[2]) == leader:
            yield fields


def _ticks(fields: list[str]) -> int:
    return int(fields[11]) + int(fields[12])


@contextmanager
def served(folder: Path, application: str) -> Iterator[LiveServer]:
    """A server of any application, as production runs ours."""
    server = LiveServer(folder, application)
    try:
        server.start()
        server.wait()
        yield server
    finally:
        server.kill()
