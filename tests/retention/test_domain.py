"""Periods: from which day on things are kept, over leap years and short months too."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import dates, integers
from sqlalchemy import LargeBinary, String, Text

from app.kernel import clock, jobs
from app.kernel.calendar import months_after
from app.kernel.db import Code, Codes, Model
from app.retention.domain import (
    DISPUTE_ROWS,
    DISPUTE_TEXTS,
    RECORD_TEXTS,
    Periods,
    Rule,
    first_kept,
)

DAYS = dates(date(2005, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("today", "months", "kept"),
    [
        ((2026, 11, 23), 36, (2023, 11, 23)),
        ((2027, 2, 28), 36, (2024, 2, 28)),
        ((2027, 3, 1), 36, (2024, 3, 1)),
        ((2028, 2, 29), 36, (2025, 2, 28)),
        ((2028, 2, 29), 48, (2024, 2, 29)),
        ((2026, 1, 31), 11, (2025, 2, 28)),
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2026, 12, 31), 12, (2025, 12, 31)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
    ],
)
def test_months_are_counted_by_the_calendar(today, months, kept):
    assert months_after(date(*today), -months) == date(*kept)


@given(DAYS, integers(1, 120))
def test_every_day_moves_the_border_forward_and_never_back(day, months):
    step = months_after(day + timedelta(days=1), -months) - months_after(day, -months)
    assert timedelta(0) <= step <= timedelta(days=4)


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (Rule.PHOTOS, date(2023, 12, 2)),
        (Rule.SESSIONS, date(2023, 12, 2)),
        (Rule.LINKS, date(2023, 12, 2)),
        (Rule.DRAFTS, date(2024, 2, 27)),
        (Rule.DISPUTES, date(2023, 9, 1)),
        (Rule.RECORDS, date(2021, 3, 1)),
        (Rule.TRAIL, date(2021, 3, 1)),
        (Rule.PHONES, date(2021, 3, 1)),
    ],
)
def test_each_rule_has_its_period(rule, kept):
    """Ninety days back from 1 March over a 29 February."""
    assert first_kept(rule, date(2024, 3, 1), Periods()) == kept


# Texts of records that are no free texts: numbers, kinds and what the search is made of.
KEPT = {
    "incident": {"number", "search_text"},
    "shift": {"area"},
    "shift_task": set(),
    "rating": set(),
    "need": set(),
    "plan": set(),
    "plan_item": set(),
    "training_event": {"place", "provider", "check_in_code"},
    "attendance": set(),
    "certificate": {"name", "number"},
    "supervision": {"supervisor", "organisation"},
}


@pytest.mark.parametrize("table", RECORD_TEXTS)
def test_no_text_of_a_record_is_forgotten(shared_app, table):
    """A new column has to be put into one of the two lists."""
    columns = Model.metadata.tables[table].columns
    texts = {each.key for each in columns if isinstance(each.type, String | Text)}
    assert texts == set(RECORD_TEXTS[table]) | KEPT[table]


# Tables of disputes of which whole rows go, or whose one text is emptied by its agreement.
DISPUTE_TABLES = {
    *("dispute_case", "dispute_step", "dispute_consent", "dispute_check", "contact_opening"),
    *("dispute_takeover", "agreement", "agreement_point", "booking"),
}
LET_GO = {("agreement_point", "what")}


@pytest.mark.parametrize("table", sorted(DISPUTE_TABLES))
def test_no_text_of_a_dispute_is_forgotten(shared_app, table):
    """A new text or sealed column has to be let go with the contacts."""
    plain = (Code, Codes)
    kinds = (String, Text, LargeBinary)
    texts = {
        each.key
        for each in Model.metadata.tables[table].columns
        if isinstance(each.type, kinds) and not isinstance(each.type, plain)
    }
    known = {name for owner, name in (*DISPUTE_TEXTS.items(), *LET_GO) if owner == table}
    assert texts - {"number"} == known
    assert table not in DISPUTE_ROWS


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        (datetime(2026, 11, 23, 13, 32, tzinfo=UTC), datetime(2026, 11, 24, 3, 0, tzinfo=UTC)),
        (datetime(2026, 11, 24, 2, 59, tzinfo=UTC), datetime(2026, 11, 24, 3, 0, tzinfo=UTC)),
        (datetime(2026, 11, 24, 3, 0, tzinfo=UTC), datetime(2026, 11, 25, 3, 0, tzinfo=UTC)),
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), datetime(2026, 3, 29, 2, 0, tzinfo=UTC)),
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), datetime(2026, 10, 25, 3, 0, tzinfo=UTC)),
    ],
)
def test_the_night_is_four_oclock_in_prague(moment, night):
    assert jobs.night_after(moment) == night
    assert clock.local(night).hour == 4
