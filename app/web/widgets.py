"""How fields are drawn where WTForms' own way costs more than the rest of the page."""

from typing import Any

from markupsafe import Markup, escape
from wtforms.fields.choices import Choice
from wtforms.widgets import Select


class PlainSelect(Select):
    """A select whose options carry a value and nothing else: a list's filter has sixty of them."""

    @classmethod
    def render_option(cls, choice: Choice, **_attributes: Any) -> Markup:
        """One option, without WTForms' general builder of attributes."""
        chosen = " selected" if choice.selected else ""
        value, label = escape(choice.value), escape(choice.label)
        return Markup(f'<option value="{value}"{chosen}>{label}</option>')  # noqa: S704 - escaped
