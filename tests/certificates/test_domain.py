"""How long a certificate holds: leap years, ends of months, the notices 60 and 30 days ahead."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import dates, integers

from app.certificates.domain import NOTICE_DAYS, Validity, last_day, validity

DAYS = dates(date(1990, 1, 1), date(2100, 12, 31))
MONTHS = integers(0, 120)


@pytest.mark.parametrize(
    ("issued", "months", "last"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 4, 30), 24, date(2028, 4, 30)),
        (date(2025, 2, 28), 36, date(2028, 2, 28)),
    ],
)
def test_leap_years_and_short_months_end_on_a_day_that_exists(issued, months, last):
    assert last_day(issued, months) == last


@given(issued=DAYS, months=MONTHS)
def test_it_ends_in_the_right_month_on_the_same_day_or_the_last_of_a_shorter_month(issued, months):
    end = last_day(issued, months)
    assert end is not None
    assert (end.year * 12 + end.month) - (issued.year * 12 + issued.month) == months
    assert end.day == min(issued.day, monthrange(end.year, end.month)[1])


@given(issued=DAYS, months=MONTHS)
def test_a_later_certificate_never_ends_sooner(issued, months):
    today, tomorrow = last_day(issued, months), last_day(issued + timedelta(days=1), months)
    assert today is not None
    assert tomorrow is not None
    assert today <= tomorrow


@given(issued=DAYS)
def test_without_months_it_holds_for_ever(issued):
    assert last_day(issued, None) is None
    assert validity(None, date(9999, 12, 31)) is Validity.VALID


@given(end=DAYS, left=integers(-400, 400))
def test_the_notices_come_exactly_60_and_30_days_before_the_last_day(end, left):
    """R-53, said the other way round: by how many days are left."""
    first, second = NOTICE_DAYS
    expected = Validity.VALID
    if left <= first:
        expected = Validity.ENDS_IN_60
    if left <= second:
        expected = Validity.ENDS_IN_30
    if left < 0:
        expected = Validity.EXPIRED
    assert validity(end, end - timedelta(days=left)) is expected


@given(end=DAYS, today=DAYS)
def test_a_certificate_only_ever_gets_closer_to_its_end(end, today):
    order = list(Validity)
    now, tomorrow = validity(end, today), validity(end, today + timedelta(days=1))
    assert order.index(now) <= order.index(tomorrow)


def test_states_have_labels_of_their_own():
    assert len({state.label for state in Validity}) == len(Validity)
