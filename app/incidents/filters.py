"""What the list of incidents can be narrowed to by its address."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import ClassVar

from wtforms import BooleanField, HiddenField, SearchField
from wtforms.validators import Optional, Regexp

from app.incidents.domain import Action, AgeBand, Category, IncidentStatus, Recipient, Result
from app.incidents.forms import KindField
from app.kernel.i18n import WEEKDAYS, _
from app.kernel.quarter import Quarter
from app.web.fields import CodeField, DayField, IdField, RecordField
from app.web.filters import Filters

EVERY = _("all")


class IncidentFilters(Filters):
    """The filters of the page, and what only other pages ask for: a number of theirs, a shift."""

    in_sight: ClassVar[frozenset[str]] = frozenset({"text", "since", "until"})
    spoken: ClassVar[Mapping[str, Callable[[str], str]]] = {
        "district": str,
        "weekday": lambda number: WEEKDAYS[int(number) - 1],
        "hours": lambda band: band.replace("-", "–"),
    }

    text = SearchField(_("Search"), name="q")
    since = DayField(_("From"), name="od", validators=[Optional()])
    until = DayField(_("To"), name="do", validators=[Optional()])
    place_id = RecordField(_("Place"), name="misto", blank=EVERY)
    category = CodeField(_("Category"), Category, name="kategorie", blank=EVERY)
    subcategory = KindField(_("Kind"), name="druh", blank=EVERY)
    action = CodeField(_("Action"), Action, name="ukon", blank=EVERY)
    recipient = CodeField(_("Passed on to"), Recipient, name="komu", blank=EVERY)
    age = CodeField(_("Age"), AgeBand, name="vek", blank=EVERY)
    result = CodeField(_("How it ended"), Result, name="vysledek", blank=EVERY)
    status = CodeField(_("State"), IncidentStatus, name="stav", blank=EVERY)
    is_counted = BooleanField(_("Only what is counted"), name="zapocitane")
    is_repeated = BooleanField(_("Only repeated"), name="opakovane")
    district = HiddenField(_("Part of the town"), name="cast")
    weekday = HiddenField(_("Day of the week"), [Optional(), Regexp("[1-7]$")], name="den")
    hours = HiddenField(_("Hours"), [Optional(), Regexp(r"\d{1,2}-\d{1,2}$")], name="hodiny")
    is_police = HiddenField(_("Municipal police called or told"), name="mp")
    is_helped = HiddenField(_("Help called"), name="pomoc")
    shift_id = IdField(_("one shift"), name="smena")


def periods(today: date) -> list[tuple[str, date, date]]:
    """The periods people ask for most."""
    monday = today - timedelta(days=today.weekday())
    month_end = (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    quarter = Quarter.containing(today)
    return [
        (_("Today"), today, today),
        (_("This week"), monday, monday + timedelta(days=6)),
        (_("This month"), today.replace(day=1), month_end),
        (_("This quarter"), quarter.first, quarter.last),
    ]
