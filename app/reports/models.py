"""Versions of the quarterly summary with their comment, and their files byte for byte."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.db import Code, Id, Model, Moment, belongs_to, has_many, keys_to
from app.kernel.quarter import Quarter
from app.kernel.scope import Scoped
from app.reports.domain import FROZEN, HEADINGS, PATIENCE, TONES, Status
from app.summaries.domain import Variant


class QuarterlyReport(Scoped, Model):
    """One version of a quarter's summary; from its approval on nothing in it changes (R-61)."""

    __tablename__ = "quarterly_report"
    __table_args__ = (
        ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),
        *keys_to("membership", "author_id", "shared_by", "approved_by", "sent_by"),
        UniqueConstraint("municipality_id", "code", "number"),
    )

    code: Mapped[str] = mapped_column(String(6))
    number: Mapped[int]
    status: Mapped[Status] = mapped_column(Code(Status), default=Status.DRAFT)
    reason: Mapped[str | None] = mapped_column(String(300))
    situation: Mapped[str] = mapped_column(Text, default="")
    successes: Mapped[str] = mapped_column(Text, default="")
    difficulties: Mapped[str] = mapped_column(Text, default="")
    requests: Mapped[str] = mapped_column(Text, default="")
    priorities: Mapped[str] = mapped_column(Text, default="")
    funding: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    begun_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    shared_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    shared_at: Mapped[datetime | None] = mapped_column(Moment)
    approved_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    documents_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    digest: Mapped[str | None] = mapped_column(String(64))
    content: Mapped[str | None] = mapped_column(Text, info={"secret": True})
    version: Mapped[int] = mapped_column(default=1)

    author: Mapped[Membership | None] = belongs_to(
        lambda: QuarterlyReport.author_id, lambda: Membership
    )
    sharer: Mapped[Membership | None] = belongs_to(
        lambda: QuarterlyReport.shared_by, lambda: Membership
    )
    approver: Mapped[Membership | None] = belongs_to(
        lambda: QuarterlyReport.approved_by, lambda: Membership
    )
    sender: Mapped[Membership | None] = belongs_to(
        lambda: QuarterlyReport.sent_by, lambda: Membership
    )
    files: Mapped[list["ReportFile"]] = has_many(
        lambda: ReportFile.report_id, lambda: QuarterlyReport
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def quarter(self) -> Quarter:
        """The quarter itself."""
        return Quarter.parse(self.code)

    @property
    def is_frozen(self) -> bool:
        """Whether it was approved, so that nothing in it changes any more."""
        return self.status in FROZEN

    @property
    def awaits_documents(self) -> bool:
        """Whether it is closed and the server has yet to write some of its documents."""
        return self.is_frozen and self.documents_at is None

    @property
    def stands_still(self) -> bool:
        """Whether some document should have been there long ago: writing it fails."""
        closed_at, since = self.approved_at, clock.now() - PATIENCE
        return self.awaits_documents and closed_at is not None and closed_at < since

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.status]

    @property
    def texts(self) -> Mapping[str, str]:
        """The comment by the names of its columns."""
        return {name: getattr(self, name) for name in HEADINGS}

    @property
    def comment(self) -> tuple[tuple[str, str], ...]:
        """T14: (heading, text) of what was written."""
        return tuple((HEADINGS[name], text) for name, text in self.texts.items() if text)

    @property
    def documents(self) -> Mapping[str, list["ReportFile"]]:
        """Its files by the version of the summary they are for."""
        by_variant: dict[str, list[ReportFile]] = {}
        for each in sorted(self.files, key=lambda file: (file.variant.value, file.form)):
            by_variant.setdefault(each.variant.label, []).append(each)
        return by_variant

    @property
    def states(self) -> list[tuple[Status, datetime, Membership | None]]:
        """What it went through: when and by whom."""
        passed = (
            (Status.DRAFT, self.begun_at, self.author),
            (Status.INTERNAL, self.shared_at, self.sharer),
            (Status.APPROVED, self.approved_at, self.approver),
            (Status.SENT, self.sent_at, self.sender),
        )
        return [(status, at, who) for status, at, who in passed if at]


class ReportFile(Scoped, Model):
    """A document of an approved version, as it was made and as it is served years later."""

    __tablename__ = "report_file"
    __table_args__ = (
        *keys_to("quarterly_report", "report_id"),
        UniqueConstraint("municipality_id", "report_id", "variant", "form"),
    )

    report_id: Mapped[uuid.UUID] = mapped_column(Id)
    variant: Mapped[Variant] = mapped_column(Code(Variant))
    form: Mapped[str] = mapped_column(String(8))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, info={"secret": True}, deferred=True)

    report: Mapped[QuarterlyReport] = belongs_to(
        lambda: ReportFile.report_id, lambda: QuarterlyReport, overlaps="files"
    )
