"""What limits passkeys, and what their owners are told."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from app.kernel.i18n import _

LONGEST_NAME = 60
MOST_PASSKEYS = 10
CHALLENGE_BYTES = 32
NOT_TAKEN = _("The phone did not confirm it. Try it again, or use the password.")


@dataclass(frozen=True)
class Origin:
    """The address at which the person stands; a passkey of one address works at no other."""

    name: str
    whole: str

    @classmethod
    def of(cls, url: str) -> Self:
        """From any address there: the host without its port, the origin as browsers write it."""
        parts = urlsplit(url)
        return cls(parts.hostname or "", f"{parts.scheme}://{parts.netloc}")
