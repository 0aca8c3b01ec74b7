"""Every SELECT about agreements; no list ever loads the content of a scan."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import defer, joinedload, selectinload

from app.agreements.models import Agreement, AgreementPoint, AgreementScan
from app.disputes.models import DisputeCase
from app.kernel.db import db


def get(agreement_id: uuid.UUID) -> Agreement:
    """One agreement with its points, its case and the checks of the case."""
    return db.session.scalars(_whole().where(Agreement.id == agreement_id)).one()


def of_case(case_id: uuid.UUID) -> Agreement | None:
    """The agreement of a case with its points, or None."""
    return db.session.scalars(_whole().where(Agreement.case_id == case_id)).one_or_none()


def in_case(case: DisputeCase) -> Agreement:
    """The agreement of a case that has one."""
    return db.session.scalars(_whole().where(Agreement.case_id == case.id)).one()


def case_of(agreement_id: uuid.UUID) -> DisputeCase:
    """The case of an agreement, for pages that open nothing of what was agreed."""
    return get(agreement_id).case


def get_point(point_id: uuid.UUID) -> AgreementPoint:
    """One point with its agreement as a whole."""
    query = select(AgreementPoint).where(AgreementPoint.id == point_id)
    return db.session.scalars(query.options(*_of_agreement(AgreementPoint.agreement))).one()


def get_scan(scan_id: uuid.UUID) -> AgreementScan:
    """One scan with its content and its case."""
    query = select(AgreementScan).where(AgreementScan.id == scan_id)
    return db.session.scalars(query.options(*_of_agreement(AgreementScan.agreement))).one()


def scans(agreement_id: uuid.UUID) -> Sequence[AgreementScan]:
    """The scans of an agreement as they were added, without what is on them."""
    query = select(AgreementScan).where(AgreementScan.agreement_id == agreement_id)
    query = query.order_by(AgreementScan.added_at, AgreementScan.id)
    return db.session.scalars(query.options(defer(AgreementScan.content))).all()


def locked_scan_count(agreement_id: uuid.UUID) -> int:
    """How many scans the agreement has; until the commit nobody else adds one."""
    lock = select(Agreement.id).where(Agreement.id == agreement_id).with_for_update()
    db.session.scalars(lock).one()
    query = select(func.count(AgreementScan.id)).where(AgreementScan.agreement_id == agreement_id)
    return db.session.scalar(query) or 0


def last_position(agreement_id: uuid.UUID) -> int:
    """The position of the last point; -1 where there is none."""
    query = select(func.max(AgreementPoint.position))
    found = db.session.scalar(query.where(AgreementPoint.agreement_id == agreement_id))
    return -1 if found is None else found


def _whole() -> Select[tuple[Agreement]]:
    checks = joinedload(Agreement.case).selectinload(DisputeCase.checks)
    parts = (selectinload(Agreement.points), joinedload(Agreement.leader))
    return select(Agreement).options(*parts, checks)


def _of_agreement(agreement: Any) -> tuple[Any, ...]:
    whole = joinedload(agreement)
    return whole.joinedload(Agreement.case), whole.selectinload(Agreement.points)
