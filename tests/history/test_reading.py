"""Times and numbers as Czech people write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis.strategies import integers, sampled_from, text, times

from app.history.reading import Unread, count, hour_and_minute

SPACES = (" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}")
CLOCKS = (
    *("{h:02}:{m:02}", "{h}:{m:02}", "{h:02}.{m:02}", "{h:02},{m:02}", "{h:02}:{m:02}:10"),
    *("{h:02}.{m:02} h", "{h:02}:{m:02} hod.", "{h}:{m:02}h"),
)
SHORT_CLOCKS = ("{h}.{m:02}", "{h},{m:02}")


@given(times(), sampled_from(CLOCKS))
def test_a_time_is_read_however_it_is_written(at, form):
    assert hour_and_minute(form.format(h=at.hour, m=at.minute)) == (at.hour, at.minute)


@given(integers(1, 23), integers(0, 59), sampled_from(SHORT_CLOCKS))
def test_a_point_or_a_comma_divides_hours_and_minutes(hour, minute, form):
    assert hour_and_minute(form.format(h=hour, m=minute)) == (hour, minute)


@given(integers(0, 59), sampled_from(SHORT_CLOCKS))
def test_minutes_past_midnight_that_could_be_a_part_of_the_day_are_not_guessed(minute, form):
    with pytest.raises(Unread, match="několika způsoby"):
        hour_and_minute(form.format(h=0, m=minute))


def test_a_part_of_a_day_is_a_time():
    assert hour_and_minute("0,6055555556") == (14, 32)
    assert hour_and_minute("14") == hour_and_minute("14 hod.") == (14, 0)


def test_midnight_is_an_hour():
    assert hour_and_minute("00:00") == hour_and_minute("0:00") == (0, 0)


@given(integers(0, 999_999), sampled_from(SPACES))
def test_a_count_may_have_thousands_and_zeros_behind_the_comma(number, space):
    spaced, pointed = f"{number:,}".replace(",", space), f"{number:,}".replace(",", ".")
    ways = [str(number), spaced, pointed]
    assert {count(way) for way in (*ways, *(f"{way},00" for way in ways))} == {number}
    assert count(f"{number},0") == count(f"{number}.0") == number


@given(integers(1, 999), integers(0, 999))
def test_a_comma_before_three_digits_is_not_guessed(whole, rest):
    with pytest.raises(Unread, match="několika způsoby"):
        count(f"{whole},{rest:03}")


@pytest.mark.parametrize("reader", [hour_and_minute, count])
@given(told=text(max_size=80))
def test_any_text_is_read_or_refused(reader, told):
    with suppress(Unread):
        reader(told)


@pytest.mark.parametrize("told", ["24:00", "14:75", "ráno", "1432", "14,5", "cca 14:00", "14-15"])
def test_what_is_no_time_is_refused(told):
    with pytest.raises(Unread, match="Není to čas"):
        hour_and_minute(told)


@pytest.mark.parametrize(
    "told",
    ["1,5", "1.5", "1.25", "0.250", "-1", "asi 5", "²", "12 5", "1 2", "1.250 000", "12 ks", ""],
)
def test_what_is_no_count_is_refused(told):
    with pytest.raises(Unread, match="Není to celé číslo"):
        count(told)
