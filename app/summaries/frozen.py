"""A summary as text that never changes, and back: all of it, so that it can be shown again."""

import hashlib
import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from app.kernel.quarter import Quarter
from app.summaries.domain import Column, Kind, Named, Row, Summary, Table, Variant

MOMENT, DAY = "moment", "day"


def canonical(summary: Summary) -> str:
    """JSON with sorted keys and no blanks: the same summary is always the same text."""
    told = asdict(summary) | {"quarter": summary.quarter.code}
    return json.dumps(
        told, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def digest(text: str) -> str:
    """SHA-256 of the frozen text."""
    return digest_of(text.encode())


def digest_of(content: bytes) -> str:
    """SHA-256 of a document."""
    return hashlib.sha256(content).hexdigest()


def thawed(text: str) -> Summary:
    """The summary that was frozen."""
    told = json.loads(text, object_hook=_value)
    return Summary(
        **told
        | {
            "quarter": Quarter.parse(told["quarter"]),
            "tables": tuple(_table(each) for each in told["tables"]),
            "variant": Variant(told["variant"]),
            "comment": tuple((heading, words) for heading, words in told["comment"]),
            "excluded": tuple(told["excluded"]),
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {MOMENT: value.isoformat()}
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be frozen")


def _value(told: dict[str, Any]) -> Any:
    if told.keys() == {MOMENT}:
        return datetime.fromisoformat(told[MOMENT])
    return date.fromisoformat(told[DAY]) if told.keys() == {DAY} else told


def _table(told: dict[str, Any]) -> Table:
    columns = tuple(_column(each) for each in told["columns"])
    parts = {name: tuple(_row(row, columns) for row in told[name]) for name in ("rows", "totals")}
    sections = tuple(Named(**each) for each in told["sections"])
    return Table(**told | parts | {"columns": columns, "sections": sections})


def _column(told: dict[str, Any]) -> Column:
    return Column(**told | {"kind": Kind(told["kind"]), "sections": tuple(told["sections"])})


def _row(told: dict[str, Any], columns: tuple[Column, ...]) -> Row:
    """Sorted keys have lost the order of the columns, in which documents write the cells."""
    values = {column.key: told["values"][column.key] for column in columns}
    return Row(**told | {"values": values, "taken": frozenset(told["taken"])})
