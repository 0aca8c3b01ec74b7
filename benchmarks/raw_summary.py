"""The sums of a quarterly summary as somebody would write them by hand for `sqlite3`."""

import uuid
from datetime import date
from typing import Any

MONTH = "CASE WHEN {0}day < :second THEN 0 WHEN {0}day < :third THEN 1 ELSE 2 END"
COUNTED = (
    "{0}municipality_id = :town AND {0}day >= :first AND {0}day < :end "
    "AND {0}status IN ('recorded', 'checked') AND {0}is_training = 0"
)
HELD = (
    "s.municipality_id = :town AND s.day >= :first AND s.day < :end AND s.is_training = 0 "
    "AND s.kind <> 'dp_round' AND s.status NOT IN ('planned', 'cancelled')"
)
BY_CELL = (
    f"SELECT {MONTH.format('')} AS m, place_id, subcategory, count(*), sum(is_repeated), "
    f"sum(pieces) FROM incident WHERE {COUNTED.format('')} GROUP BY m, place_id, subcategory"
)
WHOLE = (
    "SELECT place_id, subcategory, count(*), sum(is_repeated), sum(pieces) FROM incident "
    f"WHERE {COUNTED.format('')} GROUP BY place_id, subcategory"
)
BY_HOUR = f"SELECT day, hour, count(*) FROM incident WHERE {COUNTED.format('')} GROUP BY day, hour"
BY_RESULT = f"SELECT result, count(*) FROM incident WHERE {COUNTED.format('')} GROUP BY result"
STEPS = (
    "FROM incident_action a JOIN incident i ON i.municipality_id = a.municipality_id "
    f"AND i.id = a.incident_id WHERE {COUNTED.format('i.')} AND a.municipality_id = :town"
)
BY_ACTION = f"SELECT a.action, count(DISTINCT a.incident_id) {STEPS} GROUP BY a.action"
CALLED = (
    f"SELECT count(DISTINCT a.incident_id) {STEPS} "
    "AND a.action IN ('patrol_mp', 'patrol_pcr', 'ems', 'fire')"
)
SHIFTS = (
    "SELECT s.day, s.status, s.was_planned, s.cancel_reason, s.single_reason, s.real_from, "
    "s.real_to, s.break_minutes, s.office_minutes, s.safety_event, s.is_late, s.handed_in_at, "
    "s.return_count, (SELECT count(*) FROM shift_member c WHERE c.shift_id = s.id "
    "AND c.municipality_id = s.municipality_id) FROM shift s WHERE s.municipality_id = :town "
    "AND s.day >= :first AND s.day < :end AND s.is_training = 0 AND s.kind <> 'dp_round'"
)
TASKS = (
    f"SELECT {MONTH.format('s.')} AS m, t.status, count(*) FROM shift_task t JOIN shift s "
    "ON s.municipality_id = t.municipality_id AND s.id = t.shift_id "
    f"WHERE {HELD} AND t.status IN ('done', 'partly', 'not_done') GROUP BY m, t.status"
)
VISITS = (
    f"SELECT {MONTH.format('s.')} AS m, v.place_id, v.result, count(*) FROM visit v JOIN shift s "
    "ON s.municipality_id = v.municipality_id AND s.id = v.shift_id "
    f"WHERE {HELD} AND v.is_withdrawn = 0 GROUP BY m, v.place_id, v.result"
)
CONTACTS = (
    f"SELECT {MONTH.format('s.')} AS m, t.kind, count(*) FROM contact_tally t JOIN shift s "
    "ON s.municipality_id = t.municipality_id AND s.id = t.shift_id "
    f"WHERE {HELD} AND t.is_withdrawn = 0 GROUP BY m, t.kind"
)
NAMES = (
    "SELECT * FROM municipality WHERE id = :town",
    "SELECT * FROM membership WHERE municipality_id = :town",
    "SELECT id, code, name FROM place WHERE municipality_id = :town ORDER BY code",
)
THIS_QUARTER = (BY_CELL, BY_HOUR, BY_RESULT, BY_ACTION, CALLED, VISITS, CONTACTS, *NAMES)
# The quarter before and the same one a year ago; no table tells their months of incidents.
EARLIER_QUARTER = (WHOLE,)
EACH_QUARTER = (SHIFTS, TASKS)


def sums(connection: Any, town: uuid.UUID, months: list[tuple[date, ...]]) -> int:
    """Ask for everything the summary adds up; the number of rows that came."""
    rows = 0
    for position, (first, second, third, end) in enumerate(months):
        bounds = {"first": first, "second": second, "third": third, "end": end}
        values = {name: day.isoformat() for name, day in bounds.items()} | {"town": town.bytes}
        own = EARLIER_QUARTER if position else THIS_QUARTER
        for statement in EACH_QUARTER + own:
            rows += len(connection.execute(statement, values).fetchall())
    return rows
