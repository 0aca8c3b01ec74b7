"""Pages of closing a quarter: versions, comment, approval, documents, the year, sentences."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for

from app.kernel import clock
from app.kernel.i18n import _, fold
from app.kernel.quarter import Quarter
from app.reports import actions, annual, policy, queries, sentences, xlsx
from app.reports.forms import ApproveForm, CommentForm, RenewForm
from app.reports.models import QuarterlyReport, ReportFile
from app.summaries import queries as summaries
from app.summaries.domain import Variant
from app.summaries.writers import WRITERS
from app.web.converters import know_quarters
from app.web.guard import actor, allow
from app.web.page import asked_block, page

bp = Blueprint("reports", __name__, url_prefix="/uzaverky")
bp.record_once(know_quarters)
XLSX = WRITERS["xlsx"].mimetype


@bp.get("/")
@allow(policy.browse)
def browse() -> Any:
    """Which quarters are closed, in which versions."""
    current = Quarter.containing(clock.today())
    return page("reports/browse.html", standings=queries.standings(), current=current)


@bp.post("/<quarter:quarter>/zacit")
@allow(policy.begin, on=queries.quarter_in_address)
def begin(quarter: Quarter) -> Any:
    """The first version of a quarter."""
    report = actions.begin(quarter, by=actor())
    flash(_("The summary was begun. Write the comment; the numbers stand beside it."))
    return redirect(url_for(".comment", report_id=report.id), 303)


@bp.get("/<quarter:quarter>")
@allow(policy.closed, on=queries.quarter_in_address)
def closed(quarter: Quarter) -> Any:
    """The version that holds; before the first closing the figures of now."""
    if report := queries.standing(quarter).valid:
        return redirect(url_for(".read", report_id=report.id))
    return redirect(url_for("summaries.read", ctvrtleti=quarter.code))


@bp.get("/<quarter:quarter>/dokument/<string:form>")
@allow(policy.closed_document, on=queries.closed_file)
def closed_document(file: ReportFile) -> Response:
    """A document of the version that holds."""
    return _file(file)


@bp.get("/<quarter:quarter>/verejny-dokument/<string:form>")
@allow(policy.public_document, on=queries.public_file)
def public_document(file: ReportFile) -> Response:
    """A document of the public version that holds."""
    return _file(file)


@bp.get("/<uuid:report_id>")
@allow(policy.read, on=queries.get)
def read(report: QuarterlyReport) -> Any:
    """One version: states, documents, comment and tables."""
    known = {"report": report, "writers": WRITERS, "document_count": len(WRITERS) * len(Variant)}
    if asked_block() == "documents":  # asked again and again while they are being written
        return page("reports/read.html", **known)
    summary = queries.content(report)
    return page(
        "reports/read.html",
        **known,
        summary=summary,
        standing=queries.standing(report.quarter),
        added=queries.added_since(report, summary),
        corrected=queries.against_former(report, summary),
        rewritten=queries.rewritten_since_former(report, summary),
        link=_no_link,
    )


@bp.post("/<uuid:report_id>/pokracovat")
@allow(policy.resume, on=queries.get)
def resume(report: QuarterlyReport) -> Any:
    """Have the documents that could not be written tried once more."""
    actions.resume(report, by=actor())
    flash(_("The documents are being written once more."))
    return _back(report)


@bp.get("/<uuid:report_id>/rozdil")
@allow(policy.compare, on=queries.get)
def compare(report: QuarterlyReport) -> Any:
    """Cell by cell what differs from the former version and from the records of today."""
    summary = queries.content(report)
    return page(
        "reports/compare.html",
        report=report,
        former=queries.former(report),
        corrected=queries.against_former(report, summary),
        rewritten=queries.rewritten_since_former(report, summary),
        added=queries.added_since(report, summary),
    )


@bp.route("/<uuid:report_id>/komentar", methods=["GET", "POST"])
@allow(policy.comment, on=queries.get)
def comment(report: QuarterlyReport) -> Any:
    """The comment with the numbers beside it."""
    form = CommentForm.from_request(report)
    if form.submit(actions.comment, report, by=actor()):
        flash(_("The comment was saved."))
        return _back(report)
    summary, copied = queries.content(report), queries.copied_sentences(report)
    context = {"summary": summary, "copied": copied, "figures": sentences.figures(summary)}
    return page("reports/comment.html", form=form, report=report, **context)


@bp.post("/<uuid:report_id>/pracovni-skupina")
@allow(policy.share, on=queries.get)
def share(report: QuarterlyReport) -> Any:
    """Show the version to the working group."""
    actions.share(report, by=actor())
    flash(_("Mentors and heads of the town see this version now."))
    return _back(report)


@bp.route("/<uuid:report_id>/schvaleni", methods=["GET", "POST"])
@allow(policy.approve, on=queries.get)
def approve(report: QuarterlyReport) -> Any:
    """Say what closing means, and close."""
    form = ApproveForm.from_request(report)
    if form.submit(actions.approve, report, by=actor()):
        flash(_("The quarter is closed. Its documents are being written; they will not change."))
        return redirect(url_for(".read", report_id=report.id), 303)
    summary, copied = queries.content(report), queries.copied_sentences(report)
    context = {"summary": summary, "copied": copied, "writers": WRITERS.values()}
    return page("reports/approve.html", form=form, report=report, **context)


@bp.post("/<uuid:report_id>/odeslani")
@allow(policy.send, on=queries.get)
def send(report: QuarterlyReport) -> Any:
    """Note that it went out."""
    actions.send(report, by=actor())
    flash(_("Noted as sent out."))
    return _back(report)


@bp.route("/<uuid:report_id>/nova-verze", methods=["GET", "POST"])
@allow(policy.renew, on=queries.get)
def renew(report: QuarterlyReport) -> Any:
    """Begin a new version, with a reason."""
    form = RenewForm.from_request()
    if fresh := form.submit(actions.renew, report, by=actor()):
        flash(_("A new version was begun. Until it is approved the former one holds."))
        return redirect(url_for(".read", report_id=fresh.id), 303)
    return page("reports/renew.html", form=form, report=report)


@bp.post("/<uuid:report_id>/zahodit")
@allow(policy.discard, on=queries.get)
def discard(report: QuarterlyReport) -> Any:
    """Give a version up."""
    actions.discard(report, by=actor())
    flash(_("The version was given up."))
    return redirect(url_for(".browse"), 303)


@bp.get("/soubor/<uuid:file_id>")
@allow(policy.download, on=queries.get_file)
def download(file: ReportFile) -> Response:
    """A document, byte for byte as it was made."""
    return _file(file)


@bp.get("/<quarter:quarter>/odstavec")
@allow(policy.paragraph, on=queries.quarter_in_address)
def paragraph(quarter: Quarter) -> Any:
    """The facts of a quarter in sentences, to be edited and copied."""
    text, is_recorded = "", quarter in summaries.recorded_quarters()
    if summaries.is_over(quarter) and is_recorded:
        text = sentences.paragraph(summaries.published(quarter))
    return page("reports/paragraph.html", quarter=quarter, text=text, is_recorded=is_recorded)


@bp.get("/rok")
@allow(policy.year)
def year() -> Any:
    """The sums of a year by month."""
    last = clock.today().year - 1
    asked = request.args.get("rok", "")
    chosen = int(asked) if annual.is_year(asked) else last
    years = sorted({*annual.years(summaries.recorded_quarters()), chosen}, reverse=True)
    return page("reports/year.html", told=queries.year(chosen), years=years)


@bp.get("/rok/<string:year>.xlsx")
@allow(policy.year_workbook, on=queries.year_in_address)
def year_workbook(year: int) -> Response:
    """The same as a workbook, as the ministry asks for every January."""
    told = queries.year(year)
    name, content = f"rok-{told.town}-{year}.xlsx", BytesIO(xlsx.write(told))
    return send_file(content, XLSX, as_attachment=True, download_name=name)


def _file(file: ReportFile) -> Response:
    """The bytes as they are kept; a format that is no longer written is served all the same."""
    report, writer = file.report, WRITERS.get(file.form)
    ending = writer.ending if writer else file.form
    name = f"souhrn-{report.code}-v{report.number}-{fold(file.variant.standard)}.{ending}"
    kind = writer.mimetype if writer else "application/octet-stream"
    return send_file(BytesIO(file.content), kind, as_attachment=True, download_name=name)


def _no_link(*_cell: Any) -> None:
    """What is closed leads nowhere: the lists show the records of today."""


def _back(report: QuarterlyReport) -> Any:
    return redirect(url_for(".read", report_id=report.id), 303)
