"""Closing a quarter and opening it for a new version of its summary."""

from datetime import datetime

from app.accounts.models import Membership
from app.closing import queries
from app.closing.models import QuarterClosing
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.quarter import Quarter


@action
def close(
    quarter: Quarter, *, at: datetime, exact: str, public: str, by: Membership | None
) -> QuarterClosing:
    """Let what is counted in the quarter stay as it is; the texts are the frozen figures.

    `at` lies before they were counted: what is recorded meanwhile counts as written down later.
    """
    closing = queries.of(quarter)
    if closing is None:
        closing = QuarterClosing(code=quarter.code, first_closed_at=at)
        db.session.add(closing)
    closing.closed_at, closing.closed_by, closing.is_closed = at, by.id if by else None, True
    closing.exact, closing.public = exact, public
    return closing


@action
def open_again(quarter: Quarter, *, by: Membership | None) -> QuarterClosing | None:
    """Let records of the quarter be corrected, because a new version of its summary was begun."""
    closing = queries.of(quarter)
    if closing is not None:
        closing.is_closed = False
    return closing


@action
def shut(quarter: Quarter, *, by: Membership | None) -> QuarterClosing | None:
    """Close the quarter as it was closed before: the new version was given up."""
    closing = queries.of(quarter)
    if closing is not None:
        closing.is_closed = True
    return closing
