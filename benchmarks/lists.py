"""A hundred thousand incidents as a spreadsheet, beside a bare loop over the same rows.

Each way runs in a process of its own, because memory once taken is not given back. The process
tells how much more it has taken at its highest point than before it began.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import event, select
from xlsxwriter import Workbook

from app import lists
from app.accounts.domain import Role
from app.accounts.models import Membership
from app.config import ROOT, sqlite
from app.exports import actions as prepared
from app.exports import queries as exports
from app.incidents import actions, listing
from app.kernel.db import db
from app.kernel.scope import EVERYWHERE, scope
from benchmarks import million, rows
from tests.database import Database
from tests.make import Make

ROWS = 100_000
SMALL_CACHE = "PRAGMA cache_size=-2000"
# The day until which an eighth of the incidents has happened.
EIGHTH = (date.fromisoformat(rows.FIRST) + timedelta(days=rows.DAYS // 8 - 1)).isoformat()
AGES = ("0_5", "6_12", "13_14", "15_17", "adult", "senior", "total")
SAID = (
    "i.number, i.day, i.occurred_at, p.code, p.name, i.category, i.subcategory, i.seriousness, "
    "i.source, (SELECT group_concat(a.action) FROM incident_action a WHERE a.incident_id = i.id "
    "AND a.municipality_id = i.municipality_id), (SELECT group_concat(a.recipient) FROM "
    "incident_action a WHERE a.incident_id = i.id AND a.municipality_id = i.municipality_id), "
    f"i.result, {', '.join(f'i.people_{age}' for age in AGES)}, i.pieces, i.is_repeated, i.status, "
    "i.mp_event_no"
)
RAW = (
    f"SELECT {SAID} FROM incident i JOIN place p ON p.id = i.place_id "
    "AND p.municipality_id = i.municipality_id WHERE i.day <= ? ORDER BY i.occurred_at, i.id"
)


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and megabytes beside what the process had before."""

    seconds: float
    memory: float
    size: int


def build(folder: Path, rows: int) -> None:
    """A town with so many incidents and a manager."""
    million.build(folder, towns=1, incidents=rows)
    with Database(folder).opened() as application, scope(EVERYWHERE):
        town = db.session.scalars(select(Membership.municipality_id).limit(1)).one()
        db.session.remove()
        Make(application).manager(_Town(town))


@dataclass(frozen=True)
class _Town:
    id: object


def cost(folder: Path, way: str, until: str = "2099-12-31") -> Cost:
    """What one way costs, in a process of its own; only what happened until then is written."""
    command = [sys.executable, "-m", "benchmarks.lists", str(folder), way, until]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    return Cost(**json.loads(told.splitlines()[-1]))


def ours(_folder: Path, until: str) -> int:
    """Asked for, written by the watcher, sealed; nothing else is due."""
    with scope(_manager().municipality_id):
        manager = _manager()
        rows = listing.whole_count(manager, until=date.fromisoformat(until))
        file = actions.prepare({"until": until}, rows, by=manager).id
        db.session.commit()
    lists.run_due()
    with scope(_manager().municipality_id):
        size = exports.get(file).size
        prepared.discard(exports.get(file), by=None)  # only so many are kept for one person
        db.session.commit()
        return size


def bare(folder: Path, until: str) -> int:
    """As one would write it by hand."""
    connection = sqlite.connect(str(folder / "ponocny.sqlite3"))
    target = folder / "bare.xlsx"
    options = {"constant_memory": True, "strings_to_formulas": False, "tmpdir": str(folder)}
    with Workbook(str(target), options) as book:
        sheet = book.add_worksheet()
        for row, values in enumerate(connection.execute(RAW, (until,))):
            sheet.write_row(row, 0, values)
    connection.close()
    return target.stat().st_size


def at_once(_folder: Path, until: str) -> int:
    """Everything loaded and kept in memory: the control, which must not be flat."""
    with scope(_manager().municipality_id):
        wanted = {"until": date.fromisoformat(until)}
        found = listing.exported(_manager(), most=10 * ROWS, after=None, **wanted)
        return sum(len(each.number) for each in found)


WAYS: dict[str, Callable[[Path, str], int]] = {"ours": ours, "bare": bare, "at_once": at_once}


def _manager() -> Membership:
    with scope(EVERYWHERE):
        everybody = db.session.scalars(select(Membership)).all()
        return next(person for person in everybody if person.has(Role.MANAGER))


def _peak() -> float:
    """The most the process has had since it was reset; `ru_maxrss` begins with its parent's."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1000


def main() -> None:
    """Go one way and say what it took."""
    folder, way, until = Path(sys.argv[1]), *sys.argv[2:4]
    with Database(folder).opened():
        # SQLite's own cache has an end, but not before a hundred thousand rows: as small as a bare
        # connection has it, so that what is measured is ours.
        event.listen(db.engine, "connect", lambda raw, _record: raw.execute(SMALL_CACHE))
        _manager()
        db.session.remove()
        Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")
        before, begin = _peak(), time.perf_counter()
        size = WAYS[way](folder, until)
        told = {"seconds": time.perf_counter() - begin, "memory": _peak() - before, "size": size}
    sys.stdout.write(f"{json.dumps(told)}\n")


if __name__ == "__main__":
    main()
