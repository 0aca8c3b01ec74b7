"""What belongs to a quarter: days of the local clock, complete records, the town's own rows."""

import json
from datetime import date, datetime, time, timedelta

import pytest

from app.accounts.models import Population
from app.incidents.domain import Action, IncidentStatus, Recipient, Result, Subcategory
from app.incidents.models import IncidentAction
from app.kernel import clock
from app.kernel.clock import PRAGUE
from app.kernel.quarter import Quarter
from app.places.domain import PlaceKind
from app.shifts.domain import CancelReason, SafetyEvent, ShiftKind, ShiftStatus, TaskStatus
from app.shifts.models import ShiftTask
from app.summaries.document import as_json
from tests.counting import statements
from tests.summaries.conftest import a_town, figure

DAY = date(2025, 11, 4)
MARKER = "ZNAMENICIZI"
SERVED = {"status": ShiftStatus.APPROVED, "break_minutes": 30, "office_minutes": 96}


def served(make, scene, day=DAY, crew=None, hours=8.5, **values):
    """A shift from seven o'clock that was handed in on time."""
    begin = clock.utc(day, values.pop("start", time(7)))
    end = begin + timedelta(hours=hours)
    times = {"start": clock.local(begin).time(), "real_to": end, "planned_to": end}
    told = {**SERVED, "handed_in_at": end, **times, **values}
    return make.shift(*(crew or (scene.alena, scene.bohdan)), day=day, **told)


def happened(make, scene, shift, *at, **values):
    """An incident at this moment of the local clock."""
    moment = datetime(*at, tzinfo=PRAGUE) if at else clock.utc(DAY, time(9))
    return make.incident(shift, scene.places[0], scene.alena, occurred_at=moment, **values)


@pytest.mark.parametrize(
    ("at", "counted"),
    [
        ((2025, 9, 30, 23, 59), 0),
        ((2025, 10, 1, 0, 0), 1),
        ((2025, 12, 31, 23, 30), 1),
        ((2026, 1, 1, 0, 0), 0),
    ],
)
def test_an_incident_belongs_to_the_local_day_on_which_it_happened(make, scene, look, at, counted):
    happened(make, scene, make.shift(scene.alena, day=date(*at[:3])), *at)
    assert figure(look(scene.town), "T2", "total") == counted


def test_both_hours_of_the_night_of_the_clock_change_are_counted(make, scene, look):
    shift = make.shift(scene.alena, day=date(2025, 10, 25), start=time(22))
    happened(make, scene, shift, 2025, 10, 26, 2, 30)
    again = datetime(2025, 10, 26, 2, 30, tzinfo=PRAGUE, fold=1)
    make.incident(shift, scene.places[0], scene.alena, occurred_at=again)
    assert figure(look(scene.town), "T4", "sun", "h22") == 2


@pytest.mark.parametrize(
    ("evening", "hours"), [(date(2025, 10, 25), 9), (date(2025, 3, 29), 7), (DAY, 8)]
)
def test_a_night_shift_has_as_many_hours_as_the_night(make, scene, look, evening, hours):
    morning = clock.utc(evening + timedelta(days=1), time(6))
    times = {"start": time(22), "break_minutes": 0, "crew": [scene.alena]}
    shift = {"real_to": morning, "office_minutes": 0}
    begin = clock.utc(evening, time(22))
    served(make, scene, evening, hours=(morning - begin) / timedelta(hours=1), **times, **shift)
    assert figure(look(scene.town, Quarter.containing(evening)), "T1", "hours") == hours


def test_a_shift_over_the_end_of_a_quarter_belongs_to_its_first_day(make, scene, look):
    shift = served(make, scene, date(2025, 12, 31), start=time(22), hours=8.5)
    make.visit(shift, scene.places[0], scene.alena, arrived_at=clock.utc(date(2026, 1, 1), time(2)))
    happened(make, scene, shift, 2026, 1, 1, 2, 0)
    old, new = look(scene.town), look(scene.town, Quarter(2026, 1))
    assert [figure(each, "T1", "done") for each in (old, new)] == [1, None]
    assert [figure(each, "T1", "hours") for each in (old, new)] == [16, None]
    assert [figure(each, "T7", "L01") for each in (old, new)] == [1, 0]
    assert [figure(each, "T2", "total") for each in (old, new)] == [0, 1]


