"""Looking into one town as a request does."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event

from app.kernel.db import db
from app.kernel.scope import scope


@pytest.fixture
def within(app: Flask) -> Callable[[Any, Callable[[], Any]], Any]:
    """What a question answers in the town of this row: `within(person, lambda: …)`."""

    def look(row: Any, question: Callable[[], Any]) -> Any:
        with app.app_context(), scope(row.municipality_id):
            answer = question()
            db.session.expunge_all()
            return answer

    return look


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Everything the database is asked while the test runs."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield asked
    event.remove(Engine, "before_cursor_execute", note)
