"""Rows in every town by SQL alone: what stands in a column is an expression over a number `n`."""

from enum import StrEnum

from sqlalchemy import Table

# Three years of duty, one shift a day; its middle is the quarter that is measured.
DAYS = 1096
FIRST = "2024-04-01"
NUMBERS = "WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers LIMIT {})"


def key(number: str) -> str:
    """An id made from a number; the same in every town, for the town is part of each key."""
    return f"unhex(printf('%032x', {number}))"


def day(number: str) -> str:
    """One of the days, counted from the first."""
    return f"date('{FIRST}', '+' || (({number}) % {DAYS}) || ' days')"


def one_of(codes: type[StrEnum], number: str) -> str:
    """One code of a list, in turn."""
    cases = " ".join(f"WHEN {place} THEN '{code.value}'" for place, code in enumerate(codes))
    return f"CASE ({number}) % {len(codes)} {cases} END"


def sometimes(value: str, condition: str) -> str:
    """The value where the condition holds, otherwise nothing."""
    return f"CASE WHEN {condition} THEN {value} END"


def copies(
    table: Table, count: int, changed: dict[str, str], *, towns: bool = True, only: str = "1"
) -> str:
    """Copies of the first row of a table, numbered, in every town."""
    values = {"id": key("n"), **({"municipality_id": "town.id"} if towns else {}), **changed}
    picked = [values.get(column.name, f'first."{column.name}"') for column in table.columns]
    place = ", municipality AS town" if towns else ""
    first = f'(SELECT * FROM "{table.name}" LIMIT 1) AS first'
    return _insert(table.name, [c.name for c in table.columns], picked, count, first + place, only)


def fresh(table: Table, count: int, values: dict[str, str]) -> str:
    """Rows of a table, numbered, in every town; what is not told is empty."""
    told = {"municipality_id": "town.id", "id": key("n"), **values}
    told |= {"version": "1"} if "version" in table.columns else {}
    return _insert(table.name, [*told], [*told.values()], count, "municipality AS town", "1")


def _insert(
    table: str, names: list[str], values: list[str], count: int, source: str, only: str
) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    return (
        f'{NUMBERS.format(count)} INSERT INTO "{table}" ({columns}) '
        f"SELECT {', '.join(values)} FROM numbers, {source} WHERE {only}"
    )
