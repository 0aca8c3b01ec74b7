"""What a person says about a need."""

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.kernel.i18n import _
from app.needs.domain import Origin, Urgency
from app.web.fields import CodeField, DayField, IdField, RecordField, options
from app.web.form import CorrectForm, Form, RecordForm

LONGEST_TOPIC, LONGEST_REASON = 120, 300
# What a leader proposes from; the others arise from an incident, a wish or a certificate.
PROPOSED_FROM = (Origin.RATING, Origin.NEW_TASK, Origin.LAW_CHANGE, Origin.SUPERVISION)


class WishForm(RecordForm):
    """One tap on a competence, with a sentence if the person likes."""

    competence_id = RecordField(_("What do you want to learn?"))
    topic = TextAreaField(
        _("More closely"),
        [Optional(), Length(max=LONGEST_TOPIC)],
        description=_("For example: how to talk to somebody who is drunk. No names of people."),
    )


class FromIncidentForm(RecordForm):
    """For whom of the crew."""

    worker_id = IdField()


class NeedFields(Form):
    """The fields that proposing and correcting share."""

    competence_id = RecordField(_("Competence"))
    topic = StringField(
        _("What exactly"),
        [Optional(), Length(max=LONGEST_TOPIC)],
        description=_("In a few words, without names of people."),
    )
    urgency = CodeField(_("How soon"), Urgency, default=Urgency.MEDIUM)
    due_on = DayField(_("Until when"), validators=[Optional()])


class ProposeForm(NeedFields, RecordForm):
    """A need that a leader has seen."""

    origin = CodeField(_("What it arose from"), Origin, default=Origin.NEW_TASK)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        known = {origin.value for origin in PROPOSED_FROM}
        self.origin.choices = [each for each in options(Origin) if each.value in known]


class CorrectNeedForm(NeedFields, CorrectForm):
    """A need as it should be."""


class ReasonForm(Form):
    """Why it is put off or rejected."""

    reason = TextAreaField(
        _("Reason"),
        [DataRequired(_("Write the reason; the person will read it.")), Length(max=LONGEST_REASON)],
        description=_("The person whom it concerns will read it."),
    )


class PostponeForm(ReasonForm):
    """Why it is put off."""


class RejectForm(ReasonForm):
    """Why it is rejected."""
