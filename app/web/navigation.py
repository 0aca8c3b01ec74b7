"""The menu: a list of endpoints, each shown to those whom its own rule lets in."""

from dataclasses import dataclass

from flask import request, url_for

from app.kernel.i18n import _
from app.web.guard import may


@dataclass(frozen=True)
class Entry:
    """One item of the menu; primary ones stand in the phone's tab bar."""

    endpoint: str
    label: str
    icon: str
    is_primary: bool = False

    @property
    def url(self) -> str:
        """Where it leads."""
        return url_for(self.endpoint)

    @property
    def is_current(self) -> bool:
        """Whether the page shown belongs to the same feature."""
        return _section(request.endpoint or "") == _section(self.endpoint)


MENU = (
    Entry("desk.phone", _("Shift"), "footprints", is_primary=True),
    Entry("desk.morning", _("Morning"), "sun", is_primary=True),
    Entry("desk.overview", _("Overview"), "chart-column", is_primary=True),
    Entry("shifts.browse", _("Shifts"), "calendar-days", is_primary=True),
    Entry("incidents.browse", _("Incidents"), "list", is_primary=True),
    Entry("places.browse", _("Places"), "map-pin"),
    Entry("summaries.read", _("Summary"), "file-spreadsheet"),
    Entry("people.browse", _("People"), "users-round"),
    Entry("towns.browse", _("Towns"), "landmark"),
    Entry("towns.settings", _("Settings"), "settings"),
    Entry("audit.browse", _("Trail"), "history"),
)


def navigation() -> list[Entry]:
    """What this person finds in the menu."""
    return [entry for entry in MENU if may(entry.endpoint)]


def _section(endpoint: str) -> str:
    feature = endpoint.partition(".")[0]
    return endpoint if feature == "desk" else feature
