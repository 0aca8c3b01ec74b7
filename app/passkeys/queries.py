"""Every SELECT about passkeys."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from app.kernel.db import db
from app.passkeys.domain import Origin
from app.passkeys.models import Passkey


def of_user(user_id: uuid.UUID) -> Sequence[Passkey]:
    """All passkeys of an account, the oldest first."""
    query = select(Passkey).where(Passkey.user_id == user_id)
    return db.session.scalars(query.order_by(Passkey.created_at, Passkey.id)).all()


def usable(user_id: uuid.UUID, url: str) -> Sequence[Passkey]:
    """The passkeys of an account that work at this address."""
    query = select(Passkey).where(Passkey.user_id == user_id, Passkey.host == Origin.of(url).name)
    return db.session.scalars(query.order_by(Passkey.created_at, Passkey.id)).all()


def own(passkey_id: uuid.UUID, user_id: uuid.UUID) -> Passkey:
    """One passkey of this account; anybody else's does not exist."""
    query = select(Passkey).where(Passkey.id == passkey_id, Passkey.user_id == user_id)
    return db.session.scalars(query).one()


def is_known(credential_id: bytes) -> bool:
    """Whether somebody has this passkey already."""
    query = select(Passkey.id).where(Passkey.credential_id == credential_id)
    return db.session.scalars(query).first() is not None
