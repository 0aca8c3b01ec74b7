"""What a person types about a place."""

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from app.kernel.i18n import _
from app.places.domain import HouseOwner, PlaceKind
from app.web.fields import CodeField
from app.web.form import CorrectForm, Form, RecordForm


class PlaceFields(Form):
    """The fields that adding and correcting share."""

    code = StringField(
        _("Code"),
        [
            DataRequired(_("Write a short code, for example L13.")),
            Length(max=12),
            Regexp(r"^[0-9A-Za-z-]+$", message=_("Only letters without marks, digits, hyphens.")),
        ],
        description=_("Short mark in tables, for example L13."),
    )
    name = StringField(
        _("Name"),
        [DataRequired(_("Write the name as people in the town say it.")), Length(max=80)],
    )
    kind = CodeField(_("Kind of place"), PlaceKind)
    district = StringField(_("Part of the town"), [Optional(), Length(max=80)])
    house_owner = CodeField(_("Who owns the house"), HouseOwner, blank=_("not a house"))
    is_dispute_room = BooleanField(_("Room where neighbours can settle a dispute"))
    public_name = StringField(
        _("Name in invitations"),
        [Optional(), Length(max=80)],
        description=_(
            "Only for a room. It stands in letters and in calendars of families: "
            "let it say where, not what it is for. For example Town hall, meeting room."
        ),
    )
    address = StringField(
        _("Address"),
        [Optional(), Length(max=120)],
        description=_("Street, number and town; needed for a room to which people are invited."),
    )
    note = TextAreaField(
        _("Note"),
        [Optional(), Length(max=300)],
        description=_("For the crews. No names of people."),
    )


class AddForm(PlaceFields, RecordForm):
    """A new place."""


class CorrectPlaceForm(PlaceFields, CorrectForm):
    """A place as it should be."""
