"""Cases of neighbour disputes with their steps, consents and checks; no name stands here."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.disputes.domain import (
    AgreementForm,
    CheckResult,
    DisputeKind,
    Duration,
    Explained,
    Flag,
    Gravity,
    LeadKind,
    LegalStatus,
    Outcome,
    PriorStep,
    Referral,
    Relationship,
    Side,
    Stage,
    StepKind,
    Tenure,
)
from app.disputes.figures import StepFigures
from app.disputes.process import Given, NextStep, Taken
from app.disputes.standing import Standing
from app.incidents.domain import Recipient
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.db import Code, Codes, Id, Model, Moment, belongs_to, has_many, keys_to
from app.kernel.scope import Scoped
from app.places.models import Place


class DisputeCase(Standing, Scoped, Model):
    """One dispute from its intake to its end; who the parties are stands behind the wall."""

    __tablename__ = "dispute_case"
    __table_args__ = (
        *keys_to("membership", "received_by", "lead_id", "led_by", "reviewer_id", "reviewed_by"),
        *keys_to("incident", "incident_id"),
        *keys_to("place", "place_id"),
        *keys_to("dispute_case", "reopened_from_id"),
        UniqueConstraint("municipality_id", "number"),
        UniqueConstraint("municipality_id", "reopened_from_id"),
        Index(None, "municipality_id", "received_on", "id"),
        Index(None, "municipality_id", "stage", "next_on"),
        Index(None, "municipality_id", "closed_on"),
        Index(None, "municipality_id", "incident_id"),
    )

    number: Mapped[str] = mapped_column(String(16))
    received_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(
        Moment, default=clock.received, info={"derived": True}
    )
    received_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    referral: Mapped[Referral] = mapped_column(Code(Referral))
    incident_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    place_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    kind: Mapped[DisputeKind] = mapped_column(Code(DisputeKind))
    other_kinds: Mapped[frozenset[DisputeKind]] = mapped_column(
        Codes(DisputeKind), default=frozenset
    )
    relationship: Mapped[Relationship | None] = mapped_column(Code(Relationship))
    tenure_a: Mapped[Tenure | None] = mapped_column(Code(Tenure))
    tenure_b: Mapped[Tenure | None] = mapped_column(Code(Tenure))
    duration: Mapped[Duration | None] = mapped_column(Code(Duration))
    gravity: Mapped[Gravity | None] = mapped_column(Code(Gravity))
    prior_steps: Mapped[frozenset[PriorStep]] = mapped_column(Codes(PriorStep), default=frozenset)
    legal_status: Mapped[LegalStatus | None] = mapped_column(Code(LegalStatus))
    screened_on: Mapped[date | None]
    flags: Mapped[frozenset[Flag]] = mapped_column(Codes(Flag), default=frozenset)
    lead_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    lead_kind: Mapped[LeadKind | None] = mapped_column(Code(LeadKind))
    led_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    officer_led: Mapped[bool] = mapped_column(default=False)
    reviewer_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    reviewed_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    reviewed_at: Mapped[datetime | None] = mapped_column(Moment)
    agreed_on: Mapped[date | None]
    agreed_form: Mapped[AgreementForm | None] = mapped_column(Code(AgreementForm))
    stage: Mapped[Stage] = mapped_column(Code(Stage), default=Stage.NEW)
    next_step: Mapped[NextStep | None] = mapped_column(Code(NextStep))
    next_on: Mapped[date | None]
    outcome: Mapped[Outcome | None] = mapped_column(Code(Outcome))
    handed_to: Mapped[frozenset[Recipient]] = mapped_column(Codes(Recipient), default=frozenset)
    closed_on: Mapped[date | None]
    reopened_from_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    version: Mapped[int] = mapped_column(default=1)

    receiver: Mapped[Membership | None] = belongs_to(
        lambda: DisputeCase.received_by, lambda: Membership
    )
    lead: Mapped[Membership | None] = belongs_to(lambda: DisputeCase.lead_id, lambda: Membership)
    leader: Mapped[Membership | None] = belongs_to(lambda: DisputeCase.led_by, lambda: Membership)
    reviewer: Mapped[Membership | None] = belongs_to(
        lambda: DisputeCase.reviewer_id, lambda: Membership
    )
    incident: Mapped[Incident | None] = belongs_to(
        lambda: DisputeCase.incident_id, lambda: Incident
    )
    place: Mapped[Place | None] = belongs_to(lambda: DisputeCase.place_id, lambda: Place)
    reopened_from: Mapped["DisputeCase | None"] = belongs_to(
        lambda: DisputeCase.reopened_from_id, lambda: DisputeCase
    )
    steps: Mapped[list["DisputeStep"]] = has_many(
        lambda: DisputeStep.case_id,
        lambda: DisputeCase,
        order_by=lambda: (DisputeStep.day, DisputeStep.recorded_at, DisputeStep.id),
    )
    consents: Mapped[list["DisputeConsent"]] = has_many(
        lambda: DisputeConsent.case_id,
        lambda: DisputeCase,
        order_by=lambda: (DisputeConsent.given_on, DisputeConsent.id),
    )
    checks: Mapped[list["DisputeCheck"]] = has_many(
        lambda: DisputeCheck.case_id, lambda: DisputeCase, order_by=lambda: DisputeCheck.due_on
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class DisputeStep(StepFigures, Scoped, Model):
    """One thing that was done: when, with whom by sides, how long; what was said is not kept."""

    __tablename__ = "dispute_step"
    __table_args__ = (
        *keys_to("dispute_case", "case_id"),
        *keys_to("place", "room_id"),
        *keys_to("membership", "author_id"),
        Index(None, "municipality_id", "case_id", "day"),
        Index(None, "municipality_id", "day"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(Id)
    day: Mapped[date]
    kind: Mapped[StepKind] = mapped_column(Code(StepKind))
    minutes: Mapped[int]
    sides: Mapped[frozenset[Side]] = mapped_column(Codes(Side))
    room_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    result: Mapped[str | None] = mapped_column(String(150), info={"secret": True})
    author_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[DisputeCase] = belongs_to(
        lambda: DisputeStep.case_id, lambda: DisputeCase, overlaps="steps"
    )
    room: Mapped[Place | None] = belongs_to(lambda: DisputeStep.room_id, lambda: Place)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def taken(self) -> Taken:
        """What the path depends on."""
        return Taken(self.day, self.kind, self.sides)


class DisputeConsent(Scoped, Model):
    """A party agreed to take part after it had heard what that means; it may take it back."""

    __tablename__ = "dispute_consent"
    __table_args__ = (
        *keys_to("dispute_case", "case_id"),
        Index(None, "municipality_id", "case_id"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(Id)
    side: Mapped[Side] = mapped_column(Code(Side))
    given_on: Mapped[date]
    explained: Mapped[frozenset[Explained]] = mapped_column(Codes(Explained))
    is_written: Mapped[bool] = mapped_column(default=False)
    withdrawn_on: Mapped[date | None]

    case: Mapped[DisputeCase] = belongs_to(
        lambda: DisputeConsent.case_id, lambda: DisputeCase, overlaps="consents"
    )

    @property
    def given(self) -> Given:
        """What the path depends on."""
        return Given(self.side, self.given_on, self.withdrawn_on)


class DisputeCheck(Scoped, Model):
    """R-45: a look at the agreement after 30 and 90 days; also when the case is closed."""

    __tablename__ = "dispute_check"
    __table_args__ = (
        *keys_to("dispute_case", "case_id"),
        *keys_to("membership", "checked_by"),
        UniqueConstraint("municipality_id", "case_id", "days"),
        Index(None, "municipality_id", "due_on"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(Id)
    days: Mapped[int]
    due_on: Mapped[date]
    result: Mapped[CheckResult | None] = mapped_column(Code(CheckResult))
    done_on: Mapped[date | None]
    checked_by: Mapped[uuid.UUID | None] = mapped_column(Id)

    case: Mapped[DisputeCase] = belongs_to(
        lambda: DisputeCheck.case_id, lambda: DisputeCase, overlaps="checks"
    )

    @property
    def is_overdue(self) -> bool:
        """Whether nobody has looked and the day has passed."""
        return self.result is None and self.due_on < clock.today()


class DisputeTakeover(Scoped, Model):
    """Somebody else goes on with a case: who led it until then reads who it is, and why."""

    __tablename__ = "dispute_takeover"
    __table_args__ = (
        *keys_to("dispute_case", "case_id"),
        *keys_to("membership", "former_id", "lead_id"),
        Index(None, "municipality_id", "former_id", "day"),
        Index(None, "municipality_id", "case_id", "day"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(Id)
    former_id: Mapped[uuid.UUID] = mapped_column(Id)
    lead_id: Mapped[uuid.UUID] = mapped_column(Id)
    day: Mapped[date]
    reason: Mapped[str | None] = mapped_column(String(150), info={"secret": True})

    case: Mapped[DisputeCase] = belongs_to(lambda: DisputeTakeover.case_id, lambda: DisputeCase)
    lead: Mapped[Membership] = belongs_to(lambda: DisputeTakeover.lead_id, lambda: Membership)
