"""R-61: what came in a quarter into quarters whose figures had been closed by then."""

from collections import Counter
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, func, literal, select, union_all

from app.closing import queries as closings
from app.closing.domain import Subject
from app.history.domain import BatchStatus
from app.history.models import ImportBatch, ImportedRecord, ImportedSum
from app.kernel.db import built_once, db
from app.kernel.quarter import Quarter
from app.shifts.models import Shift
from app.shifts.queries import held
from app.summaries.counts.months import midnight
from app.summaries.tables.quality import Later


def later(quarter: Quarter) -> Later:
    """What T15 tells; all of it is zero while no earlier quarter is closed."""
    closed = {each.quarter: each.first_closed_at for each in closings.all_closings()}
    if not closed or min(closed) >= quarter:
        return Later()
    sums, changed = Counter[str](), closings.changed_in(quarter)
    for what, day, at, count in db.session.execute(_came(quarter)):
        closed_at = closed.get(Quarter.containing(day))
        # Moments are known to the second.
        if closed_at and at >= closed_at:
            sums[what] += count
    return Later(
        incidents=changed[Subject.INCIDENTS],
        shifts=changed[Subject.SHIFTS],
        disputes=changed[Subject.DISPUTES],
        training=changed[Subject.TRAINING],
        taken_over=sums["taken_over"],
        taken_back=changed[Subject.OLDER_RECORDS],
        others=changed[Subject.OTHERS],
        reopened=sums["reopened"],
    )


@built_once
def _came(quarter: Quarter) -> CompoundSelect[*tuple[Any, ...]]:
    """What was opened again or taken over in this quarter and belongs to an earlier one."""
    day, at = Shift.day, Shift.reopened_at
    reopened = _summed(quarter, "reopened", func.count(), day, at).where(*held())
    return union_all(
        reopened,
        _taken_over(quarter, ImportedRecord, func.count()),
        _taken_over(quarter, ImportedSum, func.sum(ImportedSum.count)),
    )


def _taken_over(quarter: Quarter, stored: Any, count: Any) -> Select[*tuple[Any, ...]]:
    """Incidents of older files by the moment at which these were published."""
    its = and_(
        ImportBatch.id == stored.batch_id, ImportBatch.municipality_id == stored.municipality_id
    )
    told = _summed(quarter, "taken_over", count, stored.month, ImportBatch.published_at)
    return told.join(ImportBatch, its).where(ImportBatch.status == BatchStatus.PUBLISHED)


def _summed(quarter: Quarter, what: str, count: Any, day: Any, at: Any) -> Select[*tuple[Any, ...]]:
    came = (at >= midnight(quarter.first), at < midnight(quarter.end), day < quarter.first)
    told = select(literal(what), day, at, count).select_from(day.class_)
    return told.where(*came).group_by(day, at)
