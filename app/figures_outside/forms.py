"""What a person types about figures of others."""

from typing import Any

from wtforms import StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from app.figures_outside.domain import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_INDICATOR,
    MOST,
    Source,
    Term,
    Unit,
)
from app.kernel.i18n import _
from app.web.fields import CodeField, CountField, DecimalField
from app.web.form import CorrectForm, Form, RecordForm
from app.web.upload import UploadField

PLACES = 2


class FigureFields(Form):
    """The fields that adding and correcting share."""

    year = CountField(
        _("Year"),
        most=LAST_YEAR,
        validators=[InputRequired(_("Write the year, for example 2025."))],
    )
    term = CodeField(_("Period"), Term)
    source = CodeField(_("Whose figure"), Source)
    indicator = StringField(
        _("Indicator"),
        [DataRequired(_("Write what the figure counts.")), Length(max=LONGEST_INDICATOR)],
        description=_("As the source calls it, for example crimes in total."),
    )
    value = DecimalField(
        _("Value of the figure"), validators=[InputRequired(_("Write the number."))]
    )
    unit = CodeField(_("Unit"), Unit)

    def validate_year(self, field: Any) -> None:
        """A year beyond these is a slip of the finger."""
        if field.data is None or not FIRST_YEAR <= field.data <= LAST_YEAR:
            raise ValidationError(_("Write the year, for example 2025."))

    def validate_value(self, field: Any) -> None:
        """At most two decimal places: more would be rounded in silence."""
        number = field.data
        if number is None or not 0 <= number <= MOST or round(number, PLACES) != number:
            raise ValidationError(_("Write a number from zero, at most two decimal places."))


class AddForm(FigureFields, RecordForm):
    """A new figure."""


class CorrectFigureForm(FigureFields, CorrectForm):
    """A figure as it should be."""


class ImportForm(Form):
    """A file of figures."""

    file = UploadField(
        _("File (CSV)"),
        [DataRequired(_("Choose a file."))],
        description=_("Semicolons between columns, decimal commas; UTF-8 or Windows-1250."),
    )
