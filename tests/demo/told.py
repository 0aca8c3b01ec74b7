"""The demo told once for a whole file of tests, and kept so that each test may change it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.demo.telling import town_id
from app.kernel.db import db
from app.kernel.scope import EVERYWHERE, scope
from tests.database import Database


class Told:
    """A database with the demo in it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.app = database.application()

    @classmethod
    @contextmanager
    def by(cls, folder: Path, load: Callable[[], None]) -> Iterator["Told"]:
        """Let the demo be told into an empty database, and remember what came of it."""
        with Database.prepared(folder) as database:
            with database.opened():
                load()
            database.keep()
            yield cls(database)

    def untouched(self) -> "Told":
        """The demo as it was told."""
        with self.app.app_context():
            db.engine.dispose()
        self.database.empty()
        return self

    @contextmanager
    def inside(self, slug: str) -> Iterator[None]:
        """Work in one town."""
        with self.app.app_context(), scope(town_id(slug)):
            yield

    def stored(self, query: Any) -> list[Any]:
        """What a query finds in all towns."""
        with self.app.app_context(), scope(EVERYWHERE):
            return [row[0] if len(row) == 1 else tuple(row) for row in db.session.execute(query)]

    def run(self, *words: str) -> Any:
        """What a command answers."""
        return self.app.test_cli_runner().invoke(args=words)
