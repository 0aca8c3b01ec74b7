"""What the summary is measured against tells the same figures; otherwise it would be no measure."""

from dataclasses import replace

import pytest

from app.config import sqlite
from app.kernel.db import db
from app.kernel.scope import scope
from app.summaries import queries
from benchmarks import million
from benchmarks.quarter import QUARTER, chosen
from benchmarks.raw_summary import differences, figures
from tests.database import Database

# The statements use what SQLite learnt in 3.46.
pytestmark = pytest.mark.skipif(sqlite.sqlite_version_info < (3, 46), reason="an older SQLite")
TABLES = {"T0", "T1", "T2", "T3", "T4", "T5", "T7", "T8", "T9", "T10", "T15", "T16"}


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The summary of a town that has something of everything, and the figures by hand."""
    folder = tmp_path_factory.mktemp("measured")
    million.build(folder, towns=2, incidents=9_000)
    database = Database(folder)
    connection = sqlite.connect(str(database.file), isolation_level=None)
    with database.opened():
        town, _incidents = chosen()
        with scope(town):
            ours = queries.summary(QUARTER)
        db.session.remove()
        told = figures(connection, town, QUARTER)
    connection.close()
    return ours, told


def test_figures_by_hand_are_those_of_the_summary(both):
    assert differences(*both) == []


def test_every_table_is_told_by_hand(both):
    _ours, told = both
    assert {name.partition(".")[0] for name, row in told.items() if any(row.values())} >= TABLES


def test_a_figure_that_differs_would_be_found(both):
    ours, told = both
    changed = told | {"T5.results.left": {"total": told["T5.results.left"]["total"] + 1}}
    assert [each.partition(":")[0] for each in differences(ours, changed)] == [
        "T5.results.left total"
    ]


def test_a_table_that_is_not_told_would_be_found(both):
    ours, told = both
    without = {name: row for name, row in told.items() if not name.startswith("T9.")}
    assert differences(ours, without)
    assert differences(replace(ours, tables=ours.tables[:-1]), told)
