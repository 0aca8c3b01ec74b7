"""Cuts the power at hundreds of points: what was called saved must be on what the disk has kept.

The writer is the real application with its own settings, under the visitors of the kill test. Every
step of its SQLite towards the disk is recorded through ctypes, inside the very library that the
application uses: apsw would bring a second copy of SQLite, and `strace` is not on every machine.
Then a disk that keeps only what was synced, and of the rest what chance leaves, is built at each
cut and opened again by the application. The controls take one setting away and must lose something.
"""

from collections.abc import Iterator
from pathlib import Path
from random import SystemRandom
from typing import Any

import pytest

from app.kernel.db import db
from tests.crash import cast
from tests.crash.check import found
from tests.crash.disk import Disk
from tests.crash.recording import FILE, Step, recorded
from tests.crash.writers import Ledger, Submission
from tests.database import Database

pytestmark = pytest.mark.crash

CHANCE = SystemRandom()
CUTS = 300
# WAL is emptied into the database about every fifty commits.
COMMITS = 150
FEWER_CUTS, FEWER_COMMITS = 60, 40
# A control ends at its first loss.
CONTROL_CUTS = 60
TELLING = {"synced", "truncated", "deleted", "made", "acknowledged"}
Found = dict[str, list[str]]


class Town:
    """A database with people, at rest before the writing begins."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = Database(folder)
        self.database.migrate()
        self.place = cast.settle(self.database)
        self.files = {FILE: self.database.file.read_bytes()}

    def recorded(self, **settings: Any) -> list[Step]:
        """What the writers made SQLite do."""
        return recorded(self.folder, self.place, **settings)

    def faults(self, steps: list[Step], cuts: int) -> Iterator[tuple[int, Found]]:
        """After how many steps the power was cut, and what was found then."""
        disk, ledger = Disk.holding(self.files), Ledger()
        ledger.send(self.place)
        wanted = cut_points(steps, cuts)
        with self.database.opened():
            for number, step in enumerate(steps):
                played(step, disk, ledger)
                if number in wanted:
                    self._put(disk.after_power_cut(CHANCE))
                    yield number, found(ledger)

    def _put(self, files: dict[str, bytes]) -> None:
        """Let the folder hold these files and no others of the database."""
        db.session.remove()
        db.engine.dispose()
        for old in self.folder.glob(f"{FILE}*"):
            old.unlink()
        for name, content in files.items():
            (self.folder / name).write_bytes(content)


def played(step: Step, disk: Disk, ledger: Ledger) -> None:
    """One step, on the disk or in the ledger."""
    what, *facts = step
    if what == "sent":
        ledger.send(Submission(facts[0], "", "", id=facts[1]))
    elif what == "acknowledged":
        acknowledged = [sent for sent in ledger.sent if sent.id == facts[1]]
        ledger.acknowledge(acknowledged[0])
    else:
        disk.play(what, *facts)


def cut_points(steps: list[Step], cuts: int) -> set[int]:
    """Anywhere, and as often just before or after a step that tells."""
    telling = [n for n, step in enumerate(steps) if step[0] in TELLING for n in (max(n - 1, 0), n)]
    points = set(CHANCE.sample(sorted(set(telling)), cuts // 2))
    others = sorted(set(range(len(steps))) - points)
    return points | set(CHANCE.sample(others, cuts - len(points)))


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """A town whose people are about to write."""
    return Town(tmp_path)


@pytest.fixture(scope="module")
def long_record(tmp_path_factory: pytest.TempPathFactory) -> tuple[Town, list[Step]]:
    """A town and enough writing for several checkpoints."""
    town = Town(tmp_path_factory.mktemp("town"))
    return town, town.recorded(commits=COMMITS)


def test_nothing_acknowledged_is_lost_at_any_power_cut(long_record: tuple[Town, list[Step]]):
    town, steps = long_record
    assert [step[:2] for step in steps].count(("synced", FILE)) > 1, "no checkpoint was recorded"
    results = list(town.faults(steps, CUTS))
    assert len(results) == CUTS
    assert [(cut, faults) for cut, faults in results if faults] == []


def test_a_checkpoint_that_is_not_synced_would_be_found(long_record: tuple[Town, list[Step]]):
    """The control: the WAL is synced and begun anew, but the database itself never is."""
    town, steps = long_record
    unsynced = [step for step in steps if step[:2] != ("synced", FILE)]
    assert any("damaged file" in faults for _cut, faults in town.faults(unsynced, CONTROL_CUTS))


def test_nothing_is_lost_with_the_journal_of_an_older_sqlite(town: Town):
    steps = town.recorded(commits=FEWER_COMMITS, is_old=True)
    assert ("made", f"{FILE}-journal") in steps
    results = list(town.faults(steps, FEWER_CUTS))
    assert [(cut, faults) for cut, faults in results if faults] == []


@pytest.mark.parametrize(
    ("pragma", "is_old", "fault"),
    [
        ("synchronous=NORMAL", False, "acknowledged and lost"),
        ("synchronous=OFF", True, "damaged file"),
    ],
    ids=["WAL", "journal"],
)
def test_with_a_weaker_setting_it_would_be(town: Town, pragma: str, is_old: bool, fault: str):
    """The control: the same writers, the same disk, one setting less."""
    steps = town.recorded(commits=FEWER_COMMITS, pragma=pragma, is_old=is_old)
    assert any(fault in faults for _cut, faults in town.faults(steps, CONTROL_CUTS))
