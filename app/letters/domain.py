"""Letters and leaflets about disputes: which there are, when, and how words fill them in."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.disputes.domain import Side
from app.kernel.i18n import NBSP, Labelled, _, fold, nbsp


class LetterKind(Labelled):
    """What is written to a party."""

    INVITATION_B = "invitation_b", _("Invitation of party B to talks")
    MEETING = "meeting", _("Invitation to a meeting")
    CLOSING = "closing", _("Letter at the end of a case")
    LEAFLET = "leaflet", _("Leaflet: voluntary and confidential")
    AGREEMENT = "agreement", _("Sheet of the agreement")

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return SLUGS[self]

    @property
    def icon(self) -> str:
        """Its picture in the sprite."""
        return ICONS.get(self, "file-text")


SLUGS = {
    LetterKind.INVITATION_B: "pozvanka",
    LetterKind.MEETING: "setkani",
    LetterKind.CLOSING: "ukonceni",
    LetterKind.LEAFLET: "letak",
    LetterKind.AGREEMENT: "dohoda",
}
ICONS = {
    LetterKind.INVITATION_B: "send",
    LetterKind.MEETING: "calendar-days",
    LetterKind.LEAFLET: "info",
    LetterKind.AGREEMENT: "handshake",
}
# What goes to one party, with a name and an address.
TO_PARTIES = (LetterKind.INVITATION_B, LetterKind.MEETING, LetterKind.CLOSING)
# these sentences stand in the letter even if the town's wording has left them out.
OBLIGATORY = {
    LetterKind.INVITATION_B: ("impartiality",),
    LetterKind.MEETING: ("impartiality",),
    LetterKind.AGREEMENT: ("nature", "proceedings"),
}
LONGEST_TITLE, LONGEST_BODY = 120, 6000
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# Act 202/2012: its words and its number.
ACT_WORDS = re.compile(r"\bmedi(ac|ator|ov|uj)|\b202\s*/\s*2012\b")
# ČSN 01 6910: what stays on one line: 12. 3., 1 234, an abbreviation or a sign with its number.
TIES = re.compile(r"(?<=\d\.) (?=\d)|(?<=\d) (?=\d{3}\b)|(?<=§) (?=\d)|(?<=\d) (?=[%°])")
ABBREVIATED = re.compile(r"(?<!\w)([^\W\d_]{1,3}\.) (?=\d)")


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or an item of a list."""

    kind: str
    text: str


HEADING, ITEM, PARAGRAPH = "heading", "item", "paragraph"
MARKS = {"# ": HEADING, "- ": ITEM}


@dataclass(frozen=True)
class TownLetter:
    """A letter as the town writes it; version 0 is the standard wording."""

    kind: LetterKind
    title: str
    body: str
    version: int = 0

    @property
    def is_own(self) -> bool:
        """Whether the town has a wording of its own."""
        return self.version > 0


def blocks(body: str) -> list[Block]:
    """Paragraphs by blank lines; a line that begins with "- " is an item, with "# " a heading."""
    return [Block(kind, "\n".join(lines)) for kind, lines in _runs(body.split("\n"))]


def grouped(text: Sequence[Block]) -> list[tuple[str, list[str]]]:
    """(kind, texts) with the items of a list together, for pages."""
    runs = groupby(text, key=lambda block: block.kind)
    return [(kind, [block.text for block in own]) for kind, own in runs]


def _runs(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    paragraph: list[str] = []
    for line in [*lines, ""]:
        kind = MARKS.get(line[:2]) if line[2:].strip() else None
        if line.strip() and kind is None:
            paragraph.append(line)
            continue
        if paragraph:
            yield PARAGRAPH, paragraph
            paragraph = []
        if kind:
            yield kind, [line[2:].strip()]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its known placeholders replaced, once; nothing else is interpreted."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def fault(text: str, known: Collection[str]) -> str | None:
    """What is wrong with the placeholders of a template; None when nothing is."""
    for name in PLACEHOLDER.findall(text):
        if name not in known:
            return _(
                "{%(name)s} cannot be filled in here. The list beside says what can.", name=name
            )
    if set("{}") & set(PLACEHOLDER.sub("", text)):
        return _("A brace has no partner. Write placeholders like {%(name)s}.", name=min(known))
    return None


def composed(
    letter: TownLetter, values: Mapping[str, str], names: Mapping[str, str]
) -> list[Block]:
    """The blocks of a letter; what became empty is left out, what rules demand is added.

    `values` are by key; `names` says under which name the template knows each key.
    """
    known = _named(values, names)
    found = [(each.kind, filled(tied(each.text), known)) for each in blocks(letter.body)]
    used = set(PLACEHOLDER.findall(letter.body))
    missing = [key for key in OBLIGATORY.get(letter.kind, ()) if names[key] not in used]
    found += [(PARAGRAPH, values.get(key, "")) for key in missing]
    return [Block(kind, text) for kind, text in found if text.strip()]


def headed(letter: TownLetter, values: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The heading of a letter, filled in like its text."""
    return filled(tied(letter.title), _named(values, names))


def _named(values: Mapping[str, str], names: Mapping[str, str]) -> Mapping[str, str]:
    return {names[key]: value for key, value in values.items() if key in names}


def tied(text: str) -> str:
    """Non-breaking spaces after one-letter words, in dates, numbers and after abbreviations."""
    return ABBREVIATED.sub(rf"\1{NBSP}", TIES.sub(NBSP, nbsp(text)))


def uses_words_of_the_act(text: str) -> bool:
    """R-42: whether a text says by itself what holds only where a registered mediator leads."""
    return bool(ACT_WORDS.search(fold(text)))


def fault_of_letter(kind: LetterKind, side: Side, case: Any) -> str | None:
    """Why this letter does not go to this side now (R-40); None when it may."""
    if case.flags:
        return _("The dispute is unsuitable for talks. Write nothing, speak in person.")
    if kind is LetterKind.CLOSING:
        return _fault_of_closing(side, case)
    if not case.is_open:
        return _("The case is closed.")
    return _fault_of_asking(kind, side, case, case.course.willing)


def _fault_of_asking(
    kind: LetterKind, side: Side, case: Any, given: Collection[Side]
) -> str | None:
    if side is not Side.A and Side.A not in given:
        return _("Party B may be addressed only after party A has agreed (R-40).")
    if kind is LetterKind.INVITATION_B:
        return _fault_of_invitation(side, case, given)
    if not {Side.A, Side.B, side} <= set(given):
        return _("A meeting needs the consent of both parties (R-40).")
    return None


def _fault_of_invitation(side: Side, case: Any, given: Collection[Side]) -> str | None:
    if side is Side.A:
        return _("Party A is the one who came; call or visit instead of inviting.")
    if not case.course.is_screened:
        return _("First judge whether talks are suitable. Until then only A is met.")
    if side in given:
        return _("This party has agreed already. Invite it to a meeting.")
    return None


def _fault_of_closing(side: Side, case: Any) -> str | None:
    if case.is_open:
        return _("The case is still open.")
    if side is not Side.A and not case.course.has_met(side):
        return _("Nobody has addressed this party, so there is nothing to end.")
    return None
