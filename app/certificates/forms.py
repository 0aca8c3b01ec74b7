"""What people type about certificates and into the attendance list."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from wtforms import BooleanField, Field, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.accounts.models import Membership
from app.certificates.domain import Validity
from app.courses.domain import Attended, Outcome
from app.courses.models import Attendance, TrainingEvent
from app.kernel.i18n import _
from app.web.fields import CodeField, DayField, RecordField
from app.web.filters import Filters
from app.web.form import CorrectForm, Form, RecordForm


class CertificateFields(Form):
    """The fields that adding and correcting share."""

    course_id = RecordField(_("Course"), blank=_("none of ours"))
    name = StringField(
        _("What the certificate is for"),
        [Optional(), Length(max=120)],
        description=_("Left empty it is the name of the course."),
    )
    number = StringField(_("Number of the certificate"), [Optional(), Length(max=60)])
    issued_on = DayField(_("Issued on"), validators=[InputRequired(_("Choose the day."))])
    valid_to = DayField(
        _("Holds until"),
        validators=[Optional()],
        description=_("Left empty it holds as the course says, otherwise for ever."),
    )


class AddForm(CertificateFields, RecordForm):
    """A certificate that somebody has brought along."""

    worker_id = RecordField(_("Whose certificate"))


class CorrectCertificateForm(CertificateFields, CorrectForm):
    """A certificate as it should be."""


class WithdrawForm(Form):
    """Why a certificate is withdrawn."""

    reason = StringField(
        _("Why is it withdrawn?"),
        [DataRequired(_("Write the reason in one sentence.")), Length(max=300)],
    )


class CertificateFilters(Filters):
    """Whose certificates and what they are worth today."""

    worker_id = RecordField(_("Person"), name="kdo", blank=_("all people"))
    state = CodeField(_("State"), Validity, name="stav", blank=_("all that count"))


class PeriodFilters(Filters):
    """The days whose hours are confirmed."""

    since = DayField(_("From"), name="od", validators=[Optional()])
    until = DayField(_("To"), name="do", validators=[Optional()])


class CameField(CodeField):
    """How the person is marked in the list; what is still an invitation is no answer."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, Attended, **kwargs)
        self._choices = [each for each in self._choices if each.value != Attended.INVITED]


@dataclass(frozen=True)
class Line:
    """The fields of one person in the list."""

    worker: Membership
    came: Field
    passed: Field
    result: Field


class AttendForm(CorrectForm):
    """The attendance list; made for one event, with three fields for each person."""

    attendances: tuple[Attendance, ...] = ()

    @classmethod
    def of(cls, event: TrainingEvent) -> Self:
        """The list of this event as it stands."""
        lines: dict[str, Any] = {"attendances": tuple(event.invited)}
        for each in event.invited:
            lines |= _fields(each)
        made: type[Self] = type("AttendForm", (cls,), lines)
        return made.from_request(event)

    @property
    def lines(self) -> Iterator[Line]:
        """The people with their fields, by name."""
        for each in self.attendances:
            came, passed, result = (self[name] for name in _names(each.worker_id))
            yield Line(each.worker, came, passed, result)

    @property
    def data(self) -> dict[str, Any]:
        """What the list says of each person."""
        rows = [
            Outcome(each.worker.id, each.came.data, each.passed.data, each.result.data)
            for each in self.lines
        ]
        return {"rows": rows}


def _names(worker_id: uuid.UUID) -> tuple[str, str, str]:
    return f"came_{worker_id.hex}", f"passed_{worker_id.hex}", f"result_{worker_id.hex}"


def _fields(attendance: Attendance) -> dict[str, Field]:
    """Whoever came is taken to have passed unless the list says otherwise."""
    came, passed, result = _names(attendance.worker_id)
    is_marked = attendance.attended is not Attended.INVITED
    return {
        came: CameField(_("Attendance"), default=attendance.attended if is_marked else None),
        passed: BooleanField(_("passed"), default=attendance.has_passed is not False),
        result: StringField(
            _("Note or result"), [Optional(), Length(max=120)], default=attendance.result
        ),
    }
