"""What a person types about supervision; there is no field for what was said."""

from typing import ClassVar

from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.kernel import clock
from app.kernel.i18n import _
from app.supervision.domain import THEME_MOST, SupervisionForm
from app.web.fields import CodeField, DayField, DecimalField, RecordsField
from app.web.filters import Filters
from app.web.form import CorrectForm, Form, RecordForm


class SupervisionFields(Form):
    """The fields that recording and correcting share."""

    day = DayField(_("Day"), validators=[InputRequired(_("Fill in the day."))], default=clock.today)
    hours = DecimalField(
        _("Hours of supervision"),
        validators=[InputRequired(_("Write how many hours it took."))],
        description=_("For example 2 or 1,5."),
    )
    form = CodeField(_("Form of supervision"), SupervisionForm, default=SupervisionForm.GROUP)
    supervisor = StringField(
        _("Supervisor"),
        [DataRequired(_("Write who led the supervision.")), Length(max=80)],
    )
    organisation = StringField(_("Organisation"), [Optional(), Length(max=120)])
    is_external = BooleanField(_("The supervisor does not work for the town"), default=True)
    theme = StringField(
        _("Theme"),
        [Optional(), Length(max=THEME_MOST)],
        description=_("A few words in one line, no names. What was said is not recorded."),
    )
    people = RecordsField(_("Who was there"))


class RecordSupervisionForm(SupervisionFields, RecordForm):
    """A meeting that took place."""


class CorrectSupervisionForm(SupervisionFields, CorrectForm):
    """A meeting as it should be recorded."""


class MeetingFilters(Filters):
    """Which meetings: of which days and of which form."""

    in_sight: ClassVar[frozenset[str]] = frozenset({"since", "until", "form"})

    since = DayField(_("From"), name="od", validators=[Optional()])
    until = DayField(_("To"), name="do", validators=[Optional()])
    form = CodeField(_("Form of supervision"), SupervisionForm, name="forma", blank=_("all"))
