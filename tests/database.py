"""The database of the tests: migrated once, emptied before each test."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import psycopg
from flask_migrate import upgrade

from app import create_app
from app.config import Config
from app.kernel.db import db


class Database:
    """A migrated SQLite file put back by a copy, or a PostgreSQL database by TRUNCATE."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.url = url
        self.file = folder / "ponocny.sqlite3"
        self.template = folder / "template.sqlite3"
        self.settings: dict[str, Any] = {"instance_path": folder, "database_url": url}

    @classmethod
    @contextmanager
    def prepared(cls, folder: Path, cluster: str | None) -> Iterator[Self]:
        """Migrate once and hand the database out."""
        if not cluster:
            database = cls(folder)
            database.migrate()
            shutil.copy(database.file, database.template)
            yield database
            return
        name = f"ponocny_{uuid.uuid4().hex}"
        with psycopg.connect(cluster, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        database = cls(folder, f"{cluster.rpartition('/')[0]}/{name}")
        database.migrate()
        yield database

    def migrate(self) -> None:
        """Bring the database to the newest migration."""
        app = create_app(Config(**self.settings, secret_key="test"))
        with app.app_context():
            upgrade()
            db.session.remove()
            db.engine.dispose()

    def empty(self) -> None:
        """Put the database back to how the migrations left it."""
        if self.url:
            self._truncate()
            return
        for suffix in ("-wal", "-shm"):
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        shutil.copy(self.template, self.file)

    def _truncate(self) -> None:
        names = ", ".join(f'"{table.name}"' for table in db.metadata.sorted_tables)
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"TRUNCATE {names} CASCADE")
