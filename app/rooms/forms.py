"""What is said about a room: its opening hours, and when somebody meets in it."""

from wtforms import Field
from wtforms.validators import InputRequired, Optional

from app.kernel.i18n import WEEKDAYS, _
from app.web.fields import ClockField, DayField, RecordField
from app.web.form import CorrectForm, Form, RecordForm


class HoursForm(Form):
    """From when to when the room is open; a field pair for each day of the week."""

    @property
    def weekdays(self) -> list[tuple[str, Field, Field]]:
        """(name of the day, from, to), beginning with Monday."""
        return [
            (name, self[f"opens_{weekday}"], self[f"closes_{weekday}"])
            for weekday, name in enumerate(WEEKDAYS)
        ]


for _weekday in range(len(WEEKDAYS)):
    setattr(HoursForm, f"opens_{_weekday}", ClockField(_("From"), validators=[Optional()]))
    setattr(HoursForm, f"closes_{_weekday}", ClockField(_("To"), validators=[Optional()]))


class MeetingFields(Form):
    """The fields that booking and moving share."""

    room_id = RecordField(_("Room"))
    day = DayField(_("Day"), validators=[InputRequired(_("Choose the day."))])
    begins = ClockField(_("From"), validators=[InputRequired(_("Write the time."))])
    ends = ClockField(
        _("To"), validators=[Optional()], description=_("Left empty, the meeting takes an hour.")
    )


class BookForm(MeetingFields, RecordForm):
    """A new booking."""


class MoveForm(MeetingFields, CorrectForm):
    """A booking at another time or in another room."""
