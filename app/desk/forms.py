"""What the shell asks without signal: the same fields as the pages for which it stands.

What is sent goes through the forms of those pages; these only draw.
"""

from types import SimpleNamespace

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.incidents.domain import Action, Result
from app.kernel.i18n import _
from app.shifts.domain import SafetyEvent, SingleReason, VisitResult
from app.web.fields import ClockField, CodeField, CodesField, CountField, options
from app.web.form import Form
from app.web.upload import UploadField

LONGEST_NOTE, LONGEST_TOPIC = 300, 120


class StartForm(Form):
    """Why somebody goes alone; the plan is not known here."""

    single_reason = CodeField(_("Why alone"), SingleReason, blank="")


class VisitForm(Form):
    """How it is at the place that is tapped."""

    result = CodeField(_("Result"), VisitResult, default=VisitResult.CALM)


class ReportForm(Form):
    """What may be said of an incident besides the taps."""

    actions = CodesField(_("What was done"), Action)
    result = CodeField(_("How it ended"), Result, blank=_("not known yet"))
    people_total = CountField(_("People altogether"))
    description = TextAreaField(
        _("What you saw and what you did"),
        [Optional(), Length(max=400)],
        description=_("No names, birth numbers or number plates."),
    )
    details_errors = False


class AddPhotoForm(Form):
    """A photo of a thing or a place."""

    photo = UploadField(_("Photo"), [InputRequired()])


class LeaveNoteForm(Form):
    """A note for the next crew."""

    next_shift_note = TextAreaField(
        _("Note for the next crew"),
        [InputRequired(), Length(max=LONGEST_NOTE)],
        description=_("What should they know? No names of people."),
    )


class WishForm(Form):
    """A wish for training beside the tapped competence."""

    topic = TextAreaField(
        _("More closely"),
        [Optional(), Length(max=LONGEST_TOPIC)],
        description=_("For example: how to talk to somebody who is drunk. No names of people."),
    )


class ReportSafetyForm(Form):
    """What happened to the assistants themselves."""

    safety_event = CodeField(_("What happened"), SafetyEvent)
    note = TextAreaField(
        _("In short"),
        [Optional(), Length(max=LONGEST_NOTE)],
        description=_("No names of people."),
    )


class HandInForm(Form):
    """The end of a shift, as far as the phone knows it."""

    real_from = ClockField(_("Really began"), validators=[InputRequired()])
    real_to = ClockField(_("Really ended"), validators=[InputRequired()])
    break_minutes = CountField(_("Break (minutes)"))
    office_minutes = CountField(_("In the office (minutes)"))


def drawn() -> SimpleNamespace:
    """All of them, empty."""
    safety = ReportSafetyForm()
    safety.safety_event.choices = options(SafetyEvent)[1:]
    return SimpleNamespace(
        start=StartForm(),
        visit=VisitForm(),
        report=ReportForm(),
        photo=AddPhotoForm(),
        note=LeaveNoteForm(),
        wish=WishForm(),
        safety=safety,
        end=HandInForm(),
    )
