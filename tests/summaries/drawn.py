"""Quarters to be drawn, and moments of the wall clock that prefer their edges."""

from calendar import SUNDAY, monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import (
    SearchStrategy,
    builds,
    dates,
    just,
    lists,
    one_of,
    sampled_from,
    times,
    tuples,
)

from app.kernel.clock import PRAGUE
from app.kernel.quarter import Quarter

# All of them are over; 2024 is a leap year.
QUARTERS = [Quarter(year, n) for year in (2023, 2024, 2025, 2026) for n in (1, 2, 3, 4)][:-1]
# Each sort of a quarter is drawn from by itself, or chance might leave one of them out.
SORTS = {f"Q{n}": [each for each in QUARTERS if each.number == n] for n in (1, 2, 3, 4)}
SORTS["leap"] = [Quarter(2024, 1)]
# The hour that comes twice or never, and both sides of midnight.
CRITICAL = [time(0), time(0, 30), time(1, 30), time(2, 30), time(3), time(22), time(23, 30)]
# A record that lies at one of these moments.
Record = Callable[[SearchStrategy[Any]], SearchStrategy[Any]]
RELAXED = settings(
    max_examples=16, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# To see that a fault is found, nobody needs the smallest example of it.
AS_FOUND = settings(RELAXED, max_examples=60, phases=[Phase.generate], report_multiple_bugs=False)


@dataclass(frozen=True)
class Wall:
    """A day and a time as the clock on the wall shows them; `fold` is the second of two hours."""

    day: date
    time: time
    fold: int = 0

    @property
    def moment(self) -> datetime:
        """In UTC, as the database keeps it."""
        return datetime.combine(self.day, self.time, PRAGUE).replace(fold=self.fold).astimezone(UTC)

    def exists(self) -> bool:
        """Whether the clocks do not skip it."""
        return self.moment.astimezone(PRAGUE).time() == self.time

    @property
    def quarter(self) -> int:
        """Quarters in a row, one after the other."""
        return 4 * self.day.year + (self.day.month - 1) // 3

    @property
    def month(self) -> str:
        """m1, m2 or m3 of its quarter."""
        return f"m{(self.day.month - 1) % 3 + 1}"


def place_of(quarter: Quarter) -> int:
    """The place of a quarter in the same row."""
    return 4 * quarter.year + quarter.number - 1


def clock_change(year: int, month: int) -> date:
    """The last Sunday of the month."""
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - SUNDAY) % 7)


def corners(quarter: Quarter) -> list[Wall]:
    """Both sides of midnight where a month begins or ends, and the night of a clock change."""
    sunday = clock_change(quarter.year, 3 if quarter.number < 3 else 10)
    night = [Wall(sunday - timedelta(days=1), time(22)), Wall(sunday, time(2, 30), fold=1)]
    borders = (*quarter.months, quarter.end)
    late = [Wall(day - timedelta(days=1), time(23, 30)) for day in borders]
    return [*late, *(Wall(day, time(0)) for day in borders), *filter(Wall.exists, night)]


def walls(quarter: Quarter) -> SearchStrategy[Wall]:
    """Moments of the quarter, of those it is compared with and of the days around them."""
    before, year_ago = quarter.previous, quarter.last_year
    borders = (before.first, year_ago.first, year_ago.end)
    days = one_of(
        sampled_from([day - timedelta(days=n) for day in borders for n in (1, 0)]),
        dates(quarter.first, quarter.last),
        dates(year_ago.first, quarter.end + timedelta(days=10)),
    )
    hours = one_of(sampled_from(CRITICAL), times().map(lambda at: at.replace(microsecond=0)))
    found: SearchStrategy[Wall] = builds(Wall, days, hours, sampled_from([0, 1]))
    return found.filter(Wall.exists)


def drawn(
    quarters: Sequence[Quarter], counted: Record, any_of_them: Record
) -> SearchStrategy[tuple[Quarter, list[Any]]]:
    """A quarter with a record that counts in each of its corners, and any others anywhere."""

    def of(quarter: Quarter) -> SearchStrategy[tuple[Quarter, list[Any]]]:
        fixed = tuples(*(counted(just(wall)) for wall in corners(quarter)))
        both = tuples(fixed, lists(any_of_them(walls(quarter)), max_size=12))
        return both.map(lambda parts: (quarter, [*parts[0], *parts[1]]))

    return sampled_from(quarters).flatmap(of)


def is_found(check: Callable[[Any], None], drawn: SearchStrategy[Any]) -> None:
    """Some of the drawn examples must contradict what is being checked."""

    @AS_FOUND
    @given(drawn)
    def looked(example: Any) -> None:
        check(example)

    with pytest.raises(AssertionError):
        looked()


def uncached(monkeypatch: pytest.MonkeyPatch, module: Any, *names: str) -> None:
    """Statements are built once for a quarter; a planted fault has to get into them."""
    for name in names:
        monkeypatch.setattr(module, name, getattr(module, name).__wrapped__)
