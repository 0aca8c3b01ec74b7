"""What a person types about a list: names of the town's own, what is offered, what goes up."""

from typing import Any

from wtforms import BooleanField, StringField
from wtforms.validators import Length, Optional

from app.codelists.domain import STEPS, TownCodelist
from app.kernel.i18n import _
from app.web.form import CorrectForm

LONGEST_NAME = 60


class CodelistForm(CorrectForm):
    """A list as it should be; the fields of its codes are added by `form_of`."""

    move = StringField(validators=[Optional()])

    @property
    def data(self) -> dict[str, Any]:
        """The values by what they say of each code."""
        typed = super().data
        told = [(*name.partition("__")[::2], value) for name, value in typed.items()]
        return {
            "labels": {code: value for kind, code, value in told if kind == "label"},
            "hidden": [code for kind, code, value in told if kind == "shown" and not value],
            "move": _move(typed["move"]),
        }

    @property
    def mark(self) -> str | None:
        """The button that was pressed, where the page goes on."""
        return self.move.data.replace(" ", "-") if _move(self.move.data) else None


def form_of(shown: TownCodelist) -> type[CodelistForm]:
    """The form of one list: a name for each code, and a tick for each that may be hidden."""
    kind, kept = shown.codelist.kind, shown.codelist.kept
    fields: dict[str, Any] = {
        f"label__{code}": StringField(
            _("Own name"), [Length(max=LONGEST_NAME)], default=shown.own_label(code)
        )
        for code in kind
    }
    ticks = {
        f"shown__{code}": BooleanField(_("offered"), default=not shown.is_hidden(code))
        for code in kind
        if code not in kept
    }
    return type("FormOfList", (CodelistForm,), fields | ticks)


def _move(typed: str | None) -> tuple[str, str] | None:
    code, _space, way = (typed or "").partition(" ")
    return (code, way) if way in STEPS else None
