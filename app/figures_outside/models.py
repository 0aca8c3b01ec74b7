"""Figures that others keep; they stand beside ours and are never added to them (R-65)."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.closing.domain import Fact, Subject
from app.closing.models import Counted
from app.figures_outside.domain import Period, Source, Term, Unit
from app.kernel.db import Code, Model
from app.kernel.i18n import number
from app.kernel.scope import Scoped


class ExternalFigure(Counted, Scoped, Model):
    """One value of one indicator of somebody else, for a year or a quarter."""

    __tablename__ = "external_figure"
    subject = Subject.OTHERS
    __table_args__ = (
        ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),
        # Put together from its columns the name would be too long for PostgreSQL.
        UniqueConstraint(
            *("municipality_id", "year", "term", "source", "indicator_key"),
            name="uq_external_figure_told",
        ),
    )

    year: Mapped[int]
    term: Mapped[Term] = mapped_column(Code(Term))
    source: Mapped[Source] = mapped_column(Code(Source))
    indicator: Mapped[str] = mapped_column(String(120))
    indicator_key: Mapped[str] = mapped_column(String(240), info={"derived": True})
    value: Mapped[float] = mapped_column(Numeric(12, 2, asdecimal=False))
    unit: Mapped[Unit] = mapped_column(Code(Unit))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @staticmethod
    def facts(told: Any) -> Iterator[Fact]:
        """T16 shows figures of a year in all its quarters."""
        what = (told.source, told.indicator, told.term, told.unit, told.value)
        for quarter in Period(told.year, told.term).quarters:
            yield quarter.first, what

    @property
    def period(self) -> Period:
        """What it is about."""
        return Period(self.year, self.term)

    @property
    def shown(self) -> str:
        """The value with as many decimal places as it has."""
        return number(self.value, next(n for n in (0, 1, 2) if round(self.value, n) == self.value))
