"""The fingerprint by which a change that was put back is recognised."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.closing.domain import digest
from app.kernel.clock import PRAGUE

DAY = date(2025, 11, 4)
NOON = datetime(2025, 11, 4, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "read"),
    [(4, 4.0), (4.5, Decimal("4.5")), (NOON.astimezone(PRAGUE), NOON), (("a", 4), ("a", 4.0))],
    ids=["whole number", "decimal number", "moment", "inside a tuple"],
)
def test_what_was_typed_and_what_is_read_are_alike(typed, read):
    assert digest([(DAY, typed)]) == digest([(DAY, read)])


@pytest.mark.parametrize(("one", "other"), [(4, 5), (True, 1), ("4", "5"), (None, "")])
def test_other_facts_have_another_fingerprint(one, other):
    assert digest([(DAY, one)]) != digest([(DAY, other)])


def test_the_order_of_facts_says_nothing_and_no_facts_have_none():
    assert digest([(DAY, 1), (DAY, 2)]) == digest([(DAY, 2), (DAY, 1)])
    assert digest([]) is None
