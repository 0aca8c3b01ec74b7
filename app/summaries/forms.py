"""What is asked about any period, and under what name it is kept."""

from datetime import date
from typing import ClassVar

from wtforms import StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.incidents.domain import Subcategory
from app.kernel.i18n import _
from app.summaries.period import Span
from app.web.fields import CodeField, DayField, RecordField
from app.web.filters import Filters
from app.web.form import RecordForm

EVERY = _("all")


class PeriodFilters(Filters):
    """From when to when, where and what."""

    in_sight: ClassVar[frozenset[str]] = frozenset({"since", "until", "place_id", "subcategory"})

    since = DayField(_("From"), name="od", validators=[Optional()])
    until = DayField(_("To"), name="do", validators=[Optional()])
    place_id = RecordField(_("Place"), name="misto", blank=EVERY)
    subcategory = CodeField(_("Kind"), Subcategory, name="druh", blank=EVERY)

    def span(self, today: date) -> Span:
        """The days asked for, else this month up to its last day; the first stands first."""
        wanted = self.wanted
        first = wanted.get("since") or today.replace(day=1)
        last = wanted.get("until") or max(today, first)
        days = sorted((first, last))
        return Span(days[0], days[1], wanted.get("place_id"), wanted.get("subcategory"))


class SaveViewForm(RecordForm):
    """A name for what the page shows."""

    name = StringField(_("Name of the view"), [DataRequired(_("Write a name.")), Length(max=80)])
    since = DayField(_("From"), validators=[InputRequired(_("Say from when."))])
    until = DayField(_("To"), validators=[InputRequired(_("Say until when."))])
    place_id = RecordField(_("Place"), blank=EVERY)
    subcategory = CodeField(_("Kind"), Subcategory, blank=EVERY)

    @property
    def span(self) -> Span | None:
        """What the page showed before a name was refused."""
        first, last = self.since.data, self.until.data
        if first is None or last is None or last < first:
            return None
        return Span(first, last, self.place_id.data, self.subcategory.data)
