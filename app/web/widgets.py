"""How fields are drawn where WTForms' own way costs more than the rest of the page."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape
from wtforms.fields.choices import Choice
from wtforms.widgets import Select, html_params


class PlainSelect(Select):
    """A select of one value whose options carry nothing else: a list's filter has a hundred."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        """The select, without WTForms' general builders of attributes for each option."""
        flags = {name: bool(getattr(field.flags, name)) for name in self.validation_attrs}
        told = html_params(**{"id": field.id, "name": field.name, **flags, **attributes})
        groups = field.iter_groups() if field.has_groups() else [(None, field.iter_choices())]
        options = "".join(_group(label, choices) for label, choices in groups)
        return Markup(f"<select {told}>{options}</select>")  # noqa: S704 - all of it is escaped


def _group(label: str | None, choices: Iterable[Choice]) -> str:
    options = "".join(map(_option, choices))
    return options if label is None else f'<optgroup label="{escape(label)}">{options}</optgroup>'


def _option(choice: Choice) -> str:
    chosen = " selected" if choice.selected else ""
    return f'<option value="{escape(choice.value)}"{chosen}>{escape(choice.label)}</option>'
