"""The external figures of a quarter and of its year, with those of the period before."""

import re

from app.figures_outside import queries
from app.figures_outside.domain import COUNTED, Period, Term
from app.figures_outside.models import ExternalFigure
from app.kernel.quarter import Quarter
from app.summaries.domain import Named
from app.summaries.tables.outside import Outside

SIGNS = re.compile(r"\W+")


def outside(quarter: Quarter) -> list[Outside]:
    """By source and indicator; what others know of the year stands beside the quarter."""
    wanted = (Period.of(quarter), Period(quarter.year, Term.YEAR))
    known = queries.of([*wanted, *(period.previous for period in wanted)])
    values = {_key(each.period, each): each.value for each in known}
    return [
        _told(each, values.get(_key(each.period.previous, each)))
        for each in known
        if each.period in wanted
    ]


def _key(period: Period, figure: ExternalFigure) -> tuple[object, ...]:
    return period, figure.source, figure.indicator_key, figure.unit


def _told(figure: ExternalFigure, previous: float | None) -> Outside:
    name = SIGNS.sub("_", figure.indicator_key).strip("_")
    return Outside(
        f"{figure.source.value}_{name}_{figure.term.value}",
        Named(figure.source.value, figure.source.label),
        figure.indicator,
        figure.period.label,
        float(figure.value),
        figure.unit.label,
        figure.unit in COUNTED,
        None if previous is None else float(previous),
    )
