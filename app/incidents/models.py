"""Incidents: what happened, where, what was done and to whom it was passed on."""

import uuid
from datetime import date, datetime, time

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from app.accounts.models import Membership
from app.incidents import figures
from app.incidents.domain import (
    COUNTED,
    Action,
    AgeBand,
    Category,
    IncidentStatus,
    Recipient,
    Result,
    Seriousness,
    Source,
    Subcategory,
    is_outside,
    missing,
)
from app.incidents.figures import AGES
from app.kernel import clock
from app.kernel.db import Code, Id, Model, Moment, belongs_to, has_many, keys_to
from app.kernel.i18n import _, moment
from app.kernel.personal_data import Finding, findings
from app.kernel.scope import Scoped
from app.places.models import Place
from app.shifts.models import Shift

TONES = {
    IncidentStatus.DRAFT: "yellow",
    IncidentStatus.RECORDED: "blue",
    IncidentStatus.CHECKED: "green",
    IncidentStatus.CANCELLED: "grey",
}
FREE_TEXTS = ("place_detail", "description", "called_note")


def step_id(incident_id: uuid.UUID, action: Action, recipient: Recipient | None) -> uuid.UUID:
    """The id of a step follows from what it says, so that one taken back is found in the trail."""
    return uuid.uuid5(incident_id, f"{action.value} {recipient.value if recipient else ''}")


