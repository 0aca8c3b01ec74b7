"""Finds what looks like personal data in free texts (R-21); it warns and never blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.kernel.i18n import Labelled, _, fold


class Kind(Labelled):
    """What a piece of text looks like."""

    BIRTH_NUMBER = "birth_number", _("birth number")
    LIKE_BIRTH_NUMBER = "like_birth_number", _("digits like a birth number")
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


def _words(name: str) -> frozenset[str]:
    """A list of words that stands beside this module, one on a line, without marks."""
    return frozenset(Path(__file__).with_name(name).read_text(encoding="utf-8").split())


FIRST_NAMES = _words("first_names.txt")
SURNAMES = _words("surnames.txt")

# Act 133/2000 § 13: six digits of the birth date and, after a slash, three or four more.
BIRTH_NUMBER = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})[ \u00a0]?(/?)[ \u00a0]?(\d{3,4})(?!\d)")
GAP = r"[ \u00a0.-]?"
NUMBERS = (
    (Kind.EMAIL, re.compile(r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")),
    # Regions since 2001 (1K2 3456), electric cars (EL 001 AB), districts before (SOA 12-34).
    (Kind.PLATE, re.compile(r"(?<!\w)((?i:\d[ABCEHJKLMPSTUZ][A-Z0-9][ -]?\d{4}))(?!\w)")),
    (Kind.PLATE, re.compile(r"(?<!\w)(EL[ -]?\d{3}[ -]?[A-Z]{2}|[A-Z]{2,3}[ -]?\d\d-\d\d)(?!\w)")),
    (Kind.PLATE, re.compile(r"(?<!\w)(?i:spz|rz):? ?(?=\w*[ -]?\w*\d)(\w{2,3}[ -]?[\w-]{2,6})")),
    (
        Kind.ID_CARD,
        re.compile(r"(?i)\b(?:OP|občan\w*|průkaz\w*|pas)\b\D{0,9}?(\d[\d \u00a0]{4,9}\d)"),
    ),
    (Kind.PHONE, re.compile(rf"(?<![\d/])([2-79]\d\d{GAP}\d{{3}}{GAP}\d{{3}})(?!\d|[ \u00a0]Kč)")),
    (
        Kind.PHONE,
        re.compile(
            rf"(?<![\d/])((?:\+|00(?=[\d .-]{{9}}))\d{{2,3}}(?:{GAP}\d{{2,5}}){{2,4}})(?!\d)"
        ),
    ),
    (Kind.ID_CARD, re.compile(r"(?<![\w/-])(\d{9})(?![\w/])")),
)

UPPER, LOWER = "A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ", "a-záčďéěíňóřšťúůýžäöü"
WORD = rf"[{UPPER}][{LOWER}]+"
SPACE = r"[ \u00a0]"
TITLES = (
    r"[Pp]an(?:a|u|em|e|í|i)?|[Ss]lečn(?:a|y|ě|u|ou|o)|p\.|pí\.|Mgr\.|Ing\.|Bc\.|(?:\w{1,4})?Dr\."
)
TITLED = re.compile(
    rf"(?<!\w)(?:(?:{TITLES}){SPACE})+((?:[{UPPER}]\.{SPACE}?)?{WORD}(?:{SPACE}{WORD})?)"
)
INITIAL = re.compile(rf"(?<![\w.])[{UPPER}]\.{SPACE}?({WORD})(?!\w)")
RUN = re.compile(rf"(?<![\w-]){WORD}(?:{SPACE}{WORD}){{0,2}}(?!\w)")
PART = re.compile(WORD)
# A street, a church or a school may carry a name; so may the saints and the heroes.
NAMED_AFTER = re.compile(
    r"(?i)(?:\bul\.|\bulic[eií]|\bnám\.|\bnáměstí|\btř\.|\btřída|\btřídě|\bnábřeží|\bsv\.|\bsvat\w+|"
    r"\bkostel\w?(?: panny)?|\bzš|\bmš|\bkpt\.|\bgen\.|\bplk\.)\s+(?:\w+\.\s+)*$"
)
HEROES = re.compile(
    r"bezruc|borovsk|capk|fucik|havlick|husa|jiras|jungmann|kollar|komensk|kuderik|masaryk|nemcov|"
    r"nepomuck|nerud|palach|palack|podebrad|purkyn|smetan|stefanik|svermov|tyl|vrchlick|wolker|zizk"
)
OFFICES = ("redit", "ucitel", "starost", "mentor", "strazn", "polic", "doktor", "predsed", "farar")
# Streets and things may end like the surname of a woman, titles of men like "kings" do too.
WOMAN = re.compile(r"(\w{2,}?)(ová|ovou|ové)$")
NOT_A_WOMAN = re.compile(
    r"(?:lip|dub|bor|javor|jasan|kastan|ruz|sad|brez|buk|ols|topol|smrk|akat|serik|visn|tresn|"
    r"jablon|orech|pisk|hrad|okruz|plast|kov|papir|cihl|dom|kruh|rohov|slep|klid|cel|hot)$"
)
SHAPE = re.compile(r"(?:ová|ové|ovou|ský|ská|cký|cká|ák|ík|ek|ka|ec|ný|ná|ý)$")
SOFT = str.maketrans("kgh", "czz")
ADJECTIVE_ENDS = ("eho", "emu", "ym", "ych", "a", "e", "ou", "iho", "imu", "im")
NOUN_ENDS = ("a", "u", "i", "e", "ovi", "em", "ovych")


def declined(name: str) -> set[str]:
    """The forms of a name in Czech sentences, without marks; more rather than fewer."""
    stem = name[:-1]
    if name.endswith(("y", "i")):
        return {name, *(stem + end for end in ADJECTIVE_ENDS)}
    if name.endswith("ie"):
        return {name, f"{stem}i"}
    if name.endswith(("a", "o")):
        soft = stem[:-1] + stem[-1].translate(SOFT)
        return {name, f"{soft}e", *(stem + end for end in ("y", "i", "u", "ou", "ovi", "o", "e"))}
    short = re.sub(r"e(?=[klc]$)", "", name)
    return {name, *(base + end for base in (name, short) for end in NOUN_ENDS)}


FIRST_FORMS = frozenset(form for name in FIRST_NAMES for form in declined(name))
SURNAME_FORMS = frozenset(form for name in SURNAMES for form in declined(name))


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
    while found := findings(text):
        for finding in reversed(found):
            text = f"{text[: finding.start]}[{finding.kind.label}]{text[finding.end :]}"
    return text


def _all(text: str) -> Iterator[Finding]:
    for match in BIRTH_NUMBER.finditer(text):
        if kind := _birth_number(*match.groups()):
            yield _finding(kind, match)
    for kind, pattern in NUMBERS:
        yield from (_finding(kind, match, 1) for match in pattern.finditer(text))
    yield from _names(text)


def _names(text: str) -> Iterator[Finding]:
    titled = (match for match in TITLED.finditer(text) if not fold(match[1]).startswith(OFFICES))
    yield from (_finding(Kind.NAME, match, 1) for match in titled)
    initials = (match for match in INITIAL.finditer(text) if _follows_initial(match[1]))
    yield from (_finding(Kind.NAME, match) for match in initials)
    for match in RUN.finditer(text):
        if span := _name_within(text, list(PART.finditer(text, *match.span()))):
            yield Finding(Kind.NAME, *span, text[slice(*span)])


def _finding(kind: Kind, match: re.Match[str], group: int = 0) -> Finding:
    return Finding(kind, match.start(group), match.end(group), match.group(group))


def _birth_number(year: str, month: str, day: str, slash: str, tail: str) -> Kind | None:
    """Ten digits obey the rule of eleven; a mistyped number warns too, a reference does not."""
    # Act 133/2000 § 13: fifty is added to the month of a woman, twenty where numbers ran out.
    is_date = 1 <= int(month) % 50 % 20 <= 12 and 1 <= int(day) <= 31
    digits = year + month + day + tail
    if len(tail) == 3:
        return (Kind.BIRTH_NUMBER if is_date else Kind.LIKE_BIRTH_NUMBER) if slash else None
    # Up to 1985 a remainder of ten was written as zero.
    fits = int(digits) % 11 == 0 or (int(digits[:9]) % 11 == 10 and tail[-1] == "0")
    if is_date and fits:
        return Kind.BIRTH_NUMBER
    is_reference = slash and not is_date and tail.startswith(("19", "20"))
    return None if is_reference else Kind.LIKE_BIRTH_NUMBER


def _name_within(text: str, parts: list[re.Match[str]]) -> tuple[int, int] | None:
    """From where to where words with capitals are a name."""
    before = text[: parts[0].start()].rstrip()
    begins = not before or before[-1] in ".!?:;\n–•"
    firsts = [fold(part[0]) in FIRST_FORMS for part in parts]
    surnames = [_is_surname(part[0], is_first_word=begins and part is parts[0]) for part in parts]
    hits = [i for i in range(len(parts)) if firsts[i] or surnames[i]]
    if not hits or _is_memorial(text, parts, hits[0]):
        return None
    low, high = hits[0], hits[-1]
    low -= bool(low and firsts[low] and SHAPE.search(parts[low - 1][0]))
    high += bool(firsts[high] and parts[high + 1 :])
    if begins and high == 0 and not surnames[0] and not _is_surely_first(parts[0][0]):
        return None
    return parts[low].start(), parts[high].end()


def _follows_initial(word: str) -> bool:
    return bool(SHAPE.search(word)) or _is_surname(word, is_first_word=True)


def _is_memorial(text: str, parts: list[re.Match[str]], at: int) -> bool:
    """Whether a street, a church or a hero is meant, not somebody of today."""
    is_hero = any(HEROES.match(fold(part[0])) for part in parts[at:])
    return is_hero or bool(NAMED_AFTER.search(text[: parts[at].start()][-40:]))


def _is_surely_first(word: str) -> bool:
    """At the beginning of a sentence any word has a capital; short ones are left alone."""
    return len(word) >= 5 and fold(word) in FIRST_NAMES


def _is_surname(word: str, *, is_first_word: bool) -> bool:
    """A common surname in any form, or what ends like the surname of a woman."""
    if fold(word) in SURNAME_FORMS:
        return True
    if not (found := WOMAN.fullmatch(word)) or NOT_A_WOMAN.match(fold(found[1])):
        return False
    stem = fold(found[1])
    is_known = bool({stem, f"{stem}a"} & SURNAME_FORMS)
    return is_known or not (is_first_word or found[2] == "ové")
