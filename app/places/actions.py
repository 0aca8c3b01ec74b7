"""Every change of places."""

import uuid
from typing import Any

from app.accounts.models import Membership
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _, fold
from app.places import queries
from app.places.models import Place


@action
def add(*, id: uuid.UUID, by: Membership | None, **values: Any) -> Place:
    """Add a place; Refused when its code is taken."""
    place = Place(id=id, **_checked(values))
    db.session.add(place)
    return place


@action
def correct(place: Place, *, by: Membership | None, **values: Any) -> Place:
    """Change what is known of the place; Refused when the new code is taken."""
    for name, value in _checked(values, besides=place.id).items():
        setattr(place, name, value)
    return place


@action
def retire(place: Place, *, by: Membership | None) -> Place:
    """Put the place out of use; records that name it stay as they are."""
    if not place.is_active:
        raise Refused(_("The place is already out of use."))
    place.is_active = False
    return place


@action
def restore(place: Place, *, by: Membership | None) -> Place:
    """Offer the place again."""
    if place.is_active:
        raise Refused(_("The place is in use already."))
    place.is_active = True
    return place


def _checked(values: dict[str, Any], *, besides: uuid.UUID | None = None) -> dict[str, Any]:
    code = values["code"].upper()
    if queries.is_code_taken(code, besides=besides):
        raise Refused(_("Another place already has this code. Choose another one."), field="code")
    if values.get("is_dispute_room"):
        _refuse_hidden(values)
    return {**values, "code": code, "search_text": fold(f"{code} {values['name']}")}


def _refuse_hidden(values: dict[str, Any]) -> None:
    """To a room people are invited who were never there."""
    if not values.get("public_name"):
        raise Refused(_("Write how the room is called in invitations."), field="public_name")
    if not values.get("address"):
        raise Refused(_("Write the address, so that who is invited finds it."), field="address")
