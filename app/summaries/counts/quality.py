"""How good the data of a quarter are, each sign of it in one statement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from app.audit.models import AuditEntry
from app.incidents.domain import Category
from app.kernel.db import Id, built_once, db
from app.kernel.quarter import Quarter
from app.kernel.scope import required_scope
from app.shifts.models import Shift
from app.shifts.service import Service, condition
from app.summaries.counts.incidents import Cell
from app.summaries.counts.later import later
from app.summaries.counts.months import in_quarter, midnight
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
        codelists=db.session.scalar(_codelist_changes(quarter)) or 0,
        later=later(quarter),
    )


@built_once
def _shifts(quarter: Quarter) -> Select[*tuple[Any, ...]]:
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


@built_once
def _codelist_changes(quarter: Quarter) -> Select[tuple[int]]:
    """The trail of the town's own row is short, so it may be asked."""
    return select(func.count(func.distinct(AuditEntry.at))).where(
        AuditEntry.entity_id == bindparam("town", callable_=required_scope, type_=Id),
        AuditEntry.use_case == CODELIST_CHANGE,
        AuditEntry.at >= midnight(quarter.first),
        AuditEntry.at < midnight(quarter.end),
    )
