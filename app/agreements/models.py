"""Agreements with their points and the scan of the signed paper; what was agreed is sealed."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.agreements.domain import Fulfilled
from app.disputes.domain import AgreementForm, LeadKind, Side
from app.disputes.models import DisputeCase
from app.kernel import clock, vault
from app.kernel.db import Code, Codes, Id, Model, Moment, belongs_to, has_many, keys_to
from app.kernel.i18n import _
from app.kernel.scope import Scoped, Sensitive

SECRET = {"secret": True, "sealed": True}


class Agreement(Sensitive, Scoped, Model):
    """What two neighbours have agreed; a case has at most one."""

    __tablename__ = "agreement"
    __table_args__ = (
        *keys_to("dispute_case", "case_id"),
        *keys_to("membership", "led_by"),
        UniqueConstraint("municipality_id", "case_id"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(Id)
    agreed_on: Mapped[date]
    form: Mapped[AgreementForm] = mapped_column(Code(AgreementForm))
    led_as: Mapped[LeadKind] = mapped_column(Code(LeadKind))
    led_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    review_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[DisputeCase] = belongs_to(lambda: Agreement.case_id, lambda: DisputeCase)
    leader: Mapped[Membership | None] = belongs_to(lambda: Agreement.led_by, lambda: Membership)
    points: Mapped[list["AgreementPoint"]] = has_many(
        lambda: AgreementPoint.agreement_id,
        lambda: Agreement,
        order_by=lambda: (AgreementPoint.position, AgreementPoint.id),
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def label(self) -> str:
        """R-42: the words of Act 202/2012 only where a registered mediator led the talks."""
        if self.led_as is LeadKind.REGISTERED_MEDIATOR:
            return _("Mediation agreement (registered mediator)")
        return _("Neighbours' agreement")


class AgreementPoint(Sensitive, Scoped, Model):
    """One point: which sides, what, until when; the sentence itself is sealed."""

    __tablename__ = "agreement_point"
    __table_args__ = (
        *keys_to("agreement", "agreement_id"),
        Index(None, "municipality_id", "agreement_id", "position"),
    )

    agreement_id: Mapped[uuid.UUID] = mapped_column(Id)
    position: Mapped[int]
    who: Mapped[frozenset[Side]] = mapped_column(Codes(Side))
    what: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    until: Mapped[date | None]
    fulfilled: Mapped[Fulfilled] = mapped_column(Code(Fulfilled), default=Fulfilled.OPEN)
    version: Mapped[int] = mapped_column(default=1)

    agreement: Mapped[Agreement] = belongs_to(
        lambda: AgreementPoint.agreement_id, lambda: Agreement, overlaps="points"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def place(self) -> vault.Place:
        """Where the sentence is sealed: it opens nowhere else."""
        return self.municipality_id, self.__tablename__, self.id, "what"

    @property
    def opened(self) -> str:
        """The sentence as it was written; empty once its time is up."""
        return vault.unseal(self.what, self.place).decode() if self.what else ""

    def put(self, what: str) -> None:
        """Seal the sentence."""
        self.what = vault.seal(what.encode(), self.place)

    @property
    def is_overdue(self) -> bool:
        """Whether its term has passed and nobody has said how it was kept."""
        is_late = self.until is not None and self.until < clock.today()
        return is_late and self.fulfilled is Fulfilled.OPEN


class AgreementScan(Sensitive, Scoped, Model):
    """The signed paper as a picture or a PDF, sealed as a whole."""

    __tablename__ = "agreement_scan"
    __table_args__ = (
        *keys_to("agreement", "agreement_id"),
        Index(None, "municipality_id", "agreement_id"),
    )

    agreement_id: Mapped[uuid.UUID] = mapped_column(Id)
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(Moment)
    content: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)

    agreement: Mapped[Agreement] = belongs_to(lambda: AgreementScan.agreement_id, lambda: Agreement)

    @property
    def case_id(self) -> uuid.UUID:
        """The case whose parties have signed it."""
        return self.agreement.case_id

    @property
    def place(self) -> vault.Place:
        """Where the file is sealed: it opens nowhere else."""
        return self.municipality_id, self.__tablename__, self.id, "content"

    @property
    def opened(self) -> bytes:
        """The file as it was kept."""
        return vault.unseal(self.content, self.place)

    def put(self, content: bytes) -> None:
        """Seal the file."""
        self.content, self.size = vault.seal(content, self.place), len(content)
