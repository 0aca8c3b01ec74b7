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
    is_primary: bool = False

    @property
    def url(self) -> str:
        """Where it leads."""
        return url_for(self.endpoint)

    @property
    def is_current(self) -> bool:
        """Whether the page shown belongs to the same feature."""
        return _section(request.endpoint or "") == _section(self.endpoint)


PARTS_OF_TRAINING = frozenset(
    {"skills", "courses", "certificates", "quizzes", "needs", "plans", "supervision"}
)
# So many fit beside "More" under one thumb.
TABS = 4
MENU = (
    Entry("desk.phone", _("Shift"), "footprints"),
    Entry("desk.morning", _("Morning"), "sun"),
    Entry("desk.overview", _("Overview"), "chart-column"),
    Entry("shifts.browse", _("Shifts"), "calendar-days"),
    Entry("incidents.browse", _("Incidents"), "list"),
    Entry("training.mine", _("My training"), "graduation-cap"),
    Entry("training.team", _("Training"), "graduation-cap"),
    Entry("places.browse", _("Places"), "map-pin"),
    Entry("summaries.read", _("Summary"), "file-spreadsheet"),
    Entry("people.browse", _("People"), "users-round"),
    Entry("towns.browse", _("Towns"), "landmark"),
    Entry("towns.settings", _("Settings"), "settings"),
    Entry("codelists.browse", _("Codelists"), "clipboard-list"),
    Entry("audit.browse", _("Trail"), "history"),
    Entry("towns.first_steps", _("First steps"), "footprints"),
)


def navigation() -> list[Entry]:
    """What this person finds in the menu."""
    allowed = [entry for entry in MENU if may(entry.endpoint)]
    return [replace(e, is_primary=place < TABS) for place, e in enumerate(allowed)]


def _section(endpoint: str) -> str:
    feature = endpoint.partition(".")[0]
    if endpoint == "desk.offline":  # the same shift, without a signal
        return "desk.phone"
    if feature in PARTS_OF_TRAINING:
        return "training"
    return endpoint if feature in {"desk", "towns"} else feature
