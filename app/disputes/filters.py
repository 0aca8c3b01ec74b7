"""What the list of disputes is narrowed to."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import Optional, Regexp

from app.disputes.domain import (
    CHECK_DAYS,
    CheckResult,
    DisputeKind,
    LeadKind,
    Outcome,
    Referral,
    Stage,
)
from app.disputes.effort import Effort
from app.kernel.i18n import _, day
from app.web.fields import CodeField, DayField
from app.web.filters import Filters

ALL = _("all")
DAYS = (
    *("received_from", "received_to", "open_on", "closed_from", "closed_to"),
    *("lasting_from", "lasting_to", "met_from", "met_to"),
    *("worked_from", "worked_to", "checked_from", "checked_to"),
)


class FigureDay(HiddenField):
    """A day that only a figure asks for; what is no day narrows nothing."""

    data: date | None

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            self.data = date.fromisoformat("".join(valuelist))
        except ValueError:
            self.data = None


class BroughtFilters(Filters):
    """For those who follow what they have brought: nothing that tells how it is led."""

    in_sight: ClassVar[frozenset[str]] = frozenset({"q", "stage", "kind", "is_open"})

    q = StringField(_("Number"), name="q")
    kind = CodeField(_("What it is about"), DisputeKind, blank=ALL, name="druh")
    is_open = BooleanField(_("Only open ones"), name="otevrene")


class DisputeFilters(BroughtFilters):
    """By number, stage and kind; figures lead here with their days."""

    spoken: ClassVar[Mapping[str, Callable[[Any], str]]] = {
        **dict.fromkeys(DAYS, day),
        "checked_after": lambda days: _("after %(n)s days", n=days),
    }

    stage = CodeField(_("Stage"), Stage, blank=ALL, name="faze")
    referral = CodeField(_("Who has brought it"), Referral, blank=ALL, name="zdroj")
    outcome = CodeField(_("How it ended"), Outcome, blank=ALL, name="vysledek")
    lead_kind = CodeField(_("Who leads it"), LeadKind, blank=ALL, name="vede")
    effort = CodeField(_("Work done"), Effort, blank=ALL, name="prace")
    check_result = CodeField(_("Check of the agreement"), CheckResult, blank=ALL, name="drzi")
    is_unled = BooleanField(_("Nobody leads it yet"), name="bez-vedeni")
    received_from = DayField(_("Received from"), name="od")
    received_to = DayField(_("Received to"), name="do")
    open_on = DayField(_("Open on the day"), name="otevrene-k")
    closed_from = DayField(_("Closed from"), name="uzavreno-od")
    closed_to = DayField(_("Closed to"), name="uzavreno-do")
    lasting_from = FigureDay(_("Open in the days from"), name="trva-od")
    lasting_to = FigureDay(_("Open in the days to"), name="trva-do")
    met_from = FigureDay(_("First contact from"), name="kontakt-od")
    met_to = FigureDay(_("First contact to"), name="kontakt-do")
    worked_from = FigureDay(_("Steps from"), name="kroky-od")
    worked_to = FigureDay(_("Steps to"), name="kroky-do")
    checked_from = FigureDay(_("Checked from"), name="kontrola-od")
    checked_to = FigureDay(_("Checked to"), name="kontrola-do")
    checked_after = HiddenField(
        _("Checked"), [Optional(), Regexp(f"({'|'.join(map(str, CHECK_DAYS))})$")], name="kontrola"
    )
