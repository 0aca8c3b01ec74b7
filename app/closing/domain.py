"""What of a closed quarter may become other than it was told, and how that is recognised."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.kernel.i18n import Labelled, _

# A day and what a record brings into the figures of its quarter.
Fact = tuple[date | None, Any]


class Subject(Labelled):
    """Which records brought a figure of a closed quarter in, changed it or took it out."""

    SHIFTS = "shifts", _("Shifts written down, handed in or changed")
    INCIDENTS = "incidents", _("Incidents written down, completed or changed")
    DISPUTES = "disputes", _("Disputes written down or put right, their steps too")
    TRAINING = "training", _("Records of training written down or put right")
    OLDER_RECORDS = "older_records", _("Incidents of earlier records taken back")
    OTHERS = "others", _("Figures of others written down or put right")


def digest(facts: Iterable[Any]) -> str | None:
    """The same for the same facts, in whatever order they come; None where there are none."""
    told = sorted(repr(_plain(fact)) for fact in facts)
    return hashlib.sha256("\n".join(told).encode()).hexdigest() if told else None


def _plain(value: Any) -> Any:
    """Numbers and moments alike, whether they were just typed or read from the database."""
    if isinstance(value, tuple | list):
        return tuple(map(_plain, value))
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return float(value)
    return str(value.timestamp() if isinstance(value, datetime) else value)
