"""Pages about agreements of neighbours."""

from types import SimpleNamespace
from typing import Any

from flask import Blueprint, Response, flash, redirect, url_for

from app.agreements import actions, policy, queries
from app.agreements.domain import file_name
from app.agreements.forms import (
    AddPointForm,
    AddScanForm,
    CorrectAgreementForm,
    CorrectPointForm,
    FulfilPointForm,
    MovePointForm,
    RecordAgreementForm,
)
from app.agreements.models import Agreement, AgreementPoint, AgreementScan
from app.audit import queries as trail
from app.disputes import queries as disputes
from app.disputes.domain import Stage
from app.disputes.models import DisputeCase
from app.kernel.i18n import _
from app.parties import queries as parties
from app.web.guard import actor, allow, may
from app.web.page import page
from app.web.reason import reason_first
from app.web.security import FILE_HEADERS
from app.web.upload import MOST_BYTES

bp = Blueprint("agreements", __name__, url_prefix="/dohody")


@bp.get("/spor/<uuid:case_id>")
@allow(policy.open, on=disputes.get)
def open(case: DisputeCase) -> Any:
    """To the agreement of a case, to recording it, or to what is missing for it."""
    if agreement := queries.of_case(case.id):
        return redirect(url_for(".read", agreement_id=agreement.id))
    if case.stage is Stage.TALKS and may("agreements.record", case):
        return redirect(url_for(".record", case_id=case.id))
    return page("agreements/open.html", case=case)


@bp.route("/spor/<uuid:case_id>/nova", methods=["GET", "POST"])
@allow(policy.record, on=disputes.get)
def record(case: DisputeCase) -> Any:
    """Write down what the parties have agreed, with the first points."""
    form = RecordAgreementForm.from_request()
    if agreement := form.submit(actions.record, case, by=actor()):
        told = _("The agreement is recorded. The checks after 30 and 90 days are set.")
        return _back(agreement, told)
    return page("agreements/record.html", form=form, case=case)


@bp.get("/<uuid:agreement_id>")
@allow(policy.read, on=queries.get)
def read(agreement: Agreement) -> Any:
    """What was agreed, how it is kept, and the signed paper."""
    scans = queries.scans(agreement.id)
    parts = {
        "agreement_point": [point.id for point in agreement.points],
        "agreement_scan": [scan.id for scan in scans],
    }
    return page(
        "agreements/read.html",
        agreement=agreement,
        scans=scans,
        history=trail.history("agreement", [agreement.id], parts=parts),
    )


@bp.route("/<uuid:agreement_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct, on=queries.case_of)
def correct(case: DisputeCase) -> Any:
    """Change the day, the form or the day of the review."""
    agreement = queries.in_case(case)
    form = CorrectAgreementForm.from_request(agreement)
    if form.submit(actions.correct, agreement, by=actor()):
        return _back(agreement, _("The agreement was corrected."))
    return page("agreements/correct.html", form=form, agreement=agreement)


@bp.post("/<uuid:agreement_id>/vzit-zpet")
@allow(policy.withdraw, on=queries.get)
def withdraw(agreement: Agreement) -> Any:
    """Take back an agreement that was recorded by mistake."""
    case = actions.withdraw(agreement, by=actor())
    flash(_("The agreement was taken back. The talks go on."))
    return redirect(url_for("disputes.read", case_id=case.id), 303)


@bp.route("/<uuid:agreement_id>/bod", methods=["GET", "POST"])
@allow(policy.add_point, on=queries.case_of)
def add_point(case: DisputeCase) -> Any:
    """Add a point."""
    agreement = queries.in_case(case)
    form = AddPointForm.from_request()
    if form.submit(actions.add_point, agreement, by=actor()):
        return _back(agreement, _("The point was added."))
    return page("agreements/add_point.html", form=form, agreement=agreement)


@bp.route("/bod/<uuid:point_id>/oprava", methods=["GET", "POST"])
@allow(policy.correct_point, on=queries.get_point)
def correct_point(point: AgreementPoint) -> Any:
    """Put a point right."""
    known = {"who": point.who, "what": point.opened, "until": point.until}
    form = CorrectPointForm.from_request(SimpleNamespace(**known, version=point.version))
    if form.submit(actions.correct_point, point, by=actor()):
        return _back(point.agreement, _("The point was corrected."))
    return page("agreements/correct_point.html", form=form, point=point)


@bp.post("/bod/<uuid:point_id>/vyrazeni")
@allow(policy.withdraw_point, on=queries.get_point)
def withdraw_point(point: AgreementPoint) -> Any:
    """Take a point out."""
    agreement = actions.withdraw_point(point, by=actor())
    return _back(agreement, _("The point was taken out."))


@bp.post("/bod/<uuid:point_id>/presun")
@allow(policy.move_point, on=queries.get_point)
def move_point(point: AgreementPoint) -> Any:
    """One place up or down."""
    MovePointForm.from_request().submit(actions.move_point, point, by=actor())
    return redirect(url_for(".read", agreement_id=point.agreement_id), 303)


@bp.post("/bod/<uuid:point_id>/splneni")
@allow(policy.fulfil_point, on=queries.get_point)
def fulfil_point(point: AgreementPoint) -> Any:
    """Say whether a point was kept."""
    FulfilPointForm.from_request().submit(actions.fulfil_point, point, by=actor())
    return redirect(url_for(".read", agreement_id=point.agreement_id), 303)


@bp.route("/<uuid:agreement_id>/sken", methods=["GET", "POST"])
@allow(policy.add_scan, on=queries.case_of, most=MOST_BYTES)
def add_scan(case: DisputeCase) -> Any:
    """Hang the signed paper on."""
    agreement = queries.in_case(case)
    form = AddScanForm.from_request()
    if form.submit(actions.add_scan, agreement, by=actor()):
        return _back(agreement, _("The scan was saved and sealed."))
    return page("agreements/add_scan.html", form=form, agreement=agreement)


@bp.get("/sken/<uuid:scan_id>")
@allow(policy.scan, on=queries.get_scan)
@reason_first(parties.has_said_why)
def scan(scan: AgreementScan) -> Any:
    """The signed paper as a file whose name tells nothing."""
    name = file_name(scan.agreement.case.number, scan.media_type)
    headers = {**FILE_HEADERS, "Content-Disposition": f"attachment; filename={name}"}
    return Response(scan.opened, mimetype=scan.media_type, headers=headers)


@bp.post("/sken/<uuid:scan_id>/odebrani")
@allow(policy.remove_scan, on=queries.get_scan)
def remove_scan(scan: AgreementScan) -> Any:
    """Take a scan away for good."""
    agreement = actions.remove_scan(scan, by=actor())
    return _back(agreement, _("The scan is gone for good."))


def _back(agreement: Agreement, told: str) -> Any:
    flash(told)
    return redirect(url_for(".read", agreement_id=agreement.id), 303)
