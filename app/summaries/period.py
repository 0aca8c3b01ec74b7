"""Any period, place and kind: the same counts as of a quarter, without comparisons."""

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, or_, select

from app.history import queries as history
from app.incidents.domain import Action, Result, Subcategory
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.db import db
from app.kernel.i18n import _, ngettext
from app.kernel.quarter import Quarter
from app.places.models import Place
from app.shifts.domain import CancelReason, ContactKind, SingleReason, VisitResult
from app.summaries import parts
from app.summaries.counts import incidents, shifts
from app.summaries.counts.disputes import disputes
from app.summaries.counts.taken import Taken
from app.summaries.counts.training import training
from app.summaries.domain import Named, Table
from app.summaries.models import SavedView
from app.summaries.tables.contacts import Tally, contacts_table
from app.summaries.tables.deeds import deeds_table
from app.summaries.tables.disputes import disputes_table
from app.summaries.tables.kinds import kinds_table
from app.summaries.tables.places import PlaceCounts, places_table
from app.summaries.tables.service import ServicePeriods, service_table
from app.summaries.tables.spoken import narrowed
from app.summaries.tables.times import times_table
from app.summaries.tables.training import training_table

ONE, HALF = timedelta(days=1), 6
# What compares with other periods, or is told by month, says nothing of an arbitrary one.
OF_INCIDENTS = {"T2", "T3", "T4", "T5"}
LEFT_OUT = ("m1", "m2", "m3", "previous", "last_year", "change", "rate")


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, in the form in which counts ask about a quarter."""

    first: date
    last: date
    place_id: uuid.UUID | None = None
    subcategory: Subcategory | None = None

    @property
    def end(self) -> date:
        """The first day after it."""
        return self.last + ONE

    @property
    def months(self) -> tuple[date, date, date]:
        """All days stand in the first of three parts."""
        return self.first, self.end, self.end

    month_labels = ("", "", "")

    def month_of(self, _day: date) -> int:
        """The only part that has days."""
        return 0

    @property
    def previous(self) -> "Span":
        """Nothing is compared."""
        return self

    last_year = previous

    @property
    def narrowings(self) -> tuple[ColumnElement[bool], ...]:
        """The incidents of the place and of the kind."""
        place = () if self.place_id is None else (Incident.place_id == self.place_id,)
        kind = () if self.subcategory is None else (Incident.subcategory == self.subcategory,)
        return (*place, *kind)

    @property
    def has_whole_months(self) -> bool:
        """Whether it can be told of what was taken over, of which months are known only."""
        begins = self.first.day == 1
        return begins and (self.end.day == 1 or self.last >= clock.today())

    @property
    def is_narrowed(self) -> bool:
        """Whether only some places or kinds are asked about."""
        return bool(self.narrowings)

    @property
    def words(self) -> dict[str, str]:
        """The filters in the address of a list."""
        place = {"misto": str(self.place_id)} if self.place_id else {}
        return place | ({"druh": self.subcategory.value} if self.subcategory else {})


def tables(span: Span) -> tuple[Table, ...]:
    """T1 to T5 and T7 to T10; of a place or a kind only what incidents tell."""
    quarter = cast(Quarter, span)
    cells = incidents.whole_cells(quarter)
    visits = {
        key: count
        for key, count in shifts.visits(quarter).items()
        if span.place_id in (None, key[1])
    }
    taken = _taken(span)
    places = _places(cells, visits, taken)
    counts = taken.with_kinds(incidents.kind_counts(cells, None, None))
    deeds = incidents.deed_counts(quarter, cells)
    told = [
        kinds_table(quarter, parts.categories(), counts, None),
        _by_place(cells, visits, places, taken),
        taken.left_out_of(times_table(incidents.by_hour(quarter))),
        taken.left_out_of(deeds_table(parts.named(Action), parts.named(Result), deeds)),
    ]
    rest = [taken.left_out_of(parts.youth(quarter, places))]
    if not span.is_narrowed:
        told = [_service(span), *told, _contacts(span, visits, places)]
        rest = [*rest, *_apart(span)]
    left_out = 0 if span.has_whole_months else sum(cell.count for cell in _older(span))
    return tuple(_alone(table, left_out) for table in (*told, *rest))


def _apart(span: Span) -> Iterator[Table]:
    """What has neither a place nor a kind of incident."""
    quarter, today = cast(Quarter, span), clock.today()
    yield disputes_table(quarter, disputes(quarter, today))
    yield training_table(quarter, training(quarter, today))


def usual(today: date) -> list[tuple[str, date, date]]:
    """The periods people ask for most: month, half-year, year, and those before."""
    month = today.replace(day=1)
    before = month - ONE
    half = date(today.year, 1 if today.month <= HALF else HALF + 1, 1)
    year = date(today.year, 1, 1)
    return [
        (_("This month"), month, today),
        (_("Last month"), before.replace(day=1), before),
        (_("This half-year"), half, today),
        (_("This year"), year, today),
        (_("Last year"), date(today.year - 1, 1, 1), year - ONE),
    ]


def views_of(person_id: uuid.UUID) -> Sequence[SavedView]:
    """The views that a person has saved, by name."""
    query = select(SavedView).where(SavedView.person_id == person_id).order_by(SavedView.name)
    return db.session.scalars(query).all()


def view(view_id: uuid.UUID) -> SavedView:
    """One saved view."""
    return db.session.scalars(select(SavedView).where(SavedView.id == view_id)).one()


def _service(span: Span) -> Table:
    quarter = cast(Quarter, span)
    months = shifts.service(quarter, clock.today())
    reasons = {
        "cancel_reasons": parts.named(CancelReason),
        "single_reasons": parts.named(SingleReason),
    }
    return service_table(quarter, ServicePeriods(months, None, None), **reasons)


def _by_place(
    cells: Sequence[incidents.Cell],
    visits: Mapping[Any, int],
    places: Mapping[uuid.UUID, Named],
    taken: Taken,
) -> Table:
    code = {place_id: named.key for place_id, named in places.items()}
    paid: Counter[str] = Counter()
    for (_month, place_id, _result), count in visits.items():
        paid[code[place_id]] += count
    found = incidents.by_place_and_category(cells)
    counts = {(code[place_id], category): n for (place_id, category), n in found.items()}
    told = taken.with_places(PlaceCounts(counts, paid))
    return places_table([*places.values()], parts.categories(), told)


def _contacts(span: Span, visits: Mapping[Any, int], places: Mapping[uuid.UUID, Named]) -> Table:
    results: Counter[str] = Counter()
    stops: Counter[str] = Counter()
    for (_month, place_id, result), count in visits.items():
        results[result.value] += count
        stops[places[place_id].key] += count
    quarter = cast(Quarter, span)
    return contacts_table(
        quarter,
        contacts=Tally(parts.named(ContactKind), shifts.contacts(quarter)),
        visit_results=Tally(parts.named(VisitResult), (results, {}, {})),
        visits=Tally([*places.values()], (stops, {}, {})),
    )


def _taken(span: Span) -> Taken:
    """What older files tell of the period; nothing where it cuts a month in two."""
    own = _older(span) if span.has_whole_months else []
    return Taken(cast(Quarter, span), own, [], [])


def _older(span: Span) -> list[history.Cell]:
    """What older files tell of the months, the place and the kind."""
    code = None
    if span.place_id:
        code = db.session.scalars(select(Place.code).where(Place.id == span.place_id)).one_or_none()
    return [
        cell
        for cell in history.cells(span.first, span.last)
        if (span.place_id is None or cell.place == code)
        and (span.subcategory is None or cell.subcategory == span.subcategory)
    ]


def _places(
    cells: Sequence[incidents.Cell], visits: Mapping[Any, int], taken: Taken
) -> dict[uuid.UUID, Named]:
    """Only places of which there is something to tell."""
    used = {cell.place_id for cell in cells} | {place_id for _month, place_id, _result in visits}
    query = select(Place.id, Place.code, Place.name).order_by(Place.code)
    is_used = or_(Place.id.in_(used), Place.code.in_(taken.places))
    found = db.session.execute(query.where(is_used))
    return {place.id: Named(place.code, place.name) for place in found}


def _alone(table: Table, left_out: int) -> Table:
    """The table without what compares, and with a word on what is counted by whole months only."""
    kept = tuple(column for column in table.columns if not column.key.startswith(LEFT_OUT))
    told = narrowed(table, kept)
    if not left_out or table.key not in OF_INCIDENTS:
        return told
    note = ngettext(
        "%(n)s incident from earlier records is not counted: they are known by whole months.",
        "%(n)s incidents from earlier records are not counted: they are known by whole months.",
        left_out,
    )
    return replace(told, definition=f"{told.definition} {note}")
