"""What cases and their steps bring into figures: a closed quarter asks what became otherwise."""

import uuid
from collections.abc import Iterator
from typing import Any

from app.closing.domain import Fact, Subject
from app.closing.models import Counted


class CaseFigures(Counted):
    """A case as figures see it."""

    subject = Subject.DISPUTES

    @staticmethod
    def facts(told: Any) -> Iterator[Fact]:
        """T9 counts cases by when and from whom they came, who leads them, and how they ended."""
        yield told.received_on, (told.kind, told.referral, told.lead_kind)
        yield told.closed_on, told.outcome


class StepFigures(Counted):
    """A step as figures see it."""

    subject = Subject.DISPUTES
    case_id: Any

    @staticmethod
    def facts(told: Any) -> Iterator[Fact]:
        """T9 counts steps by kind, their minutes and who met in the room of the town."""
        if not told.is_withdrawn:
            yield told.day, (told.kind, told.minutes, told.room_id)

    @property
    def counted_as(self) -> tuple[str, uuid.UUID]:
        """The case, whichever of its steps is written down later."""
        return "dispute_case", self.case_id
