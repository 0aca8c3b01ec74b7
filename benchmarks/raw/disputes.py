"""T9: disputes of neighbours by the day on which they came, ended and were worked on."""

from benchmarks.raw.words import ANY_DAY, PERIODS, SPAN, across

NAMES = [name for name, _since, _until in PERIODS]
CASES = (
    "cases AS MATERIALIZED (SELECT c.received_on, c.closed_on, c.kind, c.referral, c.outcome, "
    "coalesce(c.lead_kind, 'none') AS lead, (SELECT min(day) FROM dispute_step s "
    "WHERE s.municipality_id = c.municipality_id AND s.case_id = c.id AND s.is_withdrawn = 0) "
    "AS first_on FROM dispute_case c WHERE c.municipality_id = :town AND c.received_on < :end)"
)
TOUCHED = (
    "touched AS MATERIALIZED (SELECT col, received_on >= since AS is_new, "
    "coalesce(closed_on < until AND outcome IS NOT NULL, 0) AS is_over, kind, referral, outcome, "
    "lead FROM span JOIN cases ON received_on < until "
    "AND (closed_on IS NULL OR closed_on >= since))"
)
COLUMNS_OF = ", ".join(f"count(*) FILTER (WHERE col = '{name}') AS {name}" for name in NAMES)
CODES = (
    ("kinds", "kind", "is_new"),
    ("sources", "referral", "is_new"),
    ("outcomes", "outcome", "is_over"),
    ("leads", "lead", "1"),
)
BY_CODE = " UNION ALL ".join(
    f"SELECT 'T9.{section}.' || {code}, {COLUMNS_OF} FROM touched WHERE {wanted} GROUP BY {code} "
    f"UNION ALL SELECT 'T9.{section}.total', {COLUMNS_OF} FROM touched WHERE {wanted}"
    for section, code, wanted in CODES
)
KINDS = f"WITH {SPAN}, {CASES}, {TOUCHED} {BY_CODE}"
MIDDLE = (
    "SELECT col, avg(days) FROM (SELECT col, days, row_number() OVER (PARTITION BY col "
    "ORDER BY days) AS place, count(*) OVER (PARTITION BY col) AS many FROM {}) "
    "WHERE place IN ((many + 1) / 2, (many + 2) / 2) GROUP BY col"
)
WAITED = (
    "(SELECT col, julianday({0}) - julianday(received_on) AS days FROM span JOIN cases "
    "ON {0} >= since AND {0} < until)"
)
BALANCE = (
    f"WITH {SPAN}, {CASES}, {TOUCHED}, "
    f"contacted(col, days) AS ({MIDDLE.format(WAITED.format('first_on'))}), "
    f"closed(col, days) AS ({MIDDLE.format(WAITED.format('closed_on'))}) "
    'SELECT col, sum(NOT is_new) AS "T9.balance.start", sum(is_new) AS "T9.balance.received", '
    'sum(is_over) AS "T9.balance.closed", count(*) - sum(is_over) AS "T9.balance.open", '
    'contacted.days AS "T9.time.to_contact", closed.days AS "T9.time.to_closing" '
    "FROM touched LEFT JOIN contacted USING (col) LEFT JOIN closed USING (col) GROUP BY col"
)
HOURS = "CAST((20 * CAST({0} AS INTEGER) + 60) / 120 AS REAL) / 10 AS {0}"
ALL_COLUMNS = ", ".join(NAMES)
ADDED = ", ".join(f"sum({name}) AS {name}" for name in NAMES)
WORK = (
    "WITH steps AS MATERIALIZED (SELECT kind, day, minutes, room_id IS NOT NULL AS in_room "
    f"FROM dispute_step WHERE municipality_id = :town AND {ANY_DAY.format('day')} "
    "AND is_withdrawn = 0), "
    f"kinds AS MATERIALIZED (SELECT kind, {across('count(*)')} FROM steps GROUP BY kind), "
    f"spent AS (SELECT {across('total(minutes)')} FROM steps) "
    f"SELECT 'T9.effort.' || kind, {ALL_COLUMNS} FROM kinds "
    f"UNION ALL SELECT 'T9.effort.contacts', {ADDED} FROM kinds "
    "WHERE kind NOT IN ('shuttle', 'joint_meeting') "
    f"UNION ALL SELECT 'T9.effort.hours', {', '.join(map(HOURS.format, NAMES))} FROM spent "
    "UNION ALL SELECT CASE in_room WHEN 1 THEN 'T9.rooms.in_room' ELSE 'T9.rooms.elsewhere' END, "
    f"{across('count(*)')} FROM steps WHERE kind = 'joint_meeting' GROUP BY in_room "
    f"UNION ALL SELECT 'T9.rooms.total', {ALL_COLUMNS} FROM kinds WHERE kind = 'joint_meeting'"
)
LOOKS = (
    f"WITH looks AS MATERIALIZED (SELECT days, result, {across('count(*)', 'done_on')} "
    f"FROM dispute_check WHERE municipality_id = :town AND {ANY_DAY.format('done_on')} "
    "AND result IS NOT NULL GROUP BY days, result) "
    f"SELECT 'T9.checks.' || days || '_' || result, {ALL_COLUMNS} FROM looks "
    f"UNION ALL SELECT 'T9.checks.after_' || days, {ADDED} FROM looks GROUP BY days"
)
COLUMNS, STATEMENTS = (BALANCE,), (KINDS, WORK, LOOKS)
