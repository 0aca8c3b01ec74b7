"""R-61: what came in a quarter into quarters whose figures had been closed by then."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, func, literal, select, true, union_all

from app.closing import queries as closings
from app.disputes.models import DisputeCase, DisputeStep
from app.history.domain import BatchStatus
from app.history.models import ImportBatch, ImportedRecord, ImportedSum
from app.incidents import queries as incidents
from app.incidents.models import Incident
from app.kernel.db import built_once, db
from app.kernel.quarter import Quarter
from app.shifts.models import Shift
from app.shifts.queries import held
from app.summaries.counts.months import midnight
from app.summaries.tables.quality import Later

# A shift that was handed in without signal came when the server got it.
TAKEN_IN = func.coalesce(Shift.received_at, Shift.handed_in_at)
# What came, of which records, the day to which they belong and the moment at which they came.
# Cases belong to the day on which they came, steps to the day on which they were taken.
CAME: Sequence[tuple[str, Any, Any, Any]] = (
    ("incidents", incidents.counted(), Incident.day, Incident.completed_at),
    ("shifts", and_(*held()), Shift.day, TAKEN_IN),
    ("reopened", and_(*held()), Shift.day, Shift.reopened_at),
    ("disputes", true(), DisputeCase.received_on, DisputeCase.recorded_at),
    ("disputes", ~DisputeStep.is_withdrawn, DisputeStep.day, DisputeStep.recorded_at),
)
# What an older file tells of one by one, and in sums.
TOLD: Sequence[tuple[Any, Any]] = (
    (ImportedRecord, func.count()),
    (ImportedSum, func.sum(ImportedSum.count)),
)


def later(quarter: Quarter) -> Later:
    """What T15 tells; all of it is zero while no earlier quarter is closed."""
    closed = {each.quarter: each.first_closed_at for each in closings.all_closings()}
    sums: Counter[str] = Counter()
    if not closed or min(closed) >= quarter:
        return Later()
    for what, day, at, count in db.session.execute(_came(quarter)):
        closed_at = closed.get(Quarter.containing(day))
        # Moments are known to the second.
        if closed_at and at >= closed_at:
            sums[what] += count
    return Later(**sums)


@built_once
def _came(quarter: Quarter) -> CompoundSelect[*tuple[Any, ...]]:
    """What came in this quarter and belongs to an earlier one: little, whatever the quarter."""
    own = (
        _summed(quarter, what, func.count(), day, at).where(condition)
        for what, condition, day, at in CAME
    )
    published = ImportBatch.published_at
    taken = (
        _summed(quarter, "taken_over", count, stored.month, published)
        .join(
            ImportBatch,
            and_(
                ImportBatch.id == stored.batch_id,
                ImportBatch.municipality_id == stored.municipality_id,
            ),
        )
        .where(ImportBatch.status == BatchStatus.PUBLISHED)
        for stored, count in TOLD
    )
    return union_all(*own, *taken)


def _summed(quarter: Quarter, what: str, count: Any, day: Any, at: Any) -> Select[*tuple[Any, ...]]:
    came = (at >= midnight(quarter.first), at < midnight(quarter.end), day < quarter.first)
    told = select(literal(what), day, at, count).select_from(day.class_)
    return told.where(*came).group_by(day, at)
