"""Every change of external figures."""

import uuid
from dataclasses import dataclass
from typing import Any

from app.accounts.models import Membership
from app.figures_outside import queries, sheet
from app.figures_outside.domain import indicator_key
from app.figures_outside.models import ExternalFigure
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _


@dataclass(frozen=True)
class Taken:
    """What came of a file: how many figures are new, changed, and the same as before."""

    added: int
    changed: int
    same: int


@action
def add(*, id: uuid.UUID, by: Membership | None, **values: Any) -> ExternalFigure:
    """Type a figure in; Refused when the same one is there already."""
    figure = ExternalFigure(id=id, **_checked(values))
    db.session.add(figure)
    return figure


@action
def correct(figure: ExternalFigure, *, by: Membership | None, **values: Any) -> ExternalFigure:
    """Change a figure; Refused when it would be the same as another one."""
    for name, value in _checked(values, besides=figure.id).items():
        setattr(figure, name, value)
    return figure


@action
def withdraw(figure: ExternalFigure, *, by: Membership | None) -> None:
    """Take the figure out; what it was stays in the trail."""
    db.session.delete(figure)


@action
def import_csv(*, file: bytes, by: Membership | None) -> Taken:
    """Take a file over as a whole; Refused, with every fault by its row, when one row is wrong."""
    lines, faults = sheet.read(file)
    if faults or not lines:
        raise Refused("\n".join(faults) or _("There is no figure in the file."), field="file")
    known = queries.by_key({line.values["year"] for line in lines})
    told = [_taken(known.get(line.key), line) for line in lines]
    return Taken(told.count("added"), told.count("changed"), told.count("same"))


def _taken(known: ExternalFigure | None, line: sheet.Line) -> str:
    if known is None:
        key = indicator_key(line.values["indicator"])
        db.session.add(ExternalFigure(id=uuid7(), **line.values, indicator_key=key))
        return "added"
    if (known.value, known.unit) == (line.values["value"], line.values["unit"]):
        return "same"
    known.value, known.unit = line.values["value"], line.values["unit"]
    return "changed"


def _checked(values: dict[str, Any], *, besides: uuid.UUID | None = None) -> dict[str, Any]:
    key = indicator_key(values["indicator"])
    wanted = (values["year"], values["term"], values["source"], key)
    same = queries.by_key([values["year"]]).get(wanted)
    if same is not None and same.id != besides:
        told = _("This figure is there already. Correct it, or name the indicator otherwise.")
        raise Refused(told, field="indicator")
    return {**values, "indicator_key": key}
