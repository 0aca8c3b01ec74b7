"""What is said about a dispute; only the result of a step is typed in own words."""

from typing import Self

from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.disputes.domain import (
    DisputeKind,
    Duration,
    Explained,
    Gravity,
    LeadKind,
    LegalStatus,
    PriorStep,
    Referral,
    Relationship,
    Side,
    StepKind,
    Tenure,
)
from app.disputes.models import DisputeCase
from app.disputes.moves import next_steps
from app.disputes.process import NextStep
from app.kernel import clock
from app.kernel.i18n import _
from app.web.fields import CodeField, CodesField, CountField, DayField, RecordField, records
from app.web.form import CorrectForm, Form, RecordForm

# A talk of a whole working day is the longest that makes sense.
MOST_MINUTES = 720
NOT_YET = _("not known yet")


class CaseFields(Form):
    """The fields that intake and correcting share."""

    kind = CodeField(_("What it is about"), DisputeKind)
    other_kinds = CodesField(_("What else"), DisputeKind, validators=[Optional()])
    referral = CodeField(_("Who has brought it"), Referral)
    relationship = CodeField(_("How they stand to each other"), Relationship, blank=NOT_YET)
    place_id = RecordField(_("Place"), blank=_("not in the list"))
    tenure_a = CodeField(_("How party A lives there"), Tenure, blank=NOT_YET)
    tenure_b = CodeField(_("How party B lives there"), Tenure, blank=NOT_YET)
    duration = CodeField(_("How long it has lasted"), Duration, blank=NOT_YET)
    gravity = CodeField(_("How much it weighs"), Gravity, blank=NOT_YET)
    prior_steps = CodesField(_("What was tried before"), PriorStep, validators=[Optional()])
    legal_status = CodeField(_("Does an authority deal with it?"), LegalStatus, blank=NOT_YET)
    received_on = DayField(
        _("Received on"),
        default=clock.today,
        validators=[InputRequired(_("Say on which day."))],
        description=_("An older case gets the day on which it really came."),
    )


class ReportForm(CaseFields, RecordForm):
    """A dispute that somebody has brought."""


class FromIncidentForm(RecordForm):
    """One tap on an incident."""


class CorrectCaseForm(CaseFields, CorrectForm):
    """What is known of the case, as it should be."""


class TakeOverForm(Form):
    """Who cares for a closed case."""

    lead_id = RecordField(_("Who leads the case"))
    reason = StringField(
        _("Why it passes on"),
        [Length(max=150)],
        description=_("When somebody else goes on with it: who has led it until now reads this."),
    )


class AssignForm(TakeOverForm):
    """R-42, R-44: who leads it, as what, and who looks at it afterwards."""

    lead_kind = CodeField(_("As what"), LeadKind)
    reviewer_id = RecordField(
        _("Who reviews it afterwards"),
        blank=_("nobody"),
        description=_("Needed when an officer leads the case; it must be somebody else."),
    )


class StepFields(Form):
    """The fields that adding and correcting a step share."""

    kind = CodeField(_("What was done"), StepKind)
    sides = CodesField(_("With whom"), Side)
    day = DayField(
        _("Day"), default=clock.today, validators=[InputRequired(_("Say on which day."))]
    )
    minutes = CountField(
        _("How many minutes it took"),
        most=MOST_MINUTES,
        validators=[InputRequired(_("Write roughly how many minutes it took."))],
        description=_("With the way there and the preparation."),
    )
    room_id = RecordField(_("Room of the town"), blank=_("elsewhere"))
    result = StringField(
        _("Result in one line"),
        [Optional(), Length(max=150)],
        description=_("How it ended, not what was said. No names."),
    )


class AddStepForm(StepFields, RecordForm):
    """What was done."""


class CorrectStepForm(StepFields, CorrectForm):
    """A step as it should be."""


class ConsentForm(RecordForm):
    """A party agrees to take part."""

    side = CodeField(_("Which party"), Side)
    given_on = DayField(
        _("When"), default=clock.today, validators=[InputRequired(_("Say on which day."))]
    )
    explained = CodesField(
        _("What was explained"),
        Explained,
        description=_("A consent counts only from who has heard all of it."),
    )
    is_written = BooleanField(_("The consent is in writing"))


class PlanNextForm(Form):
    """What comes next: of all steps those that the case has come to."""

    @classmethod
    def of(cls, case: DisputeCase) -> Self:
        """The form about a case as it stands."""
        form = cls.from_request(case)
        form.next_step.choices = records((s.value, s.label) for s in next_steps(case.course))
        return form

    next_step = CodeField(_("Next step"), NextStep)
    next_on = DayField(_("Until when"), validators=[InputRequired(_("Say until when."))])
