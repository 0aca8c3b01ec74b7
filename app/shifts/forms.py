"""What people type about shifts: the plan, the beginning, the round, the paper record."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Self

from wtforms import BooleanField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NoneOf, Optional

from app.kernel.clock import local
from app.kernel.i18n import _, day_short, weekday
from app.shifts import domain, duty
from app.shifts.models import Shift, Visit
from app.web.fields import (
    ClockField,
    CodeField,
    CountField,
    DayField,
    IdField,
    RecordField,
    RecordsField,
)
from app.web.form import CorrectForm, Form, RecordForm

LONGEST_TASK = 200
UNSAID = _("Please choose one of the options.")


class ShiftFields(Form):
    """What the rota says of a shift; planning, correcting and copying from paper share it."""

    kind = CodeField(_("Kind of shift"), domain.ShiftKind)
    starts_at = ClockField(_("From"), validators=[Optional()])
    ends_at = ClockField(_("To"), validators=[Optional()])
    crew = RecordsField(_("Crew"), description=_("One to four people."))
    single_reason = CodeField(
        _("Why alone"),
        domain.SingleReason,
        blank=_("not alone"),
        description=_("Only for one person."),
    )
    is_training = BooleanField(_("Training shift: it stays out of all statistics"))


class PlanFields(ShiftFields):
    """What only the plan holds."""

    area = StringField(_("Area"), [Optional(), Length(max=80)])
    briefing_note = TextAreaField(
        _("Briefing"),
        [Optional(), Length(max=300)],
        description=_("What to watch. No names of people."),
    )


class PlanForm(PlanFields, RecordForm):
    """One shift or the same one for several days."""

    days = SelectMultipleField(
        _("Days"),
        [InputRequired(_("Choose at least one day."))],
        coerce=date.fromisoformat,
        validate_choice=False,
    )
    tasks = TextAreaField(
        _("Tasks"), [Optional(), Length(max=2000)], description=_("Each task on its own line.")
    )

    def show_week(self, monday: date) -> None:
        """Offer the seven days of this week."""
        days = [(monday + timedelta(days=offset)) for offset in range(7)]
        self.days.choices = [(day.isoformat(), f"{weekday(day)} {day_short(day)}") for day in days]

    def validate_tasks(self, field: Any) -> None:
        """Each line is one task."""
        if any(len(line) > LONGEST_TASK for line in duty.lines(field.data)):
            raise ValidationError(_("A task may have at most 200 characters. Split it."))

    @property
    def data(self) -> dict[str, Any]:
        """The values with the tasks one by one."""
        return {**super().data, "tasks": duty.lines(self.tasks.data)}


class CorrectShiftForm(PlanFields, CorrectForm):
    """The plan as it should be."""

    day = DayField(_("Day"), validators=[InputRequired(_("Fill in the day."))])

    @classmethod
    def from_request(cls, obj: Any = None, **choices: Any) -> Self:
        """The shift as the wall clock shows it."""
        form = super().from_request(obj, **choices)
        if not form.version.raw_data:
            _show_plan(form, obj)
        return form


class CancelForm(Form):
    """Why a planned shift will not take place."""

    reason = CodeField(_("Reason"), domain.CancelReason)
    note = StringField(_("Note"), [Optional(), Length(max=300)])


class TaskFields(Form):
    """What a task says."""

    text = StringField(
        _("Task"), [DataRequired(_("Write what is to be done.")), Length(max=LONGEST_TASK)]
    )
    place_id = RecordField(_("Place"), blank=_("no place"))
    priority = CodeField(_("Priority"), domain.Priority)


class AddTaskForm(TaskFields, RecordForm):
    """One more task."""


class CorrectTaskForm(TaskFields, CorrectForm):
    """A task as it should be."""


class StartForm(RecordForm):
    """A planned shift, or with whom one goes out."""

    shift_id = IdField()
    partner_id = RecordField(_("Colleague"), blank="")
    single_reason = CodeField(_("Why alone"), domain.SingleReason, blank="")
    is_by_plan = BooleanField(_("As planned"))


class VisitForm(RecordForm):
    """Where the crew is and how it is there."""

    place_id = RecordField(_("Place"))
    result = CodeField(_("Result"), domain.VisitResult, default=domain.VisitResult.CALM)
    at = ClockField(_("Time, if not now"), validators=[Optional()])


class CorrectVisitForm(CorrectForm):
    """A stop as it was."""

    place_id = RecordField(_("Place"))
    result = CodeField(_("Result"), domain.VisitResult)
    people_estimate = CodeField(_("How many people"), domain.PeopleEstimate, blank=_("not said"))
    at = ClockField(_("From"), validators=[InputRequired(_("Fill in the time."))])
    until = ClockField(_("To"), validators=[Optional()])

    @classmethod
    def from_request(cls, obj: Any = None, **choices: Any) -> Self:
        """The stop as the wall clock shows it."""
        form = super().from_request(obj, **choices)
        if not form.version.raw_data:
            _show_times(form, obj)
        return form


class TallyForm(RecordForm):
    """One more contact."""

    kind = CodeField(_("Contact"), domain.ContactKind)


class WithdrawTallyForm(Form):
    """One contact less."""

    kind = CodeField(_("Contact"), domain.ContactKind)


class AnswerTaskForm(Form):
    """What came of a task."""

    status = CodeField(
        _("Result"), domain.TaskStatus, validators=[NoneOf([domain.TaskStatus.OPEN], UNSAID)]
    )
    reason = StringField(_("Why not, or what is left"), [Optional(), Length(max=200)])


class LeaveNoteForm(CorrectForm):
    """A note for the next crew."""

    next_shift_note = TextAreaField(
        _("Note for the next crew"),
        [Optional(), Length(max=300)],
        description=_("What should they know? No names of people."),
    )


class ReportSafetyForm(Form):
    """What happened to the assistants themselves."""

    safety_event = CodeField(
        _("What happened"),
        domain.SafetyEvent,
        validators=[NoneOf([domain.SafetyEvent.NONE], UNSAID)],
    )
    note = TextAreaField(
        _("In short"), [Optional(), Length(max=300)], description=_("No names of people.")
    )


class TranscribeForm(ShiftFields, RecordForm):
    """A finished shift from its paper form; places and contacts are added by `paper_form`."""

    day = DayField(_("Day"), validators=[InputRequired(_("Fill in the day."))])
    break_minutes = CountField(_("Break, minutes"), most=600)
    office_minutes = CountField(_("In the office, minutes"), most=900)

    @property
    def data(self) -> dict[str, Any]:
        """The values with stops and contacts gathered."""
        values, stops, contacts = super().data, [], {}
        for name in list(values):
            kind, _bar, key = name.partition("__")
            if kind == "place":
                stops += [(uuid.UUID(key), *stop) for stop in duty.stops(values.pop(name) or "")]
            elif kind == "contact":
                contacts[domain.ContactKind(key)] = values.pop(name) or 0
        return {**values, "stops": stops, "contacts": contacts}


class TimesField(StringField):
    """Times of arrival at one place, as on paper: 7:20, 9:15 z, 11:40 u."""

    def pre_validate(self, form: Any) -> None:
        if not duty.are_stops(self.data or ""):
            raise ValidationError(_("Write times as 7:20, 9:15 z, 11:40 u."))


def paper_form(places: Sequence[tuple[uuid.UUID, str]]) -> type[TranscribeForm]:
    """The form of a town: a line of times for each place, a number for each kind of contact."""
    fields: dict[str, Any] = {f"place__{key}": TimesField(name) for key, name in places}
    counts = {f"contact__{kind}": CountField(kind.label, most=300) for kind in duty.contacts()}
    return type("PaperForm", (TranscribeForm,), fields | counts)


def _show_plan(form: CorrectShiftForm, shift: Shift) -> None:
    form.starts_at.data = local(shift.planned_from).time()
    form.ends_at.data = local(shift.planned_to).time()
    form.crew.data = [member.person_id for member in shift.crew]


def _show_times(form: CorrectVisitForm, visit: Visit) -> None:
    form.at.data = local(visit.arrived_at).time()
    form.until.data = local(visit.left_at).time() if visit.left_at else None
