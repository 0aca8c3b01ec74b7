"""Kills the real server again and again under eight writers; what was called saved must be there.

CRASH_KILLS sets how often; the ledger lives in the process of the test.
"""

import os
import random
import time
from pathlib import Path

import pytest

from app.accounts.models import User
from app.kernel import passwords
from app.kernel.db import uuid7
from tests.crash.check import faults
from tests.crash.writers import PASSWORD, Ledger, Writer
from tests.database import Database
from tests.live import PATIENCE, LiveServer
from tests.make import Make

pytestmark = pytest.mark.crash

KILLS = int(os.environ.get("CRASH_KILLS", "40"))
WRITERS = 8
CHANCE = random.SystemRandom()
# Enough to see the answer-first server lose what it acknowledged.
CONTROL_KILLS = 3


def managers(folder: Path) -> list[str]:
    """Sign-in names of people who may add places."""
    with Database(folder).opened() as application:
        make = Make(application)
        kept, town = passwords.hashed(PASSWORD), make.town()
        names = [f"pisar{number}" for number in range(WRITERS)]
        for name in names:
            make.manager(town, user=User(id=uuid7(), username=name, password_hash=kept))
    return names


def crash(folder: Path, kills: int, application: str = "wsgi:app") -> Ledger:
    """Let the writers write, kill the server `kills` times, and let them finish."""
    ledger = Ledger()
    with LiveServer(folder) as server:
        writers = [Writer(server.port, name, ledger) for name in managers(folder)]
        server.application = application
        for writer in writers:
            writer.start()
        for _ in range(kills):
            wait_for_progress(ledger)
            time.sleep(CHANCE.uniform(0.02, 0.6))
            server.kill()
            server.start()
        wait_for_progress(ledger)
        for writer in writers:
            writer.done.set()
        for writer in writers:
            writer.join(PATIENCE)
    return ledger


def wait_for_progress(ledger: Ledger) -> None:
    """Until the server has acknowledged something more."""
    before, deadline = len(ledger.acknowledged), time.monotonic() + PATIENCE
    while len(ledger.acknowledged) == before:
        assert time.monotonic() < deadline, "the server does not answer any more"
        time.sleep(0.02)


def test_what_was_acknowledged_survives_every_kill(tmp_path):
    ledger = crash(tmp_path, KILLS)
    assert faults(tmp_path, ledger) == {}
    assert ledger.oddities == []
    assert ledger.acknowledged == ledger.sent


def test_a_server_that_answers_before_it_commits_would_be_caught(tmp_path):
    """The control: the same writers, the same kills, the commit a moment after the answer."""
    ledger = crash(tmp_path, CONTROL_KILLS, "tests.crash.late_commit:app")
    assert "acknowledged and lost" in faults(tmp_path, ledger)
