"""Every change of towns and of their settings."""

import uuid
from datetime import date
from typing import Any

from app.accounts import actions as accounts
from app.accounts.domain import LinkPurpose, PoliceForm, Role
from app.accounts.models import Membership, Municipality, Operator, Population
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db, uuid7
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.kernel.scope import scope
from app.outbox import actions as outbox
from app.skills import actions as skills
from app.towns import queries
from app.towns.domain import ico_fault, slug_fault


@action
def add(
    *,
    id: uuid.UUID,
    slug: str,
    inhabitants: int,
    counted_on: date,
    by: Operator | None,
    **values: Any,
) -> Municipality:
    """Found a town with its number of inhabitants."""
    if fault := slug_fault(slug):
        raise Refused(fault, field="slug")
    if queries.is_slug_taken(slug):
        raise Refused(_("Another town has this short name. Choose another one."), field="slug")
    town = Municipality(id=id, slug=slug, **_checked(values))
    db.session.add(town)
    db.session.flush()
    with scope(town.id):
        count(inhabitants=inhabitants, counted_on=counted_on, by=by)
        outbox.ensure_key(by=by)
        skills.begin(by=by)
    return town


@action
def found(*, display_name: str, by: Operator | None, **values: Any) -> tuple[Membership, str]:
    """Add a town and let its first administrator in."""
    return appoint(add(by=by, **values), display_name=display_name, by=by)


@action
def correct(town: Municipality, *, by: Operator | None, **values: Any) -> Municipality:
    """Change the name and the registration number."""
    for name, value in _checked(values).items():
        setattr(town, name, value)
    return town


@action
def appoint(
    town: Municipality, *, display_name: str, by: Operator | None
) -> tuple[Membership, str]:
    """Let an administrator into a town; also returns the token of the invitation."""
    with scope(town.id):
        person = Membership(
            id=uuid7(),
            municipality_id=town.id,
            display_name=display_name,
            roles=frozenset({Role.ADMIN}),
            valid_from=clock.today(),
        )
        db.session.add(person)
        db.session.flush()
        return person, accounts.issue_link(person, LinkPurpose.INVITE, by=by)


@action
def settings(
    town: Municipality,
    *,
    police_form: PoliceForm,
    police_partner: str,
    retention_photo_days: int,
    retention_months: int,
    retention_dispute_months: int,
    by: Membership | None,
) -> Municipality:
    """Change what the town says about itself, and for how long it keeps things."""
    town.police_form = police_form
    town.police_partner = police_partner or None
    town.retention_photo_days, town.retention_months = retention_photo_days, retention_months
    town.retention_dispute_months = retention_dispute_months
    return town


@action
def count(*, inhabitants: int, counted_on: date, by: Membership | Operator | None) -> Population:
    """Keep how many inhabitants the town had on a day; the same day again corrects it."""
    if counted_on > clock.today():
        raise Refused(_("This day has not come yet."), field="counted_on")
    known = next((row for row in queries.populations() if row.counted_on == counted_on), None)
    row = known or Population(counted_on=counted_on)
    row.inhabitants = inhabitants
    db.session.add(row)
    return row


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    ico = values.get("ico") or None
    if ico and (fault := ico_fault(ico)):
        raise Refused(fault, field="ico")
    return {**values, "ico": ico}
