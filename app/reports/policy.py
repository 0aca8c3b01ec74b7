"""Who may do what with the closing of a quarter: the manager writes, heads and mentors read."""

from typing import Any

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.reports.domain import Status
from app.reports.models import QuarterlyReport, ReportFile

FIGURES = (Role.MANAGER, Role.MENTOR, Role.HEAD)


def browse(actor: Membership) -> bool:
    """See which quarters are closed, in which versions."""
    return actor.has(*FIGURES, Role.DPO)


def read(actor: Membership, report: QuarterlyReport) -> bool:
    """Read a version: what is still being written only who writes it."""
    return begin(actor) if report.status is Status.DRAFT else browse(actor)


def closed(actor: Membership, _quarter: Any = None) -> bool:
    """Find the version that holds for a quarter."""
    return browse(actor)


def closed_document(actor: Membership, file: ReportFile) -> bool:
    """Take a document of the version that holds away."""
    return download(actor, file)


def public_document(actor: Membership, file: ReportFile) -> bool:
    """Take a public document of the version that holds away."""
    return download(actor, file)


def compare(actor: Membership, report: QuarterlyReport) -> bool:
    """See what has changed against the former version and against the records of today."""
    return read(actor, report)


def download(actor: Membership, file: ReportFile) -> bool:
    """Take a document of a closed version away."""
    return actor.has(*FIGURES) and file.report.is_frozen


def begin(actor: Membership, _quarter: Any = None) -> bool:
    """Begin to write the summary of a quarter."""
    return actor.has(Role.MANAGER)


def comment(actor: Membership, report: QuarterlyReport) -> bool:
    """Write the comment, until the version is closed."""
    return begin(actor) and not report.is_frozen


def share(actor: Membership, report: QuarterlyReport) -> bool:
    """Show the version to the working group."""
    return begin(actor) and report.status is Status.DRAFT


def approve(actor: Membership, report: QuarterlyReport) -> bool:
    """Approve the version and close the quarter: the manager or the head of the town."""
    return actor.has(Role.MANAGER, Role.HEAD) and report.status is Status.INTERNAL


def send(actor: Membership, report: QuarterlyReport) -> bool:
    """Note that the closed version went out."""
    is_ready = not report.awaits_documents
    return begin(actor) and report.status is Status.APPROVED and is_ready


def renew(actor: Membership, report: QuarterlyReport) -> bool:
    """Begin a new version because the closed one has to be corrected."""
    is_ready = not report.awaits_documents or report.stands_still
    return begin(actor) and report.is_frozen and is_ready


def resume(actor: Membership, report: QuarterlyReport) -> bool:
    """Have documents tried once more that could not be written."""
    return actor.has(Role.MANAGER, Role.HEAD) and report.stands_still


def discard(actor: Membership, report: QuarterlyReport) -> bool:
    """Give up a version that was not approved."""
    return begin(actor) and not report.is_frozen


def paragraph(actor: Membership, _quarter: Any = None) -> bool:
    """Have the facts of a quarter told in sentences: who writes for the town's bulletin."""
    return begin(actor)


def year(actor: Membership) -> bool:
    """See the sums of a year by month."""
    return actor.has(*FIGURES)


def year_workbook(actor: Membership, _year: Any = None) -> bool:
    """Take the sums of a year away as a workbook."""
    return year(actor)
