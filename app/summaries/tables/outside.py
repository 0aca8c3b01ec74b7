"""T16: what others count, beside our tables and never added to them (R-65)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.kernel.i18n import _
from app.summaries.domain import Column, Kind, Named, Row, Table, Value, rate

DEFINITION = _(
    "Figures of other bodies as they gave them. They cannot be added to T2: one event may stand "
    "in both. The previous period is the quarter or the year before. The index is per 10,000 "
    "inhabitants; it is computed for whole counts of at least 5 only."
)


@dataclass(frozen=True)
class Outside:
    """One figure and the one before it, in whole numbers where they are whole."""

    key: str
    source: Named
    indicator: str
    period: str
    value: float
    unit: str
    is_counted: bool
    previous: float | None = None


def outside_table(figures: Sequence[Outside], population: int | None) -> Table | None:
    """Source by source; no table without figures, and no sum in any case."""
    if not figures:
        return None
    columns = (
        Column("period", _("Period"), Kind.TEXT),
        Column("unit", _("Unit"), Kind.TEXT),
        Column("value", _("Value of the figure")),
        Column("previous", _("Previous period")),
        Column("rate", _("Index per 10,000"), Kind.RATE),
    )
    rows = tuple(_row(each, population) for each in figures)
    title = _("External figures (not to be added to T2)")
    return Table("T16", title, DEFINITION, columns, rows, sections=_sources(figures))


def _sources(figures: Iterable[Outside]) -> tuple[Named, ...]:
    return tuple({each.source.key: each.source for each in figures}.values())


def _row(figure: Outside, population: int | None) -> Row:
    values: dict[str, Value] = {
        "period": figure.period,
        "unit": figure.unit,
        "value": _plain(figure.value),
        "previous": None if figure.previous is None else _plain(figure.previous),
        "rate": _index(figure, population),
    }
    return Row(figure.key, figure.indicator, values, section=figure.source.key)


def _index(figure: Outside, population: int | None) -> float | None:
    value = _plain(figure.value)
    return rate(value, population) if figure.is_counted and isinstance(value, int) else None


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value
