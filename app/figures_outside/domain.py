"""External figures: whose they are, of what period, in what units."""

from dataclasses import dataclass

from app.kernel.i18n import Labelled, _, fold
from app.kernel.quarter import Quarter

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_INDICATOR = 120
MOST = 999_999_999.0


class Source(Labelled):
    """Who keeps the figure."""

    PCR = "pcr", _("State police")
    MP = "mp", _("Municipal police")
    UP = "up", _("Labour office (external figure)")
    OSPOD = "ospod", _("Child protection (OSPOD)")
    SCHOOL = "school", _("School")
    CSU = "csu", _("Statistical office")


class Term(Labelled):
    """Which part of the year the figure is about."""

    YEAR = "year", _("whole year")
    Q1 = "q1", _("1st quarter")
    Q2 = "q2", _("2nd quarter")
    Q3 = "q3", _("3rd quarter")
    Q4 = "q4", _("4th quarter")


class Unit(Labelled):
    """In what it is counted."""

    COUNT = "count", _("count (external figure)")
    PERSONS = "persons", _("persons (external figure)")
    HOUSEHOLDS = "households", _("households")
    PERCENT = "percent", "%"
    CZK = "czk", _("crowns")
    DAYS = "days", _("days (external figure)")
    HOURS = "hours", _("hours (external figure)")


# Only of these an index per 10,000 inhabitants says anything.
COUNTED = frozenset({Unit.COUNT, Unit.PERSONS, Unit.HOUSEHOLDS})


@dataclass(frozen=True, order=True)
class Period:
    """A year or one of its quarters."""

    year: int
    term: Term

    @classmethod
    def of(cls, quarter: Quarter) -> "Period":
        return cls(quarter.year, Term(f"q{quarter.number}"))

    @property
    def quarters(self) -> list[Quarter]:
        """The quarters in whose summaries it stands."""
        numbers = range(1, 5) if self.term is Term.YEAR else [int(self.term.value[1])]
        return [Quarter(self.year, number) for number in numbers]

    @property
    def previous(self) -> "Period":
        """The period before, of the same length."""
        if self.term is Term.YEAR:
            return Period(self.year - 1, Term.YEAR)
        return Period.of(Quarter(self.year, int(self.term.value[1])).previous)

    @property
    def label(self) -> str:
        """Quarter 4 of 2025, or the year 2025."""
        if self.term is Term.YEAR:
            return _("year %(year)s", year=self.year)
        return Quarter(self.year, int(self.term.value[1])).label


def indicator_key(name: str) -> str:
    """The same for names that differ in capitals, marks and blanks only."""
    return " ".join(fold(name).split())
