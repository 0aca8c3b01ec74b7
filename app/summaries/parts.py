"""The tables of a quarter one by one, each put together from what the database counted."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

from sqlalchemy import select

from app.incidents.domain import Action, Category, Result, Subcategory
from app.kernel.db import db
from app.kernel.i18n import Labelled
from app.kernel.quarter import Quarter
from app.places.models import Place
from app.shifts.domain import CancelReason, ContactKind, SingleReason, VisitResult
from app.summaries.counts import incidents, shifts
from app.summaries.counts import youth as children
from app.summaries.counts.taken import Taken
from app.summaries.domain import Named, Table
from app.summaries.tables import counts
from app.summaries.tables.contacts import Tally, contacts_table
from app.summaries.tables.deeds import deeds_table
from app.summaries.tables.kinds import kinds_table
from app.summaries.tables.places import PlaceCounts, places_table
from app.summaries.tables.service import Service, ServicePeriods, service_table
from app.summaries.tables.youth import Names, youth_table

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

    @property
    def served(self) -> Months | None:
        """The months; none of a quarter without any shift, of which no day is left uncovered."""
        whole = self.service
        return self.months if whole.planned or whole.done else None

    def if_any(self) -> "Records | None":
        """Nothing is compared with a quarter from which there are no records at all."""
        return self if self.cells or self.served else None


def service(records: Records, previous: Records | None, last_year: Records | None) -> Table:
    periods = ServicePeriods(
        records.served,
        previous.service if previous else None,
        last_year.service if last_year else None,
    )
    reasons = {"cancel_reasons": named(CancelReason), "single_reasons": named(SingleReason)}
    return service_table(records.quarter, periods, **reasons)


def kinds(
    records: Records,
    previous: Records | None,
    last_year: Records | None,
    taken: Taken,
    population: int | None,
) -> Table:
    found = incidents.kind_counts(
        records.cells,
        incidents.by_kind(previous.cells) if previous else None,
        incidents.by_kind(last_year.cells) if last_year else None,
    )
    return kinds_table(records.quarter, categories(), taken.with_kinds(found), population)


def deeds(records: Records) -> Table:
    found = incidents.deed_counts(records.quarter, records.cells)
    return deeds_table(named(Action), named(Result), found)


def incidents_by_place(
    records: Records,
    previous: Records | None,
    places: Mapping[uuid.UUID, Named],
    visits: shifts.VisitsByMonth,
    taken: Taken,
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
    return places_table([*places.values()], categories(), taken.with_places(found))


def contacts(
    quarter: Quarter, places: Mapping[uuid.UUID, Named], visits: shifts.VisitsByMonth
) -> Table:
    results, stops = _three_counters(), _three_counters()
    for (month, place_id, result), count in visits.items():
        results[month][result.value] += count
        stops[month][places[place_id].key] += count
    return contacts_table(
        quarter,
        contacts=Tally(named(ContactKind), shifts.contacts(quarter)),
        visit_results=Tally(named(VisitResult), results),
        visits=Tally([*places.values()], stops),
    )


def youth(quarter: Quarter, places: Mapping[uuid.UUID, Named]) -> Table:
    """T8: situations with children."""
    kinds = named(kind for kind in Subcategory if kind.category is Category.YOUTH)
    names = Names(kinds, children.bands(), children.recipients(), [*places.values()])
    return youth_table(names, children.youth(quarter, places))


def _three_counters() -> tuple[Counter[str], Counter[str], Counter[str]]:
    return Counter(), Counter(), Counter()


def places(
    records: Records, previous: Records | None, visits: shifts.VisitsByMonth, taken: set[str]
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
        if place.id in used
        or place.code in taken
        or (place.is_active and not place.is_dispute_room)
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


def named(codes: Iterable[Labelled]) -> list[Named]:
    return [Named(code.value, code.label) for code in codes]
