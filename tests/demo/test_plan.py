"""The demo quarter recounted from its plan: every total that the summary has to print."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import time, timedelta
from itertools import pairwise

import pytest

from app.demo import plan
from app.demo.days import is_school
from app.demo.records import PlannedIncident, PlannedShift
from app.demo.rounds import moment
from app.incidents.domain import CALLS, Action, AgeBand, Recipient, Result, Source, Subcategory
from app.kernel import clock, personal_data
from app.shifts.domain import (
    CancelReason,
    ContactKind,
    PeopleEstimate,
    Priority,
    SafetyEvent,
    ShiftKind,
    SingleReason,
    TaskStatus,
    VisitResult,
)

SHIFTS = plan.recorded_quarter()
SERVED = [shift for shift in SHIFTS if shift.is_served]
INCIDENTS = [each for shift in SERVED for each in shift.incidents if each.is_counted]
VISITS = [visit for shift in SERVED for visit in shift.visits]
MONTHS = (10, 11, 12)

Measure = Callable[[PlannedShift], int]


def by_month(measure: Measure) -> list[int]:
    return [sum(measure(s) for s in SHIFTS if s.day.month == month) for month in MONTHS]


def worked_minutes(shift: PlannedShift) -> int:
    if shift.real_from is None or shift.real_to is None or shift.break_minutes is None:
        return 0
    whole = (shift.real_to - shift.real_from) // timedelta(minutes=1)
    return (whole - shift.break_minutes) * len(shift.members)


def field_minutes(shift: PlannedShift) -> int:
    return worked_minutes(shift) - (shift.office_minutes or 0) * len(shift.members)


def outcome(code: str) -> Measure:
    return lambda shift: sum(task.outcome == code for task in shift.tasks)


def contact(code: str) -> Measure:
    return lambda shift: sum(tally.kind == code for tally in shift.tallies)


def visit(code: str) -> Measure:
    return lambda shift: sum(each.result == code for each in shift.visits)


# T1 and T7: October, November, December and the quarter.
TABLE: dict[str, tuple[Measure, list[int] | None, int]] = {
    "planned": (lambda s: 1, None, 122),
    "served": (lambda s: s.is_served, [40, 36, 38], 114),
    "cancelled": (lambda s: s.status == "cancelled", [4, 2, 2], 8),
    "cancelled for illness": (lambda s: s.cancel_reason == "illness", [1, 2, 2], 5),
    "cancelled for training": (lambda s: s.cancel_reason == "training", [3, 0, 0], 3),
    "in pair": (lambda s: s.is_served and len(s.members) == 2, None, 108),
    "alone": (lambda s: s.is_served and len(s.members) == 1, None, 6),
    "with an officer": (lambda s: s.single_reason == "with_officer", [2, 1, 1], 4),
    "on Saturday": (lambda s: s.kind == "weekend", [1, 1, 1], 3),
    "person-shifts": (lambda s: s.is_served * len(s.members), None, 222),
    "minutes": (worked_minutes, None, 1776 * 60),
    "minutes in the field": (field_minutes, None, 14208 * 6),
    "on time": (lambda s: s.is_served and not s.is_late, [37, 34, 36], 107),
    "late": (lambda s: s.is_late, [3, 2, 2], 7),
    "returned": (lambda s: bool(s.returns), [3, 2, 1], 6),
    "tasks": (lambda s: len(s.tasks), [106, 94, 98], 298),
    "tasks done": (outcome("done"), [93, 82, 86], 261),
    "tasks partly done": (outcome("partly"), [8, 7, 7], 22),
    "tasks not done": (outcome("not_done"), [5, 5, 5], 15),
    "verbal attacks": (lambda s: s.safety_event == "verbal_attack", [2, 2, 1], 5),
    "physical attacks": (lambda s: s.safety_event == "physical_attack", [0, 1, 0], 1),
    "needle pricks": (lambda s: s.safety_event == "needle_prick", [0, 0, 0], 0),
    "visits": (lambda s: len(s.visits), None, 1340),
    "calm visits": (visit("calm"), None, 1120),
    "contacts": (lambda s: len(s.tallies), [660, 648, 562], 1870),
    "residents": (contact("resident"), [285, 275, 260], 820),
    "children and youth": (contact("child"), [230, 220, 160], 610),
    "seniors": (contact("senior"), [75, 85, 80], 240),
    "businesses": (contact("business"), [42, 40, 38], 120),
    "institutions": (contact("institution"), [28, 28, 24], 80),
}


@pytest.mark.parametrize("name", TABLE)
def test_service_contacts_and_rounds_have_their_totals(name):
    measure, months, quarter = TABLE[name]
    assert sum(by_month(measure)) == quarter
    assert months is None or by_month(measure) == months


# T2: the kinds in October, November and December.
KINDS = {
    "alcohol_public": (12, 10, 7), "noise": (5, 4, 4), "harassment_begging": (4, 3, 3),
    "brawl": (1, 1, 0),
    "youth_gathering": (7, 6, 4), "truancy": (6, 7, 3), "underage_substances": (5, 5, 3),
    "bullying": (2, 3, 1), "unattended_child": (1, 1, 1),
    "needle_found": (4, 3, 2), "suspected_use": (2, 2, 1), "intoxicated_person": (3, 2, 3),
    "waste": (7, 5, 4), "vandalism": (3, 2, 2), "defect": (8, 9, 6), "dogs": (4, 3, 2),
    "abandoned_vehicle": (1, 1, 0),
    "neighbour_dispute": (4, 4, 3), "tenant_landlord": (1, 2, 1), "domestic": (1, 0, 1),
    "medical": (1, 1, 1), "senior": (2, 2, 2), "homeless": (2, 3, 4), "info_referral": (4, 3, 3),
    "school_traffic_risk": (3, 3, 1),
    "fraud_seniors": (1, 2, 1), "theft": (1, 1, 1),
    "with_mp": (1, 1, 1), "with_office": (1, 0, 0), "with_pcr": (0, 1, 1), "town_event": (0, 0, 1),
    "other": (2, 1, 1),
}  # fmt: skip
CATEGORIES = {
    "public_order": (22, 18, 14), "youth": (21, 22, 12), "substances": (9, 7, 6),
    "environment": (23, 20, 14), "coexistence": (6, 6, 5), "assistance": (9, 9, 10),
    "traffic": (3, 3, 1), "property_crime": (2, 3, 2), "cooperation": (2, 2, 3), "other": (2, 1, 1),
}  # fmt: skip
PLACES = {
    "L01": 48, "L02": 31, "L03": 22, "L04": 27, "L05": 36, "L06": 24, "L07": 41, "L08": 17,
    "L09": 8, "L10": 3, "L11": 1,
}  # fmt: skip
HOURS = {6: 34, 10: 49, 14: 88, 18: 87}
RESULTS = {
    "solved_on_spot": 131, "referred": 24, "taken_mp": 38, "taken_pcr": 11, "taken_ems": 3,
    "handed_over": 44, "left": 7,
}  # fmt: skip
# Two more hand-overs of the quarter, to the state police and to OSVaZ, come from a dispute.
RECIPIENTS = {
    "mp": 38, "pcr": 12, "tech_services": 31, "school": 12, "ospod": 5, "osvaz": 8, "nzdm_ngo": 6,
    "landlord": 4,
}  # fmt: skip


def month_of(each: PlannedIncident) -> int:
    return clock.local(each.occurred_at).month


def months_of(chosen: Iterable[PlannedIncident]) -> tuple[int, ...]:
    counted = Counter(map(month_of, chosen))
    return tuple(counted[month] for month in MONTHS)


def test_incidents_of_each_month_add_up_to_258():
    assert months_of(INCIDENTS) == (99, 91, 68)
    assert len(INCIDENTS) == 258


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_number_in_each_month(kind):
    assert months_of(each for each in INCIDENTS if each.subcategory == kind) == KINDS[kind]


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_category_has_its_number_in_each_month(category):
    assert months_of(i for i in INCIDENTS if i.category == category) == CATEGORIES[category]


def band(each: PlannedIncident) -> int:
    hour = clock.local(each.occurred_at).hour
    return max(start for start in HOURS if start <= hour)


def test_places_hours_and_results_have_their_totals():
    assert Counter(each.place for each in INCIDENTS) == PLACES
    assert Counter(map(band, INCIDENTS)) == HOURS
    assert Counter(each.result for each in INCIDENTS) == RESULTS


def test_calls_and_hand_overs_fit_the_results():
    done = Counter(code for each in INCIDENTS for code in each.done)
    assert (done["patrol_mp"], done["patrol_pcr"], done["ems"]) == (38, 11, 3)
    assert all("handover" in i.done for i in INCIDENTS if i.result == "handed_over")
    passed_on = Counter(a.recipient for i in INCIDENTS for a in i.actions if a.recipient)
    assert passed_on == RECIPIENTS


def test_seventeen_needles_were_collected():
    needles = [each.pieces for each in INCIDENTS if each.subcategory == "needle_found"]
    assert (len(needles), sum(filter(None, needles))) == (9, 17)
    assert all("needle_collected" in i.done for i in INCIDENTS if i.subcategory == "needle_found")


def test_children_are_counted_by_age_only_in_their_category():
    children = Counter[str]()
    for each in (i for i in INCIDENTS if i.category == "youth"):
        children.update(each.people)
    assert children == {"6_12": 31, "13_14": 38, "15_17": 27}
    others = {b for i in INCIDENTS if i.category != "youth" for b in i.people or {}}
    assert others <= {"adult", "senior"}


def test_the_special_records_are_there():
    written = [each for shift in SERVED for each in shift.incidents]
    assert len(written) == 259
    assert sum(each.needs_mentor_attention for each in INCIDENTS) == 39
    assert sum(each.photos for each in INCIDENTS) == 21
    assert {i.result for i in INCIDENTS if i.photos} == {"handed_over"}
    assert sum(each.sent_twice for each in written) == 1
    assert sum(each.recorded_at.astimezone(clock.PRAGUE).year == 2026 for each in written) == 1
    assert all(each.mp_event_no for each in INCIDENTS if "patrol_mp" in each.done)


def test_three_texts_carry_what_looks_like_a_birth_number():
    texts = [each.description for each in INCIDENTS if each.description]
    assert len(texts) == 103
    assert sum(personal_data.masked(text) != text for text in texts) == 3


def test_an_incident_lies_inside_its_shift_and_is_written_before_the_hand_in():
    for shift in SERVED:
        for each in shift.incidents:
            assert shift.real_from <= each.occurred_at <= shift.real_to
            assert each.author in shift.members
            assert each.recorded_at.year == 2026 or each.completed_at <= shift.handed_in_at


def test_visits_do_not_overlap_and_lie_inside_the_shift():
    for shift in SERVED:
        for first, second in pairwise(shift.visits):
            assert first.left_at <= second.arrived_at
        assert shift.real_from <= shift.visits[0].arrived_at
        assert shift.visits[-1].left_at <= shift.real_to


def test_a_visit_that_was_not_calm_has_its_incident():
    found = Counter(each.visit_id for each in INCIDENTS if each.visit_id)
    noted = {each.id for each in VISITS if each.result != "calm"}
    assert set(found) == noted
    assert len(noted) == 220
    assert set(found.values()) == {1}


def test_truancy_happens_on_school_days_before_one():
    for each in (i for i in INCIDENTS if i.subcategory == "truancy"):
        at = clock.local(each.occurred_at)
        assert is_school(at.date())
        assert time(8) <= at.time() <= time(13)


def test_a_late_hand_in_comes_after_twelve_hours():
    for shift in SERVED:
        waited = shift.handed_in_at - shift.real_to
        assert (waited > timedelta(hours=12)) == shift.is_late


def test_a_returned_record_is_completed_before_it_is_approved():
    for shift in SERVED:
        steps = [shift.handed_in_at]
        for each in shift.returns:
            steps += [each.at, each.handed_in_again_at]
        assert [*steps, shift.reviewed_at] == sorted([*steps, shift.reviewed_at])


def test_nobody_is_in_two_shifts_at_once():
    for person in {member for shift in SHIFTS for member in shift.members}:
        mine = [s for s in (*SERVED, *plan.caretaker_quarter()) if person in s.members]
        for first, second in pairwise(mine):
            assert first.planned_to <= second.planned_from


def test_the_caretaker_made_39_rounds_in_150_hours_outside_these_totals():
    rounds = plan.caretaker_quarter()
    assert len(rounds) == 39
    assert sum(map(worked_minutes, rounds)) == 150 * 60
    assert sum(visit("defect")(each) for each in rounds) == 21
    assert not any(each.incidents for each in rounds)


def test_every_code_is_one_of_the_data_dictionary():
    for shift in (*SHIFTS, *plan.earlier_quarters(), *plan.caretaker_quarter()):
        ShiftKind(shift.kind), SafetyEvent(shift.safety_event)
        assert shift.cancel_reason in {None, *CancelReason}
        assert shift.single_reason in {None, *SingleReason}
        assert {task.outcome for task in shift.tasks} <= {None, *TaskStatus}
        assert {task.priority for task in shift.tasks} <= set(Priority)
        assert {each.result for each in shift.visits} <= set(VisitResult)
        assert {each.people_estimate for each in shift.visits} <= set(PeopleEstimate)
        assert {each.kind for each in shift.tallies} <= set(ContactKind)


def test_every_incident_is_whole_and_its_codes_are_known():
    assert {"patrol_mp", "patrol_pcr", "ems", "fire"} == set(CALLS)
    for shift in (*SHIFTS, *plan.earlier_quarters()):
        for each in shift.incidents:
            kind = Subcategory(each.subcategory)
            assert each.category == kind.category
            assert each.actions
            assert each.done <= set(Action)
            assert each.recipients <= set(Recipient)
            assert set(each.people or {}) <= set(AgeBand)
            assert Result(each.result), Source(each.source)
            assert each.was_called or not kind.is_urgent
            assert each.description or kind != "other"
            assert each.pieces or kind != "needle_found"


def test_no_id_is_given_twice():
    ids = [
        each.id
        for shift in plan.everything(moment(SHIFTS[-1].day.replace(year=2026), time(12)))
        for each in (shift, *shift.tasks, *shift.visits, *shift.tallies, *shift.incidents)
    ]
    assert len(ids) == len(set(ids))


def test_the_plan_is_the_same_in_every_run():
    plan.recorded_quarter.cache_clear()
    assert plan.recorded_quarter() == SHIFTS
    assert plan.recorded_quarter() is not SHIFTS
