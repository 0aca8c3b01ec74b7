"""T10: what people learnt, what they need, their supervision and their certificates."""

from benchmarks.raw.words import HERE, WORKS, by_month

PEOPLE = (
    "people AS MATERIALIZED "
    f"(SELECT id FROM membership WHERE municipality_id = :town AND {HERE} AND {WORKS})"
)
AGREED = (
    "agreed AS MATERIALIZED (SELECT id, worker_id FROM plan WHERE municipality_id = :town "
    "AND since <= :last AND until >= :last AND worker_id IN (SELECT id FROM people) "
    "AND max(worker_agreed_at, mentor_agreed_at) < :known_until)"
)
ITEMS = (
    "items AS (SELECT count(*) AS many, sum(verified_on <= :last) AS verified FROM plan_item "
    "WHERE municipality_id = :town AND plan_id IN (SELECT id FROM agreed))"
)
ENTERED = (
    "SELECT count(DISTINCT a.worker_id) FROM training_event e JOIN course c "
    "ON c.municipality_id = e.municipality_id AND c.id = e.course_id AND c.kind = 'entry' "
    "JOIN attendance a ON a.municipality_id = e.municipality_id AND a.event_id = e.id "
    "AND a.attended = 'present' AND a.worker_id IN (SELECT id FROM people) "
    "WHERE e.municipality_id = :town AND e.status = 'held' AND e.day <= :last"
)
# Six months from the day of the rating, at the latest on the last day of that month.
UNRATED = (
    "SELECT 1 FROM competence c WHERE c.municipality_id = :town AND c.is_active = 1 AND NOT EXISTS "
    "(SELECT 1 FROM rating r WHERE r.municipality_id = c.municipality_id AND r.side = 'mentor' "
    "AND r.worker_id = people.id AND r.competence_id = c.id AND r.rated_on <= :last "
    "AND date(r.rated_on, '+6 months', 'floor') >= :last)"
)
STANDING = (
    f"WITH {PEOPLE}, {AGREED}, {ITEMS} "
    "SELECT 'T10.workers.persons', count(*) AS total FROM people "
    f"UNION ALL SELECT 'T10.workers.entry', ({ENTERED}) "
    "UNION ALL SELECT 'T10.workers.plan_agreed', count(DISTINCT worker_id) FROM agreed "
    f"UNION ALL SELECT 'T10.workers.rated', count(*) FROM people WHERE NOT EXISTS ({UNRATED}) "
    "UNION ALL SELECT 'T10.workers.fulfilled', verified * 100 / many FROM items"
)
MONTHS = (
    "months(m, since, until) AS (VALUES ('m1', :first, :second), ('m2', :second, :third), "
    "('m3', :third, :end))"
)
ENDED = "CASE n.status WHEN 'rejected' THEN date(n.decided_at) WHEN 'met' THEN n.met_on END"
LIVES = (
    "lives AS MATERIALIZED (SELECT c.code, n.status, n.raised_on, "
    f"max({ENDED}, n.raised_on) AS ended_on FROM need n JOIN competence c "
    "ON c.municipality_id = n.municipality_id AND c.id = n.competence_id "
    "WHERE n.municipality_id = :town AND n.raised_on < :end)"
)
OPEN = "(ended_on IS NULL OR ended_on >= since)"
MOVED = {
    "start": f"sum(raised_on < since AND {OPEN})",
    "new": "sum(raised_on >= since AND raised_on < until)",
    "met": "sum(status = 'met' AND coalesce(ended_on >= since AND ended_on < until, 0))",
    "rejected": "sum(status = 'rejected' AND coalesce(ended_on >= since AND ended_on < until, 0))",
    "open": "sum(raised_on < until AND (ended_on IS NULL OR ended_on >= until))",
}
MONTH = "sum({0}) FILTER (WHERE m = '{1}')"
# What comes and goes adds up; what is open does not.
WHOLE = {"start": MONTH.format("start", "m1"), "open": MONTH.format("open", "m3")}


def _told(key: str) -> str:
    """A figure of each month and of the quarter, of all needs and of each topic."""
    months = ", ".join(f"{MONTH.format(key, name)} AS {name}" for name in ("m1", "m2", "m3"))
    figures = f"{months}, {WHOLE.get(key, f'sum({key})')} AS total FROM moved"
    return (
        f"SELECT 'T10.needs.{key}', {figures} "
        f"UNION ALL SELECT 'T10.needs.{key}_' || code, {figures} GROUP BY code"
    )


