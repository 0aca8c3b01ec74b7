"""T9 is what a plain loop over the cases counts, whatever the cases are."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import (
    booleans,
    builds,
    dates,
    integers,
    lists,
    none,
    one_of,
    sampled_from,
)

from app.disputes.domain import CheckResult, DisputeKind, LeadKind, Outcome, Referral, StepKind
from app.kernel.db import uuid7
from app.summaries.domain import hours
from tests.summaries.conftest import QUARTER, a_town
from tests.summaries.dispute_rows import Look, Step, Told, keep

SPANS = {
    "m1": (date(2025, 10, 1), date(2025, 10, 31)),
    "m2": (date(2025, 11, 1), date(2025, 11, 30)),
    "m3": (date(2025, 12, 1), date(2025, 12, 31)),
    "total": (date(2025, 10, 1), date(2025, 12, 31)),
    "previous": (date(2025, 7, 1), date(2025, 9, 30)),
    "last_year": (date(2024, 10, 1), date(2024, 12, 31)),
}
EDGES = [day + timedelta(days=n) for span in SPANS.values() for day in span for n in (-1, 0, 1)]
AFTER = one_of(integers(0, 120), sampled_from([0, 1, 30, 90]))
STEPS = builds(
    Step,
    after=AFTER,
    kind=sampled_from(StepKind),
    minutes=integers(0, 400),
    in_room=booleans(),
    is_withdrawn=booleans(),
)
CASES = builds(
    Told,
    received=one_of(dates(date(2024, 8, 1), date(2026, 1, 31)), sampled_from(EDGES)),
    lasted=one_of(none(), AFTER),
    kind=sampled_from(DisputeKind),
    source=sampled_from(Referral),
    outcome=sampled_from(Outcome),
    lead_kind=one_of(none(), sampled_from(LeadKind)),
    steps=lists(STEPS, max_size=5).map(tuple),
    looks=lists(
        builds(
            Look,
            days=sampled_from([30, 90]),
            after=AFTER,
            result=one_of(none(), sampled_from(CheckResult)),
        ),
        max_size=2,
        unique_by=lambda look: look.days,
    ).map(tuple),
)
RELAXED = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# What does not add up over months.
LASTING = {
    ("balance", "start"),
    ("balance", "open"),
    ("time", "to_contact"),
    ("time", "to_closing"),
}


def counted(make, look, cases):
    """Column → (section, key) → what the table tells, without zeros."""
    scene = a_town(make, f"Obec {uuid7()}"[:40])
    room = make.place(scene.town, "L13", name="Klubovna", is_dispute_room=True)
    keep(make, scene.town, room, cases)
    return told_by(look(scene.town))


def told_by(summary):
    table = next(table for table in summary.tables if table.key == "T9")
    rows = (*table.rows, *table.totals)
    return {
        column: {(row.section, row.key): row.values[column] for row in rows if row.values[column]}
        for column in SPANS
    }


def recounted(cases, first, last):
    """The same by going through every day of the span, case by case."""
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    sums, waits, lives = Counter(), [], []
    for case in cases:
        end = case.closed or date.max
        sums["balance", "start"] += case.received < first <= end
        sums["balance", "open"] += case.received <= last < end
        if case.received in span:
            sums += Counter([("balance", "received"), ("kinds", case.kind.value)])
            sums += Counter([("kinds", "total"), ("sources", "total")])
            sums["sources", case.source.value] += 1
        if end in span:
            sums += Counter([("balance", "closed"), ("outcomes", "total")])
            sums["outcomes", case.outcome.value] += 1
            lives.append(case.lasted)
        if any(case.received <= day <= end for day in span):
            lead = case.lead_kind.value if case.lead_kind else "none"
            sums += Counter([("leads", lead), ("leads", "total")])
        sums += of_steps(case, span)
        sums += of_looks(case, span)
        if case.taken and case.day(min(step.after for step in case.taken)) in span:
            waits.append(min(step.after for step in case.taken))
    figures = {**sums, ("effort", "hours"): hours(sums.pop("minutes", 0))}
    figures.pop("minutes", None)
    times = {("time", "to_contact"): middle(waits), ("time", "to_closing"): middle(lives)}
    return {key: count for key, count in {**figures, **times}.items() if count}


def of_steps(case, span):
    sums = Counter()
    for step in case.taken:
        if case.day(step.after) in span:
            sums["effort", step.kind.value] += 1
            sums["minutes"] += step.minutes
            if step.kind is StepKind.JOINT_MEETING:
                sums["rooms", "in_room" if step.in_room else "elsewhere"] += 1
                sums["rooms", "total"] += 1
            elif step.kind is not StepKind.SHUTTLE:
                sums["effort", "contacts"] += 1
    return sums


def of_looks(case, span):
    sums = Counter()
    for look in case.looks:
        if look.result and case.day(look.after) in span:
            sums += Counter([("checks", f"after_{look.days}")])
            sums["checks", f"{look.days}_{look.result.value}"] += 1
    return sums


def middle(numbers):
    ordered = sorted(numbers)
    half = len(ordered) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


@RELAXED
@given(lists(CASES, max_size=12))
def test_the_table_is_what_a_loop_counts(make, look, cases):
    told = counted(make, look, cases)
    for column, (first, last) in SPANS.items():
        assert told[column] == recounted(cases, first, last), column


@RELAXED
@given(lists(CASES, max_size=8))
def test_months_add_up_to_the_quarter_and_the_balance_holds(make, look, cases):
    told = counted(make, look, cases)
    added = Counter()
    for month in ("m1", "m2", "m3"):
        added.update({key: count for key, count in told[month].items() if key not in LASTING})
    whole = {key: count for key, count in told["total"].items() if key not in LASTING}
    for key in {*added, *whole}:
        # Hours are rounded month by month; who leads is told in each month in which he does.
        if key[0] == "leads" or key == ("effort", "hours"):
            continue
        assert added[key] == whole.get(key, 0), key
    for figures in told.values():
        start, new, gone, left = (
            figures.get(("balance", key), 0) for key in ("start", "received", "closed", "open")
        )
        assert start + new - gone == left >= 0
    assert told["m1"].get(("balance", "start")) == told["total"].get(("balance", "start"))
    assert told["m3"].get(("balance", "open")) == told["total"].get(("balance", "open"))


IRRELEVANT = (
    Told(date(2026, 1, 1), lasted=3, steps=(Step(0),), looks=(Look(30, 30),)),
    Told(date(2023, 2, 1), lasted=300, steps=(Step(5), Step(299)), looks=(Look(30, 200),)),
    Told(date(2025, 1, 1), lasted=180, steps=(Step(5),), looks=(Look(90, 180),)),
)


@RELAXED
@given(lists(CASES, min_size=1, max_size=6), sampled_from(IRRELEVANT))
def test_a_case_of_other_times_changes_nothing(make, look, cases, other):
    known = [Told(date(2024, 9, 1), lasted=1), *cases]
    assert counted(make, look, known) == counted(make, look, [*known, other])


def test_the_loop_knows_where_the_quarter_ends():
    first, last = SPANS["total"]
    inside, outside = (Told(last + timedelta(days=n)) for n in (0, 1))
    assert recounted([inside], first, last)["balance", "received"] == 1
    assert recounted([outside], first, last) == {}
    assert (QUARTER.first, QUARTER.last) == (first, last)
