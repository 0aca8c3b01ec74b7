"""A one-time link on its way to the screen: shown once, in words and as a QR code."""

from dataclasses import asdict, dataclass

import segno
from flask import session as cookie
from flask import url_for

from app.accounts.domain import LinkPurpose
from app.accounts.models import Membership
from app.web.page import asked_block

QUIET_ZONE = 4  # ISO/IEC 18004: four light modules around the code
PAGES = {
    LinkPurpose.INVITE: "accounts.welcome",
    LinkPurpose.PASSWORD: "accounts.renew_password",
}


@dataclass(frozen=True)
class Handover:
    """What has to be told to the person."""

    url: str
    purpose: str
    name: str
    town: str
    back: str

    @property
    def is_invitation(self) -> bool:
        """Whether the person has no account yet."""
        return self.purpose == LinkPurpose.INVITE


def hand_over(token: str, purpose: LinkPurpose, person: Membership, *, back: str) -> str:
    """Put the link aside in the cookie of who made it; returns the page that shows it."""
    url = url_for(PAGES[purpose], token=token, _external=True)
    told = Handover(url, purpose.value, person.display_name, person.municipality.name, back)
    cookie["handover"] = asdict(told)
    return url_for("accounts.link")


def handed_over() -> Handover | None:
    """The link that was put aside; a second look finds nothing.

    When htmx follows the redirect, nothing is shown yet: the browser comes again by itself.
    """
    told = cookie.get("handover")
    if asked_block() is None:
        cookie.pop("handover", None)
    return Handover(**told) if told else None


def qr(text: str) -> tuple[int, str]:
    """The side of the code in modules and the path that draws its dark ones."""
    code = segno.make(text, error="m", micro=False)
    rows = enumerate(code.matrix_iter(border=QUIET_ZONE))
    dark = [f"M{x} {y}h1v1h-1z" for y, row in rows for x, on in enumerate(row) if on]
    return int(code.symbol_size(border=QUIET_ZONE)[0]), "".join(dark)
