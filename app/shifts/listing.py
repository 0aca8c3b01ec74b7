"""The lists of shifts and of rounds: what they can be narrowed to, their pages and lengths."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import contains_eager, joinedload, load_only

from app.accounts.models import Membership
from app.kernel.db import db
from app.kernel.figure import Figure
from app.kernel.paging import SIZE, Batch, batch, key_of, older
from app.places.models import Place
from app.shifts import queries, service
from app.shifts.models import Shift, Visit

Conditions = dict[str, Callable[[Any], ColumnElement[bool]]]
DAYS: Conditions = {
    "since": lambda day: Shift.day >= day,
    "until": lambda day: Shift.day <= day,
}
OF_SHIFTS: Conditions = DAYS | {
    "person_id": queries.of_person,
    "status": lambda status: Shift.status == status,
    "service": service.condition,
    "cancel_reason": service.called_off_for,
    "single_reason": service.alone_for,
    "contact": service.with_contact,
}
OF_VISITS: Conditions = DAYS | {
    "place_id": lambda place_id: Visit.place_id == place_id,
    "result": lambda result: Visit.result == result,
    "district": lambda name: Visit.place_id.in_(select(Place.id).where(Place.district == name)),
    "is_counted": lambda _yes: and_(*queries.held()),
}
LINE = (Visit.shift_id, Visit.arrived_at, Visit.left_at, Visit.result)


def search(actor: Membership, *, after: str = "", **wanted: Any) -> Batch[Shift]:
    """The shifts that this person may read, the newest first, narrowed by what was chosen."""
    query = queries.visible(actor).where(*_chosen(OF_SHIFTS, wanted))
    query = query.where(*older(Shift.planned_from, Shift.id, after))
    query = query.order_by(Shift.planned_from.desc(), Shift.id.desc()).limit(SIZE + 1)
    rows = db.session.scalars(query).all()
    return batch(rows, key=lambda shift: key_of(shift.planned_from, shift.id))


def count(actor: Membership, **wanted: Any) -> int:
    """How many shifts the list has."""
    return _length(_shifts(actor, wanted))


def figure(actor: Membership, **wanted: Any) -> Figure | None:
    """What the listed shifts add up to, when they are the list behind such a figure."""
    chosen = (wanted.get("service"), wanted.get("contact"))
    return service.figure(_shifts(actor, wanted), *chosen)


def visits(actor: Membership, *, after: str = "", **wanted: Any) -> Batch[Visit]:
    """The stops on rounds that this person may read, the newest first."""
    query = _stops(actor, wanted).options(
        load_only(*LINE),
        contains_eager(Visit.shift).load_only(Shift.day, Shift.kind),
        joinedload(Visit.place).load_only(Place.name),
        joinedload(Visit.author).load_only(Membership.display_name),
    )
    query = query.where(*older(Visit.arrived_at, Visit.id, after))
    query = query.order_by(Visit.arrived_at.desc(), Visit.id.desc()).limit(SIZE + 1)
    rows = db.session.scalars(query).all()
    return batch(rows, key=lambda visit: key_of(visit.arrived_at, visit.id))


def count_visits(actor: Membership, **wanted: Any) -> int:
    """How many stops the list has."""
    return _length(_stops(actor, wanted).with_only_columns(Visit.id, maintain_column_froms=True))


def _shifts(actor: Membership, wanted: dict[str, Any]) -> service.Ids:
    return select(Shift.id).where(*queries.reach(actor), *_chosen(OF_SHIFTS, wanted))


def _stops(actor: Membership, wanted: dict[str, Any]) -> Select[tuple[Visit]]:
    """What was not taken back; a stop belongs to the day on which its shift began."""
    query = select(Visit).join(Visit.shift).where(Visit.is_withdrawn.is_(False))
    return query.where(*queries.reach(actor), *_chosen(OF_VISITS, wanted))


def _chosen(conditions: Conditions, wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    return [conditions[name](value) for name, value in wanted.items() if value]


def _length(query: Select[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
