"""Kills the real server again and again under eight writers; what was called saved must be there.

CRASH_KILLS sets how often; the ledger lives in the process of the test.
"""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash import cast
from tests.crash.check import faults
from tests.crash.writers import Ledger
from tests.database import Database, PostgresDatabase
from tests.engines import CLUSTER
from tests.live import PATIENCE, LiveServer

pytestmark = pytest.mark.crash

KILLS = int(os.environ.get("CRASH_KILLS", "40"))
CHANCE = random.SystemRandom()
POSTGRES_KILLS = 6
# Enough to see the answer-first server lose what it acknowledged.
CONTROL_KILLS = 3


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[Database]:
    """An empty database in the tests' cluster."""
    if CLUSTER not in os.environ:
        pytest.skip("runs with --postgres")
    with PostgresDatabase.created(tmp_path, os.environ[CLUSTER]) as database:
        yield database


def crash(database: Database, kills: int, application: str = "wsgi:app") -> Ledger:
    """Let the writers write, kill the server `kills` times, and let them finish."""
    ledger, settings = Ledger(), database.settings
    with LiveServer(settings["instance_path"], url=settings["database_url"]) as server:
        writers = cast.writers(server.port, ledger, cast.settle(database))
        server.application = application
        for writer in writers:
            writer.start()
        kill_and_start(server, kills, ledger)
        wait_for_progress(ledger)
        for writer in writers:
            writer.done.set()
        for writer in writers:
            writer.join(PATIENCE)
    return ledger


def kill_and_start(server: LiveServer, kills: int, ledger: Ledger) -> None:
    """Let each server live only for a moment after its first acknowledgement."""
    for _ in range(kills):
        wait_for_progress(ledger)
        time.sleep(CHANCE.uniform(0.02, 0.3))
        server.kill()
        server.start()


def wait_for_progress(ledger: Ledger) -> None:
    """Until the server has acknowledged something more."""
    before, deadline = len(ledger.acknowledged), time.monotonic() + PATIENCE
    while len(ledger.acknowledged) == before:
        assert time.monotonic() < deadline, "the server does not answer any more"
        time.sleep(0.02)


def test_what_was_acknowledged_survives_every_kill(tmp_path: Path):
    assert_nothing_is_lost(Database(tmp_path), KILLS)


@pytest.mark.postgres
def test_what_was_acknowledged_survives_on_postgresql_too(postgres: Database):
    assert_nothing_is_lost(postgres, POSTGRES_KILLS)


def assert_nothing_is_lost(database: Database, kills: int) -> None:
    """Nothing lost, nothing twice, nothing without its trace, and all was accepted in the end."""
    ledger = crash(database, kills)
    assert faults(database, ledger) == {}
    assert ledger.oddities == []
    assert ledger.acknowledged == ledger.sent


def test_a_server_that_answers_before_it_commits_would_be_caught(tmp_path: Path):
    """The control: the same writers, the same kills, the commit a moment after the answer."""
    database = Database(tmp_path)
    ledger = crash(database, CONTROL_KILLS, "tests.crash.late_commit:app")
    assert "acknowledged and lost" in faults(database, ledger)
