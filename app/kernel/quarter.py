"""Quarters of the year: the period of overviews, summaries and their closing."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from app.kernel.i18n import _

MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a calendar year, a half-open interval of local days."""

    year: int
    number: int

    @classmethod
    def parse(cls, code: str) -> Self:
        """2025Q4; anything else is a ValueError."""
        if not (found := re.fullmatch(r"(2\d{3})Q([1-4])", code)):
            raise ValueError(f"{code!r} is not a quarter such as 2025Q4")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def containing(cls, when: date) -> Self:
        return cls(when.year, (when.month + 2) // 3)

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def label(self) -> str:
        return _("Quarter %(number)s of %(year)s", number=self.number, year=self.year)

    @property
    def months(self) -> tuple[date, date, date]:
        """The first days of its three months."""
        first = 3 * self.number - 2
        one, two, three = (date(self.year, first + i, 1) for i in range(3))
        return one, two, three

    @property
    def month_labels(self) -> tuple[str, ...]:
        return tuple(MONTHS[month.month - 1] for month in self.months)

    @property
    def first(self) -> date:
        return self.months[0]

    @property
    def end(self) -> date:
        """The first day after it."""
        return self.following.first

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def following(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    @property
    def last_year(self) -> "Quarter":
        return Quarter(self.year - 1, self.number)

    def month_of(self, when: date) -> int:
        """0, 1 or 2: the place of a day's month within the quarter."""
        return (when.month - 1) % 3
