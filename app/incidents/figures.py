"""What an incident brings into figures: a closed quarter asks what became otherwise."""

from collections.abc import Iterator
from typing import Any

from app.closing.domain import Fact, Subject
from app.closing.models import Counted, Part
from app.incidents.domain import COUNTED, AgeBand
from app.kernel import clock

AGES = tuple(f"people_{band.value}" for band in AgeBand)


class IncidentFigures(Counted):
    """An incident as figures see it; the columns stand in its model."""

    subject = Subject.INCIDENTS
    status: Any
    is_training: Any

    @staticmethod
    def facts(told: Any) -> Iterator[Fact]:
        """T2 to T5 and T8 count what is complete, by kind, place, hour, result and ages."""
        if told.status in COUNTED and not told.is_training:
            when = clock.local(told.occurred_at)
            what = (told.subcategory, told.place_id, told.result, told.pieces, told.is_repeated)
            yield when.date(), (when.hour, *what, *(getattr(told, age) for age in AGES))

    @property
    def is_counted(self) -> bool:
        """Whether figures count it."""
        return self.status in COUNTED and not self.is_training


class IncidentPart(Part):
    """What was done in an incident."""

    subject, key = Subject.INCIDENTS, "incident_id"


def of_action(told: Any) -> Any:
    """T5 and T8 count what was done and to whom it was passed on."""
    return told.action, told.recipient
