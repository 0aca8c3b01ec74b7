"""One of two processes that raise the same number.

It says that it is ready, starts at a line of input, and ends with its successes and failures.
A weakened one says after its first reading that it has read, and writes only at the next line: so
both have read before either writes, however busy the machine is.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.exc import DBAPIError

from app import create_app
from app.kernel import db as kernel_db
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.numbers import NumberSeries, locked_series
from app.kernel.scope import EVERYWHERE, scope

PREFIX, YEAR = "U", 2026


class UnlockedSeries:
    """As `locked_series`, without the lock; the first reading waits for the other process."""

    has_met = False

    def __call__(self, prefix: str, year: int) -> NumberSeries:
        query = select(NumberSeries).where(NumberSeries.prefix == prefix, NumberSeries.year == year)
        found = db.session.scalars(query).one()
        if not self.has_met:
            self.has_met = True
            _say("read")
            sys.stdin.readline()
        return found


@action
def raise_number(series: Callable[[str, int], NumberSeries | None], *, by: None = None) -> None:
    """Read, add one, write: what two people must be able to do at once."""
    found = series(PREFIX, YEAR)
    assert found is not None
    found.last += 1


def drivers_own_transactions(engine: Any) -> None:
    """What SQLite's driver does by itself: it begins a transaction only at the first write."""

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA busy_timeout=10000")


def transactions_that_begin_by_reading(engine: Any) -> None:
    """The other usual way: a transaction from the start, but its lock only at the first write."""

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA busy_timeout=10000")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN DEFERRED")


WEAKENED = {"driver": drivers_own_transactions, "deferred": transactions_that_begin_by_reading}


def main(times: int, way: str) -> None:
    """Raise the number so many times."""
    if way in WEAKENED:
        kernel_db.install_sqlite = WEAKENED[way]
    series = locked_series if way == "locked" else UnlockedSeries()
    with create_app().app_context(), scope(EVERYWHERE):
        _say("ready")
        sys.stdin.readline()
        _say(json.dumps(_count(times, series)))


def _count(times: int, series: Callable[[str, int], NumberSeries | None]) -> dict[str, int]:
    done = failed = 0
    for _ in range(times):
        try:
            raise_number(series)
            db.session.commit()
            done += 1
        except DBAPIError:
            db.session.rollback()
            failed += 1
    return {"done": done, "failed": failed}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
