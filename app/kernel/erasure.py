"""Removing rows for good: from tables that otherwise only grow, and from the bytes of the file."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, Table, bindparam, column, select, table

MASTER = table("sqlite_master", column("type"), column("name"), column("tbl_name"), column("sql"))
TRIGGERS = select(MASTER.c.name, MASTER.c.sql).where(
    MASTER.c.type == "trigger", MASTER.c.tbl_name == bindparam("guarded")
)


@contextmanager
def unguarded(connection: Connection, guarded: Table) -> Iterator[None]:
    """Let rows of an append-only table go; its triggers are back before anybody can commit.

    Both databases undo this together with the transaction when anything fails inside.
    """
    guard = _sqlite if connection.dialect.name == "sqlite" else _postgres
    with guard(connection, guarded.name):
        yield


def swept(engine: Engine) -> bool:
    """Write the file anew without what was deleted; False while somebody still reads the old one.

    SQLite keeps deleted rows in free pages and in the log; PostgreSQL gives the space to new rows.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA query_only=0")
        cursor.execute("VACUUM")
        (is_busy, *_pages) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not is_busy
    except engine.dialect.loaded_dbapi.OperationalError:  # somebody writes, or the disk is full
        return False
    finally:
        connection.close()


@contextmanager
def _sqlite(connection: Connection, guarded: str) -> Iterator[None]:
    triggers = connection.execute(TRIGGERS, {"guarded": guarded}).all()
    for name, _sql in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in triggers:
        connection.exec_driver_sql(sql)


@contextmanager
def _postgres(connection: Connection, guarded: str) -> Iterator[None]:
    connection.exec_driver_sql(f'ALTER TABLE "{guarded}" DISABLE TRIGGER USER')
    yield
    connection.exec_driver_sql(f'ALTER TABLE "{guarded}" ENABLE TRIGGER USER')
