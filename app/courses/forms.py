"""What people type about courses, events and invitations."""

from datetime import date
from typing import ClassVar

from wtforms import BooleanField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.accounts.domain import Funding, Role
from app.courses.domain import HOURS_MOST, TRAINED, CourseKind
from app.courses.models import TrainingEvent
from app.kernel import clock
from app.kernel.i18n import _
from app.web.fields import (
    ClockField,
    CodeField,
    CodesField,
    CountField,
    DayField,
    DecimalField,
    RecordField,
    RecordsField,
)
from app.web.filters import Filters
from app.web.form import CorrectForm, Form, RecordForm

LONGEST_VALIDITY = 240


class RolesField(CodesField):
    """The roles that are trained; none at all is allowed."""

    def __init__(self, label: str, **kwargs: object) -> None:
        super().__init__(label, Role, **kwargs)
        self.choices = [choice for choice in self._choices if choice.value in TRAINED]


class HoursField(DecimalField):
    """Hours of teaching, more than none."""

    def pre_validate(self, form: Form) -> None:
        if self.data is not None and not 0 < self.data <= HOURS_MOST:
            raise ValidationError(_("Write hours above 0, at most %(most)s.", most=HOURS_MOST))


class CourseFields(Form):
    """The fields that adding and correcting a course share."""

    name = StringField(
        _("Name of the course"),
        [DataRequired(_("Write what the course is called.")), Length(max=120)],
    )
    competence_id = RecordField(_("Skill that it teaches"), blank=_("none of them"))
    kind = CodeField(_("Kind of course"), CourseKind)
    hours = HoursField(_("Hours"), validators=[InputRequired(_("Write how many hours."))])
    provider = StringField(_("Who leads it"), [Optional(), Length(max=120)])
    description = TextAreaField(_("What the course is about"), [Optional(), Length(max=500)])
    gives_certificate = BooleanField(_("Who passes gets a certificate"))
    validity_months = CountField(
        _("The certificate holds, in months"),
        most=LONGEST_VALIDITY,
        description=_("Left empty it holds for ever."),
    )
    required_roles = RolesField(
        _("Who must have the course"),
        description=_("Whoever has the role and lacks the course gets a training need."),
    )
    required_within_days = CountField(_("Within how many days of the first one"), most=999)


class AddForm(CourseFields, RecordForm):
    """A new course."""


class CorrectCourseForm(CourseFields, CorrectForm):
    """A course as it should be."""


class EventFields(Form):
    """The fields that planning and correcting an event share."""

    day = DayField(_("Day"), validators=[InputRequired(_("Choose the day."))])
    last_day = DayField(
        _("Last day"), validators=[Optional()], description=_("Only where it takes more days.")
    )
    starts_at = ClockField(_("From"), validators=[InputRequired(_("Write the time."))])
    ends_at = ClockField(_("To"), validators=[InputRequired(_("Write the time."))])
    place = StringField(
        _("Where"), [DataRequired(_("Write where people should come.")), Length(max=120)]
    )
    provider = StringField(_("Who leads it"), [Optional(), Length(max=120)])
    hours = HoursField(
        _("Hours"),
        validators=[Optional()],
        description=_("Counted to everybody who comes."),
    )
    capacity = CountField(
        _("Most people"), most=500, description=_("Left empty nobody counts the places.")
    )
    cost_czk = CountField(_("Cost in crowns"), most=9_999_999)
    funding = CodeField(_("Paid from"), Funding, blank=_("not said"))
    note = TextAreaField(
        _("Note for those invited"), [Optional(), Length(max=300)], description=_("What to bring.")
    )


class PlanEventForm(EventFields, RecordForm):
    """A new event."""


class CorrectEventForm(EventFields, CorrectForm):
    """An event as it should be."""


class CancelForm(Form):
    """Why an event is called off."""

    reason = StringField(
        _("Why is it called off?"),
        [DataRequired(_("Write the reason in one sentence.")), Length(max=300)],
    )


class InviteForm(Form):
    """Who is invited."""

    people = RecordsField(
        _("Whom to invite"), validators=[DataRequired(_("Tick at least one person."))]
    )


class HeldFilters(Filters):
    """The days in which an event began, and whose hours count."""

    in_sight: ClassVar[frozenset[str]] = frozenset({"since", "until", "is_of_workers"})

    since = DayField(_("From"), name="od", validators=[Optional()])
    until = DayField(_("To"), name="do", validators=[Optional()])
    is_of_workers = BooleanField(_("Only hours of assistants and caretakers"), name="pracovnici")

    @property
    def period(self) -> tuple[date, date]:
        """The days asked for; otherwise those of this year up to today."""
        today = clock.today()
        first = self.wanted.get("since") or date(today.year, 1, 1)
        return first, self.wanted.get("until") or max(today, first)

    def hours(self, event: TrainingEvent) -> float:
        """What an event adds."""
        return event.worker_hours if "is_of_workers" in self.wanted else event.person_hours
