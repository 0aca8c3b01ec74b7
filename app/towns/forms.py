"""What an operator types about towns and a town about itself."""

from wtforms import StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app.accounts.domain import PoliceForm
from app.kernel.i18n import _
from app.web.fields import CodeField, CountField, DayField
from app.web.form import CorrectForm, Form, RecordForm

MOST_INHABITANTS = 2_000_000
# A quarter must have been summed up and approved before its texts go.
LEAST_MONTHS, MOST_MONTHS = 6, 120
MOST_PHOTO_DAYS = 365


class TownFields(Form):
    """The fields that founding and correcting share."""

    name = StringField(_("Name of the town"), [DataRequired(_("Write the name.")), Length(max=80)])
    ico = StringField(
        _("Registration number"),
        [Optional(), Length(max=8)],
        description=_("Eight digits."),
        render_kw={"inputmode": "numeric"},
    )


class GuaranteeFields(Form):
    """Which police stands behind the assistants."""

    police_form = CodeField(_("Police guarantee"), PoliceForm)
    police_partner = StringField(
        _("Partner"),
        [Optional(), Length(max=120)],
        description=_("The other town or the police department, if it is not your own police."),
    )


class PeriodFields(Form):
    """For how long things are kept; longer than the town's records schedule says is never right."""

    retention_photo_days = CountField(
        _("Photos of incidents are deleted after so many days"),
        most=MOST_PHOTO_DAYS,
        validators=[InputRequired(_("Write the number.")), NumberRange(min=1)],
    )
    retention_months = CountField(
        _("Texts in records are deleted after so many months"),
        most=MOST_MONTHS,
        validators=[InputRequired(_("Write the number.")), NumberRange(min=LEAST_MONTHS)],
        description=_("Of shifts and incidents, and in the trail of changes. Numbers stay."),
    )
    retention_dispute_months = CountField(
        _("Contacts in disputes are deleted so many months after closing"),
        most=MOST_MONTHS,
        validators=[InputRequired(_("Write the number.")), NumberRange(min=1)],
        description=_("With all own words, notes and scans. Long enough for the check at 90 days."),
    )


class CountForm(Form):
    """A number of inhabitants."""

    inhabitants = CountField(
        _("Inhabitants"), most=MOST_INHABITANTS, validators=[InputRequired(_("Write the number."))]
    )
    counted_on = DayField(_("On the day"), validators=[InputRequired(_("Write the day."))])


class AppointForm(Form):
    """An administrator of a town."""

    display_name = StringField(
        _("Name of the administrator"), [DataRequired(_("Write the name.")), Length(max=80)]
    )


class AddForm(TownFields, GuaranteeFields, CountForm, AppointForm, RecordForm):
    """A new town."""

    slug = StringField(
        _("Short name"),
        [DataRequired(_("Write a short name.")), Length(max=40)],
        description=_("For commands and files, for example horni-lhota. It never changes."),
    )


class CorrectTownForm(TownFields, CorrectForm):
    """A town as it should be."""


class SettingsForm(GuaranteeFields, PeriodFields, CorrectForm):
    """What a town says about itself."""
