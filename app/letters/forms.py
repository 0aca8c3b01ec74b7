"""What a town says of its letters: their wording and their paper."""

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.kernel.i18n import _
from app.letters.domain import LONGEST_BODY, LONGEST_TITLE
from app.web.form import CorrectForm, RecordForm
from app.web.upload import UploadField


class CorrectSheetForm(CorrectForm):
    """What stands under the points of an agreement; its heading follows from who led it (R-42)."""

    body = TextAreaField(_("Text"), [DataRequired(_("Write the text.")), Length(max=LONGEST_BODY)])


class CorrectLetterForm(CorrectForm):
    """A letter as it should be."""

    title = StringField(
        _("Heading"), [DataRequired(_("Write the heading.")), Length(max=LONGEST_TITLE)]
    )
    body = TextAreaField(_("Text"), [DataRequired(_("Write the text.")), Length(max=LONGEST_BODY)])


class AddLetterheadForm(RecordForm):
    """A document of the town."""

    file = UploadField(
        _("Document of the town (.docx)"),
        [DataRequired(_("Choose a document."))],
        description=_("Up to 3 MB. Only its header, footer, page and styles are taken over."),
    )
