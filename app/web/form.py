"""Form: cleans what was typed, speaks Czech, runs the action and keeps everything on refusal."""

import unicodedata
import uuid
from collections.abc import Callable
from typing import Any, Self, TypeVar

import wtforms
from flask import g, request
from wtforms import Field, HiddenField, PasswordField, StringField, ValidationError

from app.kernel.db import uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.web.session import discard
from app.web.unfinished import draft_id, typed

R = TypeVar("R")
KEPT_CONTROLS = {"\n", "\t"}


class Form(wtforms.Form):
    """One class per verb; the names of its fields are the keywords of the action."""

    # Whether fields show the codes a town has hidden too: filters do, for old records have them.
    shows_hidden_codes = False

    class Meta:
        """Messages come from WTForms' own Czech catalogue."""

        locales = ("cs",)

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Give each text field the cleaning filter, so that no form can forget it."""
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                options["filters"] = [*unbound_field.kwargs.get("filters", ()), _clean]
            return unbound_field.bind(form=form, **options)

    @classmethod
    def from_request(cls, obj: Any = None, **choices: Any) -> Self:
        """The form as sent, or as the record stands; `choices` fill the fields of that name."""
        form = cls(request.form if request.method == "POST" else typed(), obj=obj)
        form.draft_id = draft_id()
        for name, options in choices.items():
            form[name].choices = options
        return form

    def submit(self, action: Callable[..., R], *args: Any, **kwargs: Any) -> R | None:
        """Run `action` with the form's values once they are valid; None means: show the form."""
        g.submitted = self  # for whoever hands a form in without showing its page
        if request.method != "POST" or not self.validate():
            return None
        try:
            made = self.made = action(*args, **kwargs, **self.data)
            return made
        except Refused as refusal:
            discard()
            self.refuse(refusal)
            return None

    made: Any = None
    draft_id = ""
    refusal: Refused | None = None

    @property
    def faults(self) -> list[str]:
        """Everything that is wrong, in the words that stand in the form."""
        return [str(fault) for faults in self.errors.values() for fault in faults]

    @property
    def named_faults(self) -> list[str]:
        """The same for who does not see the form: each with the name of its field."""
        labels = {name: f"{field.label.text}: " for name, field in self._fields.items()}
        found = self.errors.items()
        return [f"{labels.get(name, '')}{fault}" for name, faults in found for fault in faults]

    def refuse(self, refusal: Refused) -> None:
        """Show the refusal at the field it names, or above the form."""
        self.refusal = refusal
        blamed = self._fields.get(refusal.field or "")
        if blamed is None:
            self.form_errors.append(refusal.message)
        else:
            blamed.errors = [*blamed.errors, refusal.message]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field and refuse text that no keyboard types."""
        valid = bool(super().validate(extra_validators))
        for field in self:
            if isinstance(field, StringField) and not isinstance(field, PasswordField):
                valid = _check_characters(field) and valid
        return valid

    @property
    def submission_key(self) -> uuid.UUID | str:
        """The id of this submission: kept while the same form is shown again, new otherwise."""
        return request.form.get("id") or uuid7()


class RecordForm(Form):
    """A form that makes a record: the submission's id becomes the record's own."""

    id = HiddenField()

    def validate_id(self, field: Field) -> None:
        """Only a UUID made by the page or the phone."""
        try:
            field.data = uuid.UUID(str(field.data))
        except ValueError:
            raise ValidationError(_("The form is damaged. Open it again, please.")) from None


class CorrectForm(Form):
    """A form that changes a record: it knows which version the person saw."""

    version = HiddenField()

    @classmethod
    def from_request(cls, obj: Any = None, **choices: Any) -> Self:
        """As `Form`, remembering the version that is stored now."""
        form = super().from_request(obj, **choices)
        form.stored_version = str(obj.version)
        return form

    def submit(self, action: Callable[..., R], *args: Any, **kwargs: Any) -> R | None:
        """As `Form`; refused once, with everything kept, when somebody else was faster.

        A form filled in without signal has seen no version: what was told last holds.
        """
        is_seen = request.method == "POST" and self.version.raw_data
        if is_seen and self.version.data != self.stored_version:
            g.submitted = self
            self.validate()
            self.version.data = self.stored_version
            self.form_errors.append(
                _(
                    "Somebody else has changed the record in the meantime. "
                    "Your text is kept; save again if it is to hold."
                )
            )
            return None
        return super().submit(action, *args, **kwargs)

    @property
    def data(self) -> dict[str, Any]:
        """The values without the version, which is not the action's business."""
        return {name: value for name, value in super().data.items() if name != "version"}


def _clean(value: Any) -> Any:
    """NFC, no blanks around, one kind of line end."""
    if not isinstance(value, str):
        return value
    return unicodedata.normalize("NFC", value).replace("\r\n", "\n").strip()


def _check_characters(field: Field) -> bool:
    text = field.data if isinstance(field.data, str) else ""
    if all(_is_typed(character) for character in text):
        return True
    field.errors = [
        *field.errors,
        _("There is an invisible control character in the text. Please type it again."),
    ]
    return False


def _is_typed(character: str) -> bool:
    return character in KEPT_CONTROLS or unicodedata.category(character) not in {"Cc", "Cs"}
