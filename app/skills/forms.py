"""What a person types about competences and ratings."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from app.kernel.i18n import _
from app.skills.domain import Direction, Level
from app.skills.models import Competence
from app.web.fields import CodeField, options
from app.web.form import CorrectForm, Form, RecordForm


class CompetenceFields(Form):
    """The fields that adding and correcting share."""

    name = StringField(
        _("Name"),
        [DataRequired(_("Write a short name of the competence.")), Length(max=60)],
    )
    description = TextAreaField(
        _("What it means"),
        [DataRequired(_("Write how one can tell that somebody has it.")), Length(max=300)],
        description=_("One sentence by which both can tell how far somebody has come."),
    )


class AddForm(CompetenceFields, RecordForm):
    """A new competence."""


class CorrectCompetenceForm(CompetenceFields, CorrectForm):
    """A competence as it should be."""


class MoveForm(Form):
    """Where a competence moves in the list."""

    direction = CodeField(_("Order"), Direction)


class CommentForm(CorrectForm):
    """R-54: what the worker says to a rating of himself."""

    comment = TextAreaField(
        _("My comment"),
        [Optional(), Length(max=300)],
        description=_("Your mentor will read it. No names of other people."),
    )


class RateForm(Form):
    """Levels and notes; the fields of each competence are added by `form_of`."""

    @property
    def data(self) -> dict[str, Any]:
        """The chosen levels and the notes to them, by the ids of competences."""
        typed = {
            (kind, uuid.UUID(key)): value
            for kind, key, value in _parts(super().data)
            if value and kind in {"level", "note"}
        }
        levels = {key: Level(value) for (kind, key), value in typed.items() if kind == "level"}
        notes = {key: value for (kind, key), value in typed.items() if kind == "note"}
        return {"levels": levels, "notes": notes}

    def validate(self, extra_validators: Any = None) -> bool:
        """A note without a level would be lost, so it is asked about."""
        is_valid = super().validate(extra_validators)
        for kind, key, value in [*_parts(super().data)]:
            level = self[f"level__{key}"]
            if kind == "note" and value and not level.data:
                level.errors = [*level.errors, _("Choose a level for the note too.")]
                is_valid = False
        return is_valid


def form_of(competences: Sequence[Competence]) -> type[RateForm]:
    """The form that rates these competences."""
    levels = [SelectChoice("", _("not now")), *options(Level)]
    fields: dict[str, Any] = {}
    for competence in competences:
        key = competence.id.hex
        fields[f"level__{key}"] = RadioField(competence.name, choices=levels, default="")
        fields[f"note__{key}"] = StringField(
            _("Note on %(competence)s", competence=competence.name),
            [Optional(), Length(max=300)],
        )
    return type("FormOfCompetences", (RateForm,), fields)


def _parts(typed: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for name, value in typed.items():
        kind, _sign, key = name.partition("__")
        yield kind, key, value
