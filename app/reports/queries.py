"""Every SELECT about closed and written summaries."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import defer, joinedload, selectinload, undefer

from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.quarter import Quarter
from app.reports import heading
from app.reports.annual import Year, of_year
from app.reports.domain import (
    FROZEN,
    Copied,
    Difference,
    Rewritten,
    copied,
    differences,
    rewritten,
)
from app.reports.models import QuarterlyReport, ReportFile
from app.summaries import frozen
from app.summaries import queries as summaries
from app.summaries.domain import Summary, Variant
from app.summaries.writers import WRITERS

# Sentences are looked for in the comments of so many earlier quarters.
EARLIER = 8
PEOPLE = (
    joinedload(QuarterlyReport.author),
    joinedload(QuarterlyReport.sharer),
    joinedload(QuarterlyReport.approver),
    joinedload(QuarterlyReport.sender),
)
NEWEST_FIRST = (QuarterlyReport.code.desc(), QuarterlyReport.number.desc())


@dataclass(frozen=True)
class Standing:
    """A quarter with all versions of its summary, the newest first."""

    quarter: Quarter
    versions: Sequence[QuarterlyReport]

    @property
    def valid(self) -> QuarterlyReport | None:
        """The version that holds: the newest closed one."""
        return next((each for each in self.versions if each.is_frozen), None)

    @property
    def newest(self) -> QuarterlyReport | None:
        """The version that was begun last."""
        return next(iter(self.versions), None)


def get(report_id: uuid.UUID) -> QuarterlyReport:
    """One version with its people and the list of its files."""
    query = select(QuarterlyReport).where(QuarterlyReport.id == report_id)
    return db.session.scalars(query.options(*PEOPLE, _files())).one()


def get_file(file_id: uuid.UUID) -> ReportFile:
    """One document with its bytes."""
    query = select(ReportFile).where(ReportFile.id == file_id)
    options = (joinedload(ReportFile.report), undefer(ReportFile.content))
    return db.session.scalars(query.options(*options)).one()


def closed_file(quarter: Quarter, form: str) -> ReportFile:
    """The internal document of the version that holds, with its bytes."""
    return _found(quarter, Variant.INTERNAL, form)


def public_file(quarter: Quarter, form: str) -> ReportFile:
    """The public document of the version that holds, with its bytes."""
    return _found(quarter, Variant.PUBLIC, form)


def file_of(quarter: Quarter, variant: Variant, form: str) -> ReportFile | None:
    """A document of the version that holds; None of a quarter that was never closed."""
    valid = standing(quarter).valid
    if valid is None:
        return None
    own = (ReportFile.report_id == valid.id, ReportFile.variant == variant)
    query = select(ReportFile).where(*own, ReportFile.form == form)
    options = (joinedload(ReportFile.report), undefer(ReportFile.content))
    return db.session.scalars(query.options(*options)).one_or_none()


def _found(quarter: Quarter, variant: Variant, form: str) -> ReportFile:
    if file := file_of(quarter, variant, form):
        return file
    valid = standing(quarter).valid
    if valid and valid.awaits_documents and form in WRITERS:
        raise Refused(_("The document is still being written. Try it again in a minute."))
    raise NoResultFound


def unwritten() -> Sequence[uuid.UUID]:
    """The closed versions whose documents are not all written yet."""
    query = select(QuarterlyReport.id).where(
        QuarterlyReport.status.in_(FROZEN), QuarterlyReport.documents_at.is_(None)
    )
    return db.session.scalars(query.order_by(QuarterlyReport.approved_at)).all()


def missing_documents(report_id: uuid.UUID) -> list[tuple[Variant, str]]:
    """Which documents of a closed version are still to be written.

    Public figures are kept of the version that holds: of a former one nobody knows them any more.
    """
    query = select(ReportFile.variant, ReportFile.form).where(ReportFile.report_id == report_id)
    known = {(variant, form) for variant, form in db.session.execute(query)}
    report = get(report_id)
    valid = standing(report.quarter).valid
    is_valid = valid is not None and valid.id == report_id
    variants = Variant if is_valid else (Variant.INTERNAL,)
    return [each for each in product(variants, WRITERS) if each not in known]


def frozen_version(report_id: uuid.UUID, variant: Variant) -> Summary:
    """What a version says that has just been closed: inside, or to everybody."""
    report = get(report_id)
    if variant is Variant.PUBLIC:
        return summaries.published(report.quarter)
    return content(report)


def standings() -> list[Standing]:
    """All quarters from which there is anything to tell, the newest first."""
    query = select(QuarterlyReport).options(*PEOPLE, defer(QuarterlyReport.content))
    reports = db.session.scalars(query.order_by(*NEWEST_FIRST)).all()
    quarters = {*summaries.recorded_quarters(), *(each.quarter for each in reports)}
    return [
        Standing(quarter, [each for each in reports if each.code == quarter.code])
        for quarter in sorted(quarters, reverse=True)
    ]


def standing(quarter: Quarter) -> Standing:
    """One quarter with all versions of its summary."""
    query = select(QuarterlyReport).where(QuarterlyReport.code == quarter.code)
    found = db.session.scalars(query.options(*PEOPLE, _files()).order_by(*NEWEST_FIRST))
    return Standing(quarter, found.all())


def quarter_in_address(quarter: Quarter) -> Quarter:
    """The quarter of an address as the record a rule is asked about."""
    return quarter


def year_in_address(year: str) -> int:
    """The year of an address; any other text is not an address of ours."""
    if not (year.isdecimal() and len(year) == len("2025") and year > "2000"):
        raise NoResultFound(year)
    return int(year)


def content(report: QuarterlyReport) -> Summary:
    """What the version says: the frozen figures, or before its approval those of now."""
    if report.is_frozen and report.content:
        return frozen.thawed(report.content)
    told, before = heading.headed(summaries.summary(report.quarter), report), former(report)
    return heading.corrected(told, report, before, content(before)) if before else told


def closed_summary(quarter: Quarter) -> Summary | None:
    """The version that holds for a quarter, as it was closed."""
    valid = standing(quarter).valid
    return content(valid) if valid else None


def former(report: QuarterlyReport) -> QuarterlyReport | None:
    """The closed version before this one."""
    query = (
        select(QuarterlyReport)
        .where(
            QuarterlyReport.code == report.code,
            QuarterlyReport.number < report.number,
            QuarterlyReport.status.in_(FROZEN),
        )
        .order_by(QuarterlyReport.number.desc())
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def against_former(report: QuarterlyReport, summary: Summary) -> list[Difference]:
    """What this version says otherwise than the one before; nothing for the first one."""
    before = former(report)
    return differences(content(before), summary) if before else []


def rewritten_since_former(report: QuarterlyReport, summary: Summary) -> list[Rewritten]:
    """Which parts of the comment say something else than in the version before."""
    before = former(report)
    return rewritten(content(before), summary) if before else []


def added_since(report: QuarterlyReport, summary: Summary) -> list[Difference]:
    """R-61: what the records say today otherwise than the closed version."""
    if not report.is_frozen:
        return []
    return differences(summary, summaries.summary(report.quarter))


def copied_sentences(report: QuarterlyReport) -> list[Copied]:
    """What of the comment stands in that of an earlier quarter, each in its newest version."""
    codes = select(QuarterlyReport.code).where(QuarterlyReport.code < report.code).distinct()
    nearest = codes.order_by(QuarterlyReport.code.desc()).limit(EARLIER)
    query = (
        select(QuarterlyReport)
        .where(QuarterlyReport.code.in_(db.session.scalars(nearest).all()))
        .options(defer(QuarterlyReport.content))
        .order_by(QuarterlyReport.code.desc(), QuarterlyReport.number)
    )
    newest = {each.code: each for each in db.session.scalars(query)}
    known = [(each.quarter.label, [*each.texts.values()]) for each in newest.values()]
    return copied(report.texts, known)


def year(number: int) -> Year:
    """The sums of a year: closed quarters as they were closed, the others as they stand now.

    A quarter from which there is no record has empty cells, not zeros.
    """
    known = [each for each in reversed(summaries.recorded_quarters()) if each.year == number]
    told = of_year(number, [closed_summary(each) or summaries.summary(each) for each in known])
    tables = [summaries.narrowed(table, table.columns) for table in told.tables]
    return replace(told, tables=tables)


def _files() -> selectinload:
    return selectinload(QuarterlyReport.files)
