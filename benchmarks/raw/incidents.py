"""T2 to T5 and T8: incidents by kind, place and time, what was done, and children."""

from app.incidents.domain import Category
from benchmarks.raw.words import HELD, across, counted, each

BANDS = ("0_5", "6_12", "13_14", "15_17")
OF_QUARTER = f"{counted()} AND i.day >= :first AND i.day < :end"
MONTH = "CASE WHEN i.day < :second THEN :first WHEN i.day < :third THEN :second ELSE :third END"
OWN = (
    "i.place_id, i.category, i.subcategory, count(*), sum(i.is_repeated), sum(i.pieces), 0 "
    f"FROM incident i WHERE {counted()} AND i.day >= {{}} AND i.day < {{}} "
    "GROUP BY 1, i.place_id, i.subcategory"
)
# A category that has one kind only says the kind as well; otherwise it may be unknown.
TAKEN_KIND = (
    "CASE t.category WHEN 'traffic' THEN 'school_traffic_risk' WHEN 'other' THEN 'other' "
    "ELSE coalesce(t.subcategory, t.category || '_unstated') END"
)
TAKEN = (
    f"t.month, t.place_id, t.category, {TAKEN_KIND}, {{}}, 0, 0, 1 FROM {{}} t JOIN import_batch b "
    "ON b.municipality_id = t.municipality_id AND b.id = t.batch_id AND b.status = 'published' "
    "WHERE t.municipality_id = :town AND (t.month >= :before AND t.month < :end "
    "OR t.month >= :year_ago AND t.month < :year_ago_end)"
)
CELLS = (
    "CREATE TEMP TABLE IF NOT EXISTS cell (day, place_id, category, kind, c, r, p, taken)",
    "DELETE FROM temp.cell",
    f"INSERT INTO temp.cell SELECT {MONTH}, {OWN.format(':first', ':end')} "
    f"UNION ALL SELECT :before, {OWN.format(':before', ':first')} "
    f"UNION ALL SELECT :year_ago, {OWN.format(':year_ago', ':year_ago_end')} "
    f"UNION ALL SELECT {TAKEN.format('1', 'imported_record')} "
    f"UNION ALL SELECT {TAKEN.format('t.count', 'imported_sum')}",
)
OURS = "sum(c)"
REPEATED = "sum(r) FILTER (WHERE day >= :first) AS repeated"
KINDS = (
    f"WITH kinds AS MATERIALIZED (SELECT kind, category, {across(OURS)}, {REPEATED} FROM temp.cell "
    "GROUP BY kind, category) "
    "SELECT 'T2..' || kind, m1, m2, m3, total, previous, last_year, repeated FROM kinds "
    "UNION ALL SELECT 'T2..' || category, sum(m1), sum(m2), sum(m3), sum(total), sum(previous), "
    "sum(last_year), sum(repeated) FROM kinds GROUP BY category "
    "UNION ALL SELECT 'T2..total', sum(m1), sum(m2), sum(m3), sum(total), sum(previous), "
    "sum(last_year), sum(repeated) FROM kinds "
    f"UNION ALL SELECT 'T2..taken', {across(OURS)}, NULL FROM temp.cell WHERE taken"
)
CATEGORIES = [category.value for category in Category]
OF_CATEGORY = each("sum(c)", "is_own AND category = '{}'", CATEGORIES, "")
IN_ALL = f"{OF_CATEGORY}, sum(c) FILTER (WHERE is_own) AS total"
ADDED = ", ".join(f"sum({name})" for name in (*CATEGORIES, "total", "change"))
# The table holds no day after the quarter.
PLACES = (
    "WITH found AS MATERIALIZED (SELECT place_id, category, taken, day >= :first AS is_own, "
    "sum(c) AS c FROM temp.cell WHERE day >= :before GROUP BY place_id, category, taken, is_own), "
    f"places AS MATERIALIZED (SELECT coalesce(code, 'nowhere') AS code, {IN_ALL}, "
    "sum(CASE WHEN is_own THEN c ELSE -c END) AS change FROM found "
    "LEFT JOIN place ON municipality_id = :town AND id = place_id GROUP BY 1) "
    f"SELECT 'T3..' || code, {', '.join(CATEGORIES)}, total, change FROM places "
    f"UNION ALL SELECT 'T3..total', {ADDED} FROM places "
    f"UNION ALL SELECT 'T3..taken', {IN_ALL}, NULL FROM found WHERE taken"
)
VISITED = (
    "WITH paid AS MATERIALIZED (SELECT p.code, count(*) AS visits FROM visit v JOIN shift s "
    "ON s.municipality_id = v.municipality_id AND s.id = v.shift_id JOIN place p "
    "ON p.municipality_id = v.municipality_id AND p.id = v.place_id "
    f"WHERE {HELD} AND s.day >= :first AND s.day < :end AND v.is_withdrawn = 0 GROUP BY p.code) "
    "SELECT 'T3..' || code, visits FROM paid UNION ALL SELECT 'T3..total', sum(visits) FROM paid"
)
BAND = (
    "CASE WHEN hour < 6 OR hour >= 22 THEN 'h22' WHEN hour < 10 THEN 'h06' WHEN hour < 14 "
    "THEN 'h10' WHEN hour < 18 THEN 'h14' ELSE 'h18' END"
)
BY_BAND = (
    f"{each('sum(c)', 'band = {!r}', ('h06', 'h10', 'h14', 'h18', 'h22'), '')}, sum(c) AS total"
)
TIMES = (
    "WITH hours AS (SELECT day, hour, count(*) AS c FROM incident i "
    f"WHERE {OF_QUARTER} GROUP BY day, hour), "
    f"found AS MATERIALIZED (SELECT strftime('%w', day) AS weekday, {BAND} AS band, c FROM hours) "
    "SELECT CASE weekday WHEN '0' THEN 'T4..sun' WHEN '1' THEN 'T4..mon' WHEN '2' THEN 'T4..tue' "
    "WHEN '3' THEN 'T4..wed' WHEN '4' THEN 'T4..thu' WHEN '5' THEN 'T4..fri' ELSE 'T4..sat' END, "
    f"{BY_BAND} FROM found GROUP BY weekday UNION ALL SELECT 'T4..total', {BY_BAND} FROM found"
)
CALL = "action IN ('patrol_mp', 'patrol_pcr', 'ems', 'fire')"
DEEDS = (
    "WITH step AS MATERIALIZED (SELECT a.incident_id, a.action, a.recipient, i.category "
    "FROM incident i JOIN incident_action a ON a.municipality_id = i.municipality_id "
    f"AND a.incident_id = i.id WHERE {OF_QUARTER}), "
    "done AS MATERIALIZED "
    "(SELECT action, count(DISTINCT incident_id) AS c FROM step GROUP BY action) "
    "SELECT 'T5.actions.' || action, c AS total FROM done "
    f"UNION ALL SELECT 'T5.calls.' || action, c FROM done WHERE {CALL} "
    f"UNION ALL SELECT 'T5.calls.total', count(DISTINCT incident_id) FROM step WHERE {CALL} "
    "UNION ALL SELECT 'T5.collected.cleanup', c FROM done WHERE action = 'cleanup' "
    "UNION ALL SELECT 'T8.passed.' || recipient, count(*) FROM step WHERE category = 'youth' "
    "AND recipient IN ('school', 'ospod', 'pcr', 'nzdm_ngo') GROUP BY recipient"
)
RESULTS = (
    "WITH ended AS MATERIALIZED (SELECT result, count(*) AS c FROM incident i "
    f"WHERE {OF_QUARTER} GROUP BY result) "
    "SELECT 'T5.results.' || result, c AS total FROM ended WHERE result IS NOT NULL "
    "UNION ALL SELECT 'T5.results.total', sum(c) FROM ended WHERE result IS NOT NULL "
    "UNION ALL SELECT 'T5.collected.needles', sum(p) FROM temp.cell "
    "WHERE kind = 'needle_found' AND day >= :first "
    "UNION ALL SELECT 'T15.records.other', sum(c) FROM temp.cell "
    "WHERE category = 'other' AND day >= :first AND NOT taken"
)
AGES = ", ".join(f"people_{band}" for band in BANDS)
SITUATIONS = ", ".join(f'sum(people_{band} > 0) AS "p{band}"' for band in BANDS)
PEOPLE = ", ".join(f"sum(people_{band})" for band in BANDS)
ALL_PEOPLE = "+".join(f"total(people_{band})" for band in BANDS)
YOUTH = (
    f"WITH found AS MATERIALIZED (SELECT subcategory, place_id, {AGES} FROM incident i "
    f"WHERE {OF_QUARTER} AND i.category = 'youth') "
    f"SELECT 'T8.situations.' || subcategory, {SITUATIONS}, count(*) AS total FROM found "
    "GROUP BY subcategory "
    f"UNION ALL SELECT 'T8.situations.total', {SITUATIONS}, count(*) FROM found "
    f"UNION ALL SELECT 'T8.people.' || subcategory, {PEOPLE}, {ALL_PEOPLE} FROM found "
    "GROUP BY subcategory "
    f"UNION ALL SELECT 'T8.people.total', {PEOPLE}, {ALL_PEOPLE} FROM found "
    "UNION ALL SELECT 'T8.places.' || code, NULL, NULL, NULL, NULL, count(*) FROM found "
    "JOIN place ON municipality_id = :town AND id = place_id GROUP BY code"
)
STATEMENTS = (KINDS, PLACES, VISITED, TIMES, DEEDS, RESULTS, YOUTH)
