"""The session, the base class, the column types and the connection settings of both databases."""

import logging
import os
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    DateTime,
    Dialect,
    Engine,
    ForeignKeyConstraint,
    LargeBinary,
    MetaData,
    String,
    Uuid,
    and_,
    event,
)
from sqlalchemy.orm import DeclarativeBase, foreign, relationship, remote
from sqlalchemy.types import TypeDecorator, TypeEngine

log = logging.getLogger(__name__)
# How a transaction begins that will not write.
READ_ONLY = {"read_only": True, "postgresql_readonly": True}
# For functions that build a statement, such as that of a quarter: the same few are asked for all
# day, and to put a statement together takes as long as to run it.
built_once = lru_cache(maxsize=64)


class Base(DeclarativeBase):
    """All tables; constraints are named so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def uuid7() -> uuid.UUID:
    """A fresh id that sorts roughly by time (RFC 9562); the order means nothing to people."""
    stamp = time.time_ns() // 1_000_000
    value = (stamp & (1 << 48) - 1) << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 7 << 76
    return uuid.UUID(int=value & ~(0x3 << 62) | 2 << 62)


class Id(TypeDecorator[uuid.UUID]):
    """16 bytes on SQLite, uuid on PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Uuid())
        return dialect.type_descriptor(LargeBinary(16))

    def process_bind_param(self, value: uuid.UUID | None, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "postgresql" else value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> uuid.UUID | None:
        return _read_id(value) if isinstance(value, bytes) else value


@lru_cache(maxsize=4096)
def _read_id(value: bytes) -> uuid.UUID:
    """Half of the ids on a page are those of its town and its people, again and again."""
    return uuid.UUID(bytes=value)


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite keeps it without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Code(TypeDecorator[StrEnum]):
    """One code of an enumeration, stored as its English identifier."""

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind
        self._stored = {member.value: member for member in kind}

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self._stored[value]


class Codes(TypeDecorator[frozenset[StrEnum]]):
    """Several codes in one column, `|apk|mentor|`; an empty set is an empty text."""

    impl = String(255)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        codes = sorted(self.kind(code).value for code in value or ())
        return f"|{'|'.join(codes)}|" if codes else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[StrEnum]:
        return frozenset(self.kind(code) for code in (value or "").split("|") if code)


def keys_to(table: str, *columns: str) -> tuple[ForeignKeyConstraint, ...]:
    """Foreign keys into `table` that cannot point into another town, one for each column."""
    return tuple(
        ForeignKeyConstraint(
            ["municipality_id", column], [f"{table}.municipality_id", f"{table}.id"]
        )
        for column in columns
    )


def belongs_to(key: Callable[[], Any], target: Callable[[], Any], **options: Any) -> Any:
    """A many-to-one inside one municipality: `belongs_to(lambda: Visit.place_id, lambda: Place)`.

    Only the id is ever written. A plain relationship over a composite key would write the
    municipality too and so move the row silently to another town.
    """
    return relationship(target, primaryjoin=lambda: _within_town(key(), target()), **options)


def has_many(key: Callable[[], Any], owner: Callable[[], Any], **options: Any) -> Any:
    """The other end of `belongs_to`: `has_many(lambda: Visit.shift_id, lambda: Shift)`."""

    def condition() -> Any:
        child, parent = key(), owner()
        return and_(
            parent.id == remote(foreign(child)),
            parent.municipality_id == remote(child.class_.municipality_id),
        )

    return relationship(lambda: key().class_, primaryjoin=condition, **options)


def _within_town(key: Any, target: Any) -> Any:
    return and_(
        foreign(key) == remote(target.id),
        key.class_.municipality_id == remote(target.municipality_id),
    )


def install_sqlite(engine: Engine) -> None:
    """Durable, checked connections; the writer takes its lock at BEGIN, a reader never does."""
    journal = _journal_mode(engine)

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for setting in (
            "busy_timeout=10000",
            f"journal_mode={journal}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "cache_size=-65536",
            "secure_delete=ON",
            "temp_store=MEMORY",
            "trusted_schema=OFF",
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        read_only = connection.get_execution_options().get("read_only", False)
        connection.exec_driver_sql(f"PRAGMA query_only={int(read_only)}")
        connection.exec_driver_sql("BEGIN DEFERRED" if read_only else "BEGIN IMMEDIATE")


def _journal_mode(engine: Engine) -> str:
    """WAL where the linked SQLite is free of the WAL-reset bug (fixed in 3.51.3), else TRUNCATE."""
    # An engine that connects has its driver.
    version = engine.dialect.dbapi.sqlite_version_info  # type: ignore[union-attr]
    fixed = (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )
    if not fixed:
        log.warning("SQLite %s may lose commits in WAL mode; using TRUNCATE.", version)
    return "WAL" if fixed else "TRUNCATE"


def init_app(app: Flask, migrations: Path) -> None:
    """Bind the session, the migrations and, on SQLite, the connection settings."""
    db.init_app(app)
    Migrate(app, db, directory=str(migrations), render_as_batch=True, compare_type=True)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            install_sqlite(db.engine)
