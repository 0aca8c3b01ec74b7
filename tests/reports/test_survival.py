"""Closed quarters survive a migration that rebuilds their tables, byte for byte."""

import hashlib
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from app.kernel.db import db
from app.reports.models import QuarterlyReport, ReportFile
from app.summaries import frozen
from tests.database import Database
from tests.make import Make
from tests.reports.rows import a_closed_report, a_file
from tests.summaries import samples
from tests.test_migrations import later

CONTENT = bytes(range(256)) * 40
REPORT, FILE = QuarterlyReport.__table__.c, ReportFile.__table__.c


def kept():
    """The frozen text, its fingerprint, and the bytes of the documents."""
    with db.engine.connect() as connection:
        texts = connection.execute(select(REPORT.content, REPORT.digest, REPORT.status)).all()
        files = connection.execute(select(FILE.content, FILE.digest, FILE.size)).all()
    return [tuple(row) for row in texts], [tuple(row) for row in files]


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A migrated file with one closed quarter."""
    made = Database(tmp_path)
    made.migrate()
    make = Make(made.application())
    town = make.town()
    report = a_closed_report(make, make.manager(town))
    a_file(make, report, CONTENT)
    with make.app.app_context():
        db.engine.dispose()
    return made


@pytest.mark.parametrize("table", ["quarterly_report", "report_file", "membership"])
def test_a_closed_quarter_survives_the_rebuild_of_a_table(database, tmp_path, table):
    directory = later(tmp_path)
    script = directory / "versions" / "9999_rebuild.py"
    script.write_text(script.read_text(encoding="utf-8").replace('"place"', f'"{table}"'))
    with database.opened():
        before = kept()
        upgrade(str(directory))
        after = kept()
        downgrade(str(directory), "-1")
        assert before == after == kept()
    ((text, digest, _status),), ((content, own_digest, size),) = before
    assert frozen.digest(text) == digest
    assert frozen.thawed(text) == samples.summary()
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (own_digest, size)
    assert content == CONTENT
