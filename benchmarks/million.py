"""A database of 100 towns with 1,000,000 incidents, made by SQL from one town's rows."""

import os
from pathlib import Path

from sqlalchemy import Table

from app.accounts.models import Membership, Municipality
from app.config import sqlite
from app.incidents.domain import Action, IncidentStatus, Subcategory
from app.incidents.models import Incident, IncidentAction
from app.places.models import Place
from app.shifts.domain import ShiftStatus
from app.shifts.models import ContactTally, Shift, ShiftMember, Visit
from tests.database import Database
from tests.make import Make

TOWNS = int(os.environ.get("BENCH_TOWNS", "100"))
INCIDENTS = 10_000
PLACES = 12
CREW = 2
# Three years of duty, one shift a day; its middle is the quarter that is measured.
DAYS = 1096
FIRST = "2024-04-01"
DAY_OF = f"date('{FIRST}', '+' || (n % {DAYS}) || ' days')"
NUMBERS = "WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers LIMIT {})"


def build(folder: Path, towns: int = TOWNS, incidents: int = INCIDENTS) -> None:
    """Fill an empty folder; so many incidents in each town."""
    database = Database(folder)
    database.migrate()
    with database.opened() as application:
        _one_of_everything(Make(application))
    connection = sqlite.connect(str(database.file), isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    for statement in [*_kinds(), *_towns(towns), *_work(incidents)]:
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def _one_of_everything(make: Make) -> None:
    town = make.town("Obec", slug="obec")
    crew, partner = make.assistant(town), make.assistant(town, name="Petr Malý")
    place, shift = make.place(town, "X"), make.shift(crew, partner, status=ShiftStatus.APPROVED)
    make.visit(shift, place, crew)
    make.tally(shift, crew)
    incident = make.incident(shift, place, crew, status=IncidentStatus.RECORDED, is_training=False)
    values = {"municipality_id": town.id, "incident_id": incident.id, "action": next(iter(Action))}
    make.saved(IncidentAction(**values))


def _kinds() -> list[str]:
    rows = ", ".join(
        f"({number}, '{kind.category.value}', '{kind.value}')"
        for number, kind in enumerate(Subcategory)
    )
    return [
        "CREATE TEMP TABLE kind (k INTEGER PRIMARY KEY, category TEXT, subcategory TEXT)",
        f"INSERT INTO kind VALUES {rows}",
    ]


def _towns(count: int) -> list[str]:
    """The other towns with their people, then the places of all."""
    others = {"id": _key("n + 1"), "slug": "'obec-' || n", "name": "'Obec ' || n"}
    return [
        _copies(Municipality.__table__, count - 1, others, towns=False),
        _copies(Membership.__table__, CREW, {"user_id": "NULL"}),
        _copies(Place.__table__, PLACES, {"code": "printf('L%02d', n + 1)"}),
    ]


def _work(count: int) -> list[str]:
    """Shifts, what was done on them, and the incidents with one step each."""
    of_shift = {"shift_id": _key(f"n % {DAYS}"), "is_withdrawn": "0"}
    at_place = {"place_id": _key(f"n % {PLACES}")}
    crews = {"shift_id": _key(f"n % {DAYS}"), "person_id": _key(f"n / {DAYS}")}
    incident = {
        **at_place,
        "author_id": _key("0"),
        "shift_id": _key(f"n % {DAYS}"),
        "number": "printf('U-%05d', n)",
        "day": DAY_OF,
        "hour": "n % 24",
        "occurred_at": f"{DAY_OF} || ' 14:32:00.000000'",
        "category": f"(SELECT category FROM kind WHERE k = n % {len(Subcategory)})",
        "subcategory": f"(SELECT subcategory FROM kind WHERE k = n % {len(Subcategory)})",
        "is_repeated": "n % 5 = 0",
    }
    return [
        _copies(Shift.__table__, DAYS, {"day": DAY_OF}),
        _copies(ShiftMember.__table__, CREW * DAYS, crews),
        _copies(Visit.__table__, 3 * DAYS, of_shift | at_place),
        _copies(ContactTally.__table__, 3 * DAYS, of_shift),
        _copies(Incident.__table__, count, incident),
        _copies(IncidentAction.__table__, count, {"incident_id": _key("n")}),
    ]


def _key(number: str) -> str:
    """An id made from a number; the same in every town, for the town is part of each key."""
    return f"unhex(printf('%032x', {number}))"


def _copies(table: Table, count: int, changed: dict[str, str], *, towns: bool = True) -> str:
    """Copies of the first row of a table, numbered, in every town."""
    values = {"id": _key("n"), **({"municipality_id": "town.id"} if towns else {}), **changed}
    picked = [values.get(column.name, f'first."{column.name}"') for column in table.columns]
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    place = ", municipality AS town" if towns else ""
    return (
        f'{NUMBERS.format(count)} INSERT INTO "{table.name}" ({names}) '
        f'SELECT {", ".join(picked)} FROM numbers, (SELECT * FROM "{table.name}" LIMIT 1) AS first'
        f"{place}"
    )
