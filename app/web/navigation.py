"""The menu: a list of endpoints, each shown to those whom its own rule lets in."""

from dataclasses import dataclass, replace

from flask import request, url_for

from app.kernel.i18n import _
from app.web.guard import may


@dataclass(frozen=True)
class Entry:
    """One item of the menu; the first few that a person sees stand in the phone's tab bar."""

    endpoint: str
    label: str
    icon: str
    # Who may go to this page finds the entry there, and not once more in the menu.
    under: str | None = None
    is_primary: bool = False
    # What stands under the thumb where the whole name would be cut.
    short: str | None = None

    @property
    def url(self) -> str:
        """Where it leads."""
        return url_for(self.endpoint)

    @property
    def is_current(self) -> bool:
        """Whether the page shown belongs to the same feature."""
        return _section(request.endpoint or "") == _section(self.endpoint)


# Features whose pages stand under the entry of another one.
PARTS = {
    "training": {
        *("skills", "courses", "certificates", "quizzes", "needs", "plans", "supervision"),
    },
    "disputes": {"parties", "outcomes", "agreements", "rooms", "letters"},
    "summaries": {"reports", "figures_outside", "history"},
    "incidents": {"exports"},
}
SECTIONS = {part: section for section, parts in PARTS.items() for part in parts}
# So many fit beside "More" under one thumb.
TABS = 4
MENU = (
    Entry("desk.phone", _("Shift"), "footprints"),
    Entry("desk.morning", _("Morning"), "sun"),
    Entry("desk.overview", _("Overview"), "chart-column"),
    Entry("shifts.browse", _("Shifts"), "calendar-days"),
    Entry("incidents.browse", _("Incidents"), "list"),
    Entry("training.mine", _("My training"), "graduation-cap", short=_("Training")),
    Entry("training.team", _("Training"), "graduation-cap"),
    Entry("disputes.browse", _("Neighbour disputes"), "scale", short=_("Disputes")),
    Entry("places.browse", _("Places"), "map-pin"),
    Entry("summaries.read", _("Summary"), "file-spreadsheet"),
    Entry("people.browse", _("People"), "users-round"),
    Entry("towns.browse", _("Towns"), "landmark"),
    Entry("towns.settings", _("Settings"), "settings"),
    Entry("codelists.browse", _("Codelists"), "clipboard-list", "towns.settings"),
    Entry("audit.browse", _("Trail"), "history"),
    Entry("towns.first_steps", _("First steps"), "footprints", "towns.settings"),
)


def navigation() -> list[Entry]:
    """What this person finds in the menu."""
    allowed = [entry for entry in MENU if may(entry.endpoint) and not _stands_under(entry)]
    return [replace(e, is_primary=place < TABS) for place, e in enumerate(allowed)]


def _stands_under(entry: Entry) -> bool:
    return entry.under is not None and may(entry.under)


def _section(endpoint: str) -> str:
    feature = endpoint.partition(".")[0]
    if endpoint == "desk.offline":  # the same shift, without a signal
        return "desk.phone"
    above = next((entry for entry in MENU if entry.endpoint == endpoint), None)
    if feature == "codelists" or (above and above.under):
        return "towns.settings" if may("towns.settings") else endpoint
    if feature in SECTIONS:
        return SECTIONS[feature]
    return endpoint if feature in {"desk", "towns"} else feature