class Incident(figures.IncidentFigures, Scoped, Model):
    """One situation at one place at one time in which the assistants did something.

    `day` is the local day of `occurred_at`, kept so that periods need no time zones in SQL.
    """

    __tablename__ = "incident"
    __table_args__ = (
        *keys_to("shift", "shift_id"),
        *keys_to("place", "place_id"),
        *keys_to("membership", "author_id"),
        UniqueConstraint("municipality_id", "number"),
        Index(None, "municipality_id", "occurred_at", "id"),
        Index(None, "municipality_id", "completed_at"),
        # Covers the sums of a summary, which then read no row of the table itself.
        Index(
            "ix_incident_summed",
            *("municipality_id", "day", "status", "is_training", "category", "subcategory"),
            *("place_id", "hour", "result", "is_repeated", "pieces"),
        ),
        Index(None, "municipality_id", "shift_id", "occurred_at"),
    )

    number: Mapped[str] = mapped_column(String(16))
    shift_id: Mapped[uuid.UUID] = mapped_column(Id)
    author_id: Mapped[uuid.UUID] = mapped_column(Id)
    occurred_at: Mapped[datetime] = mapped_column(Moment)
    day: Mapped[date] = mapped_column(info={"derived": True})
    hour: Mapped[int] = mapped_column(info={"derived": True})
    place_id: Mapped[uuid.UUID] = mapped_column(Id)
    place_detail: Mapped[str | None] = mapped_column(String(120))
    category: Mapped[Category] = mapped_column(Code(Category), info={"derived": True})
    subcategory: Mapped[Subcategory] = mapped_column(Code(Subcategory))
    source: Mapped[Source] = mapped_column(Code(Source), default=Source.OWN)
    seriousness: Mapped[Seriousness] = mapped_column(Code(Seriousness))
    result: Mapped[Result | None] = mapped_column(Code(Result))
    people_total: Mapped[int | None]
    people_0_5: Mapped[int | None]
    people_6_12: Mapped[int | None]
    people_13_14: Mapped[int | None]
    people_15_17: Mapped[int | None]
    people_adult: Mapped[int | None]
    people_senior: Mapped[int | None]
    is_people_unknown: Mapped[bool] = mapped_column(default=False)
    pieces: Mapped[int | None]
    is_repeated: Mapped[bool] = mapped_column(default=False)
    is_training: Mapped[bool] = mapped_column(default=False)
    description: Mapped[str | None] = mapped_column(String(400))
    was_called: Mapped[bool | None]
    called_note: Mapped[str | None] = mapped_column(String(200))
    mp_event_no: Mapped[str | None] = mapped_column(String(40))
    needs_mentor_attention: Mapped[bool] = mapped_column(default=False)
    status: Mapped[IncidentStatus] = mapped_column(Code(IncidentStatus))
    cancel_reason: Mapped[str | None] = mapped_column(String(300))
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    # Since when figures may count it; none while it is a draft.
    completed_at: Mapped[datetime | None] = mapped_column(Moment, info={"derived": True})
    updated_at: Mapped[datetime] = mapped_column(
        Moment, default=clock.received, info={"derived": True}
    )
    search_text: Mapped[str] = mapped_column(String(700), info={"derived": True})
    version: Mapped[int] = mapped_column(default=1)

    shift: Mapped[Shift] = belongs_to(lambda: Incident.shift_id, lambda: Shift)
    place: Mapped[Place] = belongs_to(lambda: Incident.place_id, lambda: Place)
    author: Mapped[Membership] = belongs_to(lambda: Incident.author_id, lambda: Membership)
    steps: Mapped[list["IncidentAction"]] = has_many(
        lambda: IncidentAction.incident_id, lambda: Incident
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @validates("status")
    def _note_completion(self, _name: str, status: IncidentStatus) -> IncidentStatus:
        """Whoever completes it and however: a closed quarter asks what came after its closing."""
        if status is IncidentStatus.DRAFT:
            self.completed_at = None
        elif status in COUNTED and self.completed_at is None:
            self.completed_at = clock.received()
        return status

    @property
    def time(self) -> time:
        """The time of day on the wall clock, to the minute."""
        return clock.local(self.occurred_at).time().replace(second=0)

    @property
    def actions(self) -> list[Action]:
        """What was done, in the order of the code list."""
        done = {step.action for step in self.steps}
        return [action for action in Action if action in done]

    @property
    def recipients(self) -> list[Recipient]:
        """To whom it was passed on."""
        known = {step.recipient for step in self.steps}
        return [recipient for recipient in Recipient if recipient in known]

    @property
    def step_ids(self) -> list[uuid.UUID]:
        """The ids of all steps that it has, had or may have: what its history asks for."""
        handed = [step_id(self.id, Action.HANDOVER, recipient) for recipient in Recipient]
        return [*handed, *(step_id(self.id, action, None) for action in Action)]

    @property
    def missing(self) -> dict[str, str]:
        """What a complete record still needs, in words, by the name of the field."""
        return missing(self)

    @property
    def is_outside_shift(self) -> bool:
        """R-06: whether its time is not that of the shift."""
        shift = self.shift
        begin, end = min(shift.begins_at, shift.planned_from), max(shift.ends_at, shift.planned_to)
        return is_outside(self.occurred_at, begin, end)

    @property
    def police_text(self) -> str:
        """What the mentor copies into the system of the police."""
        place = self.place.name + (f" ({self.place_detail})" if self.place_detail else "")
        done = ", ".join(action.label for action in self.actions)
        lines = [
            f"{self.number}, {moment(self.occurred_at)}, {place}",
            f"{self.category.label}: {self.subcategory.label}",
            self.description,
            _("Done: %(actions)s", actions=done) if done else None,
            _("Result: %(result)s", result=self.result.label) if self.result else None,
        ]
        return "\n".join(line for line in lines if line)

    @property
    def findings(self) -> list[Finding]:
        """R-21: what in its texts looks like personal data."""
        return [finding for text in self.texts.values() for finding in findings(text)]

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.status]

    @property
    def people(self) -> str:
        """Who was there, by age, in words."""
        if self.is_people_unknown:
            return _("not known how many")
        ages = [
            f"{band.label}: {getattr(self, age)}"
            for band, age in zip(AgeBand, AGES, strict=True)
            if getattr(self, age)
        ]
        total = [] if self.people_total is None else [_("altogether: %(n)s", n=self.people_total)]
        return ", ".join([*ages, *total])

    @property
    def counted_people(self) -> int | None:
        """How many people there were: at least as many as in all ages together."""
        ages = [getattr(self, age) for age in AGES]
        known = [count for count in (*ages, self.people_total) if count is not None]
        return max(*known, sum(count or 0 for count in ages)) if known else None

    @property
    def texts(self) -> dict[str, str]:
        """What was written in one's own words, by the name of the field."""
        texts = {name: getattr(self, name) for name in FREE_TEXTS}
        return {name: text for name, text in texts.items() if text}

    @property
    def is_open(self) -> bool:
        """Whether the record may still change: neither cancelled nor checked."""
        return self.status in {IncidentStatus.DRAFT, IncidentStatus.RECORDED}


class IncidentAction(figures.IncidentPart, Scoped, Model):
    """One thing that was done; `recipient` says to whom it was passed on."""

    __tablename__ = "incident_action"
    whole, fact = Incident, staticmethod(figures.of_action)
    __table_args__ = (
        *keys_to("incident", "incident_id"),
        UniqueConstraint("municipality_id", "incident_id", "action", "recipient"),
    )

    incident_id: Mapped[uuid.UUID] = mapped_column(Id)
    action: Mapped[Action] = mapped_column(Code(Action))
    recipient: Mapped[Recipient | None] = mapped_column(Code(Recipient))

    incident: Mapped[Incident] = belongs_to(
        lambda: IncidentAction.incident_id, lambda: Incident, overlaps="steps"
    )
