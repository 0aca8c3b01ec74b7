"""Nobody gets a small number back from all that is published; and the attack is a real one."""

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from statistics import median

import pytest

from app.kernel.quarter import Quarter
from app.summaries import rounding
from app.summaries.cells import incidents
from app.summaries.domain import Summary
from app.summaries.public import rounded_version
from app.summaries.rounding import Ledger
from tests.summaries.attacker import (
    SMALL,
    Attack,
    Found,
    Knowledge,
    Name,
    hidden,
    is_hidden,
    read,
    read_back,
    rounded_bounds,
    small,
    told_twice,
    versions,
)
from tests.summaries.towns import YEAR, OldTown, Town

SIZES = (25, 60, 260, 1500)
SECRET = b"a secret of the town that never leaves it"
# A zero or a five may be as many counts as this; anything narrower was learnt by comparing.
WIDEST = 4
YEAR_BEFORE = Quarter(2024, 1)


@cache
def town(size: int) -> Town:
    return Town(size, seed=size)


@cache
def old_town(size: int) -> OldTown:
    return OldTown(size, seed=size)


def published(here: Town, quarter: Quarter, secret: bytes = SECRET) -> Summary:
    return rounded_version(here.summary(quarter), here.earlier(quarter), secret)


def document(here: Town, quarter: Quarter, secret: bytes = SECRET) -> Knowledge:
    """What a document tells to somebody who knows where it says nothing."""
    unseen = hidden(here.summary(quarter))
    return read(published(here, quarter, secret), places(here), unseen)


def places(here: Town) -> list[str]:
    return [place.key for place in here.names]


def learnt(here: Town, quarter: Quarter, *secrets: bytes) -> Knowledge:
    """A quarter as its own document tells it, and those in which it is compared with others."""
    secrets = secrets or (SECRET,)
    known = document(here, quarter, secrets[0])
    year_later = Quarter(quarter.year + 1, quarter.number)
    for later, column in ((quarter.following, "previous"), (year_later, "last_year")):
        if later in {*here.records, *here.taken}:
            read_back(published(here, later, secrets[-1]), known, column)
    for secret in secrets[1:]:
        for name, values in document(here, quarter, secret).read.items():
            known.read[name] += values
    return known


def exact(here: Town, quarter: Quarter) -> Knowledge:
    summary = here.summary(quarter)
    return read(summary, places(here), hidden(summary))


def attacked(
    here: Town, quarter: Quarter, *secrets: bytes, counts: range = SMALL
) -> tuple[list[Found], int]:
    """What is narrowed down of a quarter, and of how many cells."""
    known = learnt(here, quarter, *secrets)
    cells = small(exact(here, quarter), {*known.read, *known.hidden}, counts)
    return Attack(known, rounded_bounds(known)).narrower(cells, WIDEST), len(cells)


@pytest.mark.parametrize("size", SIZES)
def test_no_small_number_of_a_year_is_narrowed_down_by_all_tables_together(size):
    for quarter in YEAR:
        found, cells = attacked(town(size), quarter)
        assert found == []
        assert cells > 80


def test_not_even_a_zero_is_sure_so_that_no_place_is_known_for_one_kind_only():
    found, cells = attacked(town(260), YEAR[0], counts=range(1))
    assert found == []
    assert cells > 100


@pytest.mark.parametrize("size", [4, *SIZES])
def test_neither_is_it_where_earlier_records_were_taken_over(size):
    for quarter in old_town(size).taken:
        found, cells = attacked(old_town(size), quarter)
        assert found == []
        assert cells > 5


@pytest.mark.parametrize("size", SIZES)
def test_a_quarter_is_the_same_number_in_every_table_and_every_later_document(size):
    for quarter in YEAR:
        known = learnt(town(size), quarter)
        assert list(told_twice(known)) == []
        assert sum(len(values) > 1 for values in known.read.values()) > 20


@pytest.mark.parametrize("size", SIZES[:3])
def test_what_the_attacker_takes_for_granted_is_true(size):
    """Else he would find nothing because he looks in the wrong place."""
    known, truth = learnt(town(size), YEAR[2]), exact(town(size), YEAR[2])
    count = {name: values[0] for name, values in truth.read.items()}
    outside = [n for n, (least, most) in rounded_bounds(known).items()
               if not least <= count.get(n, 0) <= most]  # fmt: skip
    assert outside == []
    added = {(whole, sum(count.get(p, 0) for p in parts)) for whole, parts in known.sums}
    assert [(w, n) for w, n in added if w in count and count[w] != n] == []
    held = {(whole, sum(count.get(p, 0) for p in parts)) for whole, parts in known.parts}
    assert [(w, n) for w, n in held if w in count and count[w] < n] == []


