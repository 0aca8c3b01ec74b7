"""What a cell says of a time or a number; Unread says what is wrong with it."""

import re
from functools import lru_cache

from app.kernel.i18n import _, fold

CLOCK = re.compile(
    r"([0-9]{1,2})(?:[:.,]([0-9]{2}))?(?:[:.][0-9]{2}(?:\.[0-9]+)?)?(?: ?h(?:od(?:in)?)?\.?)?"
)
PART_OF_DAY = re.compile(r"0[.,][0-9]{3,}")
# 0,25 is a quarter of an hour past midnight, or six in the morning as Excel tells it.
EITHER = re.compile(r"0[.,][0-9]{1,2}")
GROUPED = r"[1-9][0-9]{0,2}(?:(?: [0-9]{3})+|(?:\.[0-9]{3})+)"
COUNT = re.compile(rf"([0-9]{{1,6}}|{GROUPED})(?:[.,]0{{1,2}})?")
# Twelve hundred and fifty, or one and a quarter.
THOUSAND_OR_NOT = re.compile(r"[0-9]{1,3},[0-9]{3}")
MOST = 999_999
DAY_IN_MINUTES = 24 * 60


class Unread(ValueError):  # noqa: N818 - named as the sentence it says
    """The cell cannot be read; the message says what is expected in it."""


def bare(text: str) -> str:
    """One line without marks and case; digits that no keyboard types stay what they are."""
    if any(sign.isdigit() and not sign.isascii() for sign in text):
        return text
    return " ".join(fold(text).split())


@lru_cache(maxsize=4_000)
def hour_and_minute(text: str) -> tuple[int, int]:
    """14:32, 14.32, 14,32, 14:32:00, 14 h, or the part of a day by which Excel tells a time."""
    told = bare(text)
    if PART_OF_DAY.fullmatch(told):
        minutes = round(float(told.replace(",", ".")) * DAY_IN_MINUTES) % DAY_IN_MINUTES
        return minutes // 60, minutes % 60
    if EITHER.fullmatch(told):
        raise Unread(_("It can be read in several ways. Write the time as 0:25."))
    found = CLOCK.fullmatch(told)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Unread(_("Not a time such as 14:32."))
    return int(found[1]), int(found[2] or 0)


@lru_cache(maxsize=4_000)
def count(text: str) -> int:
    """A whole number; 1 250, 1.250 and 12,0 are whole too."""
    told = bare(text)
    if THOUSAND_OR_NOT.fullmatch(told):
        raise Unread(_("It can be read in several ways. Write thousands as 1 250."))
    found = COUNT.fullmatch(told)
    number = int(re.sub("[ .]", "", found[1])) if found else MOST + 1
    if number > MOST:
        raise Unread(_("Not a whole number."))
    return number
