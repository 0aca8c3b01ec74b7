"""Czech texts, plurals, dates and numbers; the only place that knows the language."""

import gettext as _gettext
import re
import unicodedata
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from babel.numbers import format_decimal

from app.kernel.clock import local
from app.kernel.codes import own_label

LOCALE = "cs"
NBSP = "\N{NO-BREAK SPACE}"
WEEKDAYS = ("pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle")
MONTHS = (
    *("ledna", "února", "března", "dubna", "května", "června"),
    *("července", "srpna", "září", "října", "listopadu", "prosince"),
)
# ČSN 97 6030: the letters that have a place of their own; all other marks decide only ties.
LETTERS = (
    *("a", "b", "c", "č", "d", "e", "f", "g", "h", "ch", "i", "j", "k", "l", "m", "n", "o", "p"),
    *("q", "r", "ř", "s", "š", "t", "u", "v", "w", "x", "y", "z", "ž", *"0123456789"),
)
RANKS = {letter: f"{rank:02}" for rank, letter in enumerate((" ", *LETTERS), 1)}
MARKS = {"": "0", "\N{COMBINING ACUTE ACCENT}": "1", "\N{COMBINING CARON}": "2"}
OTHER_MARK = "3"
UNITS = re.compile("([Cc][Hh]|.)([\u0300-\u036f]*)", re.DOTALL)
FOREIGN = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ß": "ss"})
_catalogue = _gettext.translation(
    "messages", Path(__file__).parent.parent / "translations", [LOCALE], fallback=True
)


def _(msgid: str, **values: Any) -> str:
    """The Czech text of an English sentence, its %(name)s filled in."""
    text = _catalogue.gettext(msgid)
    return text % values if values else text


def ngettext(one: str, many: str, n: int, **values: Any) -> str:
    """The right one of the three Czech plural forms; %(n)s is the number itself."""
    return _catalogue.ngettext(one, many, n) % {"n": number(n), **values}


class Labelled(StrEnum):
    """A code (English, stored) with a name (Czech, shown): NOISE = "noise", _("Noise")."""

    standard: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.standard = label
        return member

    @property
    def label(self) -> str:
        """What is shown: the town's own name of the code, otherwise the standard one."""
        return own_label(self) or self.standard


def day(when: date | datetime) -> str:
    """23. 11. 2026, unbreakable."""
    when = local(when).date() if isinstance(when, datetime) else when
    return f"{when.day}.{NBSP}{when.month}.{NBSP}{when.year}"


def day_short(when: date | datetime) -> str:
    """23. 11., unbreakable."""
    when = local(when).date() if isinstance(when, datetime) else when
    return f"{when.day}.{NBSP}{when.month}."


def long_day(when: date) -> str:
    """Pondělí 23. listopadu."""
    return f"{WEEKDAYS[when.weekday()].capitalize()} {when.day}.{NBSP}{MONTHS[when.month - 1]}"


def weekday(when: date) -> str:
    """Pondělí … neděle, in lower case."""
    return WEEKDAYS[when.weekday()]


def clock_time(when: datetime | time) -> str:
    """14:32 in Prague."""
    when = local(when) if isinstance(when, datetime) else when
    return f"{when:%H:%M}"


def moment(when: datetime) -> str:
    """23. 11. 2026 14:32 in Prague, unbreakable."""
    at = local(when)
    return f"{day(at.date())}{NBSP}{clock_time(at.time())}"


def number(value: float, digits: int = 0) -> str:
    """1 234,5 with a decimal comma and unbreakable thousands."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, pattern, locale=LOCALE)


def percent(share: float) -> str:
    """12,5 % of a share between 0 and 1."""
    return f"{number(share * 100, 1)}{NBSP}%"


def hours(minutes: int) -> str:
    """2 h 12 min."""
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole}{NBSP}h"] if whole else []
    return NBSP.join([*parts, f"{rest}{NBSP}min"] if rest or not whole else parts)


def sentence(text: str) -> str:
    """With a capital at its beginning; capitals inside (strana A) stay."""
    return text[:1].upper() + text[1:]


def nbsp(text: str) -> str:
    """Tie one-letter prepositions to the next word, per cents to their number (ČSN 01 6910)."""
    tied = re.sub(r"(?<![^\s(„])([KkSsVvZzUuOoAaIi]) (?=\S)", rf"\1{NBSP}", text)
    return re.sub(r"(?<=[\ds]) (?=%(?!\())", NBSP, tied)


def collated(text: str) -> str:
    """A key of digits that sorts as Czech does (ČSN 97 6030), the same in every database.

    Letters first, then their marks, then capitals; words stand before longer words.
    """
    plain = unicodedata.normalize("NFKD", text.translate(FOREIGN).replace("-", " "))
    units = [unit for letter, marks in UNITS.findall(plain) if (unit := _unit(letter, marks))]
    letters, *ties = ("".join(level) for level in zip(("", "", ""), *units, strict=True))
    return "00".join((letters, "".join(ties)))


def _unit(letter: str, marks: str) -> tuple[str, str, str] | None:
    """What one letter says at each level; punctuation says nothing."""
    small, is_capital = letter.casefold(), str(int(letter != letter.casefold()))
    own = unicodedata.normalize("NFC", small + marks)
    if own in RANKS:
        return RANKS[own], MARKS[""], is_capital
    if small in RANKS:
        return RANKS[small], MARKS.get(marks, OTHER_MARK), is_capital
    return (f"98{ord(letter):07}", MARKS[""], is_capital) if letter.isalnum() else None


def fold(text: str) -> str:
    """Text as search sees it: no marks, no case."""
    bare = unicodedata.normalize("NFKD", text)
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()
