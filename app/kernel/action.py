"""The guard at the pen: rows change only inside @action functions, and each change is recorded."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import wraps
from types import SimpleNamespace
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, UOWTransaction, object_session

from app.kernel.db import db
from app.kernel.errors import WriteOutsideAction

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Act:
    """The use case that is running and the person who does it (None is the system)."""

    name: str
    by: Any


@dataclass(frozen=True)
class Change:
    """One row as the trail keeps it: what happened to which row, field by field."""

    act: Act
    kind: str
    row: Any
    fields: dict[str, list[Any]]


_act: ContextVar[Act | None] = ContextVar("act", default=None)
_recorders: list[Callable[[Session, list[Change]], None]] = []


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Name the use case `feature.verb`; `by` says who does it, None is the system."""
    name = f"{function.__module__.split('.')[-2]}.{function.__name__}"

    @wraps(function)
    def acting(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = _act.get()
        token = _act.set(outer or Act(name, kwargs.get("by")))
        try:
            result = function(*args, **kwargs)
            db.session.flush()
            return result
        finally:
            _act.reset(token)

    vars(acting)["is_action"] = True  # the tests of the architecture look for it
    return acting


def record_with(recorder: Callable[[Session, list[Change]], None]) -> None:
    """Hand every change to `recorder` in the transaction that makes it."""
    if recorder not in _recorders:
        _recorders.append(recorder)


def note_reading(row: Any, name: str, *, by: Any) -> None:
    """Commit that somebody is about to see this row, before he sees anything of it (P5).

    The session that has read the row first lets its transaction go: with the TRUNCATE journal of
    SQLite its read lock would keep the entry from being committed for ever. What was loaded is
    stale then, so whoever shows the row asks for it anew.
    """
    seen = _key_of(row, "municipality_id", "id", "__tablename__")
    reader = _key_of(by, "municipality_id", "id", "user_id")
    end_reading()
    change = Change(Act(name, reader), "read", seen, {})
    with Session(db.engine) as own:
        for recorder in _recorders:
            recorder(own, [change])
        own.commit()


def end_reading() -> None:
    """Let the reading transaction go."""
    db.session.rollback()


def _key_of(row: Any, *names: str) -> SimpleNamespace:
    """What the trail needs of a row, without the row and its session."""
    return SimpleNamespace(**{name: getattr(row, name, None) for name in names})


@event.listens_for(Session, "before_flush")
def _refuse_stray_writes(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    updated = [row for row in session.dirty if session.is_modified(row)]
    changed = [*session.new, *session.deleted, *updated]
    if not changed:
        return
    act = _act.get()
    if act is None:
        names = sorted({type(row).__name__ for row in changed})
        raise WriteOutsideAction(f"{', '.join(names)} changed outside an @action")
    pending = session.info.setdefault("changes", [])
    pending += [Change(act, "insert", row, {}) for row in session.new if _recorded(row)]
    told = [Change(act, "update", row, _changes(row)) for row in updated if _recorded(row)]
    pending += [change for change in told if change.fields]  # derived columns alone tell nothing


@event.listens_for(Mapper, "before_delete")
def _note_deletion(_mapper: Any, _connection: Any, row: Any) -> None:
    """Tell of every row that goes: one that is taken out of a list goes only within the flush."""
    session, act = object_session(row), _act.get()
    if session is not None and act is not None and _recorded(row):
        changes = session.info.setdefault("changes", [])
        changes.append(Change(act, "delete", row, _values(row)))


@event.listens_for(Session, "after_flush_postexec")
def _hand_on(session: Session, _context: UOWTransaction) -> None:
    changes = [
        replace(change, fields=_values(change.row)) if change.kind == "insert" else change
        for change in session.info.pop("changes", [])
    ]
    for recorder in _recorders if changes else ():
        recorder(session, changes)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, _previous: Any) -> None:
    session.info.pop("changes", None)


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise WriteOutsideAction("bulk statements leave no trace; change rows one by one")


def _recorded(row: Any) -> bool:
    return getattr(row, "__recorded__", True)


def _changes(row: Any) -> dict[str, list[Any]]:
    """Old and new value of each changed column; of a secret only that it changed."""
    result: dict[str, list[Any]] = {}
    for column in inspect(row).mapper.column_attrs:
        history = inspect(row).attrs[column.key].history
        if history.has_changes() and not _is_derived(column):
            pair = [(history.deleted or [None])[0], (history.added or [None])[0]]
            result[column.key] = _veiled(column, pair)
    return result


def _values(row: Any) -> dict[str, list[Any]]:
    """The whole row as it came to be (or as it was when it goes)."""
    pairs = {
        column.key: _veiled(column, [None, getattr(row, column.key)])
        for column in inspect(row).mapper.column_attrs
        if not _is_derived(column)
    }
    return {key: pair for key, pair in pairs.items() if pair[1] not in (None, "")}


def _is_derived(column: Any) -> bool:
    return bool(column.columns[0].info.get("derived"))


def _veiled(column: Any, pair: list[Any]) -> list[Any]:
    if not column.columns[0].info.get("secret"):
        return pair
    return [value and "•" for value in pair]
