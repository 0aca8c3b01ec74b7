"""What a person says about an older file: the file, its columns, its words."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple, Self

from flask import request
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from app.history import matching, queries
from app.history.domain import (
    OF_CATEGORY,
    PARTS,
    REQUIRED,
    SKIPPED,
    UNSTATED,
    BatchKind,
    Part,
)
from app.history.files import Line, told
from app.history.models import ImportBatch
from app.incidents.domain import Category, Result, Subcategory
from app.kernel.codes import arranged
from app.kernel.i18n import _, ngettext
from app.web.fields import options
from app.web.form import Form, RecordForm
from app.web.upload import UploadField
from app.web.widgets import PlainSelect

LONGEST_NAME = 120
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SAMPLES = 3
ALL = "vse"
Choices = list[SelectChoice]


class Sent(NamedTuple):
    """A file as the browser sent it."""

    name: str
    content: bytes


class TableField(UploadField):
    """A table and the name by which its owner knows it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """No file is nothing; the name is shown and never used as a name of a file of ours."""
        super().process_formdata(valuelist)
        file = request.files.get(self.name)
        name = told(file.filename or "")[:LONGEST_NAME] if file else ""
        self.data = Sent(name or "-", self.data) if self.data else None


class UploadForm(RecordForm):
    """An older file."""

    kind = RadioField(
        _("What one row of the table is"),
        [InputRequired(_("Please choose one of the options."))],
        coerce=BatchKind,
        choices=options(BatchKind),
    )
    file = TableField(
        _("Table (.xlsx or .csv)"),
        [DataRequired(_("Choose a table."))],
        description=_("Up to 15 MB and 200,000 rows. The first sheet is read."),
    )


class ColumnField(SelectField):
    """One of the columns of the file, or none."""

    widget = PlainSelect()

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, coerce=_number, validate_choice=True, **kwargs)


class ColumnsForm(Form):
    """Which column says what; `of` adds the fields that the kind of file has."""

    @classmethod
    def of(cls, batch: ImportBatch, lines: Sequence[Line]) -> Self:
        """The form for a batch, with what is in the columns beside their headings."""
        named = _columns(batch.headers, lines)
        fields = {
            part.value: ColumnField(part.label, choices=[SelectChoice("", _blank(part)), *named])
            for part in PARTS[batch.kind]
        }
        form: type[Self] = type("ColumnsFormOfFile", (cls,), fields)
        return form.from_request(SimpleNamespace(**matching.columns(batch)))


class WordsForm(Form):
    """What words mean; `of` adds a field for each word."""

    asked: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, batch: ImportBatch) -> Self:
        """The form for the words that have no meaning yet, or (at wish) for all of them."""
        words, known = queries.words(batch), batch.words
        asked = {
            f"{part}-{place}": (part, bare, typed, count)
            for place, (part, bare, typed, count) in enumerate(words)
            if _is_asked(f"{part}-{place}", known.get(part, {}).get(bare))
        }
        offered = choices() if asked else {}
        fields = {
            name: SelectField(_named(typed, count), choices=offered[part], **_needed(part))
            for name, (part, _bare, typed, count) in asked.items()
        }
        form: type[Self] = type("WordsFormOfFile", (cls,), fields)
        form.asked = {name: (part, bare) for name, (part, bare, *_rest) in asked.items()}
        given = {name: known.get(part, {}).get(bare) for name, (part, bare) in form.asked.items()}
        return form.from_request(SimpleNamespace(**given))

    def of_part(self, part: str) -> list[Any]:
        """The fields of one column."""
        return [self[name] for name, (own, _bare) in self.asked.items() if own == part]

    @property
    def data(self) -> dict[str, Any]:
        """Codes by part and word."""
        chosen: dict[str, dict[str, str]] = {}
        for name, (part, bare) in self.asked.items():
            chosen.setdefault(part, {})[bare] = self[name].data
        return {"words": chosen}


class UndoForm(Form):
    """Nothing to fill in: the page says what will happen."""


def choices() -> dict[str, Choices]:
    """What a word can mean, by part."""
    nowhere = SelectChoice(UNSTATED, _("not stated"))
    places = [SelectChoice(str(key), f"{name} ({code})") for key, code, name in queries.places()]
    results = [SelectChoice(each.value, each.label) for each in arranged(Result)]
    return {Part.KIND: _kinds(), Part.PLACE: [nowhere, *places], Part.RESULT: [nowhere, *results]}


def _kinds() -> Choices:
    """The kinds under their categories; a category alone where the file knows no more."""
    result = [SelectChoice("", _("Choose…"))]
    for category in arranged(Category):
        own = [each for each in arranged(Subcategory) if each.category is category]
        if len(own) > 1:
            whole = _("%(category)s: kind not stated", category=category.label)
            code = OF_CATEGORY + category.value
            result.append(SelectChoice(code, whole, optgroup=category.label))
        result += [SelectChoice(k.value, k.label, optgroup=category.label) for k in own]
    left_out = _("leave these rows out")
    return [*result, SelectChoice(SKIPPED, left_out, optgroup=_("Not taken over"))]


def _needed(part: str) -> dict[str, Any]:
    is_needed = [InputRequired(_("Choose what it means."))] if part == Part.KIND else []
    return {"validators": is_needed, "widget": PlainSelect()}


def _is_asked(name: str, known: str | None) -> bool:
    if request.method == "POST":
        return name in request.form
    return known is None or ALL in request.args


def _named(typed: str, count: int) -> str:
    return ngettext("„%(word)s“ – %(n)s row", "„%(word)s“ – %(n)s rows", count, word=typed)


def _blank(part: Part) -> str:
    return _("Choose…") if part in REQUIRED else _("not in the file")


def _columns(headers: Sequence[str], lines: Sequence[Line]) -> Choices:
    """Each column by its letter, its heading and the first things that stand in it."""
    width = max([len(headers), *(len(cells) for _number, cells in lines)])
    result = []
    for place in range(width):
        header = headers[place] if place < len(headers) else ""
        found = dict.fromkeys(
            cells[place] for _number, cells in lines if place < len(cells) and cells[place]
        )
        if header or found:
            sample = ", ".join(list(found)[:SAMPLES])
            named = f"{_letter(place)}: {header or '–'}"
            shown = f"{named} ({sample[:60]})" if sample else named
            result.append(SelectChoice(str(place), shown))
    return result


def _letter(place: int) -> str:
    """A … Z, AA …, as spreadsheets name their columns."""
    first, last = divmod(place, len(ALPHABET))
    return (ALPHABET[first - 1] if first else "") + ALPHABET[last]


def _number(value: Any) -> int | None:
    return None if value in (None, "") else int(value)
