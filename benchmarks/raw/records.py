"""T0, T15 and T16: the town and its people, how good its records are, what others count."""

from benchmarks.raw.words import HELD, HERE, OF_ASSISTANTS

POPULATION = (
    "SELECT {} FROM population WHERE municipality_id = :town AND counted_on < :end "
    "ORDER BY counted_on DESC LIMIT 1"
)
UNAPPROVED = (
    "SELECT count(*) FROM shift WHERE municipality_id = :town AND day >= :first AND day < :end "
    "AND is_training = 0 AND status NOT IN ('planned', 'cancelled', 'approved')"
)
HEAD = (
    "WITH people AS MATERIALIZED (SELECT roles LIKE '%|apk|%' AS is_apk, roles, fte, funding, "
    "display_name, sort_text FROM membership "
    f"WHERE municipality_id = :town AND {HERE}), "
    "paid AS (SELECT funding, count(*) AS many FROM people WHERE is_apk "
    "AND funding IS NOT NULL GROUP BY funding) "
    "SELECT 'T0..town', name AS value FROM municipality WHERE id = :town "
    "UNION ALL SELECT 'T0..assistants', total(is_apk) FROM people "
    "UNION ALL SELECT 'T0..full_time', CASE WHEN count(*) = count(fte) THEN round(total(fte), 2) "
    "END FROM people WHERE is_apk "
    "UNION ALL SELECT 'T0..caretakers', count(*) FROM people WHERE roles LIKE '%|dp|%' "
    "UNION ALL SELECT 'T0..mentors', group_concat(display_name, ', ' ORDER BY sort_text) "
    "FROM people WHERE roles LIKE '%|mentor|%' "
    "UNION ALL SELECT 'T0..funding_' || funding, many FROM paid "
    f"UNION ALL SELECT 'T0..population', ({POPULATION.format('inhabitants')}) "
    f"UNION ALL SELECT 'T0..population_date', ({POPULATION.format('counted_on')}) "
    f"UNION ALL SELECT 'T0..unapproved', ({UNAPPROVED})"
)
NO_RECORD = (
    f"{OF_ASSISTANTS} AND s.status <> 'cancelled' AND s.handed_in_at IS NULL "
    "AND s.planned_to < :now"
)
RECORDS = (
    "WITH told AS (SELECT "
    f"count(*) FILTER (WHERE {NO_RECORD}) AS no_record, "
    f"count(*) FILTER (WHERE {HELD} AND s.is_late) AS late, "
    f"count(*) FILTER (WHERE {HELD} AND s.reopen_count > 0) AS reopened FROM shift s "
    "WHERE s.municipality_id = :town AND s.day >= :first AND s.day < :end) "
    "SELECT 'T15.records.no_record', no_record AS total FROM told "
    "UNION ALL SELECT 'T15.records.late', late FROM told "
    "UNION ALL SELECT 'T15.records.reopened', reopened FROM told "
    "UNION ALL SELECT 'T15.records.codelists', count(DISTINCT at) FROM audit_entry "
    "WHERE municipality_id = :town AND entity_id = :town AND use_case = 'codelists.correct' "
    "AND at >= :since_at AND at < :until_at"
)
CLOSED = (
    "closed AS MATERIALIZED "
    "(SELECT first_closed_at AS at, since, date(since, '+3 months') AS until FROM (SELECT "
    "first_closed_at, printf('%s-%02d-01', substr(code, 1, 4), 3 * substr(code, 6) - 2) AS since "
    "FROM quarter_closing WHERE municipality_id = :town AND code < :code))"
)
IN_QUARTER = "{0} >= :since_at AND {0} < :until_at"
AFTER = (
    f"{IN_QUARTER} AND {{1}} < :first AND EXISTS "
    "(SELECT 1 FROM closed WHERE {1} >= since AND {1} < until AND {0} >= at)"
)
TAKEN = (
    "FROM import_batch b JOIN {} t ON t.municipality_id = b.municipality_id AND t.batch_id = b.id "
    "WHERE b.municipality_id = :town AND b.status = 'published' "
    f"AND {AFTER.format('b.published_at', 't.month')}"
)
# By the key of its row in T15 what a record is about, and what of it is told.
SUBJECTS = {
    "late_entries": ("incidents", "records"),
    "late_shifts": ("shifts", "records"),
    "late_disputes": ("disputes", "records"),
    "late_training": ("training", "records"),
    "undone_imports": ("older_records", "told"),
    "late_figures": ("others", "records"),
}
LATER = (
    f"WITH {CLOSED}, changed AS MATERIALIZED (SELECT subject, "
    "count(DISTINCT record_id) AS records, sum(count) AS told FROM late_change "
    'WHERE municipality_id = :town AND told_in = :code AND "before" IS NOT "after" '
    "GROUP BY subject) "
    "SELECT 'T15.later.corrected', count(*) AS total FROM shift s "
    f"WHERE {HELD} AND {AFTER.format('s.reopened_at', 's.day')} "
    "UNION ALL SELECT 'T15.later.late_imports', "
    f"(SELECT count(*) {TAKEN.format('imported_record')}) "
    f"+ (SELECT coalesce(sum(t.count), 0) {TAKEN.format('imported_sum')})"
    + "".join(
        f" UNION ALL SELECT 'T15.later.{row}', "
        f"coalesce((SELECT {count} FROM changed WHERE subject = '{subject}'), 0)"
        for row, (subject, count) in SUBJECTS.items()
    )
)
BEFORE = (
    "b.municipality_id = f.municipality_id AND b.source = f.source AND b.unit = f.unit "
    "AND b.indicator_key = f.indicator_key AND CASE f.term "
    "WHEN 'year' THEN b.year = f.year - 1 AND b.term = 'year' "
    "WHEN 'q1' THEN b.year = f.year - 1 AND b.term = 'q4' "
    "ELSE b.year = f.year AND b.term = 'q' || (substr(f.term, 2) - 1) END"
)
OUTSIDE = (
    "SELECT 'T16.' || f.source || '.' || f.source || '_' || replace(f.indicator_key, ' ', '_') "
    "|| '_' || f.term, f.value, b.value AS previous FROM external_figure f "
    f"LEFT JOIN external_figure b ON {BEFORE} "
    "WHERE f.municipality_id = :town AND f.year = :year AND f.term IN (:term, 'year')"
)
UNCOUNTED = (
    "SELECT 'excluded', sum(NOT is_training AND status = 'draft') AS drafts, "
    "sum(NOT is_training AND status = 'cancelled') AS cancelled, sum(is_training) AS training "
    "FROM incident WHERE municipality_id = :town AND day >= :first AND day < :end "
    "AND NOT (status IN ('recorded', 'checked') AND is_training = 0)"
)
STATEMENTS = (HEAD, RECORDS, LATER, OUTSIDE, UNCOUNTED)
