"""Agreements of neighbours: who is to do what until when, and whether it was done."""

from dataclasses import dataclass
from datetime import date

from app.disputes.domain import Side
from app.kernel.i18n import Labelled, _

# What a town may hang on: a scan of the signed paper.
SCAN_TYPES = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
PDF, JPEG = "application/pdf", "image/jpeg"
ENDINGS = {PDF: "pdf", JPEG: "jpg"}
# As many pages as a signed paper ever has.
MOST_SCANS = 10
LONGEST_POINT = 300


class Fulfilled(Labelled):
    """Whether a point of an agreement was kept."""

    OPEN = "open", _("not looked at yet")
    YES = "yes", _("kept")
    PARTLY = "partly", _("kept in part")
    NO = "no", _("not kept")

    @property
    def tone(self) -> str:
        """Its colour."""
        return TONES[self]

    @property
    def icon(self) -> str:
        """Its picture in the sprite."""
        return ICONS[self]

    @property
    def taps(self) -> list[tuple["Fulfilled", "Fulfilled"]]:
        """(what stands on a button, what its tap says): tapping what holds takes it back."""
        known = [each for each in Fulfilled if each is not Fulfilled.OPEN]
        return [(each, Fulfilled.OPEN if each is self else each) for each in known]


TONES = {
    Fulfilled.OPEN: "grey",
    Fulfilled.YES: "green",
    Fulfilled.PARTLY: "yellow",
    Fulfilled.NO: "red",
}
ICONS = {
    Fulfilled.OPEN: "clock",
    Fulfilled.YES: "check",
    Fulfilled.PARTLY: "minus",
    Fulfilled.NO: "x",
}


@dataclass(frozen=True)
class Promise:
    """What the parties have promised in one point."""

    who: frozenset[Side]
    what: str
    until: date | None = None

    def fault(self, agreed_on: date) -> tuple[str, str] | None:
        """What is wrong with it, as (field, words); None when nothing is."""
        if not self.what:
            return "what", _("Write what was agreed.")
        if not self.who:
            return "who", _("Say who does it.")
        if self.until and self.until < agreed_on:
            return "until", _("The term is before the day of the agreement.")
        return None


def scan_type(content: bytes) -> str | None:
    """What kind of file it is by its own bytes, whatever it calls itself; None for any other."""
    return next((kind for mark, kind in SCAN_TYPES.items() if content.startswith(mark)), None)


def file_name(number: str, media_type: str) -> str:
    """Under what name a scan is downloaded: the number of the case says nothing of the people."""
    return f"dohoda-{number}.{ENDINGS[media_type]}"
