"""What a person taps and types about an incident."""

from collections.abc import Iterator
from typing import Any, Self

from flask import request
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    ValidationError,
)

from app.incidents.domain import (
    Action,
    AgeBand,
    Recipient,
    Result,
    Seriousness,
    Source,
    Subcategory,
    by_category,
)
from app.kernel import clock
from app.kernel.codes import arranged
from app.kernel.i18n import _
from app.web.fields import (
    ClockField,
    CodeField,
    CodesField,
    CountField,
    DayField,
    IdField,
    RecordField,
)
from app.web.form import CorrectForm, Form, RecordForm
from app.web.unfinished import FROM_DRAFT
from app.web.upload import UploadField

WITHOUT_NAMES = _("No names, birth numbers or number plates.")
ANSWERS = {"yes": True, "no": False, True: True, False: False}
CALLED = {True: "yes", False: "no"}


class KindField(CodeField):
    """What happened: the kinds under the names of their categories."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, Subcategory, **kwargs)

    def offered(self) -> list[SelectChoice]:
        return [
            SelectChoice(kind.value, kind.label, optgroup=category.label)
            for category, kinds in by_category(arranged(Subcategory))
            for kind in kinds
        ]


class CalledField(RadioField):
    """Whether help was called: yes, no, or not said yet."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        choices = [
            SelectChoice("yes", _("I have called")),
            SelectChoice("no", _("It was not necessary")),
        ]
        super().__init__(
            label, choices=choices, coerce=ANSWERS.get, validate_choice=False, **kwargs
        )


class ReportForm(RecordForm):
    """What is tapped: what happened, was help called, where; and what may be told at once."""

    subcategory = KindField(_("What happened?"))
    was_called = CalledField(_("Is help on its way?"))
    place_id = RecordField(_("Where was it?"))
    shift_id = IdField()
    actions = CodesField(_("What was done"), Action)
    result = CodeField(_("How it ended"), Result, blank=_("not known yet"))
    people_total = CountField(_("People altogether"))
    description = TextAreaField(
        _("What you saw and what you did"), [Length(max=400)], description=WITHOUT_NAMES
    )

    @classmethod
    def from_request(cls, obj: Any = None, **choices: Any) -> Self:
        """As sent; while tapping, what the address says has been tapped so far."""
        form = super().from_request(obj, **choices)
        if request.method == "GET" and not form.draft_id:
            form.process(data={name: request.args.get(key) for name, key in TAPPED.items()})
        return form

    @property
    def is_call_asked(self) -> bool:
        """Whether the emergency numbers come next (R-09)."""
        kind = self.subcategory.data
        return bool(kind and kind.is_urgent and self.was_called.data is None)

    @property
    def details_errors(self) -> bool:
        """Whether something is wrong with what was said besides the taps."""
        return any(
            self[name].errors for name in ("actions", "result", "people_total", "description")
        )

    @property
    def tapped(self) -> dict[str, Any]:
        """What the next form carries, by the names of its fields; a draft is carried with it."""
        return self._told() | self._draft()

    @property
    def address(self) -> dict[str, Any]:
        """What the next page carries in its address."""
        return {TAPPED[name]: value for name, value in self._told().items()} | self._draft()

    def _draft(self) -> dict[str, Any]:
        return {FROM_DRAFT: self.draft_id} if self.draft_id else {}

    def _told(self) -> dict[str, Any]:
        return {name: value for name, value in self._taps() if value is not None}

    def _taps(self) -> Iterator[tuple[str, Any]]:
        for name in TAPPED:
            value = self[name].data
            yield name, CALLED[value] if name == "was_called" and value is not None else value


TAPPED = {
    "subcategory": "druh",
    "was_called": "volano",
    "place_id": "misto",
    "shift_id": "smena",
}


class IncidentFields(Form):
    """The fields of a whole record; what is left open stays to be completed."""

    subcategory = KindField(_("What happened?"))
    place_id = RecordField(_("Where was it?"))
    place_detail = StringField(
        _("Where exactly"),
        [Length(max=120)],
        description=_("For example: at the back entrance. No names, no flat numbers."),
    )
    day = DayField(_("Day"), validators=[InputRequired(_("Write the day."))])
    time = ClockField(_("Time"), validators=[InputRequired(_("Write the time."))])
    source = CodeField(_("How we learned of it"), Source)
    seriousness = CodeField(_("Seriousness"), Seriousness)
    was_called = CalledField(_("Was help called?"))
    called_note = StringField(_("Who was called, or why nobody"), [Length(max=200)])
    actions = CodesField(_("What was done"), Action)
    recipients = CodesField(
        _("To whom it was passed on"),
        Recipient,
        description=_("Only when it was passed on to somebody."),
    )
    result = CodeField(_("How it ended"), Result, blank=_("not known yet"), validators=[])
    people_0_5 = CountField(AgeBand.TO_5.label, validators=[])
    people_6_12 = CountField(AgeBand.TO_12.label, validators=[])
    people_13_14 = CountField(AgeBand.TO_14.label, validators=[])
    people_15_17 = CountField(AgeBand.TO_17.label, validators=[])
    people_adult = CountField(AgeBand.ADULT.label, validators=[])
    people_senior = CountField(AgeBand.SENIOR.label, validators=[])
    people_total = CountField(
        _("People altogether"),
        description=_("Enough when you do not know their age."),
        validators=[],
    )
    is_people_unknown = BooleanField(_("I do not know how many people there were"))
    pieces = CountField(_("Pieces"), description=_("Needles or pieces of waste."), validators=[])
    description = TextAreaField(
        _("What you saw and what you did"),
        [Length(max=400)],
        description=WITHOUT_NAMES,
    )
    needs_mentor_attention = BooleanField(_("The mentor should look at this"))
    mp_event_no = StringField(
        _("Number in the police system"),
        [Length(max=40)],
        description=_("If a patrol was called and you know it."),
    )

    def validate_day(self, field: DayField) -> None:
        """Nothing is written down before it has happened."""
        if field.data and field.data > clock.today():
            raise ValidationError(_("This day has not come yet."))


class CorrectIncidentForm(IncidentFields, CorrectForm):
    """An incident as it should be."""


class TranscribeForm(IncidentFields, RecordForm):
    """An incident copied from paper, or one that was forgotten, at once as a whole."""


class CancelForm(Form):
    """Why the record does not hold."""

    reason = StringField(
        _("Why the record does not hold"),
        [
            DataRequired(_("Write why, for example: written twice, see U-2026-0012.")),
            Length(max=300),
        ],
    )


class AddPhotoForm(RecordForm):
    """A photo of a thing or a place."""

    photo = UploadField(_("Photo"), [DataRequired(_("Take a photo, or choose one."))])


class RemovePhotoForm(Form):
    """Why the photo goes."""

    reason = StringField(
        _("Why the photo goes"),
        [DataRequired(_("Write why, for example: a face can be seen.")), Length(max=200)],
    )
