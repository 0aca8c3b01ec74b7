"""Every SELECT about external figures."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import and_, or_, select

from app.figures_outside.domain import Period, Source, Term
from app.figures_outside.models import ExternalFigure
from app.kernel.db import db

Key = tuple[int, Term, Source, str]
IN_ORDER = (
    ExternalFigure.year.desc(),
    ExternalFigure.term.desc(),
    ExternalFigure.source,
    ExternalFigure.indicator_key,
)


def get(figure_id: uuid.UUID) -> ExternalFigure:
    """One figure of the town."""
    query = select(ExternalFigure).where(ExternalFigure.id == figure_id)
    return db.session.scalars(query).one()


def of_year(year: int) -> Sequence[ExternalFigure]:
    """All figures of a year and its quarters, the newest first."""
    query = select(ExternalFigure).where(ExternalFigure.year == year).order_by(*IN_ORDER)
    return db.session.scalars(query).all()


def years() -> list[int]:
    """The years of which there are figures, the newest first."""
    query = select(ExternalFigure.year).distinct().order_by(ExternalFigure.year.desc())
    return list(db.session.scalars(query))


def of(periods: Iterable[Period]) -> Sequence[ExternalFigure]:
    """The figures of these periods, by source and indicator."""
    asked = [
        and_(ExternalFigure.year == each.year, ExternalFigure.term == each.term) for each in periods
    ]
    order = (ExternalFigure.source, ExternalFigure.indicator_key, ExternalFigure.term.desc())
    return db.session.scalars(select(ExternalFigure).where(or_(*asked)).order_by(*order)).all()


def by_key(years: Iterable[int]) -> dict[Key, ExternalFigure]:
    """The figures of some years by what no two of them share."""
    query = select(ExternalFigure).where(ExternalFigure.year.in_(list(years)))
    found = db.session.scalars(query)
    return {(each.year, each.term, each.source, each.indicator_key): each for each in found}
