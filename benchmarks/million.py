"""A database of 100 towns with 1,000,000 incidents, made by SQL from one town's rows."""

import os
from pathlib import Path

from app.accounts.domain import Funding
from app.accounts.models import Membership, Municipality
from app.config import sqlite
from app.incidents.domain import Action, IncidentStatus, Recipient, Result, Subcategory
from app.incidents.models import Incident, IncidentAction
from app.places.models import Place
from app.shifts.domain import (
    CancelReason,
    ContactKind,
    SafetyEvent,
    ShiftStatus,
    SingleReason,
    VisitResult,
)
from app.shifts.models import ContactTally, Shift, ShiftMember, Visit
from benchmarks import office
from benchmarks.rows import DAYS, copies, day, key, one_of, sometimes
from tests.database import Database
from tests.make import Make

TOWNS = int(os.environ.get("BENCH_TOWNS", "100"))
INCIDENTS = 10_000
PLACES = 12
CREW = 2
ALONE = "n % 13 = 0"
AT_TWO = f"{day('n')} || ' 14:32:00.000000'"
# Two in a hundred are completed in the quarter after theirs.
COMPLETED = f"date({day('n')}, '+' || ((n % 50 = 0) * 100) || ' days') || ' 15:00:00.000000'"


def build(folder: Path, towns: int = TOWNS, incidents: int = INCIDENTS) -> None:
    """Fill an empty folder; so many incidents in each town."""
    database = Database(folder)
    database.migrate()
    with database.opened() as application:
        _one_of_everything(Make(application))
    connection = sqlite.connect(str(database.file), isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    for statement in (*_kinds(), *_towns(towns), *_service(), *_work(incidents), *office.rows()):
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
    others = {"id": key("n + 1"), "slug": "'obec-' || n", "name": "'Obec ' || n"}
    paid = {"fte": "1 - n * 0.5", "funding": one_of(Funding, "n")}
    return [
        copies(Municipality.__table__, count - 1, others, towns=False),
        copies(Membership.__table__, CREW, {"user_id": "NULL", **paid}),
        copies(Place.__table__, PLACES, {"code": "printf('L%02d', n + 1)"}),
    ]


def _service() -> list[str]:
    """Shifts and what was done on them."""
    of_shift = {"shift_id": key(f"n % {DAYS}"), "is_withdrawn": "n % 41 = 0"}
    at_place = {"place_id": key(f"n % {PLACES}"), "result": one_of(VisitResult, "n / 5")}
    crews = {"shift_id": key(f"n % {DAYS}"), "person_id": key(f"n / {DAYS}")}
    not_alone = f"n < {DAYS} OR NOT (n % {DAYS}) % 13 = 0"
    kinds = {"kind": one_of(ContactKind, "n / 7")}
    return [
        copies(Shift.__table__, DAYS, _shift()),
        copies(ShiftMember.__table__, CREW * DAYS, crews, only=not_alone),
        copies(Visit.__table__, 3 * DAYS, of_shift | at_place),
        copies(ContactTally.__table__, 3 * DAYS, of_shift | kinds),
    ]


def _shift() -> dict[str, str]:
    """Some called off, some not yet handed in, some late, returned, opened again, dangerous."""
    today, is_off = day("n"), "n % 17 = 7"
    is_on = f"{is_off} OR n % 43 = 5"
    return {
        "day": today,
        "status": f"CASE WHEN {is_off} THEN 'cancelled' WHEN n % 43 = 5 THEN 'in_progress' "
        "WHEN n % 5 = 0 THEN 'handed_in' ELSE 'approved' END",
        "cancel_reason": sometimes(one_of(CancelReason, "n"), is_off),
        "single_reason": sometimes(one_of(SingleReason, "n"), ALONE),
        "planned_from": f"{today} || ' 12:00:00.000000'",
        "planned_to": f"{today} || ' 20:00:00.000000'",
        "real_from": f"{today} || ' 12:05:00.000000'",
        "real_to": f"{today} || ' 19:' || (10 + n % 50) || ':00.000000'",
        "break_minutes": "30",
        "office_minutes": "n % 4 * 15",
        "was_planned": "n % 6 <> 5",
        "safety_event": f"CASE WHEN n % 11 = 0 THEN {one_of(SafetyEvent, 'n')} ELSE 'none' END",
        "is_late": "n % 19 = 0",
        "handed_in_at": f"CASE WHEN NOT ({is_on}) THEN {COMPLETED} END",
        "received_at": "NULL",
        "return_count": "n % 9 = 0",
        "reopen_count": "n % 31 = 0",
        "reopened_at": sometimes(COMPLETED, "n % 31 = 0"),
    }


def _work(count: int) -> list[str]:
    """The incidents with one step each, every fourth with two."""
    handed = {"id": key(f"n + {count}"), "incident_id": key("4 * n"), "action": "'handover'"}
    step = {"incident_id": key("n"), "action": one_of(Action, "n")}
    return [
        copies(Incident.__table__, count, _incident()),
        copies(IncidentAction.__table__, count, step),
        copies(
            IncidentAction.__table__, count // 4, handed | {"recipient": one_of(Recipient, "n / 3")}
        ),
    ]


def _incident() -> dict[str, str]:
    """One in thirty is a draft, cancelled or from a training shift."""
    children = {f"people_{band}": "n % 3" for band in ("0_5", "6_12", "13_14", "15_17")}
    kind = f"FROM kind WHERE k = n % {len(Subcategory)})"
    return {
        "place_id": key(f"n % {PLACES}"),
        "author_id": key("0"),
        "shift_id": key(f"n % {DAYS}"),
        "number": "printf('U-%05d', n)",
        "day": day("n"),
        "hour": "n % 24",
        "occurred_at": AT_TWO,
        "completed_at": COMPLETED,
        "category": f"(SELECT category {kind}",
        "subcategory": f"(SELECT subcategory {kind}",
        "result": one_of(Result, "n / 3"),
        "is_repeated": "n % 5 = 0",
        "pieces": sometimes("n % 7", "n % 2 = 0"),
        "is_training": "n % 97 = 0",
        "status": "CASE WHEN n % 89 = 0 THEN 'draft' WHEN n % 83 = 0 THEN 'cancelled' "
        "WHEN n % 2 = 0 THEN 'checked' ELSE 'recorded' END",
        **children,
    }
