"""The list of disputes: what it can be narrowed to and its pages."""

import uuid
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Membership
from app.disputes import effort, queries
from app.disputes.domain import Stage
from app.disputes.models import DisputeCase, DisputeCheck, DisputeStep
from app.kernel.db import db
from app.kernel.figure import Figure
from app.kernel.paging import SIZE, Batch, batch, earlier, key_of_day

CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "q": lambda text: DisputeCase.number.contains(text.strip().upper(), autoescape=True),
    "stage": lambda stage: DisputeCase.stage == stage,
    "kind": lambda kind: DisputeCase.kind == kind,
    "is_open": lambda _is_open: DisputeCase.stage != Stage.CLOSED,
    "referral": lambda referral: DisputeCase.referral == referral,
    "outcome": lambda outcome: DisputeCase.outcome == outcome,
    "received_from": lambda day: DisputeCase.received_on >= day,
    "received_to": lambda day: DisputeCase.received_on <= day,
    "closed_from": lambda day: DisputeCase.closed_on >= day,
    "closed_to": lambda day: DisputeCase.closed_on <= day,
    "open_on": lambda day: and_(
        DisputeCase.received_on <= day,
        or_(DisputeCase.closed_on.is_(None), DisputeCase.closed_on > day),
    ),
    "lead_kind": lambda lead_kind: DisputeCase.lead_kind == lead_kind,
    "is_unled": lambda _is_unled: DisputeCase.lead_kind.is_(None),
    "lasting_from": lambda day: or_(DisputeCase.closed_on.is_(None), DisputeCase.closed_on >= day),
    "lasting_to": lambda day: DisputeCase.received_on <= day,
    "met_from": lambda day: queries.first_contact() >= day,
    "met_to": lambda day: queries.first_contact() <= day,
}
OF_CHECKS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "check_result": lambda result: DisputeCheck.result == result,
    "checked_after": lambda days: DisputeCheck.days == int(days),
    "checked_from": lambda day: DisputeCheck.done_on >= day,
    "checked_to": lambda day: DisputeCheck.done_on <= day,
}


def search(actor: Membership, *, after: str = "", **wanted: Any) -> Batch[DisputeCase]:
    """The newest cases the person may see; only numbers and codes are looked in, never texts."""
    query = (
        queries.visible(actor)
        .where(*_chosen(wanted), *earlier(DisputeCase.received_on, DisputeCase.id, after))
        .options(joinedload(DisputeCase.lead), joinedload(DisputeCase.place))
        .order_by(DisputeCase.received_on.desc(), DisputeCase.id.desc())
        .limit(SIZE + 1)
    )
    cases = db.session.scalars(query).all()
    return batch(cases, key=lambda case: key_of_day(case.received_on, case.id))


def count(actor: Membership, **wanted: Any) -> int:
    """How many cases the list has."""
    query = _ids(actor, wanted).subquery()
    return db.session.scalar(select(func.count()).select_from(query)) or 0


def figure(actor: Membership, **wanted: Any) -> Figure | None:
    """What the listed cases add up to, when they are the list behind such a figure."""
    return effort.figure(_ids(actor, wanted), wanted)


def _ids(actor: Membership, wanted: dict[str, Any]) -> Select[tuple[uuid.UUID]]:
    return queries.visible(actor).where(*_chosen(wanted)).with_only_columns(DisputeCase.id)


def _chosen(wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    """What holds of the case itself, of one of its steps, and of one of its checks."""
    own = [CONDITIONS[name](value) for name, value in wanted.items() if name in CONDITIONS]
    checks = [OF_CHECKS[name](value) for name, value in wanted.items() if name in OF_CHECKS]
    if steps := effort.steps(wanted):
        own.append(DisputeCase.id.in_(select(DisputeStep.case_id).where(*steps)))
    if checks:
        looked = (*checks, DisputeCheck.result.is_not(None))
        own.append(DisputeCase.id.in_(select(DisputeCheck.case_id).where(*looked)))
    return own
