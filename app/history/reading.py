"""What a cell says: Czech days, months, times and numbers; Unread says what is wrong with it."""

import re
from datetime import date, timedelta
from functools import lru_cache

from app.history.domain import FIRST_YEAR
from app.kernel.i18n import _, fold

# Excel counts days from here, because it takes 1900 for a leap year.
EXCEL_BEGIN = date(1899, 12, 30)
EXCEL_DAYS = range(30_000, 80_000)
CENTURY = 2000
# A month may not be told by less of its name.
SHORTEST = 3
# The last number that could be a month as well as a year.
LAST_MONTH = 12
WEEKDAY = (
    r"(?:(?:pondeli|utery|stred[au]|ctvrtek|patek|sobot[au]|nedel[ei]|po|ut|st|ct|pa|so|ne)"
    r"(?:[.,]+ ?| ))?"
)
YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
DAY = r"(?P<day>[0-9]{1,2})"
BEHIND = r"(?:[ ,]+(?P<behind>[0-9].*))?"
DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<year>[0-9]{{4}}) ?([-/.]) ?(?P<month>[0-9]{{1,2}}) ?\2 ?{DAY}(?:t| (?=[0-9])|$)"
        rf"(?P<behind>.*)",
        rf"{WEEKDAY}{DAY} ?([./-]) ?(?P<month>[0-9]{{1,2}}) ?\2 ?{YEAR}(?![0-9]){BEHIND}",
        rf"{WEEKDAY}{DAY}(?:\. ?| |-)(?P<month>[a-z]+)(?:\. ?| |-){YEAR}(?![0-9]){BEHIND}",
    )
)
NO_YEAR = re.compile(rf"{WEEKDAY}[0-9]{{1,2}}(?:\. ?| )(?:[0-9]{{1,2}}|[a-z]+)\.?")
NUMBER_MONTH = r"(?P<month>[0-9]{1,2})"
NAMED_MONTH = r"(?P<month>[a-z]+)"
FULL_YEAR = r"(?P<year>[0-9]{4})"
MONTH_OF_YEAR = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{FULL_YEAR} ?[-/.] ?{NUMBER_MONTH}",
        rf"{NUMBER_MONTH}(?: ?[-/] ?|\. ?[-/]? ?| ){FULL_YEAR}",
        rf"{NUMBER_MONTH} ?/ ?(?P<year>[0-9]{{2}})",
        rf"{NAMED_MONTH}(?: ?[-/] ?|\. ?[-/]? ?| ){YEAR}",
    )
)
# Nominative, genitive, locative, and what shortens none of them.
NAMES = (
    ("leden", "ledna", "lednu"),
    ("unor", "unora", "unoru"),
    ("brezen", "brezna", "breznu"),
    ("duben", "dubna", "dubnu"),
    ("kveten", "kvetna", "kvetnu"),
    ("cerven", "cervna", "cervnu", "cvn"),
    ("cervenec", "cervence", "cervenci", "cvc"),
    ("srpen", "srpna", "srpnu"),
    ("zari",),
    ("rijen", "rijna", "rijnu"),
    ("listopad", "listopadu"),
    ("prosinec", "prosince", "prosinci"),
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
NOT_A_DAY = _("Not a day such as 23. 11. 2024.")
NOT_A_MONTH = _("Not a month such as 3/2024.")
WITHOUT_YEAR = _("The year is missing.")
SHORT_YEAR = _("It can be read in several ways. Write the year with four digits.")
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


@lru_cache(maxsize=20_000)
def day_and_time(text: str) -> tuple[date, str]:
    """23. 11. 2024, Sat 23 November 2024, 2024-11-23 or Excel's number, and the time behind it.

    A day of the week says nothing new, and it is the more often wrong of the two.
    """
    told = bare(text)
    for form in DAYS:
        if found := form.fullmatch(told):
            return _day(found), _time(found["behind"])
    if re.fullmatch("[0-9]{5}", told) and int(told) in EXCEL_DAYS:
        return EXCEL_BEGIN + timedelta(days=int(told)), ""
    raise Unread(WITHOUT_YEAR if NO_YEAR.fullmatch(told) else NOT_A_DAY)


def _time(behind: str | None) -> str:
    """Only a time may stand behind a day: not the end of a period, not a story."""
    if behind:
        hour_and_minute(behind)
    return behind or ""


def _day(found: re.Match[str]) -> date:
    year, number = found["year"], month_number(found["month"])
    if len(year) == 2 and found["month"].isdigit() and found[2] != ".":
        raise Unread(SHORT_YEAR)  # 3/4/24 and 24-03-04 mean another day to other people
    if number is None:
        raise Unread(NOT_A_DAY)
    return _date(_century(year), number, int(found["day"]))


@lru_cache(maxsize=4_000)
def month(text: str, year: str = "") -> date:
    """The first day of 2024-03, 3/2024, March 2024 or a day in it; or of a month and a year."""
    told = bare(text)
    first = _month_of_year(told, year) or _first_of_day(told)
    if year and first.year != _year(year):
        raise Unread(_("The column of years tells another year."))
    return first


def _month_of_year(told: str, year: str) -> date | None:
    for form in MONTH_OF_YEAR:
        if (found := form.fullmatch(told)) and (number := month_number(found["month"])):
            if len(found["year"]) == 2 and int(found["year"]) <= LAST_MONTH:
                raise Unread(SHORT_YEAR)
            return _date(_century(found["year"]), number, 1)
    if (number := month_number(re.sub(r"[.,]0*$", "", told))) is None:
        return None
    if not year:
        raise Unread(WITHOUT_YEAR)
    return _date(_year(year), number, 1)


def _first_of_day(told: str) -> date:
    try:
        return day_and_time(told)[0].replace(day=1)
    except Unread as unread:
        raise Unread(NOT_A_MONTH if str(unread) == NOT_A_DAY else str(unread)) from None


def _year(text: str) -> int:
    if not (found := re.fullmatch(r"([0-9]{4})(?:[.,]0+)?", text.strip())):
        raise Unread(_("Not a year such as 2024."))
    return int(found[1])


def _century(year: str) -> int:
    return int(year) if len(year) > 2 else CENTURY + int(year)


def month_number(told: str) -> int | None:
    """Of a number, a Roman number, a name in any case of the word, or a beginning of one."""
    if re.fullmatch("[0-9]{1,2}", told):
        return int(told)
    if told in ROMAN:
        return ROMAN.index(told) + 1
    return _named(told) if len(told) >= SHORTEST else None


def _named(told: str) -> int | None:
    months = list(enumerate(NAMES, 1))
    whole = [number for number, names in months if told in names]
    found = whole or [n for n, names in months if any(name.startswith(told) for name in names)]
    if len(found) > 1:
        raise Unread(_("June or July? Write the whole name of the month."))
    return found[0] if found else None


def _date(year: int, month_number: int, day: int) -> date:
    try:
        found = date(year, month_number, day)
    except ValueError:
        raise Unread(_("There is no such day in the calendar.")) from None
    if found.year < FIRST_YEAR:
        raise Unread(_("A year before 1990 is probably a slip."))
    return found
