"""Prepared lists for tests: files in every state, and the server's work."""

from typing import Any

from flask import Flask

from app import jobs
from app.accounts.models import Membership
from app.exports.domain import FileStatus, ListKind
from app.exports.models import PreparedFile, PreparedPiece
from app.kernel import clock
from app.kernel.db import uuid7
from app.kernel.scope import scope
from tests.make import Make

# A workbook without anything in it; whoever looks into files finds one.
EMPTY = b"PK\x05\x06" + bytes(18)


def work(app: Flask) -> None:
    """What the server does by itself."""
    with app.app_context():
        jobs.look()


def a_file(make: Make, person: Membership, content: bytes = EMPTY, **values: Any) -> PreparedFile:
    """A list that is ready, unless the values say otherwise."""
    facts = {
        "kind": ListKind.INCIDENTS,
        "status": FileStatus.READY,
        "wanted": {},
        "asked_at": clock.now(),
        "ready_at": clock.now(),
        "row_count": 3,
        "done_count": 3,
        "size": len(content),
    } | values
    own = {"id": uuid7(), "municipality_id": person.municipality_id, "person_id": person.id}
    file = make.saved(PreparedFile(**own, **facts))
    if file.status is FileStatus.READY:
        with make.app.app_context(), scope(file.municipality_id):
            piece = PreparedPiece.of(file.id, 0, content)
        make.saved(piece)
    return file


def for_world(make: Make, me: Membership, mark: str) -> dict[str, Any]:
    """A list that waits to be downloaded, with the mark in its bytes."""
    return {"list_id": a_file(make, me, mark.encode() or EMPTY, wanted={"text": mark}).id}


def preparing(make: Make, person: Membership, **values: Any) -> PreparedFile:
    """One on which the server has not begun."""
    state = {"status": FileStatus.PREPARING, "ready_at": None, "done_count": 0, "size": 0}
    return a_file(make, person, **(state | values))
