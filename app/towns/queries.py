"""Every SELECT about towns and what a fresh one still needs."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select

from app.accounts.domain import Role
from app.accounts.models import Municipality, Population
from app.kernel.db import db
from app.kernel.scope import required_scope
from app.people.queries import everybody
from app.places.models import Place
from app.shifts.models import Shift


def get(town_id: uuid.UUID) -> Municipality:
    """One town."""
    return db.session.scalars(select(Municipality).where(Municipality.id == town_id)).one()


def own() -> Municipality:
    """The town in scope."""
    return get(required_scope())


def everything() -> Sequence[Municipality]:
    """All towns by name."""
    return db.session.scalars(select(Municipality).order_by(Municipality.sort_text)).all()


def is_slug_taken(slug: str) -> bool:
    """Whether another town already has this short name."""
    query = select(Municipality.id).where(Municipality.slug == slug)
    return db.session.scalars(query).first() is not None


def populations() -> Sequence[Population]:
    """How many inhabitants the town had, the newest first."""
    return db.session.scalars(select(Population).order_by(Population.counted_on.desc())).all()


def done_steps() -> set[str]:
    """Which of the first steps have been made, by their codes."""
    people = everybody()
    assistants = [person for person in people if person.has(Role.APK)]
    facts = {
        "inhabitants": bool(populations()),
        "mentor": any(person.has(Role.MENTOR) for person in people),
        "assistants": bool(assistants),
        "sign_in": any(person.user_id for person in assistants),
        "places": _has_any(select(Place.id).where(Place.is_active)),
        "shift": _has_any(select(Shift.id)),
    }
    return {code for code, is_done in facts.items() if is_done}


def _has_any(query: Select[Any]) -> bool:
    return db.session.scalars(query.limit(1)).first() is not None
