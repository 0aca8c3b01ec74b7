"""Every SELECT about places."""

import uuid
from collections.abc import Sequence
from functools import cache

from sqlalchemy import Select, select

from app.kernel.db import db
from app.kernel.i18n import _, fold
from app.kernel.paging import SIZE, Batch, batch
from app.places.models import Place


def get(place_id: uuid.UUID) -> Place:
    """One place of the town."""
    return db.session.scalars(select(Place).where(Place.id == place_id)).one()


def search(text: str = "", *, with_retired: bool = False, after: str = "") -> Batch[Place]:
    """Places by code, found by a part of the code or the name, without regard to marks."""
    query = select(Place).where(Place.code > after).order_by(Place.code).limit(SIZE + 1)
    if text:
        query = query.where(Place.search_text.contains(fold(text), autoescape=True))
    if not with_retired:
        query = query.where(Place.is_active)
    return batch(db.session.scalars(query).all(), key=lambda place: place.code)


def is_code_taken(code: str, *, besides: uuid.UUID | None = None) -> bool:
    """Whether another place already has this code."""
    query = select(Place.id).where(Place.code == code, Place.id != besides)
    return db.session.scalars(query).first() is not None


def in_use() -> Sequence[Place]:
    """The places in use by code, for lists on paper."""
    query = select(Place).where(Place.is_active).order_by(Place.code)
    return db.session.scalars(query).all()


def names() -> list[tuple[uuid.UUID, str]]:
    """(id, name) of the places in use, for lists in forms."""
    query = select(Place.id, Place.name).where(Place.is_active).order_by(Place.code)
    return [(key, name) for key, name in db.session.execute(query)]


def all_names() -> list[tuple[uuid.UUID, str]]:
    """The same with the places out of use at the end, for lists of what once happened."""
    rows = db.session.execute(_all_names())
    return [(row.id, row.name if row.is_active else _gone(row.name)) for row in rows]


@cache
def _all_names() -> Select[tuple[uuid.UUID, str, bool]]:
    """Put together once: every list with a filter by place asks it."""
    query = select(Place.id, Place.name, Place.is_active)
    return query.order_by(Place.is_active.desc(), Place.code)


def _gone(name: str) -> str:
    return _("%(place)s (out of use)", place=name)
