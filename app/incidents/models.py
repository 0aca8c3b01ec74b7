"""Incidents: what happened, where, what was done and to whom it was passed on."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.incidents.domain import (
    Action,
    Category,
    IncidentStatus,
    Recipient,
    Result,
    Seriousness,
    Source,
    Subcategory,
)
from app.kernel.db import Code, Id, Model, Moment, belongs_to, has_many, keys_to
from app.kernel.scope import Scoped
from app.places.models import Place
from app.shifts.models import Shift


class NumberSeries(Scoped, Model):
    """The last number given in a town and a year; its row is the lock of the series."""

    __tablename__ = "number_series"
    __recorded__ = False
    __table_args__ = (UniqueConstraint("municipality_id", "prefix", "year"),)

    prefix: Mapped[str] = mapped_column(String(4))
    year: Mapped[int]
    last: Mapped[int]


class Incident(Scoped, Model):
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
        Index(None, "municipality_id", "day", "status", "category", "subcategory", "place_id"),
        Index(None, "municipality_id", "shift_id", "occurred_at"),
    )

    number: Mapped[str] = mapped_column(String(16))
    shift_id: Mapped[uuid.UUID] = mapped_column(Id)
    author_id: Mapped[uuid.UUID] = mapped_column(Id)
    occurred_at: Mapped[datetime] = mapped_column(Moment)
    day: Mapped[date]
    hour: Mapped[int]
    place_id: Mapped[uuid.UUID] = mapped_column(Id)
    place_detail: Mapped[str | None] = mapped_column(String(120))
    category: Mapped[Category] = mapped_column(Code(Category))
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
    pieces: Mapped[int | None]
    is_repeated: Mapped[bool] = mapped_column(default=False)
    is_training: Mapped[bool] = mapped_column(default=False)
    description: Mapped[str | None] = mapped_column(String(400))
    called_note: Mapped[str | None] = mapped_column(String(200))
    mp_event_no: Mapped[str | None] = mapped_column(String(40))
    needs_mentor_attention: Mapped[bool] = mapped_column(default=False)
    status: Mapped[IncidentStatus] = mapped_column(Code(IncidentStatus))
    cancel_reason: Mapped[str | None] = mapped_column(String(300))
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    search_text: Mapped[str] = mapped_column(String(700), info={"derived": True})
    version: Mapped[int] = mapped_column(default=1)

    shift: Mapped[Shift] = belongs_to(lambda: Incident.shift_id, lambda: Shift)
    place: Mapped[Place] = belongs_to(lambda: Incident.place_id, lambda: Place)
    author: Mapped[Membership] = belongs_to(lambda: Incident.author_id, lambda: Membership)
    steps: Mapped[list["IncidentAction"]] = has_many(
        lambda: IncidentAction.incident_id, lambda: Incident
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class IncidentAction(Scoped, Model):
    """One thing that was done; `recipient` says to whom it was passed on."""

    __tablename__ = "incident_action"
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
