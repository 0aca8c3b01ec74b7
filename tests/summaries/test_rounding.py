"""Rounding to fives: always the same, never by more than four, never lower for a record more."""

from collections import Counter

from hypothesis import given
from hypothesis.strategies import binary, dictionaries, integers, tuples

from app.summaries.rounding import BASE, Ledger, rounded, threshold

LEAVES = dictionaries(tuples(integers(0, 2), integers(0, 3)), integers(0, 30), min_size=1)
SECRETS = binary(min_size=1, max_size=32)


def ledger(leaves):
    """Months and kinds, whose sums both make up the whole."""
    counts = Counter({("", ""): 0})
    for (month, kind), count in leaves.items():
        for key in ((str(month), str(kind)), (str(month), ""), ("", str(kind)), ("", "")):
            counts[key] += count
    entered = Ledger(dict(counts))
    months, kinds = [(str(m), "") for m in range(3)], [("", str(k)) for k in range(4)]
    for month, _kind in months:
        entered.adds_up((month, ""), [(month, kind) for _month, kind in kinds])
    for _month, kind in kinds:
        entered.adds_up(("", kind), [(month, kind) for month, _kind in months])
    entered.adds_up(("", ""), months)
    entered.adds_up(("", ""), kinds)
    return entered


@given(leaves=LEAVES, secret=SECRETS)
def test_every_number_is_the_multiple_of_five_below_or_above(leaves, secret):
    entered = ledger(leaves)
    for key, number in rounded(entered, secret).items():
        assert number % BASE == 0
        assert abs(number - entered.counts[key]) < BASE


@given(leaves=LEAVES, secret=SECRETS)
def test_the_same_counts_always_give_the_same_numbers(leaves, secret):
    turned = dict(reversed(leaves.items()))
    assert rounded(ledger(leaves), secret) == rounded(ledger(turned), secret)


@given(leaves=LEAVES, month=integers(0, 2), kind=integers(0, 3), secret=SECRETS)
def test_one_record_more_lowers_nothing_and_moves_only_what_holds_it(leaves, month, kind, secret):
    leaves = {(m, k): leaves.get((m, k), 0) for m in range(3) for k in range(4)}
    more = leaves | {(month, kind): leaves[month, kind] + 1}
    before, after = rounded(ledger(leaves), secret), rounded(ledger(more), secret)
    assert all(after[key] >= number for key, number in before.items())
    moved = {key for key in before if before[key] != after[key]}
    assert moved <= {(str(month), str(kind)), (str(month), ""), ("", str(kind)), ("", "")}


@given(leaves=LEAVES, secret=SECRETS)
def test_a_whole_is_never_told_beyond_what_its_parts_may_be_together(leaves, secret):
    told = rounded(ledger(leaves), secret)
    parts = [number for (month, kind), number in told.items() if not month and kind]
    assert sum(max(number - 4, 0) for number in parts) <= told["", ""]
    assert len(parts) == 1 or told["", ""] <= sum(number + 4 for number in parts)


def test_the_only_part_of_something_is_the_same_number():
    entered = Ledger({("category",): 3, ("kind",): 3})
    entered.adds_up(("category",), [("kind",)])
    for secret in (b"a", b"b", b"c", b"d", b"e"):
        told = rounded(entered, secret)
        assert told["category",] == told["kind",]


def test_a_month_has_no_more_days_than_it_has():
    entered = Ledger({("days",): 31}, {("days",): 31})
    assert {rounded(entered, bytes([n]))["days",] for n in range(40)} == {30}


def test_all_thresholds_are_as_likely_and_follow_from_the_secret():
    drawn = Counter(threshold(b"secret", ("noise", str(n))) for n in range(5000))
    assert set(drawn) == set(range(5))
    assert min(drawn.values()) > 900
    assert {threshold(str(n).encode(), ("noise",)) for n in range(40)} == set(range(5))
