"""The sums of a quarter: every number is counted in the database, never over rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    cast,
    extract,
    func,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.accounts.models import Membership
from app.desk.domain import Compared, Pair, Span, month_end
from app.incidents import queries as incident_queries
from app.incidents.domain import Category
from app.incidents.models import Incident
from app.kernel.db import db
from app.places.models import Place
from app.shifts.models import ContactTally, Shift, ShiftMember, Visit
from app.shifts.queries import UNCOUNTED, held

MOST_PLACES = 6
MOST_LATEST = 5
HOURS_IN_BAND = 2
Day = InstrumentedAttribute[date]


@dataclass(frozen=True)
class Measure:
    """Something that is counted, and the column that says on which day."""

    query: Select[Any]
    day: Day


def incidents(district: str | None) -> Measure:
    """Counted incidents: complete, not cancelled, not of a training shift."""
    query = select(Incident.id).where(incident_queries.counted())
    return Measure(_within(query, Incident.place_id, district), Incident.day)


def passed_to_police(district: str | None) -> Measure:
    """Counted incidents to which the municipal police was called or which it was given."""
    counted = incidents(district)
    return Measure(counted.query.where(incident_queries.passed_to_police()), counted.day)


def visits(district: str | None) -> Measure:
    """Stops on rounds that were not taken back; the day is that of the shift."""
    query = select(Visit.id).join(Visit.shift).where(*held(), Visit.is_withdrawn.is_(False))
    return Measure(_within(query, Visit.place_id, district), Shift.day)


def contacts() -> Measure:
    """Contacts that were not taken back; they have no place, so no part of the town either."""
    query = select(ContactTally.id).join(Shift, Shift.id == ContactTally.shift_id)
    return Measure(query.where(*held(), ContactTally.is_withdrawn.is_(False)), Shift.day)


def pair(measure: Measure, compared: Compared) -> Pair:
    """The number of the span and of the same span a year ago."""
    query = measure.query.with_only_columns(
        *(func.count(case((_in(measure.day, span), 1))) for span in (compared.now, compared.then)),
        maintain_column_froms=True,
    )
    now, then = db.session.execute(query.where(_in_either(measure.day, compared))).one()
    return Pair(now, then)


def by_month(measure: Measure, months: Sequence[date]) -> list[int]:
    """One number for each of these months."""
    found = {
        date(year, month, 1): count
        for year, month, count in db.session.execute(_monthly(measure, months))
    }
    return [found.get(month, 0) for month in months]


def recorded_months(months: Sequence[date]) -> set[date]:
    """Those of the months in which anybody served; of the others nothing is known, not zero."""
    served = Measure(select(Shift.id).where(Shift.status.not_in(UNCOUNTED)), Shift.day)
    counts = by_month(served, months)
    return {month for month, count in zip(months, counts, strict=True) if count}


def categories_by_month(
    district: str | None, months: Sequence[date]
) -> dict[Category, tuple[int, ...]]:
    """For each category that occurred, one number for each of these months."""
    query = _monthly(incidents(district), months, Incident.category)
    found = {
        (category, date(year, month, 1)): count
        for year, month, category, count in db.session.execute(query)
    }
    used = {category for category, _month in found}
    return {
        category: tuple(found.get((category, month), 0) for month in months)
        for category in Category
        if category in used
    }


def problem_places(district: str | None, compared: Compared) -> list[tuple[Place, Pair]]:
    """The places with most incidents in the span."""
    counted = incidents(district)
    now, then = (
        func.count(case((_in(Incident.day, span), 1))) for span in (compared.now, compared.then)
    )
    sums = (
        counted.query.with_only_columns(Incident.place_id, now.label("now"), then.label("then"))
        .where(_in_either(Incident.day, compared))
        .group_by(Incident.place_id)
        .subquery()
    )
    query = (
        select(Place, sums.c.now, sums.c.then)
        .join(sums, sums.c.place_id == Place.id)
        .where(sums.c.now > 0)
        .order_by(sums.c.now.desc(), Place.code)
        .limit(MOST_PLACES)
    )
    return [(place, Pair(now, then)) for place, now, then in db.session.execute(query)]


def by_day_and_hour(district: str | None, span: Span) -> dict[tuple[int, int], int]:
    """(0 for Monday, first hour of a band of two) → incidents."""
    counted = incidents(district)
    weekday = cast(extract("dow", Incident.day), Integer)
    band = Incident.hour - Incident.hour % HOURS_IN_BAND
    query = (
        counted.query.with_only_columns(weekday, band, func.count())
        .where(_in(Incident.day, span))
        .group_by(weekday, band)
    )
    return {((day - 1) % 7, hour): count for day, hour, count in db.session.execute(query)}


def latest(actor: Membership, district: str | None, span: Span) -> Sequence[Incident]:
    """The newest counted incidents that this person may read."""
    query = _within(incident_queries.visible(actor), Incident.place_id, district).where(
        incident_queries.counted(), _in(Incident.day, span)
    )
    query = query.options(joinedload(Incident.place), joinedload(Incident.author))
    newest = (Incident.occurred_at.desc(), Incident.id.desc())
    return db.session.scalars(query.order_by(*newest).limit(MOST_LATEST)).all()


def assistants(span: Span) -> int:
    """How many people went on a shift."""
    query = select(func.count(ShiftMember.person_id.distinct())).join(ShiftMember.shift)
    return db.session.scalar(query.where(*held(), _in(Shift.day, span))) or 0


def districts() -> Sequence[str]:
    """The parts of the town that its places name."""
    query = select(Place.district).where(Place.district != "").distinct().order_by(Place.district)
    return [district for district in db.session.scalars(query) if district]


def _within(query: Select[Any], place_id: Any, district: str | None) -> Select[Any]:
    if district is None:
        return query
    return query.where(place_id.in_(select(Place.id).where(Place.district == district)))


def _in(day: Day, span: Span) -> ColumnElement[bool]:
    return and_(day >= span.first, day < span.end)


def _in_either(day: Day, compared: Compared) -> ColumnElement[bool]:
    return or_(_in(day, compared.now), _in(day, compared.then))


def _monthly(measure: Measure, months: Sequence[date], *groups: Any) -> Select[Any]:
    year, month = (cast(extract(part, measure.day), Integer) for part in ("year", "month"))
    return (
        measure.query.with_only_columns(
            year, month, *groups, func.count(), maintain_column_froms=True
        )
        .where(_in(measure.day, _whole(months)))
        .group_by(year, month, *groups)
    )


def _whole(months: Sequence[date]) -> Span:
    return Span(months[0], month_end(months[-1]) + timedelta(days=1))
