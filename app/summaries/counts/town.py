"""What the heading of a summary says: the town, its people and the state of its records."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select

from app.accounts.domain import Funding, Role
from app.accounts.models import Membership, Municipality, Population
from app.kernel.clock import local
from app.kernel.db import built_once, db
from app.kernel.quarter import Quarter
from app.kernel.scope import required_scope
from app.shifts.domain import ShiftStatus
from app.shifts.models import Shift
from app.shifts.queries import UNCOUNTED
from app.summaries.counts.months import in_quarter
from app.summaries.domain import Named
from app.summaries.tables import head


def town() -> Municipality:
    """The town in scope."""
    query = select(Municipality).where(Municipality.id == required_scope())
    return db.session.scalars(query).one()


def heading(quarter: Quarter, town_name: str, generated_at: datetime) -> head.Head:
    """T0; people are counted on the last day of the quarter, or today while it runs."""
    known = db.session.execute(_population(quarter)).one_or_none()
    people = db.session.execute(_people(min(quarter.last, local(generated_at).date()))).all()
    assistants = [person for person in people if Role.APK in person.roles]
    return head.Head(
        town_name,
        generated_at,
        population=known.inhabitants if known else None,
        population_date=known.counted_on if known else None,
        assistants=len(assistants),
        caretakers=sum(Role.DP in person.roles for person in people),
        full_time=_full_time(assistants),
        funding=_funding(assistants),
        mentors=[person.display_name for person in people if Role.MENTOR in person.roles],
        unapproved=db.session.scalar(_unapproved(quarter)) or 0,
    )


@built_once
def _population(quarter: Quarter) -> Select[*tuple[Any, ...]]:
    """The newest count that was known when the quarter ended."""
    return (
        select(Population.inhabitants, Population.counted_on)
        .where(Population.counted_on < quarter.end)
        .order_by(Population.counted_on.desc())
        .limit(1)
    )


@built_once
def _people(on: date) -> Select[*tuple[Any, ...]]:
    is_valid = (
        Membership.valid_from <= on,
        or_(Membership.valid_to.is_(None), Membership.valid_to >= on),
    )
    person = Membership
    told = select(person.roles, person.fte, person.funding, person.display_name)
    return told.where(*is_valid).order_by(person.sort_text)


def _full_time(assistants: Sequence[Any]) -> float | None:
    """Unknown as soon as one of the contracts does not say."""
    shares = [person.fte for person in assistants]
    return None if None in shares else round(float(sum(shares)), 2)


def _funding(assistants: Sequence[Any]) -> list[head.Funding]:
    paid = Counter(person.funding for person in assistants)
    return [
        head.Funding(Named(source.value, source.label), paid[source])
        for source in Funding
        if paid[source]
    ]


@built_once
def _unapproved(quarter: Quarter) -> Select[tuple[int]]:
    return select(func.count()).where(
        *in_quarter(quarter, Shift.day),
        Shift.is_training.is_(False),
        Shift.status.not_in((*UNCOUNTED, ShiftStatus.APPROVED)),
    )
