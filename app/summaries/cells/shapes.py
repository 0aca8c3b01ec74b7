"""How each table is published. What does not stand here is not: whatever is new stays internal."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.kernel.i18n import _
from app.kernel.quarter import Quarter
from app.summaries.cells import incidents, service, support
from app.summaries.cells.lines import Cells
from app.summaries.domain import Column, Row, Table
from app.summaries.rounding import Ledger
from app.summaries.tables import deeds, kinds, places, times
from app.summaries.tables.counts import COUNTED

ROUNDED = _(
    "Public version: each figure is rounded by itself to a multiple of five; zero may stand for "
    "one to four, and rows need not add up to their total."
)
WHOLE = _(
    "Public version: figures are rounded to multiples of five so that nobody can be recognised in "
    "them. Shares, changes and indexes are computed from the rounded figures. What tells of single "
    "workers or of the course of a few cases is left out."
)
SERVICE = _(
    "Shifts of crime-prevention assistants; training shifts and shifts of caretakers are not "
    "counted. A shift belongs to the day on which it began. A day is covered when a shift took "
    "place on it. Hours are rounded to multiples of forty."
)
DISPUTES = _(
    "A case belongs to the day on which it was received, and to the day on which it was closed. "
    "Work and checks of agreements belong to the day on which they were done. Who the parties are "
    "is not counted."
)
MIXED = _(
    "Some figures hold what was taken over from the town's earlier records; where those say no "
    "kind or no place, it stands in the sums only."
)
OWN_ONLY = _("What was taken over from earlier records is not counted here.")
TRAINING = _(
    "Needs and meetings belong to the month in which they came, certificates to the month of their "
    "last day. Of training events only the name and the day are told."
)
TOWN = frozenset(
    {
        *("town", "quarter", "period", "version", "replaces"),
        *("population", "population_date", "data_date"),
    }
)
NIGHT = "h22"
# Rows of T10 that always stand there; topics and certificates appear only when there are any.
STANDING = frozenset({"new", "met", "meetings", "group", "individual", "ending"})


class Shape(NamedTuple):
    """What the cells of a table count, which of its told rows stay, and a definition of its own.

    `mixed` is said where it is seen that something was taken over from earlier records.
    """

    figures: Callable[[Table, Quarter, Ledger], Cells]
    keeps: Callable[[Row], bool]
    definition: str = ""
    mixed: str = ""


def always(_row: Row) -> bool:
    return True


def is_known(row: Row) -> bool:
    """Whether the public is told anything in this row."""
    return any(value is not None for value in row.values.values())


def is_told(row: Row) -> bool:
    """That a place has a row says no more than the rounded figures in it do."""
    if not incidents.is_told(row):
        return False
    is_place = row.section in {None, "visits"} and row.level != "total"
    return not is_place or any(row.values.values())


def is_learnt(row: Row) -> bool:
    """The same of topics and certificates; events are told by name and day."""
    is_lasting = row.section == "events" or row.key in STANDING
    return is_known(row) and (is_lasting or bool(row.values["total"]))


SHAPES: Mapping[str, Shape] = {
    "T1": Shape(service.service, is_known, SERVICE),
    "T2": Shape(incidents.kinds, incidents.is_told, f"{COUNTED} {kinds.DEFINITION}", MIXED),
    "T3": Shape(incidents.places, is_told, f"{COUNTED} {places.DEFINITION}", MIXED),
    "T4": Shape(incidents.times, always, f"{COUNTED} {times.DEFINITION}", OWN_ONLY),
    "T5": Shape(incidents.deeds, always, f"{COUNTED} {deeds.DEFINITION}", OWN_ONLY),
    "T7": Shape(service.contacts, is_told),
    "T9": Shape(support.disputes, is_known, DISPUTES),
    "T10": Shape(support.training, is_learnt, TRAINING),
}


def heading(table: Table) -> Table:
    """T0 without the people: everybody knows the few who work there."""
    rows = [row for row in table.rows if row.key in TOWN]
    version = {"value": _("public, figures rounded to multiples of five")}
    told = (replace(row, values=version) if row.key == "version" else row for row in rows)
    return replace(table, definition=f"{table.definition} {WHOLE}", rows=tuple(told))


def shaped(table: Table, told: list[Row], *, is_mixed: bool = False) -> Table:
    """The table with its told rows, and without columns and sections in which nothing is left."""
    shape = SHAPES[table.key]
    rows = [row for row in told if shape.keeps(row)]
    kept = {row.section for row in rows}
    columns = [column for column in table.columns if _is_used(column.key, rows)]
    shown = [_shown(row, place, columns) for place, row in _placed(rows)]
    definition = (shape.definition or table.definition, shape.mixed if is_mixed else "", ROUNDED)
    return replace(
        table,
        definition=" ".join(filter(None, definition)),
        columns=tuple(_told_in(column, rows) for column in columns),
        rows=tuple(row for row in shown if row.level != "total"),
        totals=tuple(row for row in shown if row.level == "total"),
        sections=tuple(section for section in table.sections if section.key in kept),
    )


def _placed(rows: list[Row]) -> Iterator[tuple[int, Row]]:
    """Each row with its place among those that stay in its section."""
    seen: Counter[str | None] = Counter()
    for row in rows:
        seen[row.section] += 1
        yield seen[row.section], row


def _shown(row: Row, place: int, columns: Sequence[Column]) -> Row:
    """The row with what is told; its key neither names a record nor tells of missing rows.

    A mark on a zero would prove that it is none.
    """
    is_named = row.section == "events" or row.parent == "ending"
    key = f"{row.section}_{place}" if is_named else row.key
    values = {each.key: row.values[each.key] for each in columns}
    return replace(row, key=key, values=values, taken=frozenset())


def _told_in(column: Column, rows: list[Row]) -> Column:
    """The column with the sections in which it still says anything."""
    sections = dict.fromkeys(row.section for row in rows if row.values[column.key] is not None)
    return replace(column, sections=tuple(filter(None, sections)))


def _is_used(column: str, rows: list[Row]) -> bool:
    """That somebody worked at night says no more than its rounded figures do."""
    values = [row.values[column] for row in rows]
    return any(values) if column == NIGHT else any(value is not None for value in values)
