"""The real application written to by real visitors, and all that reached the disk meanwhile."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.serving import WSGIRequestHandler, make_server

from app.config import sqlite
from app.kernel.db import db
from tests.crash import cast
from tests.crash.sqlite_vfs import Recorder
from tests.crash.writers import Ledger, Submission, Writer
from tests.database import Database
from tests.live import PATIENCE, free_port

FILE = "ponocny.sqlite3"
HOST = "127.0.0.1"
# SQLite before the repair of its WAL; the application then keeps the other journal.
OLD_SQLITE = (3, 40, 1)
Step = tuple[Any, ...]


class Quiet(WSGIRequestHandler):
    """Keeps the access log out of the report."""

    def log(self, *_words: Any) -> None:
        """Nothing: the check says what went wrong."""


class RecordedLedger(Ledger):
    """A ledger whose lines stand between the steps of the disk, in one order."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self.recorder = recorder

    def send(self, submission: Submission) -> None:
        """Before it leaves."""
        super().send(submission)
        self._note("sent", submission)

    def acknowledge(self, submission: Submission) -> None:
        """After the answer has come."""
        super().acknowledge(submission)
        self._note("acknowledged", submission)

    def _note(self, what: str, submission: Submission) -> None:
        with self.recorder.lock:
            self.recorder.report(what, submission.entity, submission.id)


def recorded(folder: Path, place: Submission, **settings: Any) -> list[Step]:
    """What happened, step by step; recorded in a process of its own, whose SQLite is changed."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_record, folder, place, **settings).result()


def _record(
    folder: Path, place: Submission, *, commits: int, pragma: str = "", is_old: bool = False
) -> list[Step]:
    if is_old:
        sqlite.sqlite_version_info = OLD_SQLITE
    steps: list[Step] = []
    recorder = Recorder(lambda *step: steps.append(step))
    ledger, port = RecordedLedger(recorder), free_port()
    with Database(folder).opened() as application:
        if pragma:
            _weaken(pragma)
        with _served(application, port):
            writers = cast.writers(port, ledger, place)
            for writer in writers:
                writer.start()
            _wait(ledger, commits // 2)
        db.engine.dispose()  # the server ends and begins anew; its last connection tidies up
        with _served(application, port):
            _wait(ledger, commits)
            _stop(writers)
    assert ledger.oddities == []
    return steps


def _weaken(pragma: str) -> None:
    """Replace one of the application's settings, for the controls."""

    @event.listens_for(db.engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def _served(application: Flask, port: int) -> Iterator[None]:
    server = make_server(HOST, port, application, threaded=True, request_handler=Quiet)
    server.daemon_threads = False  # so that the end waits for those that are being answered
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield
    server.shutdown()
    server.server_close()
    thread.join()


def _wait(ledger: Ledger, commits: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while len(ledger.acknowledged) < commits:
        assert time.monotonic() < deadline, "the writers do not get on"
        time.sleep(0.02)


def _stop(writers: list[Writer]) -> None:
    for writer in writers:
        writer.done.set()
    for writer in writers:
        writer.join(PATIENCE)
