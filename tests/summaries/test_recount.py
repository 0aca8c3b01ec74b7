"""The database counts what a plain loop over the records counts, whatever the records are."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import booleans, builds, integers, lists, none, one_of, sampled_from

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
from app.kernel.clock import PRAGUE
from app.kernel.db import uuid7
from app.summaries.tables.deeds import CALLS
from app.summaries.tables.times import band_of
from tests.summaries.conftest import QUARTER, a_town, figure

FIRST = datetime(2025, 6, 28, tzinfo=PRAGUE)
HOURS = 24 * 190
COUNTED = {IncidentStatus.RECORDED, IncidentStatus.CHECKED}
KINDS = [Subcategory.NOISE, Subcategory.BRAWL, Subcategory.NEEDLE_FOUND, Subcategory.OTHER]


@dataclass(frozen=True)
class Happening:
    """One record as the loop sees it; most of them lie in the last two quarters of 2025."""

    hours: int
    place: int
    kind: Subcategory
    status: IncidentStatus
    result: Result
    actions: set[Action]
    is_training: bool
    is_repeated: bool
    pieces: int | None

    @property
    def at(self) -> datetime:
        """The moment on the local clock."""
        return FIRST + timedelta(hours=self.hours)

    @property
    def is_counted(self) -> bool:
        return self.status in COUNTED and not self.is_training

    @property
    def is_in_quarter(self) -> bool:
        return self.is_counted and self.at.year == 2025 and self.at.month in {10, 11, 12}


HAPPENINGS = builds(
    Happening,
    hours=one_of(integers(0, HOURS), integers(24 * 93, 24 * 97), integers(24 * 185, HOURS)),
    place=integers(0, 1),
    kind=sampled_from(KINDS),
    status=sampled_from(IncidentStatus),
    result=sampled_from(Result),
    actions=lists(sampled_from(Action), max_size=3).map(set),
    is_training=booleans(),
    is_repeated=booleans(),
    pieces=one_of(none(), integers(0, 9)),
)


def keep(make, scene, happenings):
    """Store them all at once, under one shift: a summary asks incidents for nothing else of it."""
    shift = make.shift(scene.alena, day=FIRST.date())
    rows = [
        row
        for number, each in enumerate(happenings)
        for row in as_rows(scene, shift, each, f"U-2025-{number:04d}")
    ]
    make.saved(shift, *rows)


def as_rows(scene: Any, shift: Any, each: Happening, number: str) -> list[Any]:
    town = {"municipality_id": scene.town.id}
    columns = {
        "place_id": scene.places[each.place].id,
        "shift_id": shift.id,
        "author_id": scene.alena.id,
        "occurred_at": each.at,
        "day": each.at.date(),
        "hour": each.at.hour,
        "category": each.kind.category,
        "subcategory": each.kind,
        "source": Source.OWN,
        "seriousness": Seriousness.MINOR,
        "recorded_at": each.at,
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


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(happenings=lists(HAPPENINGS, max_size=25))
def test_the_tables_of_incidents_are_what_a_loop_counts(make, look, happenings):
    scene = a_town(make, f"Obec {uuid7()}"[:40])
    keep(make, scene, happenings)
    summary = look(scene.town)
    mine = [each for each in happenings if each.is_in_quarter]
    assert kinds(summary) == {(e, kind): n for (e, kind), n in recounted_kinds(mine).items()}
    assert places(summary) == recounted_places(mine)
    assert times(summary) == Counter((e.at.weekday(), band_of(e.at.hour)) for e in mine)
    assert deeds(summary) == recounted_deeds(mine)
    before = [e for e in happenings if e.is_counted and e.at.month in {7, 8, 9}]
    total = figure(summary, "T2", "total", "previous")
    assert (total or 0) == len(before)


def kinds(summary):
    """(month or repeated, kind) → incidents, without zeros."""
    columns = ("m1", "m2", "m3", "repeated")
    rows = next(table for table in summary.tables if table.key == "T2").rows
    known = {kind.value for kind in KINDS}
    cells = {(c, row.key): row.values[c] for row in rows if row.key in known for c in columns}
    return {key: count for key, count in cells.items() if count}


def recounted_kinds(mine):
    months = Counter((f"m{each.at.month - 9}", each.kind.value) for each in mine)
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


def test_the_loop_knows_where_the_quarter_ends():
    last = int((datetime(2025, 12, 31, 23, tzinfo=PRAGUE) - FIRST) / timedelta(hours=1))
    told = {"status": IncidentStatus.RECORDED, "result": Result.LEFT, "actions": set()}
    told |= {"is_training": False, "is_repeated": False, "pieces": None, "kind": KINDS[0]}
    inside, outside = (Happening(hours=last + n, place=0, **told) for n in (0, 1))
    assert (inside.is_in_quarter, outside.is_in_quarter) == (True, False)
    assert QUARTER.code == "2025Q4"
