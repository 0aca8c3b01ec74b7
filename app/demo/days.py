"""Which days are worked and which are school days in Czechia."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

# Act 245/2000 on public holidays; Good Friday and Easter Monday move.
NEW_YEAR_TO_SUMMER = {(1, 1), (5, 1), (5, 8), (7, 5), (7, 6)}
AUTUMN_AND_CHRISTMAS = {(9, 28), (10, 28), (11, 17), (12, 24), (12, 25), (12, 26)}
HOLIDAYS = NEW_YEAR_TO_SUMMER | AUTUMN_AND_CHRISTMAS

# The ministry sets them around 28 October.
AUTUMN_BREAKS = {2025: {(10, 27), (10, 29)}}


@cache
def easter_sunday(year: int) -> date:
    """Gauss's rule, valid from 1900 to 2099."""
    moon = (19 * (year % 19) + 24) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7
    if moon + sunday == 35 or (moon == 28 and sunday == 6):
        sunday -= 7
    return date(year, 3, 22) + timedelta(days=moon + sunday)


def is_holiday(day: date) -> bool:
    """Whether it is a public holiday."""
    since_easter = (day - easter_sunday(day.year)).days
    return (day.month, day.day) in HOLIDAYS or since_easter in {-2, 1}


def is_working(day: date) -> bool:
    """Monday to Friday without public holidays."""
    return day.weekday() < 5 and not is_holiday(day)


def is_school(day: date) -> bool:
    """A working day outside the summer, autumn and Christmas holidays."""
    month_day = (day.month, day.day)
    summer = day.month in {7, 8}
    autumn = month_day in AUTUMN_BREAKS.get(day.year, {(10, 29), (10, 30)})
    christmas = month_day >= (12, 22) or month_day <= (1, 2)
    return is_working(day) and not (summer or autumn or christmas)


def span(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def next_working(day: date) -> date:
    """The first working day after this one."""
    return next(
        after for after in span(day + timedelta(1), day + timedelta(14)) if is_working(after)
    )
