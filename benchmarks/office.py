"""What the office of each town keeps besides the service: disputes, training, earlier records."""

from collections.abc import Iterator

from app.accounts.models import Population
from app.certificates.models import Certificate
from app.closing.domain import Subject
from app.closing.models import LateChange, QuarterClosing
from app.courses.domain import CourseKind
from app.courses.models import Attendance, Course, TrainingEvent
from app.disputes.domain import CheckResult, DisputeKind, LeadKind, Outcome, Referral, StepKind
from app.disputes.models import DisputeCase, DisputeCheck, DisputeStep
from app.figures_outside.domain import Source, Term, Unit
from app.figures_outside.models import ExternalFigure
from app.history.domain import BatchKind
from app.history.models import ImportBatch, ImportedRecord, ImportedSum
from app.incidents.domain import Subcategory
from app.needs.domain import NeedStatus
from app.needs.models import Need
from app.plans.models import Plan, PlanItem
from app.shifts.domain import TaskStatus
from app.shifts.models import ShiftTask
from app.skills.models import Competence, Rating
from app.supervision.domain import SupervisionForm
from app.supervision.models import Supervision, SupervisionAttendee
from benchmarks.rows import DAYS, day, fresh, key, one_of, sometimes

CASES, NEEDS, TOPICS, EVENTS, SUPERVISIONS, PLACES, QUARTERS = 150, 90, 8, 48, 36, 12, 6
# Late changes, in the quarter that is measured and of the one before.
LATE, MEASURED, BEFORE = 120, "2025Q4", "2025Q3"
NOON = "' 11:00:00.000000'"
MONTH = "date({}, 'start of month')"


def rows() -> Iterator[str]:
    """The statements, in the order of their keys."""
    yield from _disputes()
    yield from _skills()
    yield from _plans()
    yield from _courses()
    yield from _support()
    yield from _earlier()
    yield from _figures()


def _disputes() -> Iterator[str]:
    came, nth = day("n * 7"), day(f"n % {CASES} * 7 + n / {CASES} * 11 + 2")
    yield fresh(
        DisputeCase.__table__,
        CASES,
        {
            "number": "printf('S-%04d', n)",
            "received_on": came,
            "recorded_at": f"date({came}, '+' || ((n % 20 = 0) * 100) || ' days') || {NOON}",
            "referral": one_of(Referral, "n"),
            "kind": one_of(DisputeKind, "n"),
            **dict.fromkeys(("other_kinds", "prior_steps", "flags", "handed_to"), "''"),
            "lead_kind": sometimes(one_of(LeadKind, "n"), "n % 6 > 0"),
            "officer_led": "0",
            "stage": "CASE WHEN n % 4 > 0 THEN 'closed' ELSE 'talks' END",
            "outcome": sometimes(one_of(Outcome, "n"), "n % 4 > 0"),
            "closed_on": sometimes(f"date({came}, '+' || (40 + n % 50) || ' days')", "n % 4 > 0"),
        },
    )
    step = {"case_id": key(f"n % {CASES}"), "day": nth, "kind": one_of(StepKind, "n / 2")}
    step |= {"minutes": "15 + n % 8 * 10", "sides": "'|a|'", "is_withdrawn": "n % 37 = 0"}
    step |= {"room_id": sometimes(key(f"n % {PLACES}"), "n % 3 > 0")}
    yield fresh(DisputeStep.__table__, 3 * CASES, step | {"recorded_at": f"{nth} || {NOON}"})
    look = {"case_id": key("n"), "days": "30 + n % 2 * 60", "due_on": nth}
    look |= {"result": sometimes(one_of(CheckResult, "n"), "n % 5 > 0"), "done_on": nth}
    yield fresh(DisputeCheck.__table__, CASES, look)


def _skills() -> Iterator[str]:
    topic = {"code": "'topic_' || n", "name": "'Oblast ' || n", "description": "''"}
    topic |= {"position": "n", "is_active": "1"}
    yield fresh(Competence.__table__, TOPICS, topic)
    # The first worker has been rated in everything not long ago, the second in one part of it.
    on = "date('2025-10-10', '-' || (n % 8 * 10) || ' days')"
    rating = {"worker_id": key(f"n / {TOPICS}"), "competence_id": key(f"n % {TOPICS}")}
    rating |= {"side": "'mentor'", "level": "'2'", "rated_on": on, "rated_at": f"{on} || {NOON}"}
    yield fresh(Rating.__table__, TOPICS + 3, rating | {"rated_by": key("0")})
    raised, ended = day("n * 11"), day("n * 11 + 60 + n % 45")
    need = {"worker_id": key("n % 2"), "competence_id": key(f"n % {TOPICS}"), "raised_on": raised}
    need |= {"origin": "'own_wish'", "urgency": "'medium'", "status": one_of(NeedStatus, "n")}
    need |= {"met_on": sometimes(ended, "n % 6 = 3"), "reason": "'Ne.'"}
    need |= {"decided_at": sometimes(f"{ended} || {NOON}", "n % 6 <> 0")}
    yield fresh(Need.__table__, NEEDS, need)


def _plans() -> Iterator[str]:
    plan = {"worker_id": key("n"), "since": "'2025-01-01'", "until": "'2026-06-30'"}
    plan |= {"status": "'agreed'", "worker_agreed_at": f"'2025-01-10' || {NOON}"}
    yield fresh(Plan.__table__, 2, plan | {"mentor_agreed_at": f"'2025-01-12' || {NOON}"})
    item = {"plan_id": key("n % 2"), "need_id": key("n"), "position": "n", "form": "'course'"}
    item |= {"due_on": "'2026-03-31'", "verified_on": sometimes(day("500 + n * 5"), "n % 3 = 0")}
    yield fresh(PlanItem.__table__, 30, item)


