"""What people say about a training plan and its items."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.kernel import clock
from app.kernel.i18n import _
from app.plans.domain import Form as Way
from app.plans.domain import Proof
from app.skills.domain import Direction
from app.web.fields import CodeField, DayField, RecordField
from app.web.form import CorrectForm, Form, RecordForm

LONGEST = 300
MISSING_DAY = _("Say until when.")


class PlanFields(Form):
    """The fields that drawing up and correcting share."""

    since = DayField(_("From"), validators=[InputRequired(_("Say when the plan begins."))])
    until = DayField(_("To"), validators=[InputRequired(_("Say when the plan ends."))])
    aim = TextAreaField(
        _("What we want to reach"),
        [Optional(), Length(max=LONGEST)],
        description=_("In one sentence that both understand."),
    )


class DrawUpForm(PlanFields, RecordForm):
    """A new plan."""


class CorrectPlanForm(PlanFields, CorrectForm):
    """A plan as it should be."""


class ItemFields(Form):
    """The fields that adding and correcting an item share."""

    # A control named "form" would hide the form itself from scripts.
    form = CodeField(_("How"), Way, name="way")
    due_on = DayField(_("Until when"), validators=[InputRequired(MISSING_DAY)])
    event_id = RecordField(_("Planned event"), blank=_("none"))


class AddItemForm(ItemFields, RecordForm):
    """An accepted need becomes an item."""

    need_id = RecordField(_("Accepted need"))


class CorrectItemForm(ItemFields, CorrectForm):
    """An item as it should be."""


class MoveItemForm(Form):
    """One place up or down."""

    direction = CodeField(_("Where to"), Direction)


class CompleteItemForm(Form):
    """When it was done."""

    done_on = DayField(
        _("Done on"), default=clock.today, validators=[InputRequired(_("Say when it was done."))]
    )


class VerifyItemForm(Form):
    """R-52: how it was seen that it works in practice."""

    proof = CodeField(_("How it was verified"), Proof, default=Proof.OBSERVATION)
    proof_note = TextAreaField(
        _("What was seen"),
        [Optional(), Length(max=LONGEST)],
        description=_("Shortly: what he or she did well in the field. No names of other people."),
    )
    attempt_id = RecordField(_("Quiz that was passed"), blank=_("none"))
    verified_on = DayField(
        _("Verified on"),
        default=clock.today,
        validators=[InputRequired(_("Say when it was verified."))],
    )


class UnverifyItemForm(Form):
    """Why the verification does not hold."""

    reason = TextAreaField(_("Reason"), [DataRequired(_("Write the reason.")), Length(max=LONGEST)])


class CloseForm(Form):
    """How the plan ended."""

    conclusion = TextAreaField(
        _("Conclusion"),
        [DataRequired(_("Write a sentence about how it went.")), Length(max=LONGEST)],
        description=_("What came out well and what to go on with."),
    )
