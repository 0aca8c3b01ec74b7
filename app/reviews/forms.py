"""What the crew says at hand-in and the mentor at review."""

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.kernel.i18n import _
from app.shifts.domain import SingleReason
from app.web.fields import ClockField, CodeField, CountField, RecordsField
from app.web.form import Form

HALF_DAY = 720


class HandInForm(Form):
    """The end of a shift."""

    real_from = ClockField(_("Really began"), validators=[InputRequired(_("Write the time."))])
    real_to = ClockField(_("Really ended"), validators=[InputRequired(_("Write the time."))])
    break_minutes = CountField(_("Break (minutes)"), most=HALF_DAY)
    office_minutes = CountField(
        _("In the office (minutes)"),
        most=HALF_DAY,
        description=_("Briefing, writing, handing over. The rest counts as time in the field."),
    )
    single_reason = CodeField(_("Why you were alone"), SingleReason, blank=_("I was not alone"))
    next_shift_note = TextAreaField(
        _("Note for the next crew"),
        [Optional(), Length(max=300)],
        description=_("What they should know. No names, birth numbers or number plates."),
    )


class ApproveForm(Form):
    """The mentor's tick (R-22)."""

    is_free_of_personal_data = BooleanField(_("The record is free of personal data"))


class ApproveQuietForm(ApproveForm):
    """Quiet shifts approved together."""

    shifts = RecordsField(_("Quiet shifts"))


class ReasonForm(Form):
    """Why a shift goes back to its crew."""

    reason = StringField(
        _("What should the crew complete or correct?"),
        [
            DataRequired(_("Write in one sentence what is missing. The crew will see it.")),
            Length(max=300),
        ],
    )
