"""The databases of the tests: migrated once, emptied before each test."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import psycopg
from flask import Flask
from flask_migrate import upgrade
from psycopg import sql
from sqlalchemy import make_url

from app import create_app
from app.config import Config
from app.kernel.db import db


class Database:
    """A migrated SQLite file, put back by a copy."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.file = folder / "ponocny.sqlite3"
        self.template = folder / "template.sqlite3"
        self.settings: dict[str, Any] = {"instance_path": folder, "database_url": url}

    @classmethod
    @contextmanager
    def created(cls, folder: Path, cluster: str = "") -> Iterator[Self]:
        """A database without tables."""
        yield cls(folder)

    @classmethod
    @contextmanager
    def prepared(cls, folder: Path, cluster: str = "") -> Iterator[Self]:
        """Migrate once and hand the database out."""
        with cls.created(folder, cluster) as database:
            database.migrate()
            database.keep()
            yield database

    def application(self) -> Flask:
        """The application on this database; failures are answered as in production."""
        app = create_app(Config(**self.settings, secret_key="test"))
        app.testing = True
        app.config["PROPAGATE_EXCEPTIONS"] = False
        return app

    def migrate(self) -> None:
        """Bring the database to the newest migration."""
        with self.opened():
            upgrade()

    @contextmanager
    def opened(self) -> Iterator[Flask]:
        """An app context on this database that leaves no connection behind."""
        application = self.application()
        with application.app_context():
            yield application
            db.session.remove()
            db.engine.dispose()

    def keep(self) -> None:
        """Remember the database as it is now, for `empty`."""
        shutil.copy(self.file, self.template)

    def let_go(self, application: Flask) -> None:
        """Close the pooled connections: the file under them is going to be replaced."""
        with application.app_context():
            db.engine.dispose()

    def empty(self) -> None:
        """Put the database back to how the migrations left it."""
        for suffix in ("-wal", "-shm"):
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        shutil.copy(self.template, self.file)


class PostgresDatabase(Database):
    """A migrated database of its own in the tests' cluster."""

    @classmethod
    @contextmanager
    def created(cls, folder: Path, cluster: str = "") -> Iterator[Self]:
        """Create it, hand it out and drop it."""
        name = f"ponocny_{uuid.uuid4().hex}"
        with psycopg.connect(cluster, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        url = make_url(cluster).set(database=name).render_as_string(hide_password=False)
        database = cls(folder, url)
        yield database
        if "cleaner" in vars(database):
            database.cleaner.close()
        with psycopg.connect(cluster, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def keep(self) -> None:
        """Nothing: `empty` deletes the rows."""

    def let_go(self, application: Flask) -> None:
        """Nothing: rows go from under open connections, which have long learnt the tables."""

    def empty(self) -> None:
        """Delete all rows; the trail, which refuses that, has to look away for a moment."""
        tables = [sql.Identifier(table.name) for table in db.metadata.sorted_tables]
        steps = [sql.SQL("DELETE FROM {}").format(table) for table in tables]
        self.cleaner.execute(sql.SQL("; ").join(steps))

    @cached_property
    def cleaner(self) -> psycopg.Connection:
        """Stays open: to a fresh connection all tables are news, which costs more than the rows.

        A transaction that a test has left open would be waited for without end.
        """
        settings = "-c session_replication_role=replica -c lock_timeout=10s"
        return psycopg.connect(self.settings["database_url"], autocommit=True, options=settings)
