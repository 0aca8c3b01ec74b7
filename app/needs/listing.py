"""The list of needs: what it can be narrowed to, its pages, and its themes."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from app.accounts.models import Membership
from app.courses.models import Course
from app.kernel.db import db
from app.kernel.paging import SIZE, Batch, batch
from app.needs import queries
from app.needs.domain import OPEN, NeedStatus
from app.needs.models import Need
from app.skills.models import Competence

CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "status": lambda status: Need.status == status,
    "worker_id": lambda worker_id: Need.worker_id == worker_id,
    "competence_id": lambda competence_id: Need.competence_id == competence_id,
    "origin": lambda origin: Need.origin == origin,
}


@dataclass(frozen=True)
class Theme:
    """A competence in which people need something: how many people, needs and decisions."""

    competence_id: uuid.UUID
    name: str
    people: int
    open: int
    waiting: int
    course_id: uuid.UUID | None


def search(actor: Membership, *, after: str = "", **wanted: Any) -> Batch[Need]:
    """The newest needs the person may see; without a chosen state only those that are open."""
    query = _wanted(actor, wanted).where(*_older(after)).options(*queries.whole())
    query = query.order_by(Need.raised_on.desc(), Need.id.desc()).limit(SIZE + 1)
    return batch(db.session.scalars(query).all(), key=_key)


def _wanted(actor: Membership, wanted: dict[str, Any]) -> Select[tuple[Need]]:
    chosen = [CONDITIONS[name](value) for name, value in wanted.items() if name in CONDITIONS]
    if not wanted.get("status") and not wanted.get("with_closed"):
        chosen.append(Need.status.in_(OPEN))
    return queries.visible(actor).where(*chosen)


def _key(need: Need) -> str:
    return f"{need.raised_on:%Y%m%d}-{need.id.hex}"


def _older(after: str) -> tuple[ColumnElement[bool], ...]:
    """The rows below the one with this key; a damaged key begins anew."""
    written, _dash, last = after.partition("-")
    try:
        on, known = date.fromisoformat(written), uuid.UUID(last)
    except ValueError:
        return ()
    return (or_(Need.raised_on < on, and_(Need.raised_on == on, Need.id < known)),)


def themes(actor: Membership) -> list[Theme]:
    """Open needs by competence, those of most people first."""
    waiting = func.sum(case((Need.status == NeedStatus.PROPOSED, 1), else_=0))
    people = func.count(Need.worker_id.distinct())
    query = (
        queries.visible(actor)
        .with_only_columns(Competence.id, Competence.name, people, func.count(), waiting)
        .join(Need.competence)
        .where(Need.status.in_(OPEN))
        .group_by(Competence.id, Competence.name, Competence.position)
        .order_by(people.desc(), func.count().desc(), Competence.position)
    )
    taught = _courses()
    return [Theme(*row, taught.get(row[0])) for row in db.session.execute(query)]


def _courses() -> dict[uuid.UUID | None, uuid.UUID]:
    """A course in use for each competence that has one."""
    query = select(Course.competence_id, Course.id).where(Course.is_active)
    rows = db.session.execute(query.order_by(Course.sort_text.desc()))
    return {row.competence_id: row.id for row in rows}
