"""T3: incidents by place and category, against the visits paid to the place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.kernel.i18n import _
from app.summaries.domain import (
    Column,
    Kind,
    Named,
    Row,
    Table,
    Value,
    change,
    change_percent,
    per_ten_visits,
)
from app.summaries.tables.counts import COUNTED, Category, Counts, add_up, refuse_unknown

DEFINITION = _(
    "Visits are the stops on rounds in the quarter. The change is against the previous quarter; "
    "in per cent only where both numbers are at least 20."
)


@dataclass(frozen=True)
class PlaceCounts:
    """Incidents by (place, category); visits and earlier incidents by place."""

    incidents: Mapping[tuple[str, str], int]
    visits: Counts
    previous: Counts | None = None


def places_table(
    places: Sequence[Named], categories: Sequence[Category], counts: PlaceCounts
) -> Table:
    """One row for each place, by its code; one column for each category."""
    known = [place.key for place in places]
    codes = [category.key for category in categories]
    refuse_unknown(known, counts.visits, (place for place, _category in counts.incidents))
    refuse_unknown(codes, (category for _place, category in counts.incidents))
    rows = tuple(
        Row(place.key, place.label, _values([place.key], codes, counts)) for place in places
    )
    total = Row("total", _("Total"), _values(known, codes, counts), "total")
    definition = f"{COUNTED} {DEFINITION}"
    return Table("T3", _("Incidents by place"), definition, _columns(categories), rows, (total,))


def _columns(categories: Sequence[Category]) -> tuple[Column, ...]:
    return (
        *(Column(category.key, category.label) for category in categories),
        Column("total", _("Total")),
        Column("visits", _("Visits")),
        Column("per_10_visits", _("Incidents per 10 visits"), Kind.RATE),
        Column("change", _("Change"), Kind.CHANGE),
        Column("change_percent", _("Change (%)"), Kind.CHANGE_PERCENT),
    )


def _values(places: Sequence[str], codes: Sequence[str], counts: PlaceCounts) -> dict[str, Value]:
    by_category = {
        code: sum(counts.incidents.get((place, code), 0) for place in places) for code in codes
    }
    total, visits = sum(by_category.values()), add_up(counts.visits, places)
    before = None if counts.previous is None else add_up(counts.previous, places)
    return {
        **by_category,
        "total": total,
        "visits": visits,
        "per_10_visits": per_ten_visits(total, visits),
        "change": change(total, before),
        "change_percent": change_percent(total, before),
    }
