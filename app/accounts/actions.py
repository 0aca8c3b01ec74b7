"""Signing in and out, passwords, sessions and one-time links."""

import secrets
import uuid
from datetime import timedelta

from app.accounts import queries
from app.accounts.models import Membership, Operator, User, UserSession
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db, uuid7

SESSION_DAYS = 90
LINK_DAYS = 7


@action
def start_session(
    user: User,
    *,
    municipality_id: uuid.UUID | None,
    device: str,
    by: Membership | Operator | None = None,
) -> str:
    """Open a session under a fresh token; the token itself is kept nowhere."""
    user.token = secrets.token_urlsafe(32)
    session = UserSession(
        id=uuid7(),
        token_hash=queries.fingerprint(user.token),
        user_id=user.id,
        municipality_id=municipality_id,
        device=device,
        started_at=clock.now(),
        expires_at=clock.now() + timedelta(days=SESSION_DAYS),
    )
    db.session.add(session)
    return user.token
