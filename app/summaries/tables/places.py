"""T3: incidents by place and category, against the visits paid to the place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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
from app.summaries.tables.counts import (
    COUNTED,
    TAKEN,
    TAKEN_OVER,
    Category,
    Counts,
    add_up,
    refuse_unknown,
)

VISITS = _("Visits are the stops on rounds in the quarter.")
CHANGE = _(
    "The change is against the previous quarter; in per cent only where both numbers are at least "
    "20."
)
DEFINITION = f"{VISITS} {CHANGE}"
# Of which column a sentence speaks: it goes where the column is left out.
SPOKEN = {"change": CHANGE}

# The row of what earlier records tell without a place.
NOWHERE = "nowhere"


@dataclass(frozen=True)
class PlaceCounts:
    """Incidents by (place, category); visits and earlier incidents by place."""

    incidents: Mapping[tuple[str, str], int]
    visits: Counts
    previous: Counts | None = None
    # What of it was taken over from earlier records.
    taken: Mapping[tuple[str, str], int] = field(default_factory=dict)
    taken_before: Counts = field(default_factory=dict)

    @property
    def is_mixed(self) -> bool:
        return bool(self.taken or self.taken_before)


def places_table(
    places: Sequence[Named], categories: Sequence[Category], counts: PlaceCounts
) -> Table:
    """One row for each place, by its code; one column for each category."""
    places = [*places, *_nowhere(counts)]
    known = [place.key for place in places]
    codes = [category.key for category in categories]
    refuse_unknown(known, counts.visits, (place for place, _category in counts.incidents))
    refuse_unknown(codes, (category for _place, category in counts.incidents))

    def row(key: str, label: str, members: Sequence[str], level: str = "") -> Row:
        taken = _taken_in(members, codes, counts)
        values = _values(members, codes, counts)
        # Of the visits of those times nothing is known, so they cannot be divided by them.
        bare = {"per_10_visits": None} if "total" in taken else {}
        return Row(key, label, values | bare, level, taken=taken)

    rows = tuple(row(place.key, place.label, [place.key]) for place in places)
    totals = (row("total", _("Total"), known, "total"), *_taken_row(known, codes, counts))
    definition = f"{COUNTED} {DEFINITION}{f' {TAKEN_OVER}' if counts.is_mixed else ''}"
    return Table("T3", _("Incidents by place"), definition, _columns(categories), rows, totals)


def _nowhere(counts: PlaceCounts) -> Sequence[Named]:
    told = NOWHERE in counts.taken_before or any(place == NOWHERE for place, _kind in counts.taken)
    return [Named(NOWHERE, _("Place not stated"))] if told else []


def _taken_in(places: Sequence[str], codes: Sequence[str], counts: PlaceCounts) -> frozenset[str]:
    told = frozenset(
        code for code in codes if any(counts.taken.get((place, code)) for place in places)
    )
    return told | {"total"} if told else told


def _taken_row(places: Sequence[str], codes: Sequence[str], counts: PlaceCounts) -> tuple[Row, ...]:
    """How much of the sum was taken over; nothing is computed from it."""
    if not counts.is_mixed:
        return ()
    told = _values(places, codes, PlaceCounts(counts.taken, {}))
    told |= dict.fromkeys(("visits", "per_10_visits", "change", "change_percent"))
    label = _("Of which taken over from earlier records")
    return (Row(TAKEN, label, told, TAKEN, "total", taken=frozenset(told)),)


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
