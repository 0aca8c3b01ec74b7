"""The summary as a JSON document, for other programs."""

from datetime import date, datetime
from typing import Any

from app.kernel.clock import local
from app.summaries.domain import Row, Summary, Table, Value


def as_json(summary: Summary) -> dict[str, Any]:
    """The town, the quarter and every table by its key; ready for json.dumps."""
    return {
        "town": summary.town,
        "quarter": summary.quarter.code,
        "variant": summary.variant.value,
        "generated_at": _plain(summary.generated_at),
        "version": summary.version,
        "status": summary.status,
        "not_counted": [*summary.excluded],
        "comment": [{"heading": heading, "text": text} for heading, text in summary.comment],
        "tables": {table.key: _table(table, summary) for table in summary.tables},
    }


def _table(table: Table, summary: Summary) -> dict[str, Any]:
    quarter = summary.quarter
    return {
        "title": table.title,
        "definition": table.definition,
        "period": {"from": quarter.first.isoformat(), "to": quarter.last.isoformat()},
        "data_date": _plain(summary.generated_at),
        "columns": [{"key": column.key, "label": column.label} for column in table.columns],
        "rows": [_row(row) for row in table.rows],
        "totals": [_row(row) for row in table.totals],
    }


def _row(row: Row) -> dict[str, Any]:
    """Only what the row has: T1 and T2 have levels, T5 and T7 sections."""
    place = {"level": row.level, "parent": row.parent, "section": row.section}
    return {
        "key": row.key,
        "label": row.label,
        **{key: value for key, value in place.items() if value},
        **{key: _plain(value) for key, value in row.values.items()},
    }


def _plain(value: Value) -> Any:
    if isinstance(value, datetime):
        return local(value).isoformat()
    return value.isoformat() if isinstance(value, date) else value
