"""Sums over situations with children: by kind, place and age, and by whom they were passed to."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, select

from app.incidents.domain import AgeBand, Category, Recipient
from app.incidents.models import Incident, IncidentAction
from app.kernel.db import built_once, db
from app.kernel.quarter import Quarter
from app.summaries.counts.incidents import counted
from app.summaries.domain import Named
from app.summaries.tables.youth import BANDS, PASSED, Group, Youth


def youth(quarter: Quarter, places: Mapping[UUID, Named]) -> Youth:
    """T8 in two statements."""
    found = db.session.execute(_by_kind_and_place(quarter)).all()
    recipients = db.session.execute(_by_recipient(quarter))
    return Youth(
        [_group(row, places) for row in found],
        {recipient.value: count for recipient, count in recipients},
    )


def bands() -> dict[str, str]:
    """The ages of children, as the town sees them."""
    return {band: AgeBand(band).label for band in BANDS}


def recipients() -> list[Named]:
    """To whom situations with children are passed on."""
    return [Named(code, Recipient(code).label) for code in PASSED]


def _group(row: Any, places: Mapping[UUID, Named]) -> Group:
    kind, place_id, count, *ages = row
    situations, people = ages[: len(BANDS)], ages[len(BANDS) :]
    return Group(
        kind.value,
        places[place_id].key,
        count,
        dict(zip(BANDS, situations, strict=True)),
        dict(zip(BANDS, people, strict=True)),
    )


@built_once
def _by_kind_and_place(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    ages = [getattr(Incident, f"people_{band}") for band in BANDS]
    return (
        select(
            Incident.subcategory,
            Incident.place_id,
            func.count(),
            *(func.sum(case((age > 0, 1), else_=0)) for age in ages),
            *(func.coalesce(func.sum(age), 0) for age in ages),
        )
        .where(*counted(quarter), Incident.category == Category.YOUTH)
        .group_by(Incident.subcategory, Incident.place_id)
    )


@built_once
def _by_recipient(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    """A situation has each recipient at most once."""
    wanted = [Recipient(code) for code in PASSED]
    return (
        select(IncidentAction.recipient, func.count())
        .join(IncidentAction.incident)
        .where(*counted(quarter), Incident.category == Category.YOUTH)
        .where(IncidentAction.recipient.in_(wanted))
        .group_by(IncidentAction.recipient)
    )
