"""The check after a crash sees every kind of damage; each is done here by hand."""

import shutil
from pathlib import Path

import pytest

from app.config import sqlite
from tests.crash.check import faults
from tests.crash.writers import Ledger, Submission
from tests.database import Database
from tests.make import Make

COPIED = "code || '{0}', name || '{1}', kind, is_active, is_dispute_room, search_text, version"
COLUMNS = "municipality_id, id, code, name, kind, is_active, is_dispute_room, search_text, version"


def another(code: str, name: str) -> str:
    """A copy of the first place under a fresh id."""
    return (
        f"INSERT INTO place ({COLUMNS}) SELECT municipality_id, randomblob(16), "  # noqa: S608
        f"{COPIED.format(code, name)} FROM place LIMIT 1"
    )


DAMAGE = {
    "acknowledged and lost": ["DELETE FROM place WHERE code = 'L1'"],
    "stored twice": [another("x", "")],
    "never sent": [another("x", "x")],
    "without exactly one trace": [
        "DROP TRIGGER audit_entry_no_delete",
        "DELETE FROM audit_entry WHERE entity = 'place' AND seq % 2 = 0",
    ],
    "traces of nothing": ["DELETE FROM place WHERE code = 'L2'"],
    "receipts of nothing": [
        "INSERT INTO receipt (municipality_id, id, author_id, endpoint, digest, answer, said, at) "
        "SELECT municipality_id, randomblob(16), id, '', '', '', '[]', '2026-11-23' "
        "FROM place LIMIT 1"
    ],
    "broken chains": [
        "DROP TRIGGER audit_entry_no_update",
        "UPDATE audit_entry SET use_case = 'places.retire' WHERE entity = 'place'",
    ],
    "damaged file": ["PRAGMA foreign_keys = OFF", "DELETE FROM municipality"],
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ledger]:
    """A database with acknowledged places, and the ledger that says so."""
    folder = tmp_path_factory.mktemp("original")
    database, ledger = Database(folder), Ledger()
    database.migrate()
    with database.opened() as application:
        make = Make(application)
        town = make.town()
        for number in range(4):
            sent = Submission("place", "", "", is_acknowledged=True)
            make.place(town, f"L{number}", id=sent.id, name=f"Ulice {number}")
            ledger.send(sent)
    return folder, ledger


@pytest.fixture
def written(original: tuple[Path, Ledger], tmp_path: Path) -> tuple[Path, Ledger]:
    """The same, to be damaged."""
    folder, ledger = original
    return shutil.copytree(folder, tmp_path / "copy"), ledger


def test_an_undamaged_database_has_no_faults(written: tuple[Path, Ledger]):
    folder, ledger = written
    assert faults(Database(folder), ledger) == {}


@pytest.mark.parametrize("fault", DAMAGE)
def test_the_damage_is_named(written: tuple[Path, Ledger], fault: str):
    folder, ledger = written
    damage(folder, DAMAGE[fault])
    assert fault in faults(Database(folder), ledger)


def damage(folder: Path, statements: list[str]) -> None:
    connection = sqlite.connect(str(folder / "ponocny.sqlite3"), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()
