"""Two quarters before the recorded one, so that comparisons have values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.demo.chance import below, one_of
from app.demo.days import is_working, span
from app.demo.echo import busier, echo, thinner
from app.demo.rows import ShiftRow
from app.demo.towns import EARLIER_PAIRS


@dataclass(frozen=True, slots=True)
class Quarter:
    """How a quarter differs from the recorded one, in per cent."""

    first: date
    last: date
    planned: int
    cancelled: int
    busier: int


QUARTERS = (
    Quarter(date(2024, 10, 1), date(2024, 12, 31), planned=88, cancelled=7, busier=32),
    Quarter(date(2025, 7, 1), date(2025, 9, 30), planned=84, cancelled=8, busier=9),
)


def earlier_rows() -> Iterator[ShiftRow]:
    """The shifts of both quarters in the order of time."""
    for quarter in QUARTERS:
        for day in filter(is_working, span(quarter.first, quarter.last)):
            yield from _day(quarter, day)


def _day(quarter: Quarter, day: date) -> Iterator[ShiftRow]:
    for index, kind in enumerate(("morning", "afternoon")):
        if below(100, day, kind, "planned") < quarter.planned:
            crew = EARLIER_PAIRS[(day.isocalendar().week + index) % 2]
            yield _shift(quarter, echo(day, kind, crew, "earlier"))


def _shift(quarter: Quarter, row: ShiftRow) -> ShiftRow:
    if below(100, row.day, row.kind, "cancelled") < quarter.cancelled:
        reason = one_of(("illness", "leave", "training"), row.day, row.kind)
        return replace(row, cancelled=reason, visits=(), incidents=(), contacts={}, tasks=())
    return thinner(busier(row, quarter.busier, "earlier"), keep=1, out_of=2)
