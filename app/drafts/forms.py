"""What a phone hands over when it locks itself over an unfinished form."""

from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length

from app.drafts.domain import LONGEST_KIND, LONGEST_PAGE
from app.kernel.i18n import _
from app.web.form import RecordForm


class KeepForm(RecordForm):
    """The form that was open: what it was about, where it stands and what was typed into it."""

    kind = StringField(_("Kind"), [Length(max=LONGEST_KIND)])
    page = HiddenField(validators=[DataRequired(), Length(max=LONGEST_PAGE)])
    typed = HiddenField(validators=[DataRequired()])
    text = HiddenField()
