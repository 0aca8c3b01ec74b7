"""The list of incidents as a spreadsheet: a short one at once, a long one beforehand."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from app.accounts.models import Membership
from app.exports import queries as exports
from app.exports import writers
from app.exports.domain import LINES
from app.incidents import listing, policy, xlsx
from app.incidents.domain import (
    Action,
    AgeBand,
    Category,
    IncidentStatus,
    Recipient,
    Result,
    Subcategory,
)
from app.kernel import clock, scratch
from app.kernel.action import end_reading
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.jobs import Step
from app.kernel.spreadsheet import Line, filed

Wanted = Mapping[str, Any]
# How what the list is narrowed to is read back; what is not named here is a text.
READ: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("since", "until"), date.fromisoformat),
    **dict.fromkeys(("place_id", "shift_id"), uuid.UUID),
    **dict.fromkeys(("is_counted", "is_repeated"), bool),
    "category": Category,
    "subcategory": Subcategory,
    "action": Action,
    "age": AgeBand,
    "recipient": Recipient,
    "result": Result,
    "status": IncidentStatus,
}


def told(wanted: Wanted) -> dict[str, str]:
    """What the list is narrowed to, as it is kept until the work begins."""
    return {name: _told(value) for name, value in wanted.items()}


def understood(kept: Mapping[str, str]) -> dict[str, Any]:
    """The same as the queries know it."""
    return {name: READ.get(name, str)(text) for name, text in kept.items()}


def at_once(actor: Membership, wanted: Wanted) -> bytes:
    """The file while the person waits."""
    with scratch.folder() as folder:
        path = folder / "list.xlsx"
        lines = (line for piece in _pieces(lambda: (actor, wanted)) for line in piece)
        for _count in filed(path, xlsx.sheet(lines), created=clock.now()):
            pass
        return path.read_bytes()


def steps(file_id: uuid.UUID, turn: int) -> Iterator[Step]:
    """The work on a long list, outside of any request."""
    return writers.steps(file_id, turn, xlsx.sheet(_lines(file_id)))


def _lines(file_id: uuid.UUID) -> Iterator[Line]:
    """Line by line; each piece is read in a transaction that is over when it is written."""
    for piece in _pieces(lambda: _asked(file_id)):
        end_reading()
        yield from piece
    end_reading()


def _pieces(asked: Callable[[], tuple[Membership, Wanted]]) -> Iterator[list[Line]]:
    after = None
    while True:
        actor, wanted = asked()
        found = listing.exported(actor, most=LINES, after=after, **wanted)
        if found:
            after = (found[-1].occurred_at, found[-1].id)
            yield [xlsx.line(each) for each in found]
        if len(found) < LINES:
            return


def _asked(file_id: uuid.UUID) -> tuple[Membership, Wanted]:
    """Who wants what; asked anew for each piece, for a role may be lost in the middle."""
    file = exports.get(file_id)
    if not exports.is_due(file) or not policy.export(file.person):
        raise Refused(_("You may not take this list away any more."))
    return file.person, understood(file.wanted)


def _told(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else str(value)
