"""What a person types about a passkey; the rest is between the page and the phone."""

from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length

from app.kernel.i18n import _
from app.passkeys.domain import LONGEST_NAME
from app.web.form import Form
from app.web.password import password_field


def _name() -> StringField:
    return StringField(
        _("Name of the passkey"),
        [DataRequired(_("Write a name.")), Length(max=LONGEST_NAME)],
        description=_("So that you know which phone it is, for example “work phone 2”."),
    )


class AddPasskeyForm(Form):
    """A new passkey; the password, so that nobody makes one on a phone that was left unlocked."""

    name = _name()
    current_password = password_field(_("Present password"), "current-password")
    credential = HiddenField(
        validators=[DataRequired(_("The phone did not confirm it. Try it again."))]
    )


class RenamePasskeyForm(Form):
    """Another name."""

    name = _name()