@pytest.mark.parametrize("which", [0, 7, 14])
def test_two_versions_that_differ_by_one_late_record_give_nothing_away(which):
    """Every cell that holds the late record, before and after it, in one riddle."""
    incidents = town(25).records[YEAR[1]].incidents
    late = incidents.pop(which)
    told, truth = [], []
    for more in ([], [late]):
        incidents[which:which] = more
        summary = town(25).summary(YEAR[1])
        told.append(read(rounded_version(summary, [], SECRET), places(town(25))))
        truth.append(read(summary))
    touched = {name for name in truth[1].read if truth[0].read[name] != truth[1].read[name]}
    cells = small(truth[0], touched & set(told[0].read))
    later = small(truth[1], touched & set(told[0].read))
    cells |= {("later", *name): count for name, count in later.items()}
    assert cells
    assert Attack(*versions(*told)).narrower(cells, WIDEST) == []


def a_version_after_each_record(secrets: Iterator[bytes]) -> list[tuple[Knowledge, Knowledge]]:
    """A small quarter published anew after each of its last records: what is told and what is."""
    records = town(60).records[YEAR[1]]
    late, records.incidents = records.incidents[-30:], records.incidents[:-30]
    told = []
    for record in late:
        records.incidents.append(record)
        summary = town(60).summary(YEAR[1])
        told.append((read(rounded_version(summary, [], next(secrets))), read(summary)))
    return told


def a_version_after_each_row_taken_over() -> list[tuple[Knowledge, Knowledge]]:
    """The same while earlier records are brought to a small quarter of which there are some."""
    here, quarter, told = OldTown(25, seed=3), YEAR[0], []
    brought, here.taken[quarter] = here.taken[Quarter(2024, 1)], []
    for cell in [None, *brought]:
        here.taken[quarter] += [cell._replace(month=quarter.months[0])] if cell else []
        summary = here.summary(quarter)
        unseen = hidden(summary) | {("taken", "total")}
        public = rounded_version(summary, [], SECRET)
        told.append((read(public, places(here), unseen), read(summary, places(here), unseen)))
    return told


def narrowed_by_versions(told: list[tuple[Knowledge, Knowledge]]) -> list[Name]:
    """Records are only added: a count is never below what it was, nor above what it will be."""
    found = []
    bounds = [rounded_bounds(known) for known, _truth in told]
    for number, (known, truth) in enumerate(told):
        for name in small(truth, known.read):
            least = max(each.get(name, (0, 0))[0] for each in bounds[: number + 1])
            most = min(each.get(name, (0, 9e9))[1] for each in bounds[number:])
            found += [name] if most - least < WIDEST else []
    return found


def repeated(secret: bytes) -> Iterator[bytes]:
    while True:
        yield secret


def ever_new() -> Iterator[bytes]:
    chance = random.Random(1)  # noqa: S311 - a control, no secret
    while True:
        yield chance.randbytes(32)


def test_thirty_versions_one_record_apart_give_nothing_away():
    assert narrowed_by_versions(a_version_after_each_record(repeated(SECRET))) == []


def test_a_version_after_each_row_taken_over_gives_nothing_away_and_leaves_our_own_alone():
    told = a_version_after_each_row_taken_over()
    assert narrowed_by_versions(told) == []
    for name in [("own", "total"), *(name for name in told[0][0].read if name[0] == "at")]:
        assert len({known.read[name][0] for known, _truth in told}) == 1
    assert told[0][0].read["incidents", "total"] < told[-1][0].read["incidents", "total"]


def test_rounding_drawn_anew_for_each_version_would_give_much_away():
    assert len(narrowed_by_versions(a_version_after_each_record(ever_new()))) > 100


def test_the_numbers_stay_useful():
    errors = []
    for size in SIZES:
        for quarter in YEAR:
            known, truth = read(published(town(size), quarter)), exact(town(size), quarter)
            errors += [
                abs(values[0] - truth.read[name][0]) / truth.read[name][0]
                for name, values in known.read.items()
                if name in truth.read and truth.read[name][0] >= 30
            ]
    assert len(errors) > 500
    assert median(errors) < 0.05


