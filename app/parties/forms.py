"""What is asked about a party; all of it is sealed."""

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.disputes.domain import Side
from app.kernel.i18n import _
from app.parties.domain import Address, OpenReason
from app.web.fields import CodeField
from app.web.form import CorrectForm, Form, RecordForm


class PartyFields(Form):
    """The fields that adding and correcting share."""

    called = CodeField(_("How the party is called on pages"), Address)
    name = StringField(_("Name of the party"), [Optional(), Length(max=120)])
    contact = StringField(
        _("Phone or e-mail"), [Optional(), Length(max=120)], description=_("Where you reach them.")
    )
    address = StringField(_("Where they live"), [Optional(), Length(max=200)])
    wish = TextAreaField(
        _("What would help"),
        [Optional(), Length(max=300)],
        description=_("In the words of the party, in one or two sentences."),
    )


class AddPartyForm(PartyFields, RecordForm):
    """A party of the case."""

    side = CodeField(_("Which party"), Side)


class CorrectPartyForm(PartyFields, CorrectForm):
    """A party as it should be."""


class OpenForm(Form):
    """Why the contacts are opened; it stands in the trail."""

    reason = CodeField(_("Why you open them"), OpenReason)
    note = StringField(
        _("In a few words"),
        [Optional(), Length(max=120)],
        description=_("Needed only for another reason. No names."),
    )


class WriteNoteForm(RecordForm):
    """A note that only its author reads."""

    text = TextAreaField(_("Note"), [DataRequired(_("Write the note.")), Length(max=2000)])
