"""R-61: what came in a quarter into quarters whose figures had been closed by then."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from app.closing import queries as closings
from app.closing.domain import Subject
from app.closing.models import LateChange, QuarterClosing
from app.disputes.models import DisputeCase, DisputeStep
from app.history.domain import BatchStatus
from app.history.models import ImportBatch, ImportedRecord, ImportedSum
from app.incidents import queries as incidents
from app.incidents.models import Incident
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.shifts.models import Shift
from app.shifts.queries import held
from app.summaries.counts.months import in_quarter, midnight
from app.summaries.tables.quality import Later

Condition = ColumnElement[bool]
Closed = Sequence[QuarterClosing]
# A shift that was handed in without signal came when the server got it.
TAKEN_IN = func.coalesce(Shift.received_at, Shift.handed_in_at)
# Cases belong to the day on which they came, steps to the day on which they were taken.
DISPUTES: Sequence[tuple[Any, ...]] = (
    (DisputeCase, true(), DisputeCase.received_on, DisputeCase.recorded_at),
    (DisputeStep, ~DisputeStep.is_withdrawn, DisputeStep.day, DisputeStep.recorded_at),
)
# What an older file tells of one by one, and in sums.
TOLD: Sequence[tuple[Any, Any]] = (
    (ImportedRecord, func.count()),
    (ImportedSum, func.coalesce(func.sum(ImportedSum.count), 0)),
)

NAMES = {
    Subject.TRAINING: "training",
    Subject.DISPUTES: "disputes_changed",
    Subject.OLDER_RECORDS: "taken_back",
    Subject.OTHERS: "others",
}


def later(quarter: Quarter) -> Later:
    """What T15 tells; all of it is zero while no earlier quarter is closed."""
    closed = [each for each in closings.all_closings() if each.quarter < quarter]
    if not closed:
        return Later()
    changed = _changed(quarter)
    return Later(
        incidents=_incidents(quarter, closed),
        shifts=_shifts(quarter, closed, TAKEN_IN),
        disputes=_disputes(quarter, closed),
        taken_over=_taken_over(quarter, closed),
        reopened=_shifts(quarter, closed, Shift.reopened_at),
        **{NAMES[subject]: count for subject, count in changed.items()},
    )


def _incidents(quarter: Quarter, closed: Closed) -> int:
    at = Incident.completed_at
    came = (_in(quarter, at), _after(closed, Incident.day, at))
    return _count(Incident, incidents.counted(), *came)


def _shifts(quarter: Quarter, closed: Closed, at: Any) -> int:
    """Shifts to which this happened."""
    return _count(Shift, *held(), _in(quarter, at), _after(closed, Shift.day, at))


def _disputes(quarter: Quarter, closed: Closed) -> int:
    return sum(
        _count(model, is_held, _in(quarter, at), _after(closed, day, at))
        for model, is_held, day, at in DISPUTES
    )


def _count(model: Any, *conditions: Condition) -> int:
    query = select(func.count()).select_from(model).where(*conditions)
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


def _changed(quarter: Quarter) -> dict[Subject, int]:
    """Records that came, went or changed, each once; of older files the incidents they told."""
    each = LateChange
    records, told = func.count(func.distinct(each.record_id)), func.sum(each.count)
    query = select(each.subject, records, told).where(_in(quarter, each.at)).group_by(each.subject)
    return {
        subject: told if subject is Subject.OLDER_RECORDS else records
        for subject, records, told in db.session.execute(query)
    }


def _in(quarter: Quarter, at: Any) -> Condition:
    """Whether it came in this quarter."""
    return and_(at >= midnight(quarter.first), at < midnight(quarter.end))


def _after(closed: Closed, day: Any, at: Any) -> Condition:
    """Whether it belongs to a quarter that was closed already; moments are known to the second."""
    return or_(
        *(and_(*in_quarter(each.quarter, day), at >= each.first_closed_at) for each in closed)
    )
