"""The town's own numbers of records, U-2025-0412: per kind and year, each given once."""

from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Model, db
from app.kernel.scope import Scoped


class NumberSeries(Scoped, Model):
    """The last number given in a town and a year; its row is the lock of the series."""

    __tablename__ = "number_series"
    __recorded__ = False
    __table_args__ = (UniqueConstraint("municipality_id", "prefix", "year"),)

    prefix: Mapped[str] = mapped_column(String(4))
    year: Mapped[int]
    last: Mapped[int]


def next_number(prefix: str, year: int) -> str:
    """The next of the town's numbers in the year; only inside an action."""
    series = locked_series(prefix, year) or _begin_series(prefix, year)
    series.last += 1
    return f"{prefix}-{year}-{series.last:04d}"


def locked_series(prefix: str, year: int) -> NumberSeries | None:
    """The series of the year, locked until the commit and read afresh."""
    query = (
        select(NumberSeries)
        .where(NumberSeries.prefix == prefix, NumberSeries.year == year)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(query).one_or_none()


def _begin_series(prefix: str, year: int) -> NumberSeries:
    try:
        with db.session.begin_nested():
            db.session.add(NumberSeries(prefix=prefix, year=year, last=0))
    except IntegrityError:  # somebody else has begun the year at this very moment
        pass
    found = locked_series(prefix, year)
    assert found is not None  # noqa: S101 - either we or somebody else has just begun it
    return found
