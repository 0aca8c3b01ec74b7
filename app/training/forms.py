"""What a person says at the end of a round."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from app.kernel.i18n import _
from app.training.domain import Value
from app.web.fields import CodeField
from app.web.form import Form

LONGEST_REASON = 500


class ConfirmRoundForm(Form):
    """The value of the indicator, by a person."""

    value = CodeField(_("Value of the indicator"), Value)
    reason = TextAreaField(
        _("Reason"),
        [
            DataRequired(_("Write why. The council and the ministry read it.")),
            Length(max=LONGEST_REASON),
        ],
        description=_("What was found, what was done about it. No names of people."),
    )