@pytest.mark.parametrize("status", IncidentStatus)
def test_only_complete_incidents_count(make, scene, look, status):
    happened(make, scene, served(make, scene), status=status)
    expected = int(status in {IncidentStatus.RECORDED, IncidentStatus.CHECKED})
    summary = look(scene.town)
    found = [
        figure(summary, key, row, section=section)
        for key, row, section in [
            ("T2", "noise", None),
            ("T3", "L01", None),
            ("T4", "tue", None),
            ("T5", "solved_on_spot", "results"),
        ]
    ]
    assert found == [expected] * 4


def test_training_shifts_and_their_incidents_count_nowhere(make, scene, look):
    shift = served(make, scene, is_training=True, safety_event=SafetyEvent.INJURY)
    make.visit(shift, scene.places[0], scene.alena)
    make.tally(shift, scene.alena)
    happened(make, scene, shift, is_training=True)
    rows = [
        row
        for table in look(scene.town).tables
        if table.key not in {"T0", "T10"}
        for row in (*table.rows, *table.totals)
    ]
    counts = {row.key for row in rows if row.values["total"]}
    assert counts == set()


def test_caretakers_count_by_their_incidents_only(make, scene, look):
    shift = served(make, scene, crew=[scene.caretaker], kind=ShiftKind.DP_ROUND)
    make.visit(shift, scene.places[0], scene.caretaker)
    make.tally(shift, scene.caretaker)
    happened(make, scene, shift)
    summary = look(scene.town)
    assert figure(summary, "T1", "done") is None
    assert figure(summary, "T7", "calm") == 0
    assert figure(summary, "T7", "resident") == figure(summary, "T3", "L01", "visits") == 0
    assert figure(summary, "T2", "total") == 1


def test_a_day_of_service_is_told_as_it_was(make, scene, look):
    shift = served(make, scene, safety_event=SafetyEvent.VERBAL_ATTACK, return_count=2)
    alone = {"crew": [scene.bohdan], "single_reason": "with_officer", "is_late": True}
    served(make, scene, date(2025, 12, 1), **alone)
    gone = {"status": ShiftStatus.CANCELLED, "cancel_reason": CancelReason.ILLNESS}
    make.shift(scene.alena, scene.bohdan, day=DAY, **gone)
    make.shift(scene.alena, scene.bohdan, day=DAY, status=ShiftStatus.PLANNED)
    for position, status in enumerate(TaskStatus):
        words = {"position": position, "text": "Okolí školy", "priority": "normal"}
        ids = {"municipality_id": scene.town.id, "shift_id": shift.id}
        make.saved(ShiftTask(**ids, **words, status=status))
    expected = {
        "planned": 4,
        "done": 2,
        "in_pair": 1,
        "alone": 1,
        "alone_with_officer": 1,
        "cancelled": 1,
        "cancelled_illness": 1,
        "person_shifts": 3,
        "hours": 24,
        "field_hours": 19.2,
        "days_covered": 2,
        "days_uncovered": 90,
        "on_time": 1,
        "late": 1,
        "returned": 1,
        "verbal_attack": 1,
        "tasks_done": 1,
        "tasks_partly": 1,
        "tasks_not_done": 1,
        "tasks_total": 3,
    }
    summary = look(scene.town)
    assert {key: figure(summary, "T1", key) for key in expected} == expected


def test_days_still_to_come_are_not_uncovered(make, scene, look):
    served(make, scene, date(2026, 10, 5))
    summary = look(scene.town, Quarter.containing(clock.today()))
    assert [figure(summary, "T1", "days_uncovered", m) for m in ("m1", "m2", "m3")] == [30, 23, 0]


def test_a_quarter_without_any_shift_tells_nothing_of_service(look, scene):
    table = look(scene.town, Quarter.containing(clock.today())).tables[1]
    assert {value for row in table.rows for value in row.values.values()} == {None}


def test_what_was_taken_back_is_not_counted(make, scene, look):
    shift = served(make, scene)
    make.visit(shift, scene.places[0], scene.alena, is_withdrawn=True)
    make.tally(shift, scene.alena, is_withdrawn=True)
    make.tally(shift, scene.alena)
    summary = look(scene.town)
    assert figure(summary, "T7", "total", section="contacts") == 1
    assert figure(summary, "T7", "total", section="visits") == 0


def test_help_called_twice_is_one_incident_with_help_called(make, scene, look):
    shift = served(make, scene)
    kind = {"subcategory": Subcategory.NEEDLE_FOUND, "pieces": 3, "result": Result.TAKEN_MP}
    incident = happened(make, scene, shift, **kind)
    given = [Recipient.SCHOOL, Recipient.OSPOD]
    steps = [(Action.PATROL_MP, None), (Action.EMS, None), *((Action.HANDOVER, r) for r in given)]
    ids = {"municipality_id": scene.town.id, "incident_id": incident.id}
    make.saved(*(IncidentAction(**ids, action=action, recipient=to) for action, to in steps))
    summary = look(scene.town)
    assert figure(summary, "T5", "total", section="calls") == 1
    assert figure(summary, "T5", "handover", section="actions") == 1
    assert figure(summary, "T5", "needles") == 3


