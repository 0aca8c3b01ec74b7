"""The rules of figures: rounding, shares, the index and changes."""

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from app.summaries.domain import (
    Column,
    Kind,
    Named,
    Row,
    Table,
    change,
    change_percent,
    hours,
    per_ten_visits,
    rate,
    share,
    signed,
    tenths,
)

COUNTS = integers(0, 100_000)


def test_the_index_is_told_per_ten_thousand_inhabitants():
    assert rate(258, 6_300) == 409.5


@pytest.mark.parametrize("count", range(5))
def test_the_index_of_fewer_than_five_is_not_told(count):
    assert rate(count, 6_300) is None


def test_the_index_needs_to_know_the_inhabitants():
    assert rate(258, None) is None
    assert rate(258, 0) is None


def test_a_change_is_unknown_when_the_earlier_period_is():
    assert change(5, None) is None
    assert change_percent(50, None) is None
    assert change(5, 0) == 5


@pytest.mark.parametrize(("count", "before"), [(19, 100), (100, 19), (0, 0)])
def test_a_change_of_small_numbers_is_not_told_in_per_cent(count, before):
    assert change_percent(count, before) is None


def test_a_change_in_per_cent_is_a_whole_number():
    assert change_percent(20, 20) == 0
    assert change_percent(258, 249) == 4
    assert change_percent(258, 296) == -13
    assert change_percent(27, 24) == 13
    assert change_percent(21, 24) == -13


def test_a_share_of_nothing_is_not_told():
    assert share(0, 0) is None
    assert share(54, 258) == 20.9


def test_incidents_are_told_per_ten_visits_where_somebody_went():
    assert per_ten_visits(48, 230) == 2.1
    assert per_ten_visits(1, 0) is None


def test_whole_hours_stay_whole():
    assert hours(222 * 480) == 1_776
    assert isinstance(hours(60), int)
    assert hours(222 * 384) == 1_420.8


@given(integers(-10_000, 10_000), integers(1, 10_000))
def test_a_half_is_rounded_away_from_zero(part, whole):
    exact = Decimal(part) / Decimal(whole)
    assert tenths(part, whole) == float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


@given(COUNTS, COUNTS)
def test_a_change_there_and_back_is_none(count, before):
    assert change(count, before) == -change(before, count)


def test_signs_are_those_of_a_printed_text():
    assert [signed(n) for n in (6, -11, 0)] == ["+6", "\N{MINUS SIGN}11", "±0"]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Kind.COUNT, None, "–"),
        (Kind.TEXT, "L01", "L01"),
        (Kind.COUNT, 1_776, "1 776"),
        (Kind.COUNT, 1_420.8, "1 420,8"),
        (Kind.COUNT, 4.0, "4"),
        (Kind.COUNT, 3.75, "3,75"),
        (Kind.SHARE, 20, "20,0"),
        (Kind.RATE, 409.5, "409,5"),
        (Kind.CHANGE, -38, "\N{MINUS SIGN}38"),
        (Kind.CHANGE_PERCENT, 4, "+4"),
        (Kind.TEXT, date(2025, 1, 1), "1. 1. 2025"),
        (Kind.TEXT, datetime(2026, 1, 5, 9, 12, tzinfo=UTC), "5. 1. 2026 10:12"),
    ],
)
def test_a_column_shows_its_values_in_czech(kind, value, shown):
    assert Column("key", "Label", kind).show(value).replace("\xa0", " ") == shown


def test_a_row_is_indented_by_the_rows_that_contain_it():
    rows = (
        Row("done", "", {}),
        Row("alone", "", {}, parent="done"),
        Row("alone_illness", "", {}, parent="alone"),
    )
    table = Table("T1", "", "", (), rows)
    assert [table.depth(row) for row in rows] == [0, 1, 2]


def test_a_table_is_read_section_by_section():
    one, two, total = (
        Row("a", "", {}, section="x"),
        Row("a", "", {}, section="y"),
        Row("total", "", {}, section="y"),
    )
    x, y = Named("x", "X"), Named("y", "Y")
    table = Table("T7", "", "", (), (one, two), (total,), (x, y))
    assert table.parts() == [(x, [one], []), (y, [two], [total])]
    assert Table("T2", "", "", (), (Row("a", "", {}),)).parts() == [(None, [Row("a", "", {})], [])]