def _courses() -> Iterator[str]:
    course = {"name": "'Kurz ' || n", "competence_id": key(f"n % {TOPICS}"), "hours": "8"}
    course |= {"kind": one_of(CourseKind, "n"), "gives_certificate": "1", "required_roles": "''"}
    course |= {"is_active": "1", "search_text": "''", "sort_text": "''"}
    yield fresh(Course.__table__, 6, course)
    held = {"course_id": key("n % 6"), "day": day("n * 22"), "starts_at": "'09:00:00.000000'"}
    held |= {"ends_at": "'12:30:00.000000'", "place": "'Úřad'", "hours": "3 + n % 2 * 0.5"}
    held |= {"status": "CASE WHEN n % 8 = 3 THEN 'planned' ELSE 'held' END"}
    yield fresh(TrainingEvent.__table__, EVENTS, held | {"check_in_code": "'kod' || n"})
    came = {"event_id": key("n / 2"), "worker_id": key("n % 2")}
    came |= {"attended": "CASE WHEN n / 2 % 9 <> 1 AND n % 3 > 0 THEN 'present' ELSE 'excused' END"}
    yield fresh(Attendance.__table__, 2 * EVENTS, came)


def _support() -> Iterator[str]:
    issued = day("n * 31")
    proof = {"worker_id": key("n % 2"), "course_id": key("n % 6"), "name": "'Kurz ' || (n % 6)"}
    proof |= {"issued_on": issued, "is_withdrawn": "n % 13 = 5"}
    proof |= {"valid_to": f"date({issued}, '+' || (200 + n % 7 * 40) || ' days')"}
    yield fresh(Certificate.__table__, 34, proof)
    meeting = {"day": day("n * 30 + 4"), "hours": "1.5 + n % 2", "supervisor": "'Jan Klid'"}
    meeting |= {"form": one_of(SupervisionForm, "n"), "is_external": "1"}
    yield fresh(Supervision.__table__, SUPERVISIONS, meeting | {"is_withdrawn": "n % 10 = 9"})
    there = {"supervision_id": key("n / 2"), "person_id": key("n % 2")}
    yield fresh(SupervisionAttendee.__table__, 2 * SUPERVISIONS, there)
    task = {"shift_id": key(f"n % {DAYS}"), "position": "n", "text": "'Projít park'"}
    task |= {"priority": "'normal'", "status": one_of(TaskStatus, "n / 3")}
    yield fresh(ShiftTask.__table__, 2 * DAYS, task)


def _earlier() -> Iterator[str]:
    batch = {"kind": one_of(BatchKind, "n"), "status": "'published'", "file_name": "'a.csv'"}
    batch |= {"sha256": "''", "imported_at": f"'2025-11-20' || {NOON}", "is_waiting": "0"}
    batch |= {"published_at": f"'2025-11-21' || {NOON}"}
    batch |= dict.fromkeys(("headers", "columns", "words"), "'{}'")
    counts = ("row", "done", "ok", "error", "duplicate", "changed", "otherwise")
    yield fresh(
        ImportBatch.__table__, 2, batch | dict.fromkeys([f"{c}_count" for c in counts], "0")
    )
    kind = f"FROM kind WHERE k = n % {len(Subcategory)})"
    told = {"month": MONTH.format(day("n * 3")), "category": f"(SELECT category {kind}"}
    told |= {"subcategory": sometimes(f"(SELECT subcategory {kind}", "n % 4 > 0")}
    told |= {"place_id": sometimes(key(f"n % {PLACES}"), "n % 5 > 0")}
    record = {"batch_id": key("0"), "day": day("n * 3")}
    yield fresh(ImportedRecord.__table__, 360, told | record)
    whole = {"batch_id": key("1"), "source_id": key("n"), "count": "1 + n % 4"}
    yield fresh(ImportedSum.__table__, 180, told | whole | {"month": MONTH.format(day("n * 6"))})


def _changed() -> dict[str, str]:
    """Records that changed closed quarters in the one that is measured; some were put back."""
    told = {"subject": one_of(Subject, "n"), "entity": "'shift'", "row_id": key("n")}
    told |= {"record_id": key("n / 12"), "code": f"'{BEFORE}'"}
    told |= {"told_in": f"'{MEASURED}'", "at": f"'2025-11-20' || {NOON}", "count": "1 + n % 3"}
    return told | {"before": "'a'", "after": "CASE WHEN n % 7 = 3 THEN 'a' END"}


def _figures() -> Iterator[str]:
    """The quarters before the one that is measured are closed, ten days after their end."""
    known = {"counted_on": "(2024 + n) || '-01-01'", "inhabitants": "12000 + n"}
    yield fresh(Population.__table__, 3, known)
    year, number = "(2024 + (n + 1) / 4)", "((n + 1) % 4 + 1)"
    at = f"date({year} || printf('-%02d-10', {number} * 3), '+1 month') || {NOON}"
    closing = {"code": f"{year} || 'Q' || {number}", "first_closed_at": at, "closed_at": at}
    yield fresh(QuarterClosing.__table__, QUARTERS, closing | {"is_closed": "1"})
    yield fresh(LateChange.__table__, LATE, _changed())
    many = len(Source) * len(Term)
    figure = {"year": f"2024 + n / {many}", "term": one_of(Term, f"n / {len(Source)}")}
    figure |= {"source": one_of(Source, "n"), "unit": one_of(Unit, "n")}
    figure |= {"indicator": "'Případy'", "indicator_key": "'pripady'", "value": "40 + n * 1.5"}
    yield fresh(ExternalFigure.__table__, 2 * many, figure)
