"""Every SELECT about the people of a town."""

import uuid
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.accounts.queries import people_with
from app.kernel import clock
from app.kernel.db import db
from app.kernel.i18n import fold
from app.kernel.paging import SIZE, Batch, batch


def get(person_id: uuid.UUID) -> Membership:
    """One person of the town."""
    query = (
        select(Membership)
        .where(Membership.id == person_id)
        .options(
            joinedload(Membership.mentor).joinedload(Membership.deputy),
            joinedload(Membership.deputy),
            joinedload(Membership.user),
        )
    )
    return db.session.scalars(query).one()


def search(
    actor: Membership, text: str = "", *, with_ended: bool = False, after: uuid.UUID | None = None
) -> Batch[Membership]:
    """People by name whom the actor may see, found without regard to marks."""
    query = visible(actor).order_by(Membership.sort_text, Membership.id).limit(SIZE + 1)
    if text:
        query = query.where(Membership.search_text.contains(fold(text), autoescape=True))
    if not with_ended:
        query = query.where(_not_ended())
    if after is not None:
        query = query.where(_follows(get(after)))
    return batch(db.session.scalars(query).all(), key=lambda person: str(person.id))


def visible(actor: Membership) -> Select[tuple[Membership]]:
    """Everybody for the administrator; for a mentor himself, his own and those he stands in for."""
    query = select(Membership).options(joinedload(Membership.mentor))
    if actor.has(Role.ADMIN):
        return query
    mentor = aliased(Membership)
    deputised = select(mentor.id).where(
        mentor.deputy_id == actor.id,
        mentor.deputy_from <= clock.today(),
        or_(mentor.deputy_to.is_(None), mentor.deputy_to >= clock.today()),
    )
    return query.where(
        or_(
            Membership.id == actor.id,
            Membership.mentor_id == actor.id,
            Membership.mentor_id.in_(deputised),
        )
    )


def everybody() -> list[Membership]:
    """All whose access has not ended, by name; a town has tens of them."""
    query = select(Membership).where(_not_ended()).order_by(Membership.sort_text, Membership.id)
    return list(db.session.scalars(query))


def leaders() -> list[tuple[uuid.UUID, str]]:
    """(id, name) of mentors and coordinators, for lists in forms."""
    found = people_with(Role.MENTOR, Role.DP_COORDINATOR)
    return [(person.id, person.display_name) for person in found]


def has_other_administrator(person: Membership) -> bool:
    """Whether the town could be administered without this person today."""
    return any(each.id != person.id and each.user_id for each in people_with(Role.ADMIN))


def _not_ended() -> Any:
    return or_(Membership.valid_to.is_(None), Membership.valid_to >= clock.today())


def _follows(last: Membership) -> Any:
    return or_(
        Membership.sort_text > last.sort_text,
        and_(Membership.sort_text == last.sort_text, Membership.id > last.id),
    )
