"""The summary of a quarter, put together from sums that the database counts."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

from sqlalchemy import select

from app.accounts.models import Municipality
from app.incidents.domain import COUNTED, Action, Category, Result, Subcategory
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.db import db
from app.kernel.i18n import Labelled
from app.kernel.quarter import Quarter
from app.places.models import Place
from app.shifts.domain import CancelReason, ContactKind, SingleReason, VisitResult
from app.shifts.models import Shift
from app.shifts.queries import UNCOUNTED
from app.summaries.counts import incidents, shifts, town
from app.summaries.counts.training import training
from app.summaries.domain import Named, Summary, Table
from app.summaries.tables import counts
from app.summaries.tables.contacts import Tally, contacts_table
from app.summaries.tables.deeds import deeds_table
from app.summaries.tables.head import head_table
from app.summaries.tables.kinds import kinds_table
from app.summaries.tables.places import PlaceCounts, places_table
from app.summaries.tables.service import Service, ServicePeriods, service_table
from app.summaries.tables.times import times_table
from app.summaries.tables.training import training_table

Months = tuple[Service, Service, Service]


@dataclass(frozen=True)
class Records:
    """What one quarter holds, counted."""

    quarter: Quarter
    cells: Sequence[incidents.Cell]
    months: Months

    @classmethod
    def of(cls, quarter: Quarter, until: date) -> "Records":
        """Count the incidents and the shifts of a quarter up to a day."""
        return cls(quarter, incidents.cells(quarter), shifts.service(quarter, until))

    @classmethod
    def earlier(cls, quarter: Quarter, until: date) -> "Records | None":
        """The same for a quarter to compare with; None when nothing at all was recorded in it."""
        counted = incidents.whole_cells(quarter)
        return cls(quarter, counted, shifts.service(quarter, until)).if_any()

    @property
    def service(self) -> Service:
        """The three months together."""
        return reduce(add, self.months)

    def if_any(self) -> "Records | None":
        """Nothing is compared with a quarter from which there are no records at all."""
        whole = self.service
        return self if self.cells or whole.planned or whole.done else None


def summary(quarter: Quarter) -> Summary:
    """All tables of the town in scope, as they stand now."""
    now, today, here = clock.now(), clock.today(), town.town()
    heading = town.heading(quarter, here.full_name, now)
    records = Records.of(quarter, today)
    previous = Records.earlier(quarter.previous, today)
    last_year = Records.earlier(quarter.last_year, today)
    visits = shifts.visits(quarter)
    places = _places(records, previous, visits)
    tables = (
        head_table(quarter, heading),
        _service(records, previous, last_year),
        _kinds(records, previous, last_year, heading.population),
        _incidents_by_place(records, previous, places, visits),
        times_table(incidents.by_hour(quarter)),
        deeds_table(_named(Action), _named(Result), incidents.deed_counts(quarter, records.cells)),
        _contacts(quarter, places, visits),
        training_table(quarter, training(quarter, today)),
    )
    return Summary(here.slug, here.full_name, quarter, now, tables)


def recorded_quarters() -> list[Quarter]:
    """The quarters from which there is anything to tell, and the present one; newest first."""
    today = clock.today()
    held = select(Shift.day).where(Shift.status.not_in(UNCOUNTED), Shift.day <= today)
    told = select(Incident.day).where(Incident.status.in_(COUNTED), Incident.day <= today)
    days = {*db.session.scalars(held.distinct()), *db.session.scalars(told.distinct())}
    return sorted({Quarter.containing(day) for day in {*days, today}}, reverse=True)


def towns() -> dict[str, uuid.UUID]:
    """All towns by the short names that commands call them."""
    query = select(Municipality.slug, Municipality.id).order_by(Municipality.slug)
    return dict(db.session.execute(query).all())


def place_ids() -> dict[str, uuid.UUID]:
    """The places by their codes, which the rows of T3 and T7 are called by."""
    query = select(Place.code, Place.id)
    return dict(db.session.execute(query).all())


def _service(records: Records, previous: Records | None, last_year: Records | None) -> Table:
    periods = ServicePeriods(
        records.months,
        previous.service if previous else None,
        last_year.service if last_year else None,
    )
    reasons = {"cancel_reasons": _named(CancelReason), "single_reasons": _named(SingleReason)}
    return service_table(records.quarter, periods, **reasons)


def _kinds(
    records: Records,
    previous: Records | None,
    last_year: Records | None,
    population: int | None,
) -> Table:
    found = incidents.kind_counts(
        records.cells,
        incidents.by_kind(previous.cells) if previous else None,
        incidents.by_kind(last_year.cells) if last_year else None,
    )
    return kinds_table(records.quarter, categories(), found, population)


def _incidents_by_place(
    records: Records,
    previous: Records | None,
    places: Mapping[uuid.UUID, Named],
    visits: shifts.VisitsByMonth,
) -> Table:
    code = {place_id: named.key for place_id, named in places.items()}
    paid: Counter[str] = Counter()
    for (_month, place_id, _result), count in visits.items():
        paid[code[place_id]] += count
    by_category = incidents.by_place_and_category(records.cells)
    before = incidents.by_place(previous.cells) if previous else None
    found = PlaceCounts(
        {(code[place_id], category): count for (place_id, category), count in by_category.items()},
        paid,
        None if before is None else {code[key]: count for key, count in before.items()},
    )
    return places_table([*places.values()], categories(), found)


def _contacts(
    quarter: Quarter, places: Mapping[uuid.UUID, Named], visits: shifts.VisitsByMonth
) -> Table:
    results, stops = _three_counters(), _three_counters()
    for (month, place_id, result), count in visits.items():
        results[month][result.value] += count
        stops[month][places[place_id].key] += count
    return contacts_table(
        quarter,
        contacts=Tally(_named(ContactKind), shifts.contacts(quarter)),
        visit_results=Tally(_named(VisitResult), results),
        visits=Tally([*places.values()], stops),
    )


def _three_counters() -> tuple[Counter[str], Counter[str], Counter[str]]:
    return Counter(), Counter(), Counter()


def _places(
    records: Records, previous: Records | None, visits: shifts.VisitsByMonth
) -> dict[uuid.UUID, Named]:
    """By code: the places in use, and those out of use that still have something to tell."""
    used = {place_id for _month, place_id, _result in visits}
    used |= {cell.place_id for cell in records.cells}
    used |= {cell.place_id for cell in previous.cells} if previous else set()
    query = select(
        Place.id, Place.code, Place.name, Place.is_active, Place.is_dispute_room
    ).order_by(Place.code)
    return {
        place.id: Named(place.code, place.name)
        for place in db.session.execute(query)
        if place.id in used or (place.is_active and not place.is_dispute_room)
    }


def categories() -> list[counts.Category]:
    """The ten categories with their kinds, in the order of the code list."""
    return [
        counts.Category(
            category.value,
            category.label,
            tuple(Named(k.value, k.label) for k in Subcategory if k.category is category),
        )
        for category in Category
    ]


def _named(codes: Iterable[Labelled]) -> list[Named]:
    return [Named(code.value, code.label) for code in codes]
