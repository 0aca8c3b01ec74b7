"""Two processes that change the same number at the same time lose no change, on either engine."""

import json
import os
import subprocess
import sys
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import select

from app.config import ROOT
from app.kernel.numbers import NumberSeries
from tests.kernel.counting import PREFIX, YEAR
from tests.make import Make

TIMES = 150
IMPORT = "from tests.kernel import counting"


class Count(NamedTuple):
    """What two processes say they have done, and what is stored."""

    done: int
    failed: int
    stored: int


def count(app: Flask, make: Make, stored: Any, way: str) -> Count:
    town = make.town()
    make.saved(NumberSeries(municipality_id=town.id, prefix=PREFIX, year=YEAR, last=0))
    pair = [start(app, way) for _ in range(2)]
    all_say(pair, "ready")
    if way != "locked":
        all_say(pair, "read")
    told = [json.loads(process.communicate(timeout=120)[0]) for process in pair]
    last = stored(select(NumberSeries))[0].last
    return Count(sum(t["done"] for t in told), sum(t["failed"] for t in told), last)


def all_say(pair: list[subprocess.Popen[str]], word: str) -> None:
    """Wait until both have come as far as this, then let them go on."""
    for process in pair:
        assert process.stdout.readline() == f"{word}\n"
    for process in pair:
        process.stdin.write("go\n")
        process.stdin.flush()


def start(app: Flask, way: str) -> subprocess.Popen[str]:
    settings = {"INSTANCE_PATH": app.instance_path, "PYTHONPATH": str(ROOT)}
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"from tests.kernel import counting; counting.main({TIMES}, '{way}')",
        ],
        env={**os.environ, **settings, "DATABASE_URL": url},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_no_change_is_lost_and_nobody_is_turned_away(app, make, stored):
    assert count(app, make, stored, "locked") == Count(2 * TIMES, 0, 2 * TIMES)


def test_the_drivers_own_transactions_would_lose_changes(app, make, stored, engine):
    """The control on SQLite: reads before the lock, both on the same number."""
    if engine == "sqlite":
        found = count(app, make, stored, "driver")
        assert found.stored < found.done


def test_transactions_that_begin_by_reading_would_turn_people_away(app, make, stored, engine):
    """The second control on SQLite: "database is locked", however long it waits."""
    if engine == "sqlite":
        assert count(app, make, stored, "deferred").failed > 0


def test_without_the_lock_of_the_row_changes_would_be_lost(app, make, stored, engine):
    """The control on PostgreSQL."""
    if engine == "postgres":
        found = count(app, make, stored, "unlocked")
        assert found.stored < found.done
