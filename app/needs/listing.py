"""The list of needs: what it can be narrowed to, its pages, and its themes."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, not_, or_, select

from app.accounts.models import Membership
from app.courses.models import Course
from app.kernel import clock
from app.kernel.db import db
from app.kernel.paging import SIZE, Batch, batch, earlier, key_of_day
from app.needs import queries
from app.needs.domain import OPEN, Movement, NeedStatus
from app.needs.models import Need
from app.skills.models import Competence

ONE_DAY = timedelta(days=1)
# Nothing was recorded outside these days, and what lies at the ends of the calendar cannot be told.
EARLIEST, LATEST = date(2000, 1, 1), date(2999, 12, 31)
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
    query = (
        _wanted(actor, wanted)
        .where(*earlier(Need.raised_on, Need.id, after))
        .options(*queries.whole())
        .order_by(Need.raised_on.desc(), Need.id.desc())
        .limit(SIZE + 1)
    )
    needs = db.session.scalars(query).all()
    return batch(needs, key=lambda need: key_of_day(need.raised_on, need.id))


def count(actor: Membership, **wanted: Any) -> int:
    """How many needs the list has."""
    return db.session.scalar(_wanted(actor, wanted).with_only_columns(func.count())) or 0


def _wanted(actor: Membership, wanted: dict[str, Any]) -> Select[tuple[Need]]:
    chosen = [CONDITIONS[name](value) for name, value in wanted.items() if name in CONDITIONS]
    movement = wanted.get("movement")
    if movement or wanted.get("since") or wanted.get("until"):
        chosen += _moved(movement or Movement.NEW, *_days(wanted))
    elif not wanted.get("status") and not wanted.get("with_closed"):
        chosen.append(Need.status.in_(OPEN))
    return queries.visible(actor).where(*chosen)


def _days(wanted: dict[str, Any]) -> tuple[date, date]:
    """The period asked for; up to today where its end was left open."""
    first, last = wanted.get("since") or EARLIEST, wanted.get("until") or clock.today()
    return max(first, EARLIEST), min(last, LATEST)


def _moved(movement: Movement, since: date, until: date) -> list[ColumnElement[bool]]:
    """`balance_of` for the database: what this figure of the days from-to counts."""
    if movement is Movement.START:
        return [Need.raised_on < since, not_(_ended_before(since))]
    if movement is Movement.OPEN:
        return [Need.raised_on <= until, not_(_ended_before(until + ONE_DAY))]
    if movement is Movement.NEW:
        return [Need.raised_on.between(since, until)]
    ended = Need.status == NeedStatus(movement.value)
    return [ended, _ended_before(until + ONE_DAY), not_(_ended_before(since))]


def _ended_before(day: date) -> ColumnElement[bool]:
    """Whether it had arisen and ended before the day; `Life.ended_on` says when."""
    midnight = clock.utc(day, time.min)
    met = and_(Need.status == NeedStatus.MET, Need.met_on.is_not(None), Need.met_on < day)
    is_decided = and_(Need.decided_at.is_not(None), Need.decided_at < midnight)
    rejected = and_(Need.status == NeedStatus.REJECTED, is_decided)
    return and_(Need.raised_on < day, or_(met, rejected))


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
