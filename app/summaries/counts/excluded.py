"""What is in the records of a quarter and not in its figures, in words."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, case, func, not_, select

from app.incidents import queries
from app.incidents.domain import IncidentStatus
from app.incidents.models import Incident
from app.kernel.db import built_once, db
from app.kernel.i18n import ngettext
from app.kernel.quarter import Quarter
from app.summaries.counts.months import in_quarter


def excluded(quarter: Quarter) -> tuple[str, ...]:
    """Each incident that is not counted is told once, by the first reason that holds."""
    counts = db.session.execute(_uncounted(quarter)).one()
    return tuple(_told(*(count or 0 for count in counts)))


def _told(training: int, drafts: int, cancelled: int) -> Iterator[str]:
    if drafts:
        yield ngettext("%(n)s incident to complete", "%(n)s incidents to complete", drafts)
    if cancelled:
        yield ngettext("%(n)s cancelled incident", "%(n)s cancelled incidents", cancelled)
    if training:
        yield ngettext(
            "%(n)s incident of training shifts", "%(n)s incidents of training shifts", training
        )


@built_once
def _uncounted(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    reasons = (
        Incident.is_training,
        not_(Incident.is_training) & (Incident.status == IncidentStatus.DRAFT),
        not_(Incident.is_training) & (Incident.status == IncidentStatus.CANCELLED),
    )
    sums = (func.sum(case((reason, 1), else_=0)) for reason in reasons)
    return select(*sums).where(*in_quarter(quarter, Incident.day), not_(queries.counted()))
