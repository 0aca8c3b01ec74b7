"""How long a certificate holds and when people are told that it ends."""

from datetime import date, timedelta

from app.kernel.calendar import months_after
from app.kernel.i18n import Labelled, _

# the first and the second notice before the end.
NOTICE_DAYS = (60, 30)


class Validity(Labelled):
    """What a certificate is worth on a day."""

    VALID = "valid", _("holds")
    ENDS_IN_60 = "ends_in_60", _("ends within 60 days")
    ENDS_IN_30 = "ends_in_30", _("ends within 30 days")
    EXPIRED = "expired", _("no longer holds")
    WITHDRAWN = "withdrawn", _("certificate withdrawn")


def last_day(issued_on: date, months: int | None) -> date | None:
    """The last day on which it holds; none: for ever. One of 29 February ends on 28 February."""
    return None if months is None else months_after(issued_on, months)


def validity(valid_to: date | None, today: date) -> Validity:
    """R-53: the last day still counts; notices come 60 and 30 days before it."""
    first, second = NOTICE_DAYS
    if valid_to is None or today < valid_to - timedelta(days=first):
        return Validity.VALID
    if today > valid_to:
        return Validity.EXPIRED
    return (
        Validity.ENDS_IN_30 if today >= valid_to - timedelta(days=second) else Validity.ENDS_IN_60
    )


def due_on(first_day: date, within_days: int | None) -> date | None:
    """By when a newcomer should have a course; None where nobody counts the days."""
    return None if within_days is None else first_day + timedelta(days=within_days)
