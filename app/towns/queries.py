"""Every SELECT about towns and what a fresh one still needs."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import Municipality, Population
from app.kernel.db import db
from app.kernel.scope import required_scope
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
    return db.session.scalars(select(Municipality).order_by(Municipality.name)).all()


def is_slug_taken(slug: str) -> bool:
    """Whether another town already has this short name."""
    query = select(Municipality.id).where(Municipality.slug == slug)
    return db.session.scalars(query).first() is not None


def populations() -> Sequence[Population]:
    """How many inhabitants the town had, the newest first."""
    return db.session.scalars(select(Population).order_by(Population.counted_on.desc())).all()


def has_places() -> bool:
    """Whether the town has at least one place in use."""
    return db.session.scalars(select(Place.id).where(Place.is_active).limit(1)).first() is not None


def has_shifts() -> bool:
    """Whether any shift was planned or started."""
    return db.session.scalars(select(Shift.id).limit(1)).first() is not None
