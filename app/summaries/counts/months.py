"""Which rows belong to a quarter, and to which of its months."""

from datetime import date, datetime, time

from sqlalchemy import ColumnElement, Label, case
from sqlalchemy.orm import InstrumentedAttribute

from app.kernel import clock
from app.kernel.quarter import Quarter

Day = InstrumentedAttribute[date]


def in_quarter(quarter: Quarter, day: Day) -> tuple[ColumnElement[bool], ...]:
    """A half-open interval of local days."""
    return day >= quarter.first, day < quarter.end


def midnight(day: date) -> datetime:
    """The moment at which a local day begins."""
    return clock.utc(day, time.min)


def month_in(quarter: Quarter, day: Day) -> Label[int]:
    """0, 1 or 2 by comparing days; group by its name, for PostgreSQL knows it by nothing else."""
    _first, second, third = quarter.months
    return case((day < second, 0), (day < third, 1), else_=2).label("month_of_quarter")
