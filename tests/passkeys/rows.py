"""Passkeys for tests."""

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.db import uuid7
from app.passkeys.models import Passkey
from tests.make import Make


def a_passkey(make: Make, person: Membership, name: str = "Služební telefon") -> Passkey:
    """A passkey of this person; nobody has its other half."""
    key = Passkey(
        id=uuid7(),
        user_id=person.user_id,
        name=name,
        host="localhost",
        credential_id=uuid7().bytes,
        public_key=b"public half",
        created_at=clock.now(),
    )
    return make.saved(key)
