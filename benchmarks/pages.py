"""What one page costs: CPU in the process alone, and requests per second of the real server."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


def cpu(app: Flask, path: str, cookies: dict[str, str] | None = None) -> tuple[float, int]:
    """CPU microseconds of one request without a network, the best round; and the page's size."""
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())}
    environ = EnvironBuilder(path, headers=headers).get_environ()
    size = len(_answer(app, environ))
    rounds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for _ in range(REQUESTS):
            _answer(app, environ)
        rounds.append((time.process_time() - begin) / REQUESTS)
    return min(rounds) * 1e6, size


def _answer(app: Flask, environ: dict) -> bytes:
    answer, status, _headers = run_wsgi_app(app.wsgi_app, dict(environ))
    body = b"".join(answer)
    assert status.startswith("200"), f"{environ['PATH_INFO']}: {status}"
    return body


def throughput(server: LiveServer, path: str, cookies: dict[str, str] | None = None) -> Throughput:
    """Ask for the page as fast as it is answered."""
    counts = [0] * CONNECTIONS
    stop = time.monotonic() + SECONDS
    threads = [
        threading.Thread(target=_ask, args=(server.port, path, cookies or {}, counts, number, stop))
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


def _ask(
    port: int, path: str, cookies: dict[str, str], counts: list[int], number: int, stop: float
) -> None:
    with Visitor(port) as visitor:
        visitor.cookies = dict(cookies)
        while time.monotonic() < stop:
            reply = visitor.get(path, **{"Accept-Encoding": "gzip, deflate, br"})
            assert reply.status == 200, f"{path}: {reply.status}"
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
