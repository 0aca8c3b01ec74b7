"""A town with a crew that has a mentor, and a counter of what the database was asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, event


@pytest.fixture
def scene(make) -> SimpleNamespace:
    """Alena and Bohdan walk the rounds of Lhota, Karel leads them, Marie counts."""
    town = make.town()
    mentor = make.mentor(town)
    return SimpleNamespace(
        town=town,
        mentor=mentor,
        manager=make.manager(town),
        alena=make.assistant(town, mentor_id=mentor.id),
        bohdan=make.assistant(town, name="Bohdan Tichý", mentor_id=mentor.id),
        place=make.place(town, "L01", name="Nádraží", district="Střed"),
    )


@pytest.fixture
def counting() -> Callable[[], Any]:
    """`with counting() as asked:` gathers the statements that reach the database."""

    @contextmanager
    def gather() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(_connection, _cursor, statement, *_rest) -> None:
            asked.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            event.remove(Engine, "before_cursor_execute", note)

    return gather
