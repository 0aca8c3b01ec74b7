"""The whole demo as a plan: what people did, when, and how far it has come; nothing is stored."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from app.demo import caretaker
from app.demo.build import build
from app.demo.earlier import earlier_rows
from app.demo.recent import recent_rounds, recent_rows
from app.demo.records import DemoTown, PlannedShift
from app.demo.rows import ShiftRow, recorded
from app.demo.towns import TOWN, VILLAGE
from app.demo.towns import towns as both_towns
from app.demo.unfinished import until
from app.demo.village import village_rows


def towns() -> tuple[DemoTown, ...]:
    """The town and the second one with their places and people."""
    return both_towns()


@cache
def recorded_quarter() -> tuple[PlannedShift, ...]:
    """October to December 2025: the quarter whose totals are known beforehand."""
    return _ordered(recorded(), TOWN)


@cache
def caretaker_quarter() -> tuple[PlannedShift, ...]:
    """The caretaker's rounds of the same quarter; they stand outside the assistants' totals."""
    return _ordered(caretaker.quarter_rows(), TOWN)


@cache
def earlier_quarters() -> tuple[PlannedShift, ...]:
    """The same quarter a year before and the quarter just before."""
    return _ordered(earlier_rows(), TOWN)


def recent(now: datetime) -> tuple[PlannedShift, ...]:
    """Six weeks up to this moment and ten days ahead."""
    rows = [*recent_rows(now), *recent_rounds(now)]
    return tuple(until(shift, now) for shift in _ordered(rows, TOWN))


def village(now: datetime) -> tuple[PlannedShift, ...]:
    """Five weeks of the second town."""
    return tuple(until(shift, now) for shift in _ordered(village_rows(now), VILLAGE))


def everything(now: datetime) -> tuple[PlannedShift, ...]:
    """All shifts of both towns that the demo knows at this moment, in the order of time."""
    parts = (earlier_quarters(), recorded_quarter(), caretaker_quarter(), recent(now), village(now))
    return _in_time(shift for part in parts for shift in part)


def _ordered(rows: Iterable[ShiftRow], town: str) -> tuple[PlannedShift, ...]:
    return _in_time(build(row, town) for row in rows)


def _in_time(shifts: Iterable[PlannedShift]) -> tuple[PlannedShift, ...]:
    return tuple(sorted(shifts, key=lambda shift: (shift.planned_from, shift.town, shift.members)))
