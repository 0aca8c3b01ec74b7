"""T4: incidents by day of the week and time of the day."""

from collections.abc import Mapping, Sequence

from app.kernel.i18n import _
from app.summaries.domain import Column, Named, Row, Table, Value
from app.summaries.tables.counts import COUNTED

DEFINITION = _(
    "A time belongs to the band in which the incident happened; the last one runs over midnight "
    "and is shown only where somebody recorded something in it."
)
WEEKDAYS = (
    Named("mon", _("Monday")),
    Named("tue", _("Tuesday")),
    Named("wed", _("Wednesday")),
    Named("thu", _("Thursday")),
    Named("fri", _("Friday")),
    Named("sat", _("Saturday")),
    Named("sun", _("Sunday")),
)
NIGHT = 22
BANDS = {6: "6–10", 10: "10–14", 14: "14–18", 18: "18–22", NIGHT: "22–6"}

# (0 for Monday, hour of the local clock) → incidents
Hours = Mapping[tuple[int, int], int]


def band_of(hour: int) -> int:
    """The first hour of the band; the small hours belong to the night."""
    return max((start for start in BANDS if start <= hour), default=NIGHT)


def times_table(counts: Hours) -> Table:
    """Rows Monday to Sunday; the night is a column only when it was used."""
    used = {band_of(hour) for (_weekday, hour), incidents in counts.items() if incidents}
    bands = [band for band in BANDS if band != NIGHT or NIGHT in used]
    rows = tuple(
        Row(weekday.key, weekday.label, _values(counts, bands, [number]))
        for number, weekday in enumerate(WEEKDAYS)
    )
    total = Row("total", _("Total"), _values(counts, bands, range(7)), "total")
    columns = (*(Column(_key(band), BANDS[band]) for band in bands), Column("total", _("Total")))
    definition = f"{COUNTED} {DEFINITION}"
    return Table("T4", _("Incidents by day and time"), definition, columns, rows, (total,))


def _key(band: int) -> str:
    return f"h{band:02}"


def _values(counts: Hours, bands: Sequence[int], weekdays: Sequence[int]) -> dict[str, Value]:
    sums = dict.fromkeys(bands, 0)
    for (weekday, hour), incidents in counts.items():
        if weekday in weekdays and incidents:
            sums[band_of(hour)] += incidents
    return {**{_key(band): sums[band] for band in bands}, "total": sum(sums.values())}
