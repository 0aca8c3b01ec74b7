"""Every SELECT about drafts."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.drafts.domain import DRAFT_LIFE, Typed
from app.drafts.models import Draft
from app.kernel import clock, vault
from app.kernel.db import db


def of_author(author_id: uuid.UUID) -> Sequence[Draft]:
    """What this person has not finished, the newest first."""
    query = select(Draft).where(
        Draft.author_id == author_id, Draft.received_at > clock.received() - DRAFT_LIFE
    )
    return db.session.scalars(query.order_by(Draft.written_at.desc(), Draft.id)).all()


def has_fresh(author_id: uuid.UUID, *, since: datetime) -> bool:
    """Whether this person has put something aside lately."""
    return any(draft.received_at >= since for draft in of_author(author_id))


def over(author_id: uuid.UUID) -> Sequence[Draft]:
    """What has waited for this person too long."""
    query = select(Draft).where(
        Draft.author_id == author_id, Draft.received_at <= clock.received() - DRAFT_LIFE
    )
    return db.session.scalars(query).all()


def get(draft_id: uuid.UUID) -> Draft:
    """One draft that still waits."""
    query = select(Draft).where(
        Draft.id == draft_id, Draft.received_at > clock.received() - DRAFT_LIFE
    )
    return db.session.scalars(query).one()


def own(draft_id: str, author_id: uuid.UUID) -> Draft | None:
    """The draft of this id, if it is this person's and still waits."""
    try:
        query = select(Draft).where(Draft.id == uuid.UUID(draft_id), Draft.author_id == author_id)
    except ValueError:
        return None
    found = db.session.scalars(query).one_or_none()
    return None if found is None or found.is_over_at(clock.received()) else found


def typed(draft: Draft) -> Typed:
    """What stands in it."""
    return Typed.unpacked(vault.unseal(draft.content, draft.place))
