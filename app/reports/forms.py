"""What is typed about the summary of a quarter."""

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.kernel.i18n import _
from app.reports.domain import HEADINGS, HINTS, LONGEST_COMMENT
from app.web.form import CorrectForm, Form


def _part(name: str) -> TextAreaField:
    """One heading of the comment."""
    checks = [Optional(), Length(max=LONGEST_COMMENT)]
    return TextAreaField(HEADINGS[name], checks, description=HINTS[name])


class CommentForm(CorrectForm):
    """T14 in its six headings; each of them may wait."""

    situation = _part("situation")
    successes = _part("successes")
    difficulties = _part("difficulties")
    requests = _part("requests")
    priorities = _part("priorities")
    funding = _part("funding")


class ApproveForm(CorrectForm):
    """Nothing to fill in: only that nobody has changed the version since it was read."""


class RenewForm(Form):
    """Why a closed version has to be corrected."""

    reason = StringField(
        _("Why a new version is needed"),
        [
            DataRequired(_("Write in one sentence what has to be corrected.")),
            Length(max=300),
        ],
        description=_("It stands at the new version. No names of people."),
    )
