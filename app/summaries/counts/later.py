"""R-61: what came in a quarter into quarters whose figures had been closed by then."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.closing import queries as closings
from app.closing.domain import Subject
from app.closing.models import QuarterClosing
from app.history.domain import BatchStatus
from app.history.models import ImportBatch, ImportedRecord, ImportedSum
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.shifts.models import Shift
from app.shifts.queries import held
from app.summaries.counts.months import in_quarter, midnight
from app.summaries.tables.quality import Later

Condition = ColumnElement[bool]
Closed = Sequence[QuarterClosing]
# What an older file tells of one by one, and in sums.
TOLD: Sequence[tuple[Any, Any]] = (
    (ImportedRecord, func.count()),
    (ImportedSum, func.coalesce(func.sum(ImportedSum.count), 0)),
)


def later(quarter: Quarter) -> Later:
    """What T15 tells; all of it is zero while no earlier quarter is closed."""
    closed = [each for each in closings.all_closings() if each.quarter < quarter]
    if not closed:
        return Later()
    changed = closings.changed_in(quarter)
    return Later(
        incidents=changed[Subject.INCIDENTS],
        shifts=changed[Subject.SHIFTS],
        disputes=changed[Subject.DISPUTES],
        training=changed[Subject.TRAINING],
        taken_over=_taken_over(quarter, closed),
        taken_back=changed[Subject.OLDER_RECORDS],
        others=changed[Subject.OTHERS],
        reopened=_reopened(quarter, closed),
    )


def _reopened(quarter: Quarter, closed: Closed) -> int:
    """Shifts whose approved record was opened again."""
    at = Shift.reopened_at
    query = select(func.count()).where(*held(), _in(quarter, at), _after(closed, Shift.day, at))
    return db.session.scalar(query) or 0


def _taken_over(quarter: Quarter, closed: Closed) -> int:
    """Incidents of older files that were published when the figures of their month were closed."""
    published = and_(
        ImportBatch.status == BatchStatus.PUBLISHED, _in(quarter, ImportBatch.published_at)
    )
    return sum(
        db.session.scalar(
            select(count)
            .select_from(stored)
            .join(
                ImportBatch,
                and_(
                    ImportBatch.id == stored.batch_id,
                    ImportBatch.municipality_id == stored.municipality_id,
                ),
            )
            .where(published, _after(closed, stored.month, ImportBatch.published_at))
        )
        for stored, count in TOLD
    )


def _in(quarter: Quarter, at: Any) -> Condition:
    """Whether it came in this quarter."""
    return and_(at >= midnight(quarter.first), at < midnight(quarter.end))


def _after(closed: Closed, day: Any, at: Any) -> Condition:
    """Whether it belongs to a quarter that was closed already; moments are known to the second."""
    return or_(
        *(and_(*in_quarter(each.quarter, day), at >= each.first_closed_at) for each in closed)
    )
