"""How good the data of a quarter are, each sign of it in one statement."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from app.audit.models import AuditEntry
from app.closing import queries as closings
from app.closing.models import QuarterClosing
from app.incidents.domain import COUNTED, Category
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.kernel.scope import required_scope
from app.shifts.models import Shift
from app.shifts.service import Service, condition
from app.summaries.counts.incidents import Cell
from app.summaries.counts.months import in_quarter
from app.summaries.tables.quality import Quality

CODELIST_CHANGE = "codelists.correct"


def quality(quarter: Quarter, cells: Sequence[Cell]) -> Quality:
    """T15 as it stands now."""
    others = [cell.count for cell in cells if cell.kind.category is Category.OTHER]
    shifts = db.session.execute(_shifts(quarter)).one()
    return Quality(
        shifts=shifts.done,
        no_record=shifts.no_record,
        late=shifts.late,
        reopened=shifts.reopened,
        incidents=sum(cell.count for cell in cells),
        other=sum(others),
        codelists=_codelist_changes(quarter),
        late_entries=_late_entries(quarter),
    )


def _shifts(quarter: Quarter) -> Any:
    """The same conditions by which the list of shifts is narrowed to what is behind a number."""
    figures = {
        "done": Service.DONE,
        "no_record": Service.NO_RECORD,
        "late": Service.LATE,
        "reopened": Service.REOPENED,
    }
    return select(
        *(func.count().filter(condition(each)).label(name) for name, each in figures.items())
    ).where(*in_quarter(quarter, Shift.day))


def _codelist_changes(quarter: Quarter) -> int:
    """The trail of the town's own row is short, so it may be asked."""
    query = select(func.count(func.distinct(AuditEntry.at))).where(
        AuditEntry.entity_id == required_scope(),
        AuditEntry.use_case == CODELIST_CHANGE,
        AuditEntry.at >= _midnight(quarter.first),
        AuditEntry.at < _midnight(quarter.end),
    )
    return db.session.scalar(query) or 0


def _late_entries(quarter: Quarter) -> int:
    """R-61: what was written in this quarter into one that had been closed by then."""
    closed = [_after(each) for each in closings.all_closings() if each.quarter < quarter]
    query = (
        select(func.count())
        .select_from(Incident)
        .where(
            Incident.recorded_at >= _midnight(quarter.first),
            Incident.recorded_at < _midnight(quarter.end),
            Incident.day < quarter.first,
            Incident.status.in_(COUNTED),
            Incident.is_training.is_(False),
            or_(false(), *closed),
        )
    )
    return db.session.scalar(query) or 0


def _after(closing: QuarterClosing) -> ColumnElement[bool]:
    days = in_quarter(closing.quarter, Incident.day)
    return and_(*days, Incident.recorded_at > closing.first_closed_at)


def _midnight(day: date) -> datetime:
    return clock.utc(day, time.min)
