"""The summary of one town's quarter among a million incidents, beside the same sums in SQL."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.accounts.models import Municipality
from app.config import sqlite
from app.incidents.models import Incident
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.kernel.scope import EVERYWHERE, scope
from app.summaries import csv, docx, pdf, queries, xlsx
from app.summaries.domain import Summary
from app.web.session import READ_ONLY
from benchmarks import million
from benchmarks.raw_summary import differences, figures
from tests.database import Database

QUARTER = Quarter.parse("2025Q4")
REPETITIONS = 11
# What matters to a reader of the settings that our own connections have.
SETTINGS = ("cache_size=-65536", "temp_store=MEMORY")
WRITERS = {"PDF": pdf.write, "DOCX": docx.write, "XLSX": xlsx.write, "CSV": csv.write}


@dataclass(frozen=True)
class Times:
    """Milliseconds of CPU, the median of several; the generation and the documents in seconds."""

    incidents: int
    generation: float
    summary: float
    raw: float
    documents: Mapping[str, float]


def measure(folder: Path) -> Times:
    """Generate, then add the quarter up both ways."""
    begin = time.monotonic()
    million.build(folder)
    generation = time.monotonic() - begin
    database = Database(folder)
    connection = sqlite.connect(str(database.file), isolation_level=None)
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    try:
        with database.opened():
            town, incidents = chosen()
            _same(connection, town)
            ours = _median(lambda: _summary(town))
            raw = _median(lambda: figures(connection, town, QUARTER))
            documents = {name: _seconds(town, write) for name, write in WRITERS.items()}
    finally:
        connection.close()
    return Times(incidents, generation, ours, raw, documents)


def chosen() -> tuple:
    """One town from the middle, and how many incidents there are in all of them."""
    with scope(EVERYWHERE):
        towns = db.session.scalars(select(Municipality.id).order_by(Municipality.id)).all()
        incidents = len(db.session.scalars(select(Incident.hour)).all())
        db.session.remove()
    return towns[len(towns) // 2], incidents


def _summary(town) -> None:
    db.session(execution_options=READ_ONLY)
    with scope(town):
        assert queries.summary(QUARTER).tables
    db.session.remove()


def _same(connection, town) -> None:
    """A measure that counts something else would say nothing."""
    with scope(town):
        found = differences(queries.summary(QUARTER), figures(connection, town, QUARTER))
    db.session.remove()
    assert not found, "\n".join(found)


def _seconds(town, write: Callable[[Summary], bytes]) -> float:
    """From the records to the bytes, by the clock on the wall."""
    begin = time.monotonic()
    db.session(execution_options=READ_ONLY)
    with scope(town):
        assert write(queries.summary(QUARTER))
    db.session.remove()
    return time.monotonic() - begin


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPETITIONS):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return statistics.median(times) * 1000
