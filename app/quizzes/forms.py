"""What people type about quizzes, and what workers answer."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app.kernel.i18n import _
from app.quizzes.domain import LETTERS, PASS_PERCENT
from app.quizzes.models import Quiz
from app.skills.domain import Direction
from app.web.fields import CodeField, CountField, RecordField
from app.web.form import CorrectForm, Form, RecordForm

OPTION_MOST = 150
UNKNOWN = _("Please choose one of the options.")


def _numbered(options: Sequence[str]) -> list[SelectChoice]:
    return [SelectChoice(place, option) for place, option in enumerate(options)]


class QuizFields(Form):
    """The fields that writing and correcting a quiz share."""

    title = StringField(
        _("Title of the quiz"), [DataRequired(_("Write what the quiz is about.")), Length(max=120)]
    )
    competence_id = RecordField(_("Competence"))
    intro = TextAreaField(_("A few words at the beginning"), [Optional(), Length(max=300)])
    pass_percent = CountField(
        _("How many per cent must be right"),
        most=100,
        default=PASS_PERCENT,
        validators=[
            InputRequired(_("Write a number from 1 to 100.")),
            NumberRange(min=1, max=100, message=_("Write a number from 1 to 100.")),
        ],
    )


class AddForm(QuizFields, RecordForm):
    """A new quiz."""


class CorrectQuizForm(QuizFields, CorrectForm):
    """A quiz as it should be."""


def _option(letter: str, *validators: Any) -> StringField:
    return StringField(
        _("Option %(letter)s", letter=letter), [*validators, Length(max=OPTION_MOST)]
    )


class QuestionFields(Form):
    """One question; empty options do not count."""

    text = TextAreaField(_("Question"), [DataRequired(_("Write the question.")), Length(max=300)])
    option_1 = _option("A", DataRequired(_("Write at least two options.")))
    option_2 = _option("B", DataRequired(_("Write at least two options.")))
    option_3, option_4, option_5 = (_option(letter, Optional()) for letter in LETTERS[2:])
    right = RadioField(
        _("Which one is right"),
        [InputRequired(_("Mark the right option."))],
        choices=_numbered(LETTERS),
        invalid_value_message=_("Mark the right option."),
        coerce=int,
        validate_choice=False,
    )
    explanation = TextAreaField(
        _("Explanation"),
        [Optional(), Length(max=300)],
        description=_("People see it with the result: why it is so."),
    )

    def process(self, formdata: Any = None, obj: Any = None, **kwargs: Any) -> None:
        """Spread the options of a stored question over their fields."""
        known = (
            {f"option_{place}": text for place, text in enumerate(obj.options, 1)} if obj else {}
        )
        super().process(formdata, obj, **{**kwargs, **known})

    @property
    def data(self) -> dict[str, Any]:
        """The values with the options one by one."""
        told = super().data
        options = [told.pop(f"option_{place}") or "" for place in range(1, len(LETTERS) + 1)]
        return {**told, "options": options}


class AddQuestionForm(QuestionFields, RecordForm):
    """A new question."""


class CorrectQuestionForm(QuestionFields, CorrectForm):
    """A question as it should be asked from now on."""


class MoveForm(Form):
    """Which way a question goes."""

    direction = CodeField(_("Where to"), Direction)


class AnswerField(RadioField):
    """The options of one question; it may be left out, and then it is None."""

    def __init__(self, label: str, options: Sequence[str], **kwargs: Any) -> None:
        said = dict.fromkeys(("invalid_value_message", "invalid_choice_message"), UNKNOWN)
        super().__init__(label, coerce=int, choices=_numbered(options), **said, **kwargs)

    def pre_validate(self, form: Any) -> None:
        """A chosen option must be one of those offered."""
        if self.data is not None:
            super().pre_validate(form)


class TakeForm(RecordForm):
    """A quiz to fill in; `form_of` adds its questions."""

    leaves_out = BooleanField(_("Hand in without the missing answers"))

    @property
    def questions(self) -> list[AnswerField]:
        """The questions in their order."""
        return [field for field in self if isinstance(field, AnswerField)]

    @property
    def left_out(self) -> list[AnswerField]:
        """Those without an answer."""
        return [field for field in self.questions if field.data is None]

    def validate(self, extra_validators: Any = None) -> bool:
        """Name what was left out once; who says so hands it in as it is."""
        valid = super().validate(extra_validators)
        if self.leaves_out.data or not self.left_out:
            return valid
        for number, field in enumerate(self.questions, 1):
            if field in self.left_out and not field.errors:
                field.errors = [_("Question %(number)s has no answer yet.", number=number)]
        return False

    @property
    def data(self) -> dict[str, Any]:
        """The answers in the order of the questions."""
        return {"id": self.id.data, "answers": [field.data for field in self.questions]}


def form_of(quiz: Quiz) -> type[TakeForm]:
    """The form of one quiz; an answer given to another wording of a question is left out."""
    fields: dict[str, Any] = {
        f"q_{question.id.hex}_{question.wording}": AnswerField(
            f"{number}. {question.text}", question.options
        )
        for number, question in enumerate(quiz.asked, 1)
    }
    return type("FormOfQuiz", (TakeForm,), fields)
