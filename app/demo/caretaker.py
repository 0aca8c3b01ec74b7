"""Rounds of the preventive caretaker in the town's block of flats."""

from collections.abc import Iterator
from datetime import date, time

from app.demo.chance import below
from app.demo.days import is_working, span
from app.demo.rows import ShiftRow, VisitRow
from app.demo.towns import CARETAKER

HOUSE = "L12"
FIRST, LAST = date(2025, 10, 1), date(2025, 12, 31)
ROUNDS = 39
# 36 usual rounds and 3 long ones make the 150 hours of a quarter at 50 hours a month.
USUAL = (time(15, 0), time(18, 45))
LONG = (time(14, 0), time(19, 0))
LONG_ROUNDS = {7, 20, 33}
DEFECTS = 21


def quarter_rows() -> Iterator[ShiftRow]:
    """The rounds of the recorded quarter, evenly over its working days."""
    days = [day for day in span(FIRST, LAST) if is_working(day)]
    for number in range(ROUNDS):
        has_defect = (number + 1) * DEFECTS // ROUNDS > number * DEFECTS // ROUNDS
        hours = LONG if number in LONG_ROUNDS else USUAL
        yield round_row(days[number * len(days) // ROUNDS], hours, has_defect)


def round_row(day: date, hours: tuple[time, time] = USUAL, has_defect: bool = False) -> ShiftRow:
    """One round: the common rooms first, then the surroundings of the house."""
    return ShiftRow(
        day=day,
        kind="dp_round",
        crew=CARETAKER,
        hours=hours,
        tasks=("done",),
        contacts={"tenant": 2 + below(4, day, "tenants")},
        visits=(
            VisitRow(at=time(15, 30), place=HOUSE, result="defect" if has_defect else "calm"),
            VisitRow(at=time(17, 0), place=HOUSE, result="calm"),
        ),
    )
