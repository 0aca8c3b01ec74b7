"""T1 and T7: the shifts of assistants, their tasks, visits and contacts."""

from app.shifts.domain import CancelReason, SafetyEvent, SingleReason
from benchmarks.raw.words import ANY_DAY, HELD, OF_ASSISTANTS, SPAN, across, by_month, each

LONG = "(unixepoch(s.real_to) - unixepoch(s.real_from)) / 60"
SHIFTS = (
    "shifts AS MATERIALIZED (SELECT s.day, s.status, s.was_planned, s.cancel_reason, "
    "s.single_reason, s.office_minutes, s.safety_event, s.is_late, s.handed_in_at, "
    "s.return_count, s.status NOT IN ('planned', 'cancelled') AS is_held, "
    f"coalesce(max({LONG} - coalesce(s.break_minutes, 0), 0), 0) AS worked, "
    "(SELECT count(*) FROM shift_member c WHERE c.municipality_id = s.municipality_id "
    "AND c.shift_id = s.id) AS crew FROM shift s "
    f"WHERE {OF_ASSISTANTS} AND {ANY_DAY.format('s.day')})"
)
# A half goes away from zero; the sums are whole and never negative.
TENTHS = "CAST((20 * coalesce(sum({0}) FILTER (WHERE is_held), 0) + 60) / 120 AS REAL) / 10"
COVERED = "count(DISTINCT day) FILTER (WHERE is_held)"
KNOWN = "julianday(min(until, date(:today, '+1 day'))) - julianday(since)"
FIELD = "max(worked - coalesce(office_minutes, 0), 0)"
SUMS = {
    "shifts.planned": "sum(was_planned)",
    "shifts.done": "sum(is_held)",
    "shifts.in_pair": "sum(is_held AND crew > 1)",
    "shifts.alone": "sum(is_held AND crew = 1)",
    "shifts.cancelled": "sum(status = 'cancelled')",
    "shifts.person_shifts": "sum(crew) FILTER (WHERE is_held)",
    "hours.hours": TENTHS.format("worked * crew"),
    "hours.field_hours": TENTHS.format(f"{FIELD} * crew"),
    "days.days_covered": COVERED,
    "days.days_uncovered": f"max({KNOWN} - {COVERED}, 0)",
    "hand_in.on_time": "sum(is_held AND handed_in_at IS NOT NULL AND NOT is_late)",
    "hand_in.late": "sum(is_held AND is_late)",
    "hand_in.returned": "sum(is_held AND return_count > 0)",
}
EVENTS = [event.value for event in SafetyEvent if event is not SafetyEvent.NONE]
BY_CODE = (
    each("count(*)", "is_held AND safety_event = '{}'", EVENTS, "T1.safety."),
    each(
        "count(*)",
        "status = 'cancelled' AND coalesce(cancel_reason, 'other') = '{}'",
        [reason.value for reason in CancelReason],
        "T1.shifts.cancelled_",
    ),
    each(
        "count(*)",
        "is_held AND crew = 1 AND coalesce(single_reason, 'other') = '{}'",
        [reason.value for reason in SingleReason],
        "T1.shifts.alone_",
    ),
)
MAIN = ", ".join(f'{value} AS "T1.{name}"' for name, value in SUMS.items())
SERVICE = (
    f"WITH {SPAN}, {SHIFTS} SELECT col, {MAIN}, {', '.join(BY_CODE)} "
    "FROM span JOIN shifts ON day >= since AND day < until GROUP BY col"
)
OF_SHIFT = "JOIN shift s ON s.municipality_id = x.municipality_id AND s.id = x.shift_id"
TASKS = (
    f"WITH done AS MATERIALIZED (SELECT x.status, {across('count(*)', 's.day')} FROM shift s "
    "JOIN shift_task x ON x.municipality_id = s.municipality_id AND x.shift_id = s.id "
    f"WHERE {HELD} AND {ANY_DAY.format('s.day')} AND x.status IN ('done', 'partly', 'not_done') "
    "GROUP BY x.status) SELECT 'T1.tasks.tasks_' || status, m1, m2, m3, total, previous, last_year "
    "FROM done UNION ALL SELECT 'T1.tasks.tasks_total', sum(m1), sum(m2), sum(m3), sum(total), "
    "sum(previous), sum(last_year) FROM done"
)
IN_QUARTER = f"{HELD} AND s.day >= :first AND s.day < :end AND x.is_withdrawn = 0"
ADDED = "sum(m1), sum(m2), sum(m3), sum(total)"
VISITS = (
    "WITH paid AS MATERIALIZED "
    f"(SELECT x.place_id, x.result, {by_month('count(*)', 's.day')} FROM visit x {OF_SHIFT} "
    f"WHERE {IN_QUARTER} GROUP BY x.place_id, x.result) "
    "SELECT 'T7.visits.' || code, sum(m1) AS m1, sum(m2) AS m2, sum(m3) AS m3, sum(total) AS total "
    "FROM paid JOIN place ON municipality_id = :town AND id = place_id GROUP BY code "
    f"UNION ALL SELECT 'T7.visit_results.' || result, {ADDED} FROM paid GROUP BY result "
    f"UNION ALL SELECT 'T7.visits.total', {ADDED} FROM paid "
    f"UNION ALL SELECT 'T7.visit_results.total', {ADDED} FROM paid"
)
CONTACTS = (
    f"WITH met AS MATERIALIZED (SELECT x.kind, {by_month('count(*)', 's.day')} "
    f"FROM contact_tally x {OF_SHIFT} WHERE {IN_QUARTER} GROUP BY x.kind) "
    "SELECT 'T7.contacts.' || kind, m1, m2, m3, total FROM met "
    f"UNION ALL SELECT 'T7.contacts.total', {ADDED} FROM met"
)
# The first gives a row for each column.
COLUMNS, STATEMENTS = (SERVICE,), (TASKS, VISITS, CONTACTS)
