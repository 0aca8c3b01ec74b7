"""The database counts what a plain loop over the records counts, whatever the quarter holds."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import (
    SearchStrategy,
    booleans,
    builds,
    data,
    integers,
    lists,
    none,
    one_of,
    sampled_from,
)
from sqlalchemy import case

from app.incidents.domain import (
    Action,
    Category,
    IncidentStatus,
    Result,
    Seriousness,
    Source,
    Subcategory,
)
from app.incidents.models import Incident, IncidentAction
from app.kernel import clock
from app.kernel.db import uuid7
from app.summaries.counts import incidents
from app.summaries.tables.deeds import CALLS
from app.summaries.tables.times import band_of
from tests.summaries.conftest import a_town, figure
from tests.summaries.drawn import (
    QUARTERS,
    RELAXED,
    SORTS,
    Wall,
    drawn,
    is_found,
    place_of,
    uncached,
)

COUNTED = {IncidentStatus.RECORDED, IncidentStatus.CHECKED}
KINDS = [Subcategory.NOISE, Subcategory.BRAWL, Subcategory.NEEDLE_FOUND, Subcategory.OTHER]


@dataclass(frozen=True)
class Happening:
    """One record as the loop sees it: by the clock on the wall."""

    at: Wall
    place: int
    kind: Subcategory
    status: IncidentStatus
    result: Result
    actions: set[Action]
    is_training: bool
    is_repeated: bool
    pieces: int | None

    @property
    def is_counted(self) -> bool:
        return self.status in COUNTED and not self.is_training


def a_happening(at: SearchStrategy[Wall]) -> SearchStrategy[Happening]:
    return builds(
        Happening,
        at=at,
        place=integers(0, 1),
        kind=sampled_from(KINDS),
        status=sampled_from([*IncidentStatus, *COUNTED]),
        result=sampled_from(Result),
        actions=lists(sampled_from(Action), max_size=3).map(set),
        is_training=sampled_from([False, False, True]),
        is_repeated=booleans(),
        pieces=one_of(none(), integers(0, 9)),
    )


def a_counted_one(at: SearchStrategy[Wall]) -> SearchStrategy[Happening]:
    kept = {"status": IncidentStatus.RECORDED, "is_training": False}
    return a_happening(at).map(lambda each: replace(each, **kept))


def keep(make, scene, happened):
    """Store them all at once, under one shift: a summary asks incidents for nothing else of it."""
    shift = make.shift(scene.alena, day=date(2026, 10, 1))
    rows = [
        row
        for number, each in enumerate(happened)
        for row in as_rows(scene, shift, each, f"U-2025-{number:04d}")
    ]
    make.saved(shift, *rows)


def as_rows(scene: Any, shift: Any, each: Happening, number: str) -> list[Any]:
    town = {"municipality_id": scene.town.id}
    moment = each.at.moment
    wall = clock.local(moment)
    columns = {
        "place_id": scene.places[each.place].id,
        "shift_id": shift.id,
        "author_id": scene.alena.id,
        "occurred_at": moment,
        "day": wall.date(),
        "hour": wall.hour,
        "category": each.kind.category,
        "subcategory": each.kind,
        "source": Source.OWN,
        "seriousness": Seriousness.MINOR,
        "recorded_at": moment,
        "search_text": "",
    }
    same = ("status", "result", "is_training", "is_repeated", "pieces")
    told = {name: getattr(each, name) for name in same}
    incident = Incident(id=uuid7(), number=number, **town, **columns, **told)
    steps = [
        IncidentAction(id=uuid7(), incident_id=incident.id, action=action, **town)
        for action in each.actions
    ]
    return [incident, *steps]


def checked(make, look, quarter, happened):
    """Store them in a town of their own, and see that its tables say what the loop says."""
    scene = a_town(make, f"Obec {uuid7()}"[:40])
    keep(make, scene, happened)
    summary, told = look(scene.town, quarter), [each for each in happened if each.is_counted]
    mine = [each for each in told if each.at.quarter == place_of(quarter)]
    assert kinds(summary) == recounted_kinds(mine)
    assert places(summary) == recounted_places(mine)
    assert times(summary) == Counter((e.at.day.weekday(), band_of(e.at.time.hour)) for e in mine)
    assert deeds(summary) == recounted_deeds(mine)
    for column, before in (("previous", 1), ("last_year", 4)):
        earlier = [each for each in told if each.at.quarter == place_of(quarter) - before]
        assert figure(summary, "T2", "total", column) == (len(earlier) or None)


@pytest.mark.parametrize("sort", SORTS)
@RELAXED
@given(data=data())
def test_the_tables_of_incidents_are_what_a_loop_counts(make, look, sort, data):
    checked(make, look, *data.draw(drawn(SORTS[sort], a_counted_one, a_happening)))


def a_day_too_many(quarter, day):
    return (day >= quarter.first, day <= quarter.end)


def a_day_too_few(quarter, day):
    return (day >= quarter.first, day < quarter.last)


def months_of_thirty_days(quarter, day):
    """Of which the second begins a day early after a month of 31."""
    first, _second, third = quarter.months
    second = date.fromordinal(first.toordinal() + 30)
    return case((day < second, 0), (day < third, 1), else_=2).label("month_of_quarter")


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("in_quarter", a_day_too_many),
        ("in_quarter", a_day_too_few),
        ("month_in", months_of_thirty_days),
    ],
)
def test_a_fault_at_the_edges_is_found(make, look, monkeypatch, name, fault):
    uncached(monkeypatch, incidents, "_by_month", "_as_a_whole", "_by_hour")
    monkeypatch.setattr(incidents, name, fault)
    is_found(lambda told: checked(make, look, *told), drawn(QUARTERS, a_counted_one, a_happening))


def test_a_moment_that_is_taken_for_the_day_in_greenwich_is_found(make, look, monkeypatch):
    """What the clock in Prague shows half an hour after midnight is the day before there."""
    monkeypatch.setattr(clock, "local", lambda moment: moment)
    is_found(lambda told: checked(make, look, *told), drawn(QUARTERS, a_counted_one, a_happening))


def kinds(summary):
    """(month or repeated, kind) → incidents, without zeros."""
    columns = ("m1", "m2", "m3", "repeated")
    rows = next(table for table in summary.tables if table.key == "T2").rows
    known = {kind.value for kind in KINDS}
    cells = {(c, row.key): row.values[c] for row in rows if row.key in known for c in columns}
    return {key: count for key, count in cells.items() if count}


def recounted_kinds(mine):
    months = Counter((each.at.month, each.kind.value) for each in mine)
    return months + Counter(("repeated", each.kind.value) for each in mine if each.is_repeated)


def places(summary):
    rows = next(table for table in summary.tables if table.key == "T3").rows
    return {
        (row.key, category.value): row.values[category.value]
        for row in rows
        for category in Category
        if row.values[category.value]
    }


def recounted_places(mine):
    return Counter((f"L0{each.place + 1}", each.kind.category.value) for each in mine)


def times(summary):
    table = next(table for table in summary.tables if table.key == "T4")
    bands = [column.key for column in table.columns if column.key != "total"]
    cells = {
        (number, int(band[1:])): row.values[band]
        for number, row in enumerate(table.rows)
        for band in bands
    }
    return {key: count for key, count in cells.items() if count}


def deeds(summary):
    table = next(table for table in summary.tables if table.key == "T5")
    cells = {
        (row.section, row.key): row.values["total"]
        for row in table.rows
        if row.section in {"actions", "results"}
    }
    cells["collected", "needles"] = figure(summary, "T5", "needles")
    cells["calls", "total"] = figure(summary, "T5", "total", section="calls")
    return {key: count for key, count in cells.items() if count}


def recounted_deeds(mine):
    needles = [each.pieces or 0 for each in mine if each.kind is Subcategory.NEEDLE_FOUND]
    called = [each for each in mine if each.actions & {Action(code) for code in CALLS}]
    sums = Counter(("actions", action.value) for each in mine for action in each.actions)
    sums += Counter(("results", each.result.value) for each in mine)
    sums["collected", "needles"], sums["calls", "total"] = sum(needles), len(called)
    return +sums