NEEDS = (
    f"WITH {MONTHS}, {LIVES}, moved AS MATERIALIZED (SELECT m, code, "
    f"{', '.join(f'{value} AS {key}' for key, value in MOVED.items())} "
    f"FROM months JOIN lives GROUP BY m, code) {' UNION ALL '.join(map(_told, MOVED))}"
)
UUID = (
    "lower(substr({0}, 1, 8) || '-' || substr({0}, 9, 4) || '-' || substr({0}, 13, 4) || '-' || "
    "substr({0}, 17, 4) || '-' || substr({0}, 21))"
)
EVENTS = (
    "WITH held AS MATERIALIZED (SELECT hex(e.id) AS id, e.day, e.hours, count(a.id) AS people, "
    f"total({WORKS}) AS workers FROM training_event e LEFT JOIN attendance a "
    "ON a.municipality_id = e.municipality_id AND a.event_id = e.id AND a.attended = 'present' "
    "LEFT JOIN membership p ON p.municipality_id = a.municipality_id AND p.id = a.worker_id "
    "WHERE e.municipality_id = :town AND e.status = 'held' AND e.day >= :first AND e.day <= :last "
    "GROUP BY e.id) "
    f"SELECT 'T10.events.' || {UUID.format('id')}, {by_month('sum(hours * people)')}, day, hours, "
    "people FROM held GROUP BY id "
    f"UNION ALL SELECT 'T10.events.total', {by_month('sum(hours * people)')}, NULL, sum(hours), "
    "sum(people) FROM held "
    f"UNION ALL SELECT 'T10.workers.hours', {by_month('sum(hours * workers)')}, NULL, NULL, NULL "
    "FROM held"
)
MET = (
    "WITH met AS MATERIALIZED (SELECT day, hours, form, "
    "(SELECT count(*) FROM supervision_attendee a WHERE a.municipality_id = s.municipality_id "
    "AND a.supervision_id = s.id) AS people FROM supervision s "
    "WHERE s.municipality_id = :town AND s.is_withdrawn = 0 "
    "AND s.day >= :first AND s.day <= :last) "
    f"SELECT 'T10.supervision.meetings', {by_month('count(*)')} FROM met "
    f"UNION ALL SELECT 'T10.supervision.' || form, {by_month('count(*)')} FROM met GROUP BY form "
    f"UNION ALL SELECT 'T10.supervision.supervision_hours', {by_month('sum(hours)')} FROM met "
    f"UNION ALL SELECT 'T10.supervision.supervised', {by_month('sum(people)')} FROM met"
)
RENEWED = (
    "SELECT 1 FROM held o WHERE o.worker_id = h.worker_id "
    "AND (o.valid_to IS NULL OR o.valid_to > h.valid_to) "
    "AND (o.name = h.name OR o.course_id = h.course_id)"
)
CERTIFICATES = (
    "WITH held AS MATERIALIZED (SELECT worker_id, course_id, name, valid_to FROM certificate "
    "WHERE municipality_id = :town AND is_withdrawn = 0 AND issued_on <= :last AND worker_id IN "
    f"(SELECT id FROM membership WHERE municipality_id = :town AND {HERE})), "
    f"ending AS MATERIALIZED (SELECT name, valid_to, EXISTS ({RENEWED}) AS renewed FROM held h "
    "WHERE valid_to >= :first AND valid_to < date(:end, '+60 days')), "
    f"named AS (SELECT name, {by_month('count(*)', 'valid_to')} FROM ending "
    "WHERE valid_to < :end GROUP BY name) "
    f"SELECT 'T10.certificates.ending', {by_month('count(*)', 'valid_to')} FROM ending "
    "UNION ALL SELECT 'T10.certificates.ending_' || row_number() OVER (ORDER BY name), "
    "m1, m2, m3, total FROM named "
    f"UNION ALL SELECT 'T10.certificates.renewed', {by_month('count(*)', 'valid_to')} FROM ending "
    "WHERE renewed "
    "UNION ALL SELECT 'T10.certificates.ending_next', NULL, NULL, NULL, count(*) FROM ending "
    "WHERE valid_to >= :end AND NOT renewed"
)
STATEMENTS = (STANDING, NEEDS, EVENTS, MET, CERTIFICATES)
