"""Every SELECT about closed quarters."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Select, select

from app.closing.models import QuarterClosing
from app.kernel.db import db
from app.kernel.quarter import Quarter


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
