"""Whether a case is suitable, how it ended, how its agreement holds, who goes on with it."""

from wtforms.validators import Optional

from app.disputes.domain import (
    CheckResult,
    DisputeKind,
    Flag,
    Gravity,
    LegalStatus,
    Outcome,
    Relationship,
)
from app.incidents.domain import Recipient
from app.kernel.i18n import _
from app.web.fields import CodeField, CodesField
from app.web.form import Form, RecordForm


class ScreenForm(Form):
    """R-41: six questions before anybody else hears of the dispute."""

    flags = CodesField(
        _("Is there any of this?"),
        Flag,
        description=_("Tick what you know or suspect. With any of it no agreement is sought."),
    )
    kind = CodeField(_("What it is about"), DisputeKind)
    relationship = CodeField(_("How they stand to each other"), Relationship)
    legal_status = CodeField(_("Does an authority deal with it?"), LegalStatus)
    gravity = CodeField(_("How much it weighs"), Gravity)


class CheckForm(Form):
    """R-45: the real outcome."""

    result = CodeField(_("How does the agreement hold?"), CheckResult)


class CloseForm(Form):
    """How the case ended."""

    outcome = CodeField(_("How it ended"), Outcome)
    handed_to = CodesField(
        _("To whom it was handed over"),
        Recipient,
        validators=[Optional()],
        description=_("Only if an authority or a service goes on with it."),
    )


class HandOverForm(Form):
    """R-41: who goes on with it."""

    handed_to = CodesField(_("To whom it was handed over"), Recipient)


class ReopenForm(RecordForm):
    """A new case that goes on with the old one."""
