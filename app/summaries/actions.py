"""Keeping periods with their filters under names."""

import uuid
from datetime import date

from app.accounts.models import Membership
from app.incidents.domain import Subcategory
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.summaries import period
from app.summaries.models import SavedView


@action
def save_view(
    *,
    id: uuid.UUID,
    name: str,
    since: date,
    until: date,
    by: Membership,
    place_id: uuid.UUID | None = None,
    subcategory: Subcategory | None = None,
) -> SavedView:
    """Keep a period with its filters; Refused when the person has a view of this name."""
    if any(view.name == name for view in period.views_of(by.id)):
        raise Refused(_("You have a view of this name. Choose another name."), field="name")
    narrowed = {"place_id": place_id, "subcategory": subcategory}
    view = SavedView(id=id, person_id=by.id, name=name, since=since, until=until, **narrowed)
    db.session.add(view)
    return view


@action
def remove_view(view: SavedView, *, by: Membership | None) -> None:
    """Take a view out of the list."""
    db.session.delete(view)
