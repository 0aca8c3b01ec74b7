"""Sealed values: AES-256-GCM under master keys that lie neither in the database nor in its backup.

A sealed value begins with the number of its key, so that keys can be renewed; it opens only at
its own place (town, table, row, column), so that it cannot be moved to another row.
"""

import base64
import json
import os
import tempfile
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask, current_app
from sqlalchemy import Column, Connection, Engine, inspect, select
from sqlalchemy.exc import OperationalError

from app.kernel.db import Model, db
from app.kernel.i18n import _

FILE = "keys.json"
NONCE = 12
Place = tuple[uuid.UUID, str, uuid.UUID, str]


class Unopened(RuntimeError):  # noqa: N818 - named as the sentence it says
    """A value that was sealed under a key that is not here, or at another place."""


def init_app(app: Flask) -> None:
    """Refuse to start when what is sealed in the database could never be opened again."""
    with app.app_context(), suppress(OperationalError):
        opens = _opens_everything(db.engine)
        db.engine.dispose()
        if not opens:
            raise SystemExit(
                _(
                    "The database holds sealed values, but their key is missing or another one. "
                    "Put the right file back and start again: %(file)s",
                    file=_file(),
                )
            )


def seal(value: bytes, place: Place) -> bytes:
    """Close the value under the newest key; the first one is made when it is needed."""
    keys = _keys() or _made()
    number = max(keys)
    nonce = os.urandom(NONCE)
    return bytes([number]) + nonce + AESGCM(keys[number]).encrypt(nonce, value, _told(place))


def unseal(sealed: bytes, place: Place) -> bytes:
    """Open the value at its place, or Unopened."""
    key = _keys().get(sealed[0])
    if key is None:
        raise Unopened(f"key {sealed[0]} is not in {FILE}")
    try:
        return AESGCM(key).decrypt(sealed[1 : NONCE + 1], sealed[NONCE + 1 :], _told(place))
    except InvalidTag:
        raise Unopened("sealed under another key or at another place") from None


def derived(purpose: str, town: uuid.UUID) -> bytes:
    """A secret of the town for one purpose, of the oldest key: a renewal leaves it as it is."""
    keys = _keys() or _made()
    told = json.dumps([purpose, str(town)]).encode()
    return HKDF(SHA256(), length=32, salt=None, info=told).derive(keys[min(keys)])


def _told(place: Place) -> bytes:
    return json.dumps([str(part) for part in place]).encode()


def _file() -> Path:
    return Path(current_app.instance_path) / FILE


def _keys() -> dict[int, bytes]:
    """All keys by their numbers: from the environment, otherwise from the file."""
    written = current_app.config["VAULT_KEYS"]
    if not written and _file().exists():
        written = _file().read_text(encoding="utf-8")
    pairs = json.loads(written or "{}").items()
    return {int(number): base64.b64decode(key) for number, key in pairs}


def _made() -> dict[int, bytes]:
    """The first key, on the disk before anything is sealed; whoever links the file first wins."""
    key = base64.b64encode(AESGCM.generate_key(256)).decode()
    handle, draft = tempfile.mkstemp(dir=_file().parent, prefix=FILE)  # readable by its owner only
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(json.dumps({"1": key}))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, _file())
    os.unlink(draft)
    folder = os.open(_file().parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return _keys()


def _opens_everything(engine: Engine) -> bool:
    """Whether a value of each sealed column opens; a database not made yet holds none."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file and not Path(file).exists():
        return True
    with engine.connect().execution_options(read_only=True) as connection:
        there = set(inspect(connection).get_table_names())
        return all(_opens(connection, column) for column in _sealed(there))


def _sealed(there: set[str]) -> list[Column[Any]]:
    tables = [table for table in Model.metadata.tables.values() if table.name in there]
    return [column for table in tables for column in table.c if column.info.get("sealed")]


def _opens(connection: Connection, column: Column[Any]) -> bool:
    table = column.table
    query = select(table.c.municipality_id, table.c.id, column).where(column.is_not(None))
    row = connection.execute(query.order_by(table.c.id.desc()).limit(1)).first()
    if row is None:
        return True
    try:
        unseal(row[2], (row[0], str(table.name), row[1], column.name))
    except Unopened:
        return False
    return True
