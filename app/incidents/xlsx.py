"""The list of incidents as a spreadsheet; what was written in one's own words stays here."""

from collections.abc import Iterable

from app.incidents.domain import AgeBand
from app.incidents.models import AGES, Incident
from app.kernel import clock
from app.kernel.i18n import _, moment
from app.kernel.spreadsheet import Line, Sheet, SheetColumn, Value

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


def sheet(lines: Iterable[Line]) -> Sheet:
    """One sheet, one row for each incident; the lines may come by and by."""
    title = _("List of incidents")
    state = _("As it was on %(moment)s", moment=moment(clock.now()))
    left_out = _("Descriptions are not exported.")
    notes = (f"{state} · {left_out}",)
    return Sheet(name=title, title=title, columns=COLUMNS, lines=lines, notes=notes, filtered=True)


def line(incident: Incident) -> Line:
    """What a row says of an incident."""
    return Line(_values(incident))


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
