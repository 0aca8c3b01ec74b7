"""Training needs of people."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.certificates.models import Certificate
from app.closing.domain import Fact, Subject
from app.closing.models import Counted
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.db import Code, Id, Model, Moment, belongs_to, keys_to
from app.kernel.scope import Scoped
from app.needs.domain import NeedStatus, Origin, Urgency, may_decide
from app.skills.models import Competence


class Need(Counted, Scoped, Model):
    """What a person has to learn, from where it arose and what was decided."""

    __tablename__ = "need"
    subject = Subject.TRAINING
    __table_args__ = (
        *keys_to("membership", "worker_id", "raised_by", "decided_by"),
        *keys_to("competence", "competence_id"),
        *keys_to("incident", "incident_id"),
        *keys_to("certificate", "certificate_id"),
        *keys_to("course", "course_id"),
        Index(None, "municipality_id", "worker_id", "status"),
        Index(None, "municipality_id", "status", "raised_on"),
        Index(None, "municipality_id", "competence_id", "status"),
        Index(None, "municipality_id", "incident_id"),
        Index(None, "municipality_id", "certificate_id"),
    )

    worker_id: Mapped[uuid.UUID] = mapped_column(Id)
    competence_id: Mapped[uuid.UUID] = mapped_column(Id)
    topic: Mapped[str | None] = mapped_column(String(120))
    origin: Mapped[Origin] = mapped_column(Code(Origin))
    incident_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    certificate_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    # The course that the person's role requires, or that renews the certificate.
    course_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    urgency: Mapped[Urgency] = mapped_column(Code(Urgency), default=Urgency.MEDIUM)
    status: Mapped[NeedStatus] = mapped_column(Code(NeedStatus), default=NeedStatus.PROPOSED)
    raised_on: Mapped[date]
    # None: the system itself, for a certificate that ends or a course that a role requires.
    raised_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    due_on: Mapped[date | None]
    decided_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str | None] = mapped_column(String(300))
    met_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    worker: Mapped[Membership] = belongs_to(lambda: Need.worker_id, lambda: Membership)
    raiser: Mapped[Membership | None] = belongs_to(lambda: Need.raised_by, lambda: Membership)
    decider: Mapped[Membership | None] = belongs_to(lambda: Need.decided_by, lambda: Membership)
    competence: Mapped[Competence] = belongs_to(lambda: Need.competence_id, lambda: Competence)
    incident: Mapped[Incident | None] = belongs_to(lambda: Need.incident_id, lambda: Incident)
    certificate: Mapped[Certificate | None] = belongs_to(
        lambda: Need.certificate_id, lambda: Certificate
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @staticmethod
    def facts(told: Any) -> Iterator[Fact]:
        """T10 counts needs by competence, when they come and when they are met or rejected."""
        yield told.raised_on, ("raised", told.competence_id)
        yield ended_on(told), ("ended", told.status, told.competence_id)

    @property
    def is_settled(self) -> bool:
        """Whether it stands in a plan or is met: what it is about no longer changes here."""
        return self.status in {NeedStatus.PLANNED, NeedStatus.MET}

    def may_be(self, status: str) -> bool:
        """Whether a leader may decide so now: for the buttons of its page."""
        return may_decide(self.status, NeedStatus(status))

    @property
    def title(self) -> str:
        """What it is called in lists: its topic, otherwise its competence."""
        return self.topic or self.competence.name

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.status]


def ended_on(need: Any) -> date | None:
    """The day from which it is no longer open; None while it is."""
    if need.status is NeedStatus.REJECTED and need.decided_at:
        return clock.local(need.decided_at).date()
    met_on: date | None = need.met_on
    return met_on


TONES = {
    NeedStatus.PROPOSED: "yellow",
    NeedStatus.ACCEPTED: "blue",
    NeedStatus.PLANNED: "blue",
    NeedStatus.MET: "green",
    NeedStatus.POSTPONED: "grey",
    NeedStatus.REJECTED: "grey",
}
