"""All figures of a quarterly summary by SQL written by hand, and where ours would be others."""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from app.kernel import clock
from app.kernel.quarter import Quarter
from app.summaries.counts.months import midnight
from app.summaries.domain import Kind, Summary, Table
from benchmarks.raw import disputes, incidents, records, service, training

GRIDS = tuple(
    statement
    for part in (incidents, service, disputes, training, records)
    for statement in part.STATEMENTS
)
TURNED = (*service.COLUMNS, *disputes.COLUMNS)
# What we write with two other figures of the same row, or in words; SQL is not asked for it.
WRITTEN = {Kind.SHARE, Kind.RATE, Kind.CHANGE_PERCENT}
IN_WORDS = {"period", "unit", "note", "previous_change", "last_year_change"}
HEADING = ("quarter", "period", "version", "prepared_by", "approved_by", "data_date")
Figures = dict[str, dict[str, Any]]


def figures(connection: Any, town: uuid.UUID, quarter: Quarter) -> Figures:
    """By the name of the row and the key of the column."""
    told: Figures = defaultdict(dict)
    values = _values(town, quarter)
    for statement in incidents.CELLS:
        connection.execute(statement, values)
    for statement in GRIDS:
        columns, rows = _asked(connection, statement, values)
        for name, *row in rows:
            told[name] |= zip(columns, row, strict=True)
    for statement in TURNED:
        names, rows = _asked(connection, statement, values)
        columns, *turned = zip(*rows, strict=True)
        for name, row in zip(names, turned, strict=True):
            told[name] |= zip(columns, row, strict=True)
    return told


def _asked(connection: Any, statement: str, values: dict[str, Any]) -> tuple[list[str], Any]:
    """What all but the first column are called, and the rows."""
    cursor = connection.execute(statement, values)
    return [column[0] for column in cursor.description[1:]], cursor


def _values(town: uuid.UUID, quarter: Quarter) -> dict[str, Any]:
    """What stands for the colons; text as SQLite keeps it."""
    first, second, third = quarter.months
    last = min(quarter.last, clock.today())
    days = {
        "first": first,
        "second": second,
        "third": third,
        "end": quarter.end,
        "last": last,
        "before": quarter.previous.first,
        "year_ago": quarter.last_year.first,
        "year_ago_end": quarter.last_year.end,
        "today": clock.today(),
    }
    moments = {
        "now": clock.now(),
        "since_at": midnight(quarter.first),
        "until_at": midnight(quarter.end),
        "known_until": midnight(last + timedelta(days=1)),
    }
    asked = {"town": town.bytes, "code": quarter.code, "year": quarter.year}
    return (
        asked
        | {"term": f"q{quarter.number}"}
        | {name: day.isoformat() for name, day in days.items()}
        | {name: _moment(at) for name, at in moments.items()}
    )


def _moment(at: datetime) -> str:
    return f"{at.replace(tzinfo=None):%Y-%m-%d %H:%M:%S.%f}"


def differences(summary: Summary, told: Figures) -> list[str]:
    """Every figure that the two do not tell alike; nothing and zero are the same."""
    ours = {name: values for table in summary.tables for name, values in _rows(table)}
    counts = [int(re.findall(r"\d+", words)[0]) for words in summary.excluded]
    ours["excluded"] = dict(zip(("drafts", "cancelled", "training"), counts, strict=True))
    return [
        f"{name} {column}: {values.get(column)!r}, raw {told.get(name, {}).get(column)!r}"
        for name in {**ours, **told}
        for values in (ours.get(name, {}),)
        for column in {**values, **told.get(name, {})}
        if (values.get(column) or 0) != (told.get(name, {}).get(column) or 0)
    ]


def _rows(table: Table) -> Iterator[tuple[str, dict[str, Any]]]:
    columns = [column.key for column in table.columns if column.kind not in WRITTEN]
    for row in (*table.rows, *table.totals):
        if table.key == "T0" and row.key in HEADING:
            continue
        values = {key: row.values[key] for key in columns if key not in IN_WORDS}
        name = f"{table.key}.{row.section or ''}.{row.key}"
        yield name, {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
