"""Fields that forms are made of: codes, records, Czech dates, times and numbers."""

import uuid
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.kernel.codes import arranged, is_hidden
from app.kernel.i18n import Labelled, _
from app.web.widgets import PlainSelect


def options(kind: type[Labelled]) -> list[SelectChoice]:
    """All codes of an enumeration with their labels, in the town's order."""
    return [SelectChoice(code.value, code.label) for code in arranged(kind)]


class OfferedCodes:
    """Choices without the codes that the town has hidden.

    What the record has, or what was chosen before they were hidden, stays: nothing is refused.
    """

    kind: type[Labelled]
    data: Any
    object_data: Any
    _choices: list[SelectChoice]
    _form: Any

    @property
    def choices(self) -> list[SelectChoice]:
        """What may be chosen."""
        if self._form.shows_hidden_codes:
            return self._choices
        kept = {*_each(self.data), *_each(self.object_data)}
        return [choice for choice in self._choices if choice.value in kept or self._is_new(choice)]

    @choices.setter
    def choices(self, choices: list[SelectChoice]) -> None:
        self._choices = choices

    def _is_new(self, choice: SelectChoice) -> bool:
        return not choice.value or not is_hidden(self.kind(choice.value))


class CodeField(OfferedCodes, SelectField):
    """One code of an enumeration; with `blank` the person may leave it open."""

    widget = PlainSelect()

    def __init__(
        self, label: str, kind: type[Labelled], *, blank: str | None = None, **kwargs: Any
    ) -> None:
        self.kind, self.blank = kind, blank
        first = [] if blank is None else [SelectChoice("", blank)]
        if blank is not None:
            kwargs.setdefault("validators", [Optional()])
        super().__init__(label, coerce=self._code, choices=[*first, *self.offered()], **kwargs)

    def offered(self) -> list[SelectChoice]:
        """What may be chosen beside the blank."""
        return options(self.kind)

    def _code(self, value: Any) -> Labelled | None:
        return self.kind(value) if value else None

    def pre_validate(self, form: Any) -> None:
        if self.data is None and self.blank is not None:
            return
        if self.data is None:
            raise ValidationError(_("Please choose one of the options."))
        super().pre_validate(form)


class CodesField(OfferedCodes, SelectMultipleField):
    """Several codes of an enumeration, as a frozenset."""

    def __init__(self, label: str, kind: type[Labelled], **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(label, coerce=kind, choices=options(kind), **kwargs)

    @property
    def codes(self) -> frozenset[Labelled]:
        """The chosen codes."""
        return frozenset(self.data or ())


class IdField(HiddenField):
    """The id of a record that the person has come from, or nothing."""

    data: uuid.UUID | None

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            self.data = uuid.UUID("".join(valuelist))
        except ValueError:
            self.data = None


class RecordField(SelectField):
    """One record of a list; the choices are (id, label) pairs given by the route."""

    widget = PlainSelect()

    def __init__(self, label: str, *, blank: str | None = None, **kwargs: Any) -> None:
        self.blank = blank
        self.choices: Any = []
        super().__init__(label, coerce=_record_id, choices=[], **kwargs)

    def iter_choices(self) -> Any:
        if self.blank is not None:
            self.choices = [SelectChoice("", self.blank), *_without_blank(self.choices)]
        return super().iter_choices()

    def pre_validate(self, form: Any) -> None:
        known = {str(choice.value) for choice in _without_blank(self.choices)}
        if self.data is None and self.blank is not None:
            return
        if str(self.data) not in known:
            raise ValidationError(_("Please choose one of the options."))


class RecordsField(SelectMultipleField):
    """Several records of a list; the choices are (id, label) pairs given by the route."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, coerce=_record_id, choices=[], **kwargs)


def records(pairs: Any) -> list[SelectChoice]:
    """(id, label) pairs as choices of a RecordField."""
    return [SelectChoice(str(key), label) for key, label in pairs]


# A year beyond these is a slip of the finger.
FIRST_YEAR, LAST_YEAR = 1990, 2100


class DayField(DateField):
    """A day, from the phone's calendar or typed as 23. 11. 2026."""

    data: date | None

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, format=["%Y-%m-%d", "%d.%m.%Y"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(["".join(value.split()) for value in valuelist])
        except ValueError:
            raise ValueError(_("Write the day as 23. 11. 2026.")) from None
        if self.data and not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            self.data = None
            raise ValueError(_("Write the day as 23. 11. 2026."))

    def _value(self) -> str:
        typed = " ".join(self.raw_data) if self.raw_data else ""
        return self.data.isoformat() if isinstance(self.data, date) else typed


class ClockField(TimeField):
    """A time of day, 14:32 or 14.32."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, format=["%H:%M", "%H:%M:%S", "%H.%M"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(["".join(value.split()) for value in valuelist])
        except ValueError:
            raise ValueError(_("Write the time as 14:32.")) from None

    def _value(self) -> str:
        typed = " ".join(self.raw_data) if self.raw_data else ""
        return f"{self.data:%H:%M}" if self.data else typed


class CountField(IntegerField):
    """A whole number of things or people, never negative."""

    def __init__(self, label: str, *, most: int = 9999, **kwargs: Any) -> None:
        self.most = most
        kwargs.setdefault("validators", [Optional()])
        super().__init__(label, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = "".join(valuelist[0].split()) if valuelist else ""
        if not typed:
            self.data = None
            return
        if not typed.isdecimal() or int(typed) > self.most:
            raise ValueError(_("Write a whole number from 0 to %(most)s.", most=self.most))
        self.data = int(typed)


class DecimalField(StringField):
    """A number with a decimal comma (or point)."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = "".join(valuelist[0].split()).replace(",", ".") if valuelist else ""
        self.data = None
        if not typed:
            return
        try:
            self.data = float(Decimal(typed))
        except InvalidOperation:
            raise ValueError(_("Write a number, for example 0,5.")) from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:g}".replace(".", ",")


def _each(chosen: Any) -> Any:
    """One code or several, as several."""
    return [chosen] if isinstance(chosen, str) else chosen or ()


def _record_id(value: Any) -> uuid.UUID | None:
    if not value:
        return None
    return value if isinstance(value, uuid.UUID) else uuid.UUID(str(value))


def _without_blank(choices: Any) -> list[SelectChoice]:
    return [choice for choice in choices if choice.value != ""]
