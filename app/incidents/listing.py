"""The list of incidents: what it can be narrowed to, its pages, its length, its whole."""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, and_, cast, extract, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Membership
from app.incidents import queries
from app.incidents.domain import CALLS, Action, IncidentStatus, Recipient, Result, Subcategory
from app.incidents.models import TONES, Incident, IncidentAction
from app.kernel.db import built_once, db
from app.kernel.i18n import fold
from app.kernel.paging import SIZE, Batch, batch, key_of, older
from app.places.models import Place

MOST_COUNTED = 1000
# So long a list is written while somebody waits: about a second. A longer one is prepared.
MOST_AT_ONCE = 2_500
# More than a year of a large town; what is longer nobody reads as a sheet.
MOST_PREPARED = 200_000
DAYS = 7


class Line(NamedTuple):
    """What the list says of an incident: so much, and no record more."""

    id: uuid.UUID
    number: str
    subcategory: Subcategory
    place: str
    occurred_at: datetime
    result: Result | None
    status: IncidentStatus
    needs_mentor_attention: bool
    pieces: int | None

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.status]


# In the order of the fields of Line.
SAID = (
    *(Incident.id, Incident.number, Incident.subcategory, Place.name, Incident.occurred_at),
    *(Incident.result, Incident.status, Incident.needs_mentor_attention, Incident.pieces),
)


def search(actor: Membership, *, after: str = "", **wanted: Any) -> Batch[Line]:
    """The newest incidents the person may see and wants to, 50 at a time."""
    below = older(Incident.occurred_at, Incident.id, after)
    query = _narrowed(_newest(), (*_conditions(actor, wanted), *below))
    found = list(map(Line._make, db.session.execute(query)))
    return batch(found, key=lambda each: key_of(each.occurred_at, each.id))


def count(actor: Membership, **wanted: Any) -> int:
    """How many there are; MOST_COUNTED + 1 stands for more."""
    conditions = _conditions(actor, wanted)
    return db.session.scalar(_counted(*conditions) if conditions else _all_counted()) or 0


@built_once
def _newest() -> Select[*tuple[Any, ...]]:
    query = select(*SAID).join(Incident.place)
    return query.order_by(Incident.occurred_at.desc(), Incident.id.desc()).limit(SIZE + 1)


@built_once
def _all_counted() -> Select[tuple[int]]:
    return _counted()


def _counted(*conditions: ColumnElement[bool]) -> Select[tuple[int]]:
    found = select(Incident.id).where(*conditions).limit(MOST_COUNTED + 1)
    return select(func.count()).select_from(found.subquery())


def whole_count(actor: Membership, **wanted: Any) -> int:
    """How many there are really, for a spreadsheet."""
    narrowed = _wanted(actor, **wanted).with_only_columns(func.count(Incident.id))
    return db.session.scalar(narrowed) or 0


def exported(
    actor: Membership, *, most: int, after: tuple[datetime, uuid.UUID] | None, **wanted: Any
) -> Sequence[Incident]:
    """The next incidents of the same list, oldest first, for a spreadsheet."""
    query = (
        _wanted(actor, **wanted)
        .options(joinedload(Incident.place), selectinload(Incident.steps))
        .order_by(Incident.occurred_at, Incident.id)
        .limit(most)
    )
    if after is not None:
        at, last = Incident.occurred_at, Incident.id
        # The first condition says nothing new to people; by it the index is entered at its place.
        query = query.where(at >= after[0], or_(at > after[0], last > after[1]))
    return db.session.scalars(query).all()


def _wanted(actor: Membership, **wanted: Any) -> Select[tuple[Incident]]:
    return select(Incident).where(*_conditions(actor, wanted))


def _conditions(actor: Membership, wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    """What the person may see, and what CONDITIONS name; other names are columns to be equal."""
    chosen = (
        CONDITIONS[name](value) if name in CONDITIONS else getattr(Incident, name) == value
        for name, value in wanted.items()
        if value
    )
    return [*queries.reach(actor), *chosen]


def _narrowed(query: Any, conditions: Sequence[ColumnElement[bool]]) -> Any:
    """The list as it opens is the statement that was built once, and not a copy of it."""
    return query.where(*conditions) if conditions else query


def _called(text: str) -> list[Subcategory]:
    """The kinds whose own name in the town holds the text; `search_text` has the standard one."""
    named = [kind for kind in Subcategory if kind.label != kind.standard]
    return [kind for kind in named if fold(text) in fold(kind.label)]


def _with_action(*actions: Action) -> ColumnElement[bool]:
    """Asked of each incident by itself: a period has few of them, a town many actions."""
    own = (
        IncidentAction.incident_id == Incident.id,
        IncidentAction.municipality_id == Incident.municipality_id,
    )
    done = select(IncidentAction.id).where(*own, IncidentAction.action.in_(actions))
    return done.correlate(Incident).exists()


def _passed_to(recipient: Recipient) -> ColumnElement[bool]:
    own = (
        IncidentAction.incident_id == Incident.id,
        IncidentAction.municipality_id == Incident.municipality_id,
    )
    passed = select(IncidentAction.id).where(*own, IncidentAction.recipient == recipient)
    return passed.correlate(Incident).exists()


def _in_hours(band: str) -> ColumnElement[bool]:
    """From the first hour to the one before the last; 22-6 runs over midnight."""
    first, end = (int(hour) for hour in band.split("-"))
    since, until = Incident.hour >= first, Incident.hour < end
    return and_(since, until) if first < end else or_(since, until)


CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "since": lambda day: Incident.day >= day,
    "until": lambda day: Incident.day <= day,
    "text": lambda text: or_(
        Incident.search_text.contains(fold(text), autoescape=True),
        Incident.subcategory.in_(_called(text)),
    ),
    "district": lambda name: Incident.place_id.in_(select(Place.id).where(Place.district == name)),
    "weekday": lambda day: cast(extract("dow", Incident.day), Integer) == int(day) % DAYS,
    "hours": _in_hours,
    "action": _with_action,
    "recipient": _passed_to,
    "age": lambda band: getattr(Incident, f"people_{band.value}") > 0,
    "is_helped": lambda _yes: _with_action(*CALLS),
    "is_police": lambda _yes: queries.passed_to_police(),
    "is_counted": lambda _yes: queries.counted(),
}
