"""Runs the migrations on SQLite and PostgreSQL, each in one transaction."""

from alembic import context
from flask import current_app

from app.kernel.db import Code, Codes, Id, Moment
from app.kernel.scope import EVERYWHERE, enter

db = current_app.extensions["migrate"].db


def run() -> None:
    """Apply the migrations; on SQLite foreign keys rest while tables are rebuilt.

    With foreign keys on, the rebuild of a table would delete the rows that point to it; switching
    them off inside a transaction does nothing, so it is done on the raw connection before BEGIN.
    """
    enter(EVERYWHERE)
    engine = db.engine
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        if is_sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=_plain_type,
            transaction_per_migration=False,
        )
        try:
            with connection.begin():
                context.run_migrations()
                if is_sqlite:
                    _check_foreign_keys(connection)
        finally:
            if is_sqlite:
                raw.execute("PRAGMA foreign_keys=ON")
    enter(None)


# A migration stands on its own: it names the columns' plain types, not ours, which may change.
PLAIN_TYPES = {
    Id: 'sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")',
    Moment: "sa.DateTime(timezone=True)",
    Code: "sa.String(length=32)",
    Codes: "sa.String(length=255)",
}


def _plain_type(kind: str, item: object, _context: object) -> str | bool:
    return PLAIN_TYPES.get(type(item), False) if kind == "type" else False


def _check_foreign_keys(connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the migration broke foreign keys: {broken[:5]}")


run()
