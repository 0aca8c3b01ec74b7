"""Disputes for figures: as many rows as a test wants, told in a few words."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from app.disputes.domain import (
    CheckResult,
    DisputeKind,
    LeadKind,
    Outcome,
    Referral,
    Side,
    Stage,
    StepKind,
)
from app.disputes.models import DisputeCase, DisputeCheck, DisputeStep
from app.kernel.db import uuid7

NUMBERS = count(1)


@dataclass(frozen=True)
class Step:
    """So many days after the receipt."""

    after: int
    kind: StepKind = StepKind.PHONE
    minutes: int = 30
    in_room: bool = False
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Look:
    """A check after 30 or 90 days, done so many days after the receipt."""

    days: int
    after: int
    result: CheckResult | None = CheckResult.HOLDS


@dataclass(frozen=True)
class Told:
    """A case as the figures see it; `lasted` is None while it is open."""

    received: date
    lasted: int | None = None
    kind: DisputeKind = DisputeKind.NOISE
    source: Referral = Referral.SELF
    outcome: Outcome = Outcome.CALMED
    lead_kind: LeadKind | None = LeadKind.TOWN_EMPLOYEE
    steps: tuple[Step, ...] = ()
    looks: tuple[Look, ...] = field(default=())

    @property
    def closed(self) -> date | None:
        """The day of its end."""
        return None if self.lasted is None else self.day(self.lasted)

    def day(self, after: int) -> date:
        """So many days after the receipt."""
        return self.received + timedelta(days=after)

    @property
    def taken(self) -> list[Step]:
        """The steps that hold."""
        return [step for step in self.steps if not step.is_withdrawn]


def rows(town: Any, room: Any, told: Told) -> list[Any]:
    """The rows of one case."""
    own = {"municipality_id": town.id}
    is_over = told.lasted is not None
    case = DisputeCase(
        id=uuid7(),
        **own,
        number=f"S-2025-{next(NUMBERS):04d}",
        received_on=told.received,
        referral=told.source,
        kind=told.kind,
        lead_kind=told.lead_kind,
        stage=Stage.CLOSED if is_over else Stage.NEW,
        outcome=told.outcome if is_over else None,
        closed_on=told.closed,
    )
    return [case, *_steps(own, case, room, told), *_looks(own, case, told)]


def _steps(own: dict[str, Any], case: DisputeCase, room: Any, told: Told) -> list[DisputeStep]:
    return [
        DisputeStep(
            **own,
            case_id=case.id,
            day=told.day(step.after),
            kind=step.kind,
            minutes=step.minutes,
            sides=frozenset({Side.A}),
            room_id=room.id if step.in_room else None,
            is_withdrawn=step.is_withdrawn,
        )
        for step in told.steps
    ]


def _looks(own: dict[str, Any], case: DisputeCase, told: Told) -> list[DisputeCheck]:
    return [
        DisputeCheck(
            **own,
            case_id=case.id,
            days=look.days,
            due_on=told.day(look.days),
            result=look.result,
            done_on=told.day(look.after) if look.result else None,
        )
        for look in told.looks
    ]


def keep(make: Any, town: Any, room: Any, cases: Any) -> None:
    """Store all of them at once."""
    if found := [row for told in cases for row in rows(town, room, told)]:
        make.saved(*found)