def some_of(cells: dict[Name, int]) -> dict[Name, int]:
    """Enough of the cells to see how many would be given away."""
    return dict(sorted(cells.items())[::3])


# The same attack must succeed where protection is weaker, or it would prove nothing.


def test_hiding_the_small_numbers_alone_would_give_many_of_them_away():
    known = exact(town(60), YEAR[0])
    cells = small(known, known.read)
    asked = some_of(cells)
    bounds = {
        name: (1, 4) if name in cells else (values[0], values[0])
        for name, values in known.read.items()
    }
    assert len(Attack(known, bounds).narrower(asked, 1)) / len(asked) > 0.3


def test_exact_numbers_would_give_all_of_them_away():
    known = exact(town(25), YEAR[0])
    cells = some_of(small(known, known.read))
    bounds = {name: (values[0], values[0]) for name, values in known.read.items()}
    assert len(Attack(known, bounds).narrower(cells, 1)) == len(cells) > 40


def test_rounding_drawn_anew_for_each_document_would_give_much_away():
    secrets = (b"one", b"two", b"three", b"four")
    known = learnt(town(60), YEAR[0], *secrets)
    cells = some_of(small(exact(town(60), YEAR[0]), known.read))
    found = Attack(known, rounded_bounds(known)).narrower(cells, WIDEST)
    assert len(found) / len(cells) > 0.5


def test_rounding_every_cell_without_a_look_at_its_parts_would_give_some_away(monkeypatch):
    monkeypatch.setattr(rounding.Ledger, "_note", lambda *_told: None)
    found, cells = attacked(town(60), YEAR[0])
    assert len(found) / cells > 0.03


def sums_narrowed(quarter: Quarter, secret: bytes, *, tells_taken: bool) -> tuple[int, int]:
    """Of the small sums of a quarter that was wholly taken over; how many of how many."""
    here = OldTown(6, seed=1)
    known, truth = document(here, quarter, secret), exact(here, quarter)
    for period in ("m1", "m2", "m3", "total") if tells_taken else ():
        key = ("incidents", "taken", "taken", period)
        told = rounding.rounded(Ledger({key: truth.read["taken", period][0]}), secret)
        known.see(("taken", period), told[key])
    cells = {n: count for n, count in small(truth, known.read).items() if n[0] == "incidents"}
    cells = {name: count for name, count in cells.items() if len(name) == 2}
    return len(Attack(known, rounded_bounds(known)).narrower(cells, WIDEST)), len(cells)


def test_to_tell_how_much_was_taken_over_would_give_some_away():
    """As a figure of its own, of which nobody knew that all incidents hold it."""
    found = {False: 0, True: 0}
    for number in range(12):
        for tells_taken in found:
            secret = str(number).encode()
            found[tells_taken] += sums_narrowed(YEAR_BEFORE, secret, tells_taken=tells_taken)[0]
    assert found[False] == 0
    assert found[True] > 3


def test_to_tell_what_says_no_kind_and_no_place_would_give_some_away(monkeypatch):
    """Who knows that nothing of the kind was taken over knows that such a row is none."""
    monkeypatch.setattr(incidents, "is_unstated", lambda _row: False)
    monkeypatch.setattr(incidents, "NOWHERE", "")
    here, quarter = OldTown(10, seed=1), Quarter(2024, 2)
    known, truth = learnt(here, quarter), exact(here, quarter)
    for name in filter(is_hidden, truth.read):
        if truth.read[name][0] == 0 and name in known.read:
            known.read[name] = [-4]  # nought, and nothing else
    found = Attack(known, rounded_bounds(known)).narrower(small(truth, known.read), WIDEST)
    assert len(found) > 2


def test_plain_rounding_to_the_nearest_five_would_narrow_everything(monkeypatch):
    monkeypatch.setattr(rounding, "threshold", lambda _secret, _key: 2)
    known = read(published(town(60), YEAR[0]))
    cells = small(exact(town(60), YEAR[0]), known.read)
    bounds = {name: (max(0, v[0] - 2), v[0] + 2) for name, v in known.read.items()}
    assert all(bounds[name][1] - bounds[name][0] <= WIDEST for name in cells)
    zeros = [name for name in cells if known.read[name][0] == 0]
    assert zeros
    assert all(bounds[name][1] <= 2 for name in zeros)


def test_a_published_summary_is_not_the_internal_one():
    assert published(town(60), YEAR[0]).variant != replace(town(60).summary(YEAR[0])).variant
