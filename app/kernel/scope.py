"""The guard at the shelf: every statement sees the rows of one municipality only."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import TextClause, event
from sqlalchemy.orm import (
    Mapped,
    ORMExecuteState,
    Session,
    UOWTransaction,
    mapped_column,
    with_loader_criteria,
)
from sqlalchemy.sql import visitors
from sqlalchemy.sql.visitors import ExternallyTraversible

from app.kernel.db import Id, Model, uuid7
from app.kernel.errors import OutOfScope

EVERYWHERE = uuid.UUID(int=2**128 - 1)
_scope: ContextVar[uuid.UUID | None] = ContextVar("scope", default=None)


class Scoped:
    """A row that belongs to a municipality; its key carries the town."""

    municipality_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True, default=uuid7)


class Sensitive:
    """A row of which every look is written into the trail before it is shown (P5)."""


@contextmanager
def scope(municipality_id: uuid.UUID) -> Iterator[None]:
    """Work in one municipality."""
    token = _scope.set(municipality_id)
    try:
        yield
    finally:
        _scope.reset(token)


def enter(municipality_id: uuid.UUID | None) -> None:
    """Set the municipality for the rest of this request; None leaves every scope."""
    _scope.set(municipality_id)


def current_scope() -> uuid.UUID | None:
    """The municipality in scope, or None."""
    return _scope.get()


def required_scope() -> uuid.UUID:
    """The municipality in scope; OutOfScope when there is none or all of them."""
    current = _scope.get()
    if current is None or current == EVERYWHERE:
        raise OutOfScope("exactly one municipality must be in scope")
    return current


@event.listens_for(Session, "do_orm_execute")
def _narrow(state: ORMExecuteState) -> None:
    current = _scope.get()
    if state.is_column_load or current == EVERYWHERE:
        return
    if not _speaks_of_towns(state.statement):
        return
    if current is None:
        raise OutOfScope("no municipality is in scope")
    if not state.is_orm_statement:
        raise OutOfScope("use mapped classes, not tables")
    state.statement = _narrowed(state.statement, current)


def _narrowed(statement: Any, town: uuid.UUID) -> Any:
    """The statement about one town; of one that is built once the last town's is kept."""
    known = _last_narrowed.get(statement)
    if known is not None and known[0] == town:
        return known[1]
    narrowed = statement.options(_rows_of(town))
    _last_narrowed[statement] = town, narrowed
    return narrowed


@lru_cache(maxsize=256)
def _rows_of(town: uuid.UUID) -> Any:
    return with_loader_criteria(
        Scoped,
        lambda cls: cls.municipality_id == town,
        include_aliases=True,
        track_closure_variables=True,
    )


# Statements that are built once are run again and again: each is looked through only once.
_looked_through: WeakKeyDictionary[Any, bool] = WeakKeyDictionary()
# So its key among the compiled statements is worked out once too, not for every request.
_last_narrowed: WeakKeyDictionary[Any, tuple[uuid.UUID, Any]] = WeakKeyDictionary()


def _speaks_of_towns(statement: Any) -> bool:
    """Whether rows of towns are asked for; OutOfScope for raw SQL, which hides what it asks for."""
    known = _looked_through.get(statement)
    if known is not None:
        return known
    elements = list(visitors.iterate(cast(ExternallyTraversible, statement)))
    if any(isinstance(element, TextClause) for element in elements):
        raise OutOfScope("raw SQL cannot be narrowed to a municipality")
    found = _looked_through[statement] = not _scoped_tables().isdisjoint(elements)
    return found


@event.listens_for(Session, "before_flush")
def _place(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    if _scope.get() == EVERYWHERE:
        return
    for row in [*session.new, *session.dirty, *session.deleted]:
        if isinstance(row, Scoped):
            _keep_in_town(row, _scope.get())


def _keep_in_town(row: Scoped, current: uuid.UUID | None) -> None:
    if current is None:
        raise OutOfScope(f"{type(row).__name__} written without a municipality in scope")
    if row.municipality_id is None:
        row.municipality_id = current
    if row.municipality_id != current:
        raise OutOfScope(f"{type(row).__name__} of another municipality")


_cache: list[frozenset[Any]] = []


def _scoped_tables() -> frozenset[Any]:
    """The tables of all Scoped classes, gathered once all features are loaded."""
    mapped = Model.registry.mappers
    if not _cache or len(mapped) != _counted[0]:
        tables = frozenset(m.local_table for m in mapped if issubclass(m.class_, Scoped))
        _cache[:], _counted[0] = [tables], len(mapped)
    return _cache[0]


_counted = [0]
