"""The summary of a quarter, put together from sums that the database counts."""

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.accounts.models import Municipality
from app.closing import queries as closing
from app.disputes.models import DisputeCase, DisputeStep
from app.history import queries as history
from app.incidents.domain import COUNTED
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.db import db
from app.kernel.quarter import Quarter
from app.places.models import Place
from app.shifts.models import Shift
from app.shifts.queries import UNCOUNTED
from app.skills.models import Competence
from app.summaries import frozen, parts, public
from app.summaries.counts import incidents, shifts, town
from app.summaries.counts.disputes import disputes
from app.summaries.counts.excluded import excluded
from app.summaries.counts.outside import outside
from app.summaries.counts.quality import quality
from app.summaries.counts.taken import Taken
from app.summaries.counts.training import training
from app.summaries.domain import Column, Summary, Table, Variant
from app.summaries.tables import spoken
from app.summaries.tables.disputes import DisputePeriods, disputes_table
from app.summaries.tables.head import head_table
from app.summaries.tables.outside import outside_table
from app.summaries.tables.quality import quality_table
from app.summaries.tables.times import times_table
from app.summaries.tables.training import training_table


def summary(quarter: Quarter) -> Summary:
    """All tables of the town in scope, as they stand now."""
    now, today, here = clock.now(), clock.today(), town.town()
    heading = town.heading(quarter, here.full_name, now)
    records = parts.Records.of(quarter, today)
    previous = parts.Records.earlier(quarter.previous, today)
    last_year = parts.Records.earlier(quarter.last_year, today)
    visits, taken = shifts.visits(quarter), Taken.of(quarter)
    places = parts.places(records, previous, visits, taken.places)
    tables = (
        head_table(quarter, heading),
        parts.service(records, previous, last_year),
        parts.kinds(records, previous, last_year, taken, heading.population),
        parts.incidents_by_place(records, previous, places, visits, taken),
        taken.left_out_of(times_table(incidents.by_hour(quarter))),
        taken.left_out_of(parts.deeds(records)),
        parts.contacts(quarter, places, visits),
        taken.left_out_of(parts.youth(quarter, places)),
        disputes_table(quarter, disputes(quarter, today)),
        training_table(quarter, training(quarter, today)),
        quality_table(quality(quarter, records.cells)),
        outside_table(outside(quarter), heading.population),
    )
    told, left_out = tuple(filter(None, tables)), excluded(quarter)
    return Summary(here.slug, here.full_name, quarter, now, told, excluded=left_out)


def is_over(quarter: Quarter) -> bool:
    """Only then it is published: day by day its figures would tell of each single record."""
    return quarter.end <= clock.today()


def held(quarter: Quarter) -> Summary | None:
    """The exact figures of the version that holds; None of a quarter that was never closed."""
    text = closing.exact_figures(quarter)
    return frozen.thawed(text) if text else None


def published(quarter: Quarter) -> Summary:
    """The public version: as it was closed, and before the first closing from the records.

    A record that comes into a closed quarter later would show in the difference of two versions.
    """
    text = closing.public_figures(quarter)
    return frozen.thawed(text) if text else public_of(summary(quarter))


def public_of(internal: Summary) -> Summary:
    """The public version; of earlier quarters it says what their own public versions say."""
    quarter = internal.quarter
    compared = (("previous", quarter.previous), ("last_year", quarter.last_year))
    known = [each for column, each in compared if internal.is_known(column)]
    return public.publish(internal, [held(each) or summary(each) for each in known])


def versions(internal: Summary) -> Mapping[Variant, Summary]:
    """All that is given out of one summary: for the town hall, and for everybody."""
    return {Variant.INTERNAL: internal, Variant.PUBLIC: public_of(internal)}


def summary_of_disputes(quarter: Quarter) -> tuple[Summary, DisputePeriods]:
    """T9 alone, and the figures that it writes."""
    now, here = clock.now(), town.town()
    told = disputes(quarter, clock.today())
    table = disputes_table(quarter, told)
    return Summary(here.slug, here.full_name, quarter, now, (table,)), told


def narrowed(table: Table, columns: Sequence[Column]) -> Table:
    """The table with these columns only, and a definition that speaks of no other ones."""
    return spoken.narrowed(table, tuple(columns))


def recorded_quarters() -> list[Quarter]:
    """The quarters from which there is anything to tell, and the present one; newest first."""
    today = clock.today()
    told = (
        select(Shift.day).where(Shift.status.not_in(UNCOUNTED), Shift.day <= today),
        select(Incident.day).where(Incident.status.in_(COUNTED), Incident.day <= today),
        select(DisputeCase.received_on),
        select(DisputeCase.closed_on).where(DisputeCase.closed_on.is_not(None)),
        select(DisputeStep.day).where(DisputeStep.is_withdrawn.is_(False)),
    )
    days = {day for query in told for day in db.session.scalars(query.distinct())}
    known = {Quarter.containing(day) for day in {*days, today}}
    return sorted(known | history.quarters(), reverse=True)


def towns() -> dict[str, uuid.UUID]:
    """All towns by the short names that commands call them."""
    query = select(Municipality.slug, Municipality.id).order_by(Municipality.slug)
    return dict(db.session.execute(query).all())


def place_ids() -> dict[str, uuid.UUID]:
    """The places by their codes, which the rows of T3 and T7 are called by."""
    query = select(Place.code, Place.id)
    return dict(db.session.execute(query).all())


def competence_ids() -> dict[str, uuid.UUID]:
    """The competences by their codes, which the topics of T10 are called by."""
    return dict(db.session.execute(select(Competence.code, Competence.id)).all())
