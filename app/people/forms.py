"""What an administrator types about people."""

from wtforms import EmailField, StringField, TelField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp

from app.accounts.domain import ContractType, Funding, Role
from app.kernel.i18n import _
from app.web.fields import CodeField, CodesField, CountField, DayField, DecimalField, RecordField
from app.web.form import CorrectForm, Form, RecordForm

ACCESS = ("display_name", "roles", "mentor_id", "valid_from", "valid_to")
CONTACT = ("service_no", "phone", "email")
CONTRACT = (
    "contract_type",
    "fte",
    "monthly_hours",
    "funding",
    "contract_from",
    "contract_to",
    "integrity_checked_on",
)
EQUIPMENT = ("card_no", "uniform_issued_on", "phone_issued_on")


def optional_day(label: str, description: str = "") -> DayField:
    """A day that may stay open."""
    return DayField(label, validators=[Optional()], description=description)


class PersonFields(Form):
    """The fields that adding and correcting share."""

    display_name = StringField(
        _("Name and surname"),
        [DataRequired(_("Write the name as colleagues know it.")), Length(max=80)],
    )
    roles = CodesField(_("Roles"), Role)
    mentor_id = RecordField(
        _("Mentor or coordinator"),
        blank=_("nobody"),
        description=_("Every assistant has a mentor."),
    )
    valid_from = DayField(
        _("Access from"), validators=[InputRequired(_("Write from which day the access holds."))]
    )
    valid_to = optional_day(_("Access to"), _("The last day. Leave it empty if it is not limited."))
    service_no = StringField(_("Service number"), [Optional(), Length(max=20)])
    phone = TelField(
        _("Phone"),
        [
            Optional(),
            Length(max=20),
            Regexp(r"^\+?[0-9 \u00a0]+$", message=_("Only digits, spaces and a plus sign.")),
        ],
        description=_("A mentor's number is on every screen of his people."),
    )
    email = EmailField(
        _("E-mail"),
        [
            Optional(),
            Length(max=120),
            Regexp(r"^[^@\s]+@[^@\s]+$", message=_("An e-mail address has one @ inside.")),
        ],
    )
    contract_type = CodeField(_("Contract"), ContractType, blank=_("not given"))
    fte = DecimalField(_("Full-time equivalent"), description=_("For example 1 or 0,5."))
    monthly_hours = CountField(_("Hours a month"), most=400)
    funding = CodeField(_("Paid from"), Funding, blank=_("not given"))
    contract_from = optional_day(_("Contract from"))
    contract_to = optional_day(_("Contract to"))
    integrity_checked_on = optional_day(
        _("Clean record checked on"), _("Only the day. No content of the record is kept.")
    )
    card_no = StringField(_("Number of the card"), [Optional(), Length(max=20)])
    uniform_issued_on = optional_day(_("Uniform handed over on"))
    phone_issued_on = optional_day(_("Phone handed over on"))


class AddForm(PersonFields, RecordForm):
    """A new person."""


class CorrectPersonForm(PersonFields, CorrectForm):
    """A person as he should be."""


class EndAccessForm(Form):
    """Why the access ends."""

    reason = StringField(
        _("Reason"),
        [DataRequired(_("Write the reason in a few words.")), Length(max=200)],
        description=_("For example: end of the contract."),
    )


class DeputiseForm(Form):
    """Who stands in and for how long."""

    deputy_id = RecordField(_("Who stands in"), blank=_("nobody"))
    deputy_from = optional_day(_("From"))
    deputy_to = optional_day(_("To"), _("The last day. Leave it empty if it is not known."))
