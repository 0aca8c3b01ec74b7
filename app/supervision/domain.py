"""Supervision: how long, for how many, when; never what was said."""

from datetime import date
from typing import Final

from app.kernel.i18n import Labelled, _

THEME_MOST: Final = 80
# A day has no more; a meeting lasts one to three as a rule.
LONGEST_HOURS = 12


class SupervisionForm(Labelled):
    """For one person or for more."""

    INDIVIDUAL = "individual", _("individual")
    GROUP = "group", _("group")


def is_length(hours: float) -> bool:
    """Whether a meeting may last so long; hours are written to one decimal place."""
    return 0 < hours <= LONGEST_HOURS and round(hours, 1) == hours


def is_over(day: date, today: date) -> bool:
    """Only what has taken place is recorded: who was there is not known before."""
    return day <= today


def fits(form: SupervisionForm, people: int) -> bool:
    """Whether so many people can have been at a meeting of this form."""
    return people == 1 if form is SupervisionForm.INDIVIDUAL else people >= 1
