"""The fixtures of all tests: one application, a fresh database for each test, a cast of people."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings

from app.audit.models import AuditEntry
from app.kernel import clock
from app.kernel.db import db
from app.kernel.scope import EVERYWHERE, enter, scope
from tests.client import Client
from tests.database import Database, PostgresDatabase
from tests.engines import (
    CLUSTER,
    pytest_addoption,
    pytest_configure,
    pytest_generate_tests,
    pytest_terminal_summary,
    pytest_unconfigure,
)
from tests.make import Make

# The same examples on every machine and in every run.
settings.register_profile("same", derandomize=True, database=None, deadline=None, max_examples=60)
settings.load_profile("same")

__all__ = [
    "pytest_addoption",
    "pytest_configure",
    "pytest_generate_tests",
    "pytest_terminal_summary",
    "pytest_unconfigure",
]

FIXTURES = {
    "sqlite": ("database", "shared_app"),
    "postgres": ("postgres_database", "postgres_app"),
}
# A Monday afternoon in Prague; all tests live on it unless they say otherwise.
NOW = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The migrated SQLite file."""
    with Database.prepared(tmp_path_factory.mktemp("instance")) as prepared:
        yield prepared


@pytest.fixture(scope="session")
def postgres_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The migrated database of this worker in the tests' PostgreSQL cluster."""
    folder = tmp_path_factory.mktemp("postgres")
    with PostgresDatabase.prepared(folder, os.environ[CLUSTER]) as prepared:
        yield prepared


@pytest.fixture(scope="session")
def shared_app(database: Database) -> Flask:
    """The application; built once because compiling its templates takes longer than a test."""
    return database.application()


@pytest.fixture(scope="session")
def postgres_app(postgres_database: Database) -> Iterator[Flask]:
    """The same application on PostgreSQL."""
    application = postgres_database.application()
    yield application
    with application.app_context():
        db.engine.dispose()


@pytest.fixture
def engine() -> str:
    """The database engine of the test; `engines.py` gives it both where it should run on both."""
    return "sqlite"


@pytest.fixture
def app(engine: str, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on an empty, migrated database."""
    database: Database = request.getfixturevalue(FIXTURES[engine][0])
    application: Flask = request.getfixturevalue(FIXTURES[engine][1])
    database.let_go(application)
    database.empty()
    yield application
    enter(None)


@pytest.fixture
def now() -> Iterator[datetime]:
    """The time at which the test stands still."""
    with clock.frozen(NOW):
        yield NOW


@pytest.fixture
def make(app: Flask, now: datetime) -> Make:
    """Plain functions that create rows with sensible defaults."""
    return Make(app)


@pytest.fixture
def client(app: Flask, now: datetime) -> Client:
    """The client that signs in, fills real forms and judges every page."""
    return Client(app)


def _in_order(query: Any) -> Any:
    """The trail as it grew: a database gives rows back in whatever order they lie."""
    is_trail = query.column_descriptions[0]["entity"] is AuditEntry
    return query.order_by(AuditEntry.seq) if is_trail and "ORDER BY" not in str(query) else query


@pytest.fixture
def stored(app: Flask) -> Callable[[Any], list[Any]]:
    """What a query finds in all towns: `stored(select(Place))`.

    It opens an app context of its own: one held open around the client would be shared with it.
    """

    def look(query: Any) -> list[Any]:
        with app.app_context(), scope(EVERYWHERE):
            found = list(db.session.scalars(_in_order(query)).all())
            db.session.expunge_all()
            return found

    return look
