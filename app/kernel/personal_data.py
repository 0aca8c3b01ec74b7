"""Finds what looks like personal data in free texts (R-21); it warns and never blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.kernel.i18n import Labelled, _, fold


class Kind(Labelled):
    """What a piece of text looks like."""

    BIRTH_NUMBER = "birth_number", _("birth number")
    ID_CARD = "id_card", _("number of an identity card")
    PLATE = "plate", _("number plate")
    PHONE = "phone", _("phone number")
    EMAIL = "email", _("e-mail")
    NAME = "name", _("a person's name")


@dataclass(frozen=True)
class Finding:
    """A piece of a text that looks like personal data."""

    kind: Kind
    start: int
    end: int
    text: str


# Act 133/2000 § 13: six digits of the birth date (women +50, series +20) and three or four more.
BIRTH_NUMBER = re.compile(r"(?<!\d)(\d{2})([0-8]\d)([0-3]\d)\s?/?\s?(\d{3,4})(?!\d)")
ID_CARD = re.compile(r"(?<![\w/-])\d{9}(?![\w/])")
PLATE = re.compile(
    r"(?<!\w)(?:\d[A-Z]\d[ -]?\d{4}|[A-Z]{2}[ -]?\d{2}-\d{2}|\d[A-Z]{2}[ -]?\d{4})(?!\w)"
)
PHONE = re.compile(
    r"(?<!\d)(?:(?:\+|00)420[ \u00a0]?)?[2-79]\d{2}[ \u00a0]?\d{3}[ \u00a0]?\d{3}(?!\d)"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
CAPITAL = r"[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ][a-záčďéěíňóřšťúůýž]+"
TITLED = re.compile(
    rf"\b(?:pan[aíeu]?|paní|panem|slečn[ay]|pí\.|p\.)[ \u00a0]({CAPITAL}(?:[ \u00a0]{CAPITAL})?)"
)
PAIR = re.compile(rf"\b({CAPITAL})[ \u00a0]({CAPITAL})\b")
SURNAME = re.compile(
    r"(?:ová|ové|ovou|ský|ského|ským|ská|ské|skou|ček|čka|ák|áka|ík|íka|ek|ka|ec|ce)$"
)

# Common first names without marks; their declined forms are met by the stem.
FIRST_NAMES = frozenset(
    Path(__file__).with_name("first_names.txt").read_text(encoding="utf-8").split()
)
ENDINGS = ("ovi", "em", "ou", "om", "u", "a", "e", "y", "i", "")
MASKS = {kind: f"[{kind.label}]" for kind in Kind}


def findings(text: str) -> list[Finding]:
    """Everything in the text that looks like personal data, from left to right, not overlapping."""
    found = sorted(_all(text), key=lambda finding: (finding.start, -finding.end))
    kept: list[Finding] = []
    for finding in found:
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


def masked(text: str) -> str:
    """The text with every finding replaced by what it was."""
    for finding in reversed(findings(text)):
        text = text[: finding.start] + MASKS[finding.kind] + text[finding.end :]
    return text


def is_birth_number(digits: str) -> bool:
    """Whether ten digits fulfil the rule of eleven; nine digits (before 1954) have no such rule."""
    return len(digits) == 9 or int(digits) % 11 == 0 or int(digits[:9]) % 11 == 10


def _all(text: str) -> Iterator[Finding]:
    yield from _birth_numbers(text)
    for kind, pattern in (
        (Kind.EMAIL, EMAIL),
        (Kind.PLATE, PLATE),
        (Kind.PHONE, PHONE),
        (Kind.ID_CARD, ID_CARD),
    ):
        yield from (_finding(kind, match) for match in pattern.finditer(text))
    yield from (_finding(Kind.NAME, match, 1) for match in TITLED.finditer(text))
    yield from (_finding(Kind.NAME, match) for match in PAIR.finditer(text) if _is_name(match))


def _birth_numbers(text: str) -> Iterator[Finding]:
    """With a slash it is one even when the sum does not fit: somebody may have mistyped it."""
    for match in BIRTH_NUMBER.finditer(text):
        digits = "".join(match.groups())
        if "/" in match.group() or is_birth_number(digits):
            yield _finding(Kind.BIRTH_NUMBER, match)


def _finding(kind: Kind, match: re.Match[str], group: int = 0) -> Finding:
    return Finding(kind, match.start(group), match.end(group), match.group(group))


def _is_name(match: re.Match[str]) -> bool:
    one, other = fold(match[1]), fold(match[2])
    return _is_first_name(one) or (_is_first_name(other) and bool(SURNAME.search(match[1])))


def _is_first_name(word: str) -> bool:
    stems = {word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending)}
    return any(stem in FIRST_NAMES or f"{stem}a" in FIRST_NAMES for stem in stems)
