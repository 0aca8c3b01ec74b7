"""What a phone keeps of the town to write without signal: places and codes, nobody's data."""

from typing import Any

from app.incidents import queries as incidents
from app.incidents.domain import Subcategory, by_category
from app.kernel.codes import offered
from app.shifts import queries as shifts
from app.shifts.domain import ContactKind, SafetyEvent
from app.skills import queries as skills


def screen() -> dict[str, Any]:
    """Everything the shell offers."""
    groups = by_category(offered(Subcategory))
    return {
        "places": shifts.places_by_use(),
        "usual": incidents.usual_kinds(),
        "groups": [(category.label, kinds) for category, kinds in groups],
        "contacts": offered(ContactKind),
        "events": list(SafetyEvent)[1:],
        "competences": skills.competences(),
    }
