"""Every change of closings: begin, comment, show, approve and close, send, begin a new version."""

import uuid

from app.accounts.models import Membership
from app.closing import actions as closing
from app.kernel import clock, jobs
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.quarter import Quarter
from app.reports import queries
from app.reports.domain import HEADINGS, Status
from app.reports.models import QuarterlyReport, ReportFile
from app.summaries import frozen
from app.summaries import queries as summaries
from app.summaries.domain import Variant


@action
def begin(quarter: Quarter, *, by: Membership | None) -> QuarterlyReport:
    """Begin the first version of a quarter's summary."""
    if queries.standing(quarter).versions:
        raise Refused(_("The summary of this quarter was begun already."))
    return _begun(quarter, 1, by)


@action
def comment(report: QuarterlyReport, *, by: Membership | None, **texts: str) -> QuarterlyReport:
    """Keep the comment as it is; it may be finished later."""
    _refuse_frozen(report)
    for name in HEADINGS:
        setattr(report, name, texts.get(name) or "")
    return report


@action
def share(report: QuarterlyReport, *, by: Membership | None) -> QuarterlyReport:
    """Show the version to the working group."""
    if report.status is not Status.DRAFT:
        raise Refused(_("This version was shown to the working group already."))
    report.status = Status.INTERNAL
    report.shared_at, report.shared_by = clock.now(), by.id if by else None
    return report


@action
def approve(report: QuarterlyReport, *, by: Membership | None) -> QuarterlyReport:
    """R-61: freeze the figures of this moment and close the quarter; documents are made of them.

    The server writes them right after, outside of the request: phones do not wait to save.
    """
    if report.status is not Status.INTERNAL:
        raise Refused(_("Show the version to the working group first."))
    if report.quarter.end > clock.today():
        raise Refused(_("The quarter still runs. It can be closed after its last day."))
    report.status, report.approver = Status.APPROVED, by
    report.approved_at, report.approved_by = clock.now(), by.id if by else None
    _freeze(report, by)
    jobs.wake_after_commit()
    return report


@action
def keep_document(
    report_id: uuid.UUID, variant: Variant, form: str, content: bytes, *, by: Membership | None
) -> None:
    """Keep a document of a closed version as it was written; the first one written stays."""
    if (variant, form) not in queries.missing_documents(report_id):
        return
    file = ReportFile(id=uuid7(), report_id=report_id, variant=variant, form=form)
    file.size, file.digest, file.content = len(content), frozen.digest_of(content), content
    db.session.add(file)


@action
def finish_documents(report_id: uuid.UUID, *, by: Membership | None) -> None:
    """All documents of a closed version are written; from now on there will be no others."""
    queries.get(report_id).documents_at = clock.now()


@action
def resume(report: QuarterlyReport, *, by: Membership | None) -> QuarterlyReport:
    """Have the server try once more to write what is missing."""
    jobs.wake_after_commit()
    return report


@action
def send(report: QuarterlyReport, *, by: Membership | None) -> QuarterlyReport:
    """Note that the closed version went out."""
    if report.status is not Status.APPROVED:
        raise Refused(_("Only an approved version is sent out."))
    _refuse_unwritten(report)
    report.status = Status.SENT
    report.sent_at, report.sent_by = clock.now(), by.id if by else None
    return report


@action
def renew(report: QuarterlyReport, *, reason: str, by: Membership | None) -> QuarterlyReport:
    """Begin a new version of a closed one; until it is approved records may be corrected."""
    newest = queries.standing(report.quarter).newest
    if newest is None or newest.id != report.id or not report.is_frozen:
        raise Refused(_("A newer version was begun already. Go on with that one."))
    if not report.stands_still:  # what cannot be written does not keep the town from correcting
        _refuse_unwritten(report)
    fresh = _begun(report.quarter, report.number + 1, by)
    fresh.reason = reason
    for name, text in report.texts.items():
        setattr(fresh, name, text)
    closing.open_again(report.quarter, by=by)
    return fresh


@action
def discard(report: QuarterlyReport, *, by: Membership | None) -> None:
    """Give a version up; what was closed before it is closed again."""
    _refuse_frozen(report)
    if report.number > 1:
        closing.shut(report.quarter, by=by)
    db.session.delete(report)


def _begun(quarter: Quarter, number: int, by: Membership | None) -> QuarterlyReport:
    report = QuarterlyReport(
        id=uuid7(),
        code=quarter.code,
        number=number,
        status=Status.DRAFT,
        author_id=by.id if by else None,
        begun_at=clock.now(),
        **dict.fromkeys(HEADINGS, ""),
    )
    db.session.add(report)
    return report


def _freeze(report: QuarterlyReport, by: Membership | None) -> None:
    """Keep the figures of both versions, and close the quarter."""
    # Whoever saves in this moment is let through first and counted; whoever comes later finds the
    # quarter closed, so that nothing is neither counted nor told as written down later.
    db.session.flush()
    versions = summaries.versions(queries.content(report))
    exact, public = (frozen.canonical(versions[each]) for each in Variant)
    report.content, report.digest = exact, frozen.digest(exact)
    at = report.approved_at or clock.now()
    closing.close(report.quarter, at=at, exact=exact, public=public, by=by)


def _refuse_frozen(report: QuarterlyReport) -> None:
    if report.is_frozen:
        raise Refused(_("This version is closed. Begin a new one to correct it."))


def _refuse_unwritten(report: QuarterlyReport) -> None:
    if report.awaits_documents:
        raise Refused(_("The documents are still being written. Wait until they are there."))
