"""A hundred thousand older records from the file to prepared rows, beside a bare executemany."""

import time
from dataclasses import dataclass
from pathlib import Path

from app.config import sqlite
from app.history import actions, matching, pieces, queries, work
from app.history.domain import PIECE, BatchKind
from app.history.forms import Sent
from app.kernel.db import READ_ONLY, db, uuid7
from app.kernel.scope import scope
from tests.database import Database
from tests.history.rows import HEADING, as_csv, as_xlsx, many
from tests.make import Make

ROWS = 100_000
KINDS = {"hluk": "noise", "rvacka": "brawl", "odpad": "waste", "psi": "dogs"}
WORDS = {"kind": KINDS, "place": {f"l{number:02}": "-" for number in range(7)}}
WRITERS = {"xlsx": as_xlsx, "csv": as_csv}


@dataclass(frozen=True)
class Times:
    """Seconds; `lock` is the longest time during which nobody else could write."""

    kind: str
    reading: float
    preparing: float
    lock: float
    bare: float

    @property
    def whole(self) -> float:
        return self.reading + self.preparing


def measure(folder: Path, kind: str) -> Times:
    """Read and prepare a file of this kind."""
    content = WRITERS[kind]((HEADING, *many(ROWS)))
    with Database.prepared(folder) as database:
        make = Make(database.application())
        town = make.town()
        manager = make.manager(town)
        with make.app.app_context(), scope(town.id):
            sent = Sent(f"file.{kind}", content)
            begin = time.perf_counter()
            told = {"id": uuid7(), "kind": BatchKind.RECORDS, "file": sent, "by": manager}
            key = actions.upload(**told).id
            db.session.commit()
            upload = time.perf_counter() - begin
            reading, first = _carried_out(key)
            batch = queries.get(key)
            actions.match_columns(batch, by=manager, **matching.columns(batch))
            actions.match_words(batch, by=manager, words=WORDS)
            actions.stage(batch, by=manager)
            db.session.commit()
            preparing, second = _carried_out(key)
            assert queries.get(key).ok_count == ROWS
    return Times(kind, upload + reading, preparing, max(upload, first, second), _bare(folder))


def _carried_out(key: object) -> tuple[float, float]:
    """How long all the steps took, and the longest of those that held the lock."""
    steps, begin, longest = work.steps(key), time.perf_counter(), 0.0
    pieces.take(key, by=None)
    db.session.commit()
    while True:
        db.session.connection(execution_options=READ_ONLY)
        step = next(steps, None)
        db.session.rollback()
        if step is None:
            return time.perf_counter() - begin, longest
        locked = time.perf_counter()
        step()
        db.session.commit()
        longest = max(longest, time.perf_counter() - locked)


def _bare(folder: Path) -> float:
    """The same number of rows of the same width, in transactions of the same size."""
    connection = sqlite.connect(str(folder / "bare.sqlite3"), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    names = ", ".join(f"c{number}" for number in range(8))
    connection.execute(f"CREATE TABLE row (id BLOB PRIMARY KEY, {names})")
    rows = [
        (uuid7().bytes, b"t" * 16, "2024-01-01", "2024-01-01", 3, "public_order", "noise", "", "")
        for _row in range(ROWS)
    ]
    begin = time.perf_counter()
    for first in range(0, ROWS, PIECE):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            f"INSERT INTO row VALUES ({', '.join('?' * 9)})", rows[first : first + PIECE]
        )
        connection.execute("COMMIT")
    connection.close()
    return time.perf_counter() - begin
