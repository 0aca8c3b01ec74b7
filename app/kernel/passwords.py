"""Passwords at rest: argon2id; a check costs the same whether the account exists or not."""

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# The OWASP profile for servers with little memory: 19 MiB, two rounds, one lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_nobody = _hasher.hash(secrets.token_urlsafe())


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(_same_everywhere(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password; without an account it takes the same time to say no."""
    try:
        return _hasher.verify(kept or _nobody, _same_everywhere(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with weaker settings than those of today."""
    return _hasher.check_needs_rehash(kept)


def _same_everywhere(password: str) -> str:
    """Keyboards compose marks differently; the password must not depend on it."""
    return unicodedata.normalize("NFC", password)
