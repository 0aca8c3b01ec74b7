"""What a town is called, its registration number and the first steps in it."""

import re
from dataclasses import dataclass

from app.kernel.i18n import _


def ico_fault(ico: str) -> str | None:
    """What is wrong with a registration number: eight digits, the last one checks the others."""
    if not re.fullmatch(r"[0-9]{8}", ico):
        return _("A registration number has eight digits.")
    weighted = sum(int(digit) * weight for digit, weight in zip(ico, range(8, 1, -1), strict=False))
    if int(ico[7]) != (11 - weighted % 11) % 10:
        return _("The last digit does not fit the others. Check the number.")
    return None


def slug_fault(slug: str) -> str | None:
    """What is wrong with the short name that commands and files use."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,39}", slug):
        return _("Use 2 to 40 small letters without marks, digits or hyphens.")
    return None


@dataclass(frozen=True)
class Step:
    """One of the first steps in a fresh town, and the page where it is made."""

    code: str
    label: str
    hint: str
    endpoint: str


FIRST_STEPS = (
    Step(
        "inhabitants",
        _("Inhabitants"),
        _("Indexes are counted from their number."),
        "towns.settings",
    ),
    Step(
        "mentor",
        _("Mentor"),
        _("Add the mentor and hand the invitation over."),
        "people.browse",
    ),
    Step("assistants", _("Assistants"), _("Add everybody with the mentor."), "people.browse"),
    Step(
        "sign_in",
        _("First sign-in"),
        _("An assistant has opened the invitation on the phone."),
        "people.browse",
    ),
    Step("places", _("Places"), _("Where you walk and where things happen."), "places.browse"),
    Step("shift", _("First shift"), _("Plan it, or start one on the spot."), "shifts.browse"),
)
