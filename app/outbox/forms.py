"""What is said about an entry that is thrown away."""

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app.kernel.i18n import _
from app.web.form import Form


class DiscardForm(Form):
    """Why an entry is not kept."""

    reason = StringField(
        _("Why is it not to be kept?"),
        [DataRequired(_("Write in one sentence why it is thrown away.")), Length(max=300)],
        description=_("For example: sent twice, a mistake. No names of people."),
    )
