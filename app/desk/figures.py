"""The drawings of the overview; where a number leads is the caller's business."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from app.desk.domain import Compared, Pair, month_end
from app.incidents.domain import Category
from app.kernel.i18n import _
from app.places.models import Place
from app.web.charts.bars import Group, Series, fold, stacked
from app.web.charts.empty import told
from app.web.charts.heat import Line, heat
from app.web.charts.ranks import Item, ranked
from app.web.charts.spark import spark
from app.web.charts.svg import Cell, Chart

# Where a number leads; None for those who see numbers only.
Link = Callable[..., str | None]
MOST_COLOURS = 5
SHORT_MONTHS = (
    *(_("jan"), _("feb"), _("mar"), _("apr"), _("may"), _("jun")),
    *(_("jul"), _("aug"), _("sep"), _("oct"), _("nov"), _("dec")),
)
DAYS = (_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su"))
# The length of a band, and those always shown; others only where something happened in them.
HOURS = 2
USUAL_HOURS = range(8, 22, HOURS)


@dataclass(frozen=True)
class Stat:
    """One of the numbers on top: its change, its last twelve months and where it leads."""

    label: str
    pair: Pair
    values: Sequence[int | None]
    spark: Markup
    link: Link


def months_chart(
    months: Sequence[date],
    recorded: Container[date],
    counts: Mapping[Category, tuple[int, ...]],
    link: Link,
) -> Chart:
    """A bar for each of twelve months, the most frequent categories by colour."""
    groups = [
        Group(_month_label(month), link(**_month(month)))
        if month in recorded
        else Group(_month_label(month), is_recorded=False)
        for month in months
    ]
    series = [
        Series(category.label, values, _month_links(months, values, link, kategorie=category.value))
        for category, values in counts.items()
    ]
    largest_first = sorted(series, key=lambda one: -sum(one.values))
    shown = fold(largest_first, MOST_COLOURS, _("Other categories"))
    return stacked(_("Incidents by months"), groups, shown)


def _month_links(
    months: Sequence[date], values: Sequence[int | None], link: Link, **words: str
) -> tuple[str | None, ...]:
    """Nothing leads nowhere."""
    return tuple(
        link(**words, **_month(month)) if count else None
        for month, count in zip(months, values, strict=True)
    )


def places_chart(places: Sequence[tuple[Place, Pair]], compared: Compared, link: Link) -> Chart:
    """The places with most incidents and how that has changed."""
    items = [
        Item(place.name, pair.now, pair.change, link(misto=place.id, **days(compared)))
        for place, pair in places
    ]
    columns = (_("Place"), _("Incidents"), _("Against last year"))
    return ranked(_("Problem places"), items, columns)


def heat_chart(counts: Mapping[tuple[int, int], int], compared: Compared, link: Link) -> Chart:
    """Days of the week by two-hour bands."""
    used = {hour for (_day, hour), count in counts.items() if count} | set(USUAL_HOURS)
    bands = range(min(used), max(used) + HOURS, HOURS)
    lines = [
        Line(
            label,
            tuple(counts.get((day, hour), 0) for hour in bands),
            _band_links(day, bands, compared, link),
        )
        for day, label in enumerate(DAYS)
    ]
    return heat(_("Incidents by day and hour"), [f"{hour}–{hour + HOURS}" for hour in bands], lines)


def _band_links(day: int, bands: range, compared: Compared, link: Link) -> tuple[str, ...]:
    found = (link(den=day + 1, hodiny=f"{hour}-{hour + HOURS}", **days(compared)) for hour in bands)
    return tuple(address for address in found if address)


def known(
    counts: Sequence[int], months: Sequence[date], recorded: Container[date]
) -> list[int | None]:
    """The counts of the months; None where nobody served and nothing came."""
    return [
        count if count or month in recorded else None
        for count, month in zip(counts, months, strict=True)
    ]


def sparkline(label: str, months: Sequence[date], values: Sequence[int | None]) -> Markup:
    """Whole months beside a number."""
    first, last = _month_label(months[0]), _month_label(months[-1])
    return spark(f"{label}, {first} – {last}", values)


def months_table(months: Sequence[date], stats: Sequence[Stat]) -> Chart:
    """The whole months behind the small lines, the newest first."""
    cells = [
        map(Cell, map(told, each.values), _month_links(months, each.values, each.link))
        for each in stats
    ]
    rows = [
        (Cell(f"{_month_label(month)} {month.year}"), *counts)
        for month, *counts in zip(months, *cells, strict=True)
    ]
    columns = (_("Month"), *(each.label for each in stats))
    return Chart(Markup(), columns, tuple(reversed(rows)))


def days(compared: Compared) -> dict[str, str]:
    """The span as an address carries it."""
    return {"od": compared.now.first.isoformat(), "do": compared.now.last.isoformat()}


def _month(first: date) -> dict[str, str]:
    return {"od": first.isoformat(), "do": month_end(first).isoformat()}


def _month_label(month: date) -> str:
    """Three letters; twelve months in a row need no year."""
    return SHORT_MONTHS[month.month - 1]