def test_earlier_quarters_are_told_only_where_there_are_records(make, scene, look):
    happened(make, scene, served(make, scene))
    served(make, scene, date(2025, 8, 5))
    summary = look(scene.town)
    assert (
        figure(summary, "T2", "noise", "previous"),
        figure(summary, "T1", "done", "previous"),
    ) == (0, 1)
    assert figure(summary, "T2", "noise", "last_year") is None
    assert figure(summary, "T1", "done", "last_year") is None
    assert figure(summary, "T3", "L01", "change") == 1


def test_places_out_of_use_are_shown_while_they_have_something_to_tell(make, scene, look):
    gone = {"is_active": False, "kind": PlaceKind.HOUSE}
    old = make.place(scene.town, "L08", **gone)
    make.place(scene.town, "L09", **gone)
    make.incident(served(make, scene), old, scene.alena)
    table = next(table for table in look(scene.town).tables if table.key == "T3")
    assert [row.key for row in table.rows] == ["L01", "L02", "L08"]


def test_the_heading_counts_the_people_of_the_last_day(make, scene, look):
    make.assistant(scene.town, "Cyril Malý", valid_to=date(2025, 12, 30), fte=1.0)
    make.assistant(scene.town, "Dana Nová", valid_from=date(2026, 1, 1), fte=1.0)
    for counted_on, inhabitants in [(date(2025, 1, 1), 6300), (date(2026, 1, 1), 6400)]:
        town = {"municipality_id": scene.town.id, "counted_on": counted_on}
        make.saved(Population(**town, inhabitants=inhabitants))
    served(make, scene, status=ShiftStatus.HANDED_IN)
    expected = {"assistants": 2, "full_time": 1.5, "caretakers": 1, "population": 6300}
    expected |= {"mentors": "Karel Dub", "unapproved": 1}
    summary = look(scene.town)
    assert {key: figure(summary, "T0", key, "value") for key in expected} == expected


def test_another_town_is_never_counted(make, scene, look):
    other = a_town(make, f"{MARKER} obec", MARKER)
    shift = served(make, other)
    happened(make, other, shift)
    make.visit(shift, other.places[1], other.alena)
    make.tally(shift, other.alena)
    alone, beside = look(scene.town), look(other.town)
    assert MARKER in json.dumps(as_json(beside))
    assert MARKER not in json.dumps(as_json(alone))
    assert figure(beside, "T2", "total") == figure(beside, "T1", "done") == 1
    assert figure(alone, "T2", "total") == 0
    assert figure(alone, "T1", "done") is None


def test_the_number_of_questions_does_not_grow_with_the_records(make, scene, look):
    happened(make, scene, served(make, scene))
    with statements() as few:
        look(scene.town)
    for day in range(1, 9):
        shift = served(make, scene, date(2025, 10, day))
        make.visit(shift, scene.places[day % 2], scene.alena)
        happened(make, scene, shift, 2025, 10, day, 8, 0, subcategory=list(Subcategory)[day])
    with statements() as many:
        look(scene.town)
    assert len(many) == len(few)
    assert sum(statement.startswith("SELECT") for statement in few) <= 43


def test_sample_data_say_so_in_every_document(make, look):
    town = make.town("Ukázkov", is_demo=True)
    assert look(town).town_name == "Ukázkov (ukázková data)"


def test_what_is_not_counted_is_told_once_by_its_first_reason(make, scene, look):
    shift = make.shift(scene.alena, day=DAY)
    for status in (IncidentStatus.DRAFT, IncidentStatus.DRAFT, IncidentStatus.CANCELLED):
        happened(make, scene, shift, status=status)
    happened(make, scene, shift, status=IncidentStatus.CANCELLED, is_training=True)
    happened(make, scene, shift)
    told = [text.replace("\xa0", " ") for text in look(scene.town).excluded]
    assert told == ["2 události k doplnění", "1 stornovaná událost", "1 událost z cvičných směn"]


def test_where_everything_counts_nothing_is_told_as_left_out(make, scene, look):
    happened(make, scene, make.shift(scene.alena, day=DAY))
    assert look(scene.town).excluded == ()
