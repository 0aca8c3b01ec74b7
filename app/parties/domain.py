"""Behind the wall: how parties are called on pages, why contacts are opened, for how long."""

from datetime import timedelta

from app.disputes.domain import Side
from app.kernel.i18n import Labelled, _


class Address(Labelled):
    """How a party is called where its name must not stand."""

    WOMAN = "woman", _("Ms")
    MAN = "man", _("Mr")
    COUPLE = "couple", _("Mr and Ms")
    FAMILY = "family", _("family")
    HOUSE = "house", _("residents of a house")
    COMPANY = "company", _("organisation as a party")


class OpenReason(Labelled):
    """Why somebody opens the contacts."""

    CALL = "call", _("I am going to call")
    VISIT = "visit", _("I am going on a visit")
    LETTER = "letter", _("I am writing a letter")
    MEETING = "meeting", _("I am arranging a meeting")
    CHECK = "check", _("I am checking the agreement")
    OTHER = "other", _("another reason")


# So long after a reason was given a party may be corrected without giving another.
REASON_HOLDS = timedelta(minutes=30)
SEALED = ("name", "contact", "address", "wish")


def label(address: Address, side: Side) -> str:
    """Ms A: enough to tell the parties apart, not enough to know who they are."""
    return f"{address.label} {side.value.upper()}"
