"""The list of incidents as a spreadsheet; what was written in one's own words stays here."""

from collections.abc import Sequence

from app.incidents.domain import AgeBand
from app.incidents.models import AGES, Incident
from app.kernel import clock
from app.kernel.i18n import _, ngettext, number
from app.kernel.spreadsheet import Line, Sheet, SheetColumn, Value, workbook

COLUMNS = (
    SheetColumn(_("Number"), 14, left=True),
    SheetColumn(_("Day"), 12),
    SheetColumn(_("Time"), 8),
    SheetColumn(_("Place"), 8, left=True),
    SheetColumn(_("Name of the place"), 28, left=True),
    SheetColumn(_("Category"), 24, left=True),
    SheetColumn(_("Kind"), 28, left=True),
    SheetColumn(_("Seriousness"), 12, left=True),
    SheetColumn(_("How we learned of it"), 20, left=True),
    SheetColumn(_("What was done"), 34, left=True),
    SheetColumn(_("To whom it was passed on"), 24, left=True),
    SheetColumn(_("How it ended"), 26, left=True),
    *(SheetColumn(band.label, 9) for band in AgeBand),
    SheetColumn(_("People altogether"), 9),
    SheetColumn(_("Pieces"), 9),
    SheetColumn(_("Repeated"), 12, left=True),
    SheetColumn(_("State"), 14, left=True),
    SheetColumn(_("Number in the police system"), 18, left=True),
)


def write(incidents: Sequence[Incident], *, most: int) -> bytes:
    """One sheet, one row for each incident."""
    title = _("List of incidents")
    notes = [
        ngettext("%(n)s incident", "%(n)s incidents", len(incidents))
        + " · "
        + _("Descriptions are not exported.")
    ]
    if len(incidents) == most:
        notes.append(_("Only the first %(n)s rows; choose a shorter period.", n=number(most)))
    sheet = Sheet(
        name=title,
        title=title,
        columns=COLUMNS,
        lines=(Line(_values(incident)) for incident in incidents),
        notes=tuple(notes),
        filtered=True,
    )
    return workbook([sheet], title=title, created=clock.now())


def _values(incident: Incident) -> tuple[Value, ...]:
    return (
        incident.number,
        incident.day,
        incident.time,
        incident.place.code,
        incident.place.name,
        incident.category.label,
        incident.subcategory.label,
        incident.seriousness.label,
        incident.source.label,
        ", ".join(action.label for action in incident.actions),
        ", ".join(recipient.label for recipient in incident.recipients),
        incident.result.label if incident.result else None,
        *(getattr(incident, age) for age in AGES),
        incident.people_total,
        incident.pieces,
        _("yes") if incident.is_repeated else _("no"),
        incident.status.label,
        incident.mp_event_no,
    )
