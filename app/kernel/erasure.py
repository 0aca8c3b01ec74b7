"""Removing rows from tables that otherwise only grow."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Table, bindparam, column, select, table

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
