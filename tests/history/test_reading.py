"""Cells as Czech people write them."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis.strategies import dates, integers, sampled_from, text, times

from app.history.reading import Unread, count, day_and_time, hour_and_minute, month

NBSP = "\N{NO-BREAK SPACE}"
DAYS = dates(date(1990, 1, 1), date(2099, 12, 31))
WAYS = (
    lambda day: f"{day.day}. {day.month}. {day.year}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: day.isoformat(),
    lambda day: f"{day.isoformat()} 00:00",
    lambda day: f"{day.day}.{day.month}.{day.year} 7:05",
)
NAMES = (
    *("leden", "únor", "březen", "duben", "květen", "červen"),
    *("červenec", "srpen", "září", "říjen", "listopad", "prosinec"),
)
CASES = (
    *("ledna", "února", "března", "dubna", "května", "června"),
    *("července", "srpna", "září", "října", "listopadu", "prosince"),
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@given(DAYS, sampled_from(WAYS))
def test_a_day_is_read_however_it_is_written(day, way):
    assert day_and_time(way(day))[0] == day


@given(dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_year_of_two_digits_is_of_this_century(day):
    assert day_and_time(f"{day:%d.%m.%y}")[0] == day


@given(dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_number_of_excel_is_its_day(day):
    assert day_and_time(str((day - date(1899, 12, 30)).days))[0] == day


def test_the_time_behind_a_day_is_kept():
    assert day_and_time("23. 11. 2024 14:32") == (date(2024, 11, 23), "14:32")
    assert day_and_time("2024-11-23T14:32") == (date(2024, 11, 23), "14:32")


@given(times())
def test_a_time_is_read_however_it_is_written(at):
    told = (at.hour, at.minute)
    for written in (f"{at:%H:%M}", f"{at.hour}.{at:%M}", f"{at:%H:%M:%S}", f"{at:%H:%M} h"):
        assert hour_and_minute(written) == told


def test_a_part_of_a_day_is_a_time():
    assert hour_and_minute("0,6055555556") == (14, 32)
    assert hour_and_minute("14") == hour_and_minute("14 hod.") == (14, 0)


@given(dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_month_is_read_however_it_is_written(day):
    first, number = day.replace(day=1), day.month - 1
    ways = [
        *(f"{word[number]} {day.year}" for word in (NAMES, CASES)),
        *(f"{NAMES[number].upper()} {day.year}", f"{ROMAN[number]}/{day.year}"),
        *(f"{day.month}/{day.year}", f"{day.month}. {day.year}", f"{day:%m.%Y}", f"{day:%Y-%m}"),
        *(day.isoformat(), f"{day.day}. {day.month}. {day.year}"),
    ]
    assert {month(way) for way in ways} == {first}
    assert {month(way, str(day.year)) for way in (NAMES[number], str(day.month))} == {first}


@given(integers(0, 999_999))
def test_a_count_may_have_thousands_and_zeros_behind_the_comma(number):
    spaced = f"{number:,}".replace(",", NBSP)
    assert count(str(number)) == count(spaced) == count(f"{number},0") == number


@pytest.mark.parametrize("reader", [day_and_time, hour_and_minute, month, count])
@given(written=text(max_size=80))
def test_any_text_is_read_or_refused(reader, written):
    with suppress(Unread):
        reader(written)


@pytest.mark.parametrize(
    ("reader", "wrong"),
    [
        (day_and_time, "30. 2. 2024"),
        (day_and_time, "31.12.1899"),
        (day_and_time, "včera"),
        (day_and_time, "1.13.2024"),
        (day_and_time, "12"),
        (hour_and_minute, "24:00"),
        (hour_and_minute, "14:75"),
        (hour_and_minute, "ráno"),
        (month, "13/2024"),
        (month, "jaro 2024"),
        (month, "leden"),
        (count, "1,5"),
        (count, "-1"),
        (count, "asi 5"),
        (count, "²"),
    ],
)
def test_what_is_no_such_thing_is_refused(reader, wrong):
    with pytest.raises(Unread):
        reader(wrong)


def test_midnight_is_an_hour():
    assert hour_and_minute(f"{time(0, 0):%H:%M}") == (0, 0)
