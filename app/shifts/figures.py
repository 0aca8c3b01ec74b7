"""What shifts and their parts bring into figures: a closed quarter asks what became otherwise."""

from collections.abc import Iterator
from typing import Any

from app.closing.domain import Fact, Subject
from app.closing.models import Counted, Part
from app.shifts.domain import UNCOUNTED, TaskStatus, is_of_assistants


class ShiftFigures(Counted):
    """A shift as figures see it; the columns stand in its model."""

    subject = Subject.SHIFTS
    kind: Any
    status: Any
    is_training: Any

    @staticmethod
    def facts(told: Any) -> Iterator[Fact]:
        """T1 counts shifts of assistants; whether a mentor has approved them changes nothing."""
        if is_of_assistants(told.kind, is_training=told.is_training):
            state = told.status if told.status in UNCOUNTED else "held"
            times = (told.real_from, told.real_to, told.break_minutes, told.office_minutes)
            reasons = (told.cancel_reason, told.single_reason, told.safety_event)
            handed_in = (told.handed_in_at is not None, told.is_late)
            again = ((told.return_count or 0) > 0, (told.reopen_count or 0) > 0)
            yield told.day, (state, told.was_planned, times, reasons, handed_in, again)

    @property
    def is_counted(self) -> bool:
        """Whether figures count it as a shift that took place."""
        is_of_field = is_of_assistants(self.kind, is_training=self.is_training)
        return is_of_field and self.status not in UNCOUNTED


class ShiftPart(Part):
    """What a shift consists of."""

    subject, key = Subject.SHIFTS, "shift_id"


def of_member(_told: Any) -> str:
    """T1 counts how many they are."""
    return "crew"


def of_task(told: Any) -> Any:
    """T1 counts what was answered."""
    return None if told.status is TaskStatus.OPEN else told.status


def of_visit(told: Any) -> Any:
    """T7 counts stops that were not taken back, by place and result."""
    return None if told.is_withdrawn else (told.place_id, told.result)


def of_tally(told: Any) -> Any:
    """T7 counts contacts that were not taken back, by kind."""
    return None if told.is_withdrawn else told.kind
