"""Every SELECT about closed quarters."""

import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, select

from app.closing.domain import Subject
from app.closing.models import LateChange, QuarterClosing
from app.kernel.db import db
from app.kernel.paging import SIZE, Batch, batch, key_of, older
from app.kernel.quarter import Quarter


@dataclass(frozen=True)
class Changed:
    """A record whose figures in a closed quarter are other than they were told, and since when."""

    entity: str
    record_id: uuid.UUID
    quarter: Quarter
    at: datetime


def of(quarter: Quarter) -> QuarterClosing | None:
    """When the quarter was closed; None while it never was."""
    query = select(QuarterClosing).where(QuarterClosing.code == quarter.code)
    return db.session.scalars(query).one_or_none()


def is_closed(day: date) -> bool:
    """Whether the quarter of this day is closed now."""
    found = of(Quarter.containing(day))
    return found is not None and found.is_closed


def is_in_closed_figures(day: date, completed_at: datetime) -> bool:
    """Whether the closed figures of the day's quarter count what was complete at that moment."""
    found = of(Quarter.containing(day))
    return found is not None and found.is_closed and completed_at <= found.closed_at


def exact_figures(quarter: Quarter) -> str | None:
    """The frozen text of the version that holds; None while the quarter never was closed."""
    query = select(QuarterClosing.exact).where(QuarterClosing.code == quarter.code)
    return db.session.scalars(query).one_or_none()


def public_figures(quarter: Quarter) -> str | None:
    """The same of its public version."""
    query = select(QuarterClosing.public).where(QuarterClosing.code == quarter.code)
    return db.session.scalars(query).one_or_none()


def all_closings() -> Sequence[QuarterClosing]:
    """Every quarter that was ever closed, by time."""
    return db.session.scalars(select(QuarterClosing).order_by(QuarterClosing.code)).all()


def ever_closed(quarters: Collection[Quarter]) -> list[Quarter]:
    """Those of some quarters that were ever closed, by time."""
    return [each.quarter for each in all_closings() if each.quarter in quarters]


def codes_closed_in(town: uuid.UUID, codes: Collection[str]) -> Select[tuple[str]]:
    """Which of these quarters were ever closed in a town; asked as the trail is written."""
    closed = QuarterClosing.__table__.c
    return select(closed.code).where(closed.municipality_id == town, closed.code.in_(codes))


def changed_in(quarter: Quarter) -> Counter[Subject]:
    """How many records changed closed figures in a quarter; of older files how many incidents."""
    records, told = func.count(func.distinct(LateChange.record_id)), func.sum(LateChange.count)
    query = select(LateChange.subject, records, told).where(*_in(quarter))
    return Counter(
        {
            subject: told if subject is Subject.OLDER_RECORDS else records
            for subject, records, told in db.session.execute(query.group_by(LateChange.subject))
        }
    )


def browse_changed(quarter: Quarter, subject: Subject, after: str = "") -> Batch[Changed]:
    """The records themselves, the last changed first."""
    row = LateChange
    each = (
        select(
            row.entity,
            row.record_id,
            func.min(row.code).label("code"),
            func.max(row.at).label("at"),
        )
        .where(*_in(quarter), row.subject == subject)
        .group_by(row.entity, row.record_id)
        .subquery()
    )
    at, key = each.c.at, each.c.record_id
    query = select(each).where(*older(at, key, after)).order_by(at.desc(), key.desc())
    found = [
        Changed(told.entity, told.record_id, Quarter.parse(told.code), told.at)
        for told in db.session.execute(query.limit(SIZE + 1))
    ]
    return batch(found, key=lambda told: key_of(told.at, told.record_id))


def _in(quarter: Quarter) -> tuple[ColumnElement[bool], ...]:
    """What changed in it and has not been put back."""
    return LateChange.told_in == quarter.code, LateChange.before.is_distinct_from(LateChange.after)
