"""Days and months as Czech people write them: read as what they are, or refused with the reason."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import dates, integers, sampled_from, text

from app.history.reading import Unread, day_and_time, month
from app.kernel.i18n import fold

NBSP = "\N{NO-BREAK SPACE}"
DAYS = dates(date(1990, 1, 1), date(2099, 12, 31))
OF_THIS_CENTURY = dates(date(2000, 1, 1), date(2099, 12, 31))
# The last two digits can be no month.
LATELY = dates(date(2013, 1, 1), date(2099, 12, 31))
NAMES = (
    *("leden", "únor", "březen", "duben", "květen", "červen"),
    *("červenec", "srpen", "září", "říjen", "listopad", "prosinec"),
)
CASES = (
    *("ledna", "února", "března", "dubna", "května", "června"),
    *("července", "srpna", "září", "října", "listopadu", "prosince"),
)
SHORT = (
    *("led", "úno", "bře", "dub", "kvě", "čvn"),
    *("čvc", "srp", "zář", "říj", "lis", "pro"),
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
WEEKDAYS = (
    *("pondělí ", "úterý ", "Středa ", "ve čtvrtek ", "PÁTEK ", "sobota ", "neděle, "),
    *("Po ", "út ", "st. ", "Čt ", "pá, ", "so ", "NE ", "po", "", ""),
)
WRITTEN = (
    *("{d}. {m}. {y}", "{d}.{m}.{y}", "{d:02}.{m:02}.{y}", "{d} . {m} . {y}", "{d}/{m}/{y}"),
    *("{d}-{m}-{y}", "{d:02}-{m:02}-{y}", "{d}. {name} {y}", "{d}.{name} {y}", "{d} {name} {y}"),
    *("{d}. {case} {y}", "{d}.{case} {y}", "{d}. {short} {y}", "{d}. {short}. {y}"),
    *("{d}-{short}-{y}", "{d}. {roman}. {y}", "{d}.{roman}.{y}", "{d}. {case}{nbsp}{y}"),
    *(
        "{d}.{nbsp}{m}.{nbsp}{y}",
        "{d}. {m}. {y} 7:05",
        "{d}.{m}.{y}, 14.32 hod",
        "{d}. {case} {y} 8 h",
    ),
)
YEAR_FIRST = ("{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}. {m}. {d}", "{y}-{m:02}-{d:02}T14:32:10")
MONTHS = (
    *("{m}/{y}", "{m:02}/{y}", "{m}. {y}", "{m}.{y}", "{m}-{y}", "{y}-{m:02}", "{y}/{m}"),
    *("{name} {y}", "{case} {y}", "{short} {y}", "{short}. {y}", "{name}-{y}", "{name}/{y}"),
    *("{roman}/{y}", "{roman}. {y}", "{roman} {y}", "{name}{nbsp}{y}"),
)
SHORT_MONTHS = (
    "{m}/{yy}",
    "{m:02}/{yy}",
    "{name}-{yy}",
    "{short}-{yy}",
    "{short}.{yy}",
    "{name} {yy}",
)
LETTERS = (str, str.upper, str.capitalize, fold)


def written(form: str, day: date) -> str:
    number = day.month - 1
    names = {"name": NAMES[number], "case": CASES[number], "short": SHORT[number]}
    told = {"d": day.day, "m": day.month, "y": day.year, "yy": f"{day:%y}", "nbsp": NBSP}
    return form.format(**names, **told, roman=ROMAN[number])


@given(DAYS, sampled_from(WRITTEN), sampled_from(WEEKDAYS), sampled_from(LETTERS))
def test_a_day_is_read_however_it_is_written(day, form, weekday, letters):
    before = weekday.removeprefix("ve ")
    told = letters((before if before != "po" else "") + written(form, day))
    assert day_and_time(told)[0] == day


@given(DAYS, sampled_from(YEAR_FIRST))
def test_a_day_that_begins_with_its_year_is_read(day, form):
    assert day_and_time(written(form, day))[0] == day


@given(OF_THIS_CENTURY)
def test_a_year_of_two_digits_is_of_this_century(day):
    ways = (
        f"{day:%d.%m.%y}",
        f"{day.day}. {day.month}. {day:%y}",
        f"{day.day}-{SHORT[day.month - 1]}-{day:%y}",
    )
    assert {day_and_time(way)[0] for way in ways} == {day}


@given(OF_THIS_CENTURY, sampled_from("-/"))
def test_a_year_of_two_digits_between_strokes_is_not_guessed(day, stroke):
    for told in (f"%d{stroke}%m{stroke}%y", f"%y{stroke}%m{stroke}%d", f"%m{stroke}%d{stroke}%y"):
        with pytest.raises(Unread, match="čtyřmi číslicemi"):
            day_and_time(f"{day:{told}}")


@given(DAYS)
def test_a_number_of_excel_is_its_day(day):
    assert day_and_time(str((day - date(1899, 12, 30)).days))[0] == day


def test_the_time_behind_a_day_is_kept():
    for told in ("23. 11. 2024 14:32", "2024-11-23T14:32", "so 23. listopadu 2024, 14:32"):
        assert day_and_time(told) == (date(2024, 11, 23), "14:32")


@given(DAYS, sampled_from(MONTHS), sampled_from(LETTERS))
def test_a_month_is_read_however_it_is_written(day, form, letters):
    assert month(letters(written(form, day))) == day.replace(day=1)


@given(LATELY, sampled_from(SHORT_MONTHS), sampled_from(LETTERS))
def test_a_month_with_a_year_of_two_digits_is_read(day, form, letters):
    assert month(letters(written(form, day))) == day.replace(day=1)


@given(integers(1, 12), integers(0, 12))
def test_a_month_and_a_year_that_could_be_swapped_are_not_guessed(first, second):
    with pytest.raises(Unread, match="čtyřmi číslicemi"):
        month(f"{first}/{second:02}")


@given(DAYS, sampled_from(WRITTEN + YEAR_FIRST))
def test_a_day_tells_its_month(day, form):
    assert month(written(form, day)) == day.replace(day=1)


@given(DAYS, sampled_from(("{name}", "{case}", "{short}", "{m}", "{m}.", "{roman}")))
def test_a_month_without_a_year_is_of_the_column_of_years(day, form):
    assert month(written(form, day), str(day.year)) == day.replace(day=1)
    with pytest.raises(Unread, match="Chybí rok"):
        month(written(form, day))


def test_a_year_that_contradicts_the_column_of_years_is_refused():
    assert month("3/2024", "2024") == date(2024, 3, 1)
    with pytest.raises(Unread, match="jiný rok"):
        month("3/2024", "2023")


@pytest.mark.parametrize("reader", [day_and_time, month])
@given(told=text(max_size=80))
def test_any_text_is_read_or_refused(reader, told):
    with suppress(Unread):
        reader(told)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("30. 2. 2024", "v\xa0kalendáři není"),
        ("1.13.2024", "v\xa0kalendáři není"),
        ("31. listopadu 2024", "v\xa0kalendáři není"),
        ("31.12.1899", "překlep"),
        ("23. 11.", "Chybí rok"),
        ("po 23. listopadu", "Chybí rok"),
        ("5. čer 2024", "Červen, nebo červenec"),
        ("1.1.2024 25:00", "Není to čas"),
        ("1.1.2024 31.1.2024", "Není to čas"),
        ("1.1.2024 - 31.3.2024", "Není to den"),
        ("1.3/2024", "Není to den"),
        ("včera", "Není to den"),
        ("5. ledvin 2024", "Není to den"),
        ("1². 3. 2024", "Není to den"),
        ("1. 3. 20245", "Není to den"),
        ("12", "Není to den"),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(told, reason):
    with pytest.raises(Unread, match=reason):
        day_and_time(told)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("13/2024", "v\xa0kalendáři není"),
        ("červ 2024", "Červen, nebo červenec"),
        ("leden", "Chybí rok"),
        ("jaro 2024", "Není to měsíc"),
        ("Q1 2024", "Není to měsíc"),
        ("1-3/2024", "Není to měsíc"),
        ("leden–březen 2024", "Není to měsíc"),
        ("1.1.2024 - 31.3.2024", "Není to měsíc"),
    ],
)
def test_what_is_no_month_is_refused_with_its_reason(told, reason):
    with pytest.raises(Unread, match=reason):
        month(told)
