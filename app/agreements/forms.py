"""What is said about an agreement and its points."""

from typing import Any

from wtforms import Field, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.agreements.domain import LONGEST_POINT, Fulfilled, Promise
from app.disputes.domain import AgreementForm, Side
from app.kernel import clock
from app.kernel.i18n import _
from app.skills.domain import Direction
from app.web.fields import CodeField, CodesField, DayField
from app.web.form import CorrectForm, Form, RecordForm
from app.web.upload import UploadField

WHAT, WHO, UNTIL = _("What was agreed"), _("Who does it"), _("Until when")
ROWS = (1, 2, 3)


def _row() -> tuple[Any, Any, Any]:
    """The fields of a point that may be left empty."""
    return (
        TextAreaField(WHAT, [Optional(), Length(max=LONGEST_POINT)]),
        CodesField(WHO, Side, validators=[Optional()]),
        DayField(UNTIL, validators=[Optional()]),
    )


class AgreementFields(Form):
    """The fields that recording and correcting share."""

    agreed_on = DayField(
        _("Day of the agreement"),
        default=clock.today,
        validators=[InputRequired(_("Say on which day."))],
    )
    # A control named "form" would hide the form itself from scripts.
    form = CodeField(_("How it was made"), AgreementForm, name="way")
    review_on = DayField(
        _("When the parties look back at it"),
        validators=[Optional()],
        description=_("The checks after 30 and 90 days are set by themselves."),
    )


class RecordAgreementForm(AgreementFields, RecordForm):
    """A new agreement with its first points; what is left empty makes no point."""

    what_1, who_1, until_1 = _row()
    what_2, who_2, until_2 = _row()
    what_3, who_3, until_3 = _row()

    @property
    def rows(self) -> list[tuple[Field, Field, Field]]:
        """(what, who, until) of each point."""
        names = ("what", "who", "until")
        return [tuple(self[f"{name}_{row}"] for name in names) for row in ROWS]

    @property
    def data(self) -> dict[str, Any]:
        """The values with the points by their rows."""
        told = super().data
        rows = {n: [told.pop(f"{name}_{n}") for name in ("who", "what", "until")] for n in ROWS}
        points = {
            row: Promise(frozenset(who or ()), what or "", until)
            for row, (who, what, until) in rows.items()
            if who or what or until
        }
        return {**told, "points": points}


class CorrectAgreementForm(AgreementFields, CorrectForm):
    """An agreement as it should be."""


class PointFields(Form):
    """The fields that adding and correcting a point share."""

    what = TextAreaField(
        WHAT,
        [DataRequired(_("Write what was agreed.")), Length(max=LONGEST_POINT)],
        description=_("One thing that can be seen: what is done, when and where."),
    )
    who = CodesField(WHO, Side, validators=[InputRequired(_("Say who does it."))])
    until = DayField(
        UNTIL, validators=[Optional()], description=_("Leave it empty when it holds for good.")
    )


class AddPointForm(PointFields, RecordForm):
    """A new point."""


class CorrectPointForm(PointFields, CorrectForm):
    """A point as it should be."""


class MovePointForm(Form):
    """One place up or down."""

    direction = CodeField(_("Where to"), Direction)


class FulfilPointForm(Form):
    """Whether it was kept."""

    fulfilled = CodeField(_("How it was kept"), Fulfilled)


class AddScanForm(RecordForm):
    """A scan of the signed paper."""

    scan = UploadField(_("Scan or photo"), [DataRequired(_("Choose a scan or a photo."))])
