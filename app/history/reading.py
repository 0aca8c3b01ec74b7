"""What a cell says: Czech days, times, months and numbers; Unread says what is wrong with it."""

import re
from datetime import date, timedelta
from functools import lru_cache

from app.history.domain import FIRST_YEAR
from app.kernel.i18n import _, fold

# Excel counts days from here, because it takes 1900 for a leap year.
EXCEL_BEGIN = date(1899, 12, 30)
EXCEL_DAYS = range(30_000, 80_000)
CENTURY = 2000
NUMBER = r"\d{1,7}"
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(.*))?")
CZECH_DAY = re.compile(r"(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{4}|\d{2})(?!\d)(?:[ ,]+(.*))?")
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?(?: *h(?:od)?\.?)?")
YEAR_MONTH = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})")
MONTH_YEAR = re.compile(r"(\d{1,2}|[a-z]+)\.?\s*[-/. ]\s*(\d{4})")
# Beginnings that tell the months apart, in any case of the word.
MONTHS = {
    "led": 1,
    "uno": 2,
    "bre": 3,
    "dub": 4,
    "kve": 5,
    "cerven": 6,
    "cervn": 6,
    "srp": 8,
    "zar": 9,
    "rij": 10,
    "lis": 11,
    "pro": 12,
}
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
JULY = re.compile("cervenec|cervenc")
NOT_A_MONTH = _("Not a month such as 3/2024.")


class Unread(ValueError):  # noqa: N818 - named as the sentence it says
    """The cell cannot be read; the message says what is expected in it."""


@lru_cache(maxsize=20_000)
def day_and_time(text: str) -> tuple[date, str]:
    """23. 11. 2024, 23.11.24, 2024-11-23 or Excel's number, and the time that may stand behind."""
    if found := ISO_DAY.fullmatch(text):
        return _date(*map(int, found.group(1, 2, 3))), found[4] or ""
    if found := CZECH_DAY.fullmatch(text):
        day, month, year = map(int, found.group(1, 2, 3))
        return _date(year if year > 99 else CENTURY + year, month, day), found[4] or ""
    if re.fullmatch(NUMBER, text) and int(text) in EXCEL_DAYS:
        return EXCEL_BEGIN + timedelta(days=int(text)), ""
    raise Unread(_("Not a day such as 23. 11. 2024."))


@lru_cache(maxsize=4_000)
def hour_and_minute(text: str) -> tuple[int, int]:
    """14:32, 14.32, 14:32:00, 14 h, or the part of a day by which Excel tells a time."""
    if re.fullmatch(r"0[.,]\d{3,}", text):
        minutes = round(float(text.replace(",", ".")) * 24 * 60) % (24 * 60)
        return minutes // 60, minutes % 60
    found = CLOCK.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Unread(_("Not a time such as 14:32."))
    return int(found[1]), int(found[2] or 0)


@lru_cache(maxsize=4_000)
def month(text: str, year: str = "") -> date:
    """The first day of 2024-03, 3/2024, March 2024 or a day in it; or of a month and a year."""
    bare = fold(text).strip()
    if found := YEAR_MONTH.fullmatch(bare):
        return _date(int(found[1]), int(found[2]), 1)
    if found := MONTH_YEAR.fullmatch(bare):
        return _date(int(found[2]), _month_number(found[1]), 1)
    if year and (number := _month_number(bare, 0)):
        return _date(_year(year), number, 1)
    try:
        return day_and_time(bare)[0].replace(day=1)
    except Unread:
        raise Unread(NOT_A_MONTH) from None


@lru_cache(maxsize=4_000)
def count(text: str) -> int:
    """A whole number; 1 250 and 12,0 are whole too."""
    bare = re.sub(r"\s", "", text).replace(",", ".")
    if not (found := re.fullmatch(r"(\d{1,6})(?:\.0+)?", bare)):
        raise Unread(_("Not a whole number."))
    return int(found[1])


def _year(text: str) -> int:
    if not (found := re.fullmatch(r"(\d{4})(?:[.,]0+)?", text.strip())):
        raise Unread(_("Not a year such as 2024."))
    return int(found[1])


def _month_number(bare: str, otherwise: int | None = None) -> int:
    if re.fullmatch(r"\d{1,2}(?:[.,]0*)?", bare):
        return int(re.split("[.,]", bare)[0])
    if bare.rstrip(".") in ROMAN:
        return ROMAN.index(bare.rstrip(".")) + 1
    if JULY.match(bare):
        return 7
    named = (number for begin, number in MONTHS.items() if bare.startswith(begin))
    if (number := next(named, otherwise)) is None:
        raise Unread(NOT_A_MONTH)
    return number


def _date(year: int, month_number: int, day: int) -> date:
    try:
        found = date(year, month_number, day)
    except ValueError:
        raise Unread(_("There is no such day in the calendar.")) from None
    if found.year < FIRST_YEAR:
        raise Unread(_("A year before 1990 is probably a slip."))
    return found
