"""Every change of agreements; what was agreed and the signed paper are sealed as they come."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date

from app.accounts.models import Membership
from app.agreements import queries
from app.agreements.domain import JPEG, MOST_SCANS, PDF, Fulfilled, Promise, scan_type
from app.agreements.models import Agreement, AgreementPoint, AgreementScan
from app.disputes import actions as disputes
from app.disputes.domain import AgreementForm, Side
from app.disputes.models import DisputeCase
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.picture import redrawn
from app.skills.domain import Direction


@action
def record(
    case: DisputeCase,
    *,
    id: uuid.UUID,
    agreed_on: date,
    form: AgreementForm,
    by: Membership | None,
    review_on: date | None = None,
    points: Mapping[int, Promise] | None = None,
) -> Agreement:
    """R-42, R-45: write down what was agreed, and as what the talks were led; checks are set."""
    if queries.of_case(case.id) is not None:
        raise Refused(_("The agreement of this case is recorded already."))
    for row, promise in (points or {}).items():
        _refuse_faulty(promise, agreed_on, row=f"_{row}")
    _check_review(review_on, agreed_on)
    disputes.agree(case, agreed_on=agreed_on, form=form, by=by)
    own = {"id": id, "municipality_id": case.municipality_id, "case_id": case.id}
    facts = {"agreed_on": agreed_on, "form": form, "review_on": review_on}
    agreement = Agreement(**own, **facts, led_as=case.lead_kind, led_by=case.lead_id)
    db.session.add(agreement)
    for place, promise in enumerate((points or {}).values()):
        agreement.points.append(_point(agreement, uuid7(), place, promise))
    return agreement


@action
def correct(
    agreement: Agreement,
    *,
    agreed_on: date,
    form: AgreementForm,
    by: Membership | None,
    review_on: date | None = None,
) -> Agreement:
    """Change the day, of which the checks depend, the form, or the day of the review."""
    _check_review(review_on, agreed_on)
    for point in agreement.points:
        if point.until and point.until < agreed_on:
            told = _("A point was to be done before that day. Check the day, or the point.")
            raise Refused(told, field="agreed_on")
    disputes.correct_agreement(agreement.case, agreed_on=agreed_on, form=form, by=by)
    agreement.agreed_on, agreement.form, agreement.review_on = agreed_on, form, review_on
    return agreement


@action
def withdraw(agreement: Agreement, *, by: Membership | None) -> DisputeCase:
    """Take back an agreement that was recorded by mistake; signed paper is never thrown away so."""
    if queries.locked_scan_count(agreement.id):
        raise Refused(_("A signed paper hangs on it. Remove the scan first."))
    case = disputes.take_back(agreement.case, by=by)
    for point in [*agreement.points]:
        agreement.points.remove(point)
        db.session.delete(point)
    db.session.delete(agreement)
    return case


@action
def add_point(
    agreement: Agreement,
    *,
    id: uuid.UUID,
    who: Collection[Side],
    what: str,
    by: Membership | None,
    until: date | None = None,
) -> AgreementPoint:
    """Put a point at the end."""
    _refuse_closed(agreement)
    promise = Promise(frozenset(who), what, until)
    _refuse_faulty(promise, agreement.agreed_on)
    point = _point(agreement, id, queries.last_position(agreement.id) + 1, promise)
    agreement.points.append(point)
    return point


@action
def correct_point(
    point: AgreementPoint,
    *,
    who: Collection[Side],
    what: str,
    by: Membership | None,
    until: date | None = None,
) -> AgreementPoint:
    """Put a point right; whether it was kept stays as it was said."""
    _refuse_closed(point.agreement)
    _refuse_faulty(Promise(frozenset(who), what, until), point.agreement.agreed_on)
    point.who, point.until = frozenset(who), until
    if what != point.opened:  # sealed anew it would look changed in the trail
        point.put(what)
    return point


@action
def withdraw_point(point: AgreementPoint, *, by: Membership | None) -> Agreement:
    """Take a point out; that there was one stays in the trail, what it said does not."""
    _refuse_closed(point.agreement)
    agreement = point.agreement
    agreement.points.remove(point)
    db.session.delete(point)
    return agreement


@action
def move_point(
    point: AgreementPoint, *, direction: Direction, by: Membership | None
) -> AgreementPoint:
    """Change places with the neighbour."""
    _refuse_closed(point.agreement)
    direction.swap(point, point.agreement.points)
    return point


@action
def fulfil_point(
    point: AgreementPoint, *, fulfilled: Fulfilled, by: Membership | None
) -> AgreementPoint:
    """Say whether a point was kept; also when the case is closed."""
    point.fulfilled = fulfilled
    return point


@action
def add_scan(
    agreement: Agreement, *, id: uuid.UUID, scan: bytes, by: Membership | None
) -> AgreementScan:
    """Seal the signed paper: a PDF as it is, of a picture what can be seen and nothing else."""
    if queries.locked_scan_count(agreement.id) >= MOST_SCANS:
        told = _("There are %(n)s scans already. Remove one of them first.", n=MOST_SCANS)
        raise Refused(told, field="scan")
    kind = scan_type(scan)
    if kind is None:
        raise Refused(_("Choose a scan as PDF, or a photo as JPEG or PNG."), field="scan")
    media_type = PDF if kind == PDF else JPEG
    content = scan if kind == PDF else redrawn(scan, field="scan").content
    own = {"id": id, "municipality_id": agreement.municipality_id, "agreement_id": agreement.id}
    kept = AgreementScan(**own, media_type=media_type, added_at=clock.now())
    kept.put(content)
    db.session.add(kept)
    return kept


@action
def remove_scan(scan: AgreementScan, *, by: Membership | None) -> Agreement:
    """Take a scan away for good; that it was there stays in the trail."""
    db.session.delete(scan)
    return scan.agreement


def _point(agreement: Agreement, id: uuid.UUID, position: int, promise: Promise) -> AgreementPoint:
    own = {"id": id, "municipality_id": agreement.municipality_id, "agreement_id": agreement.id}
    point = AgreementPoint(**own, position=position, who=promise.who, until=promise.until)
    point.put(promise.what)
    return point


def _refuse_faulty(promise: Promise, agreed_on: date, row: str = "") -> None:
    """`row` is what the names of the fields end with where several points stand in one form."""
    if fault := promise.fault(agreed_on):
        raise Refused(fault[1], field=fault[0] + row)


def _check_review(review_on: date | None, agreed_on: date) -> None:
    if review_on and review_on < agreed_on:
        told = _("The parties can look back only after the day of the agreement.")
        raise Refused(told, field="review_on")


def _refuse_closed(agreement: Agreement) -> None:
    if not agreement.case.is_open:
        told = _("The case is closed. If the dispute goes on, reopen it as a new one.")
        raise Refused(told)
