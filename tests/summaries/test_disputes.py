"""T9: what belongs to a quarter of disputes, its balance, its medians and its checks."""

from datetime import date, timedelta

import pytest

from app.disputes.domain import CheckResult, DisputeKind, LeadKind, Outcome, Referral, StepKind
from app.kernel import clock
from app.kernel.quarter import Quarter
from app.summaries.tables.disputes import DisputePeriods, Disputes, disputes_table
from tests.counting import statements
from tests.summaries import samples
from tests.summaries.conftest import a_town, figure
from tests.summaries.dispute_rows import Look, Step, Told, keep
from tests.summaries.samples import by_key

DAY = date(2025, 11, 4)
COLUMNS = ("m1", "m2", "m3", "total", "previous", "last_year")


@pytest.fixture
def tell(make, scene):
    """`tell(Told(…), …)` keeps cases in the town."""
    room = make.place(scene.town, "L13", name="Klubovna", is_dispute_room=True)
    return lambda *cases: keep(make, scene.town, room, cases)


def across(summary, section, key):
    return [figure(summary, "T9", key, column, section) for column in COLUMNS]


def test_it_stands_between_children_and_training(scene, look):
    keys = [table.key for table in look(scene.town).tables]
    place = keys.index("T9")
    assert keys[place - 1 : place + 2] == ["T8", "T9", "T10"]


def test_the_balance_of_each_month_goes_on_where_the_one_before_ended(scene, tell, look):
    tell(
        Told(date(2025, 9, 30), lasted=1),
        Told(date(2025, 10, 1), lasted=30),
        Told(date(2025, 10, 31), lasted=1),
        Told(date(2025, 12, 31)),
    )
    told = look(scene.town)
    assert across(told, "balance", "start") == [1, 1, 0, 1, 0, None]
    assert across(told, "balance", "received") == [2, 0, 1, 3, 1, None]
    assert across(told, "balance", "closed") == [2, 1, 0, 3, 0, None]
    assert across(told, "balance", "open") == [1, 0, 1, 1, 1, None]


@pytest.mark.parametrize(
    ("day", "columns"),
    [
        (date(2025, 9, 30), ("previous",)),
        (date(2025, 10, 1), ("m1", "total")),
        (date(2025, 12, 31), ("m3", "total")),
        (date(2026, 1, 1), ()),
        (date(2024, 12, 31), ("last_year",)),
        (date(2025, 1, 1), ()),
    ],
)
def test_a_day_belongs_to_one_period(scene, tell, look, day, columns):
    steps = (Step(0, StepKind.JOINT_MEETING, 45), Step(0))
    tell(Told(day, lasted=0, steps=steps, looks=(Look(30, after=0),)))
    told = look(scene.town)
    for section, key in (
        ("balance", "received"),
        ("balance", "closed"),
        ("kinds", "noise"),
        ("sources", "self"),
        ("outcomes", "calmed"),
        ("effort", "contacts"),
        ("effort", "joint_meeting"),
        ("checks", "after_30"),
        ("leads", "town_employee"),
        ("rooms", "elsewhere"),
    ):
        values = dict(zip(COLUMNS, across(told, section, key), strict=True))
        assert {column for column, count in values.items() if count} == set(columns), key


def test_cases_are_told_by_kind_source_and_outcome(scene, tell, look):
    tell(
        Told(DAY, kind=DisputeKind.PARKING, source=Referral.MP),
        Told(DAY, lasted=20, kind=DisputeKind.PARKING, outcome=Outcome.REFUSED_B),
    )
    told = look(scene.town)
    assert figure(told, "T9", "parking", section="kinds") == 2
    assert figure(told, "T9", "mp", section="sources") == 1
    assert figure(told, "T9", "refused_b", section="outcomes") == 1
    assert [figure(told, "T9", "total", section=s) for s in ("kinds", "outcomes")] == [2, 1]


def test_contacts_meetings_and_shuttle_talks_stand_apart_and_hours_add_up(scene, tell, look):
    kinds = [*StepKind, StepKind.PHONE]
    withdrawn = Step(0, StepKind.PHONE, 600, is_withdrawn=True)
    tell(Told(DAY, steps=(*(Step(n, kind, 20) for n, kind in enumerate(kinds)), withdrawn)))
    told = look(scene.town)
    rows = {"contacts": 6, "phone": 2, "check": 1, "joint_meeting": 1, "shuttle": 1, "hours": 2.7}
    assert {key: figure(told, "T9", key, section="effort") for key in rows} == rows


def test_only_joint_meetings_have_a_place(scene, tell, look):
    joint = StepKind.JOINT_MEETING
    shuttle = Step(0, StepKind.SHUTTLE, in_room=True)
    tell(Told(DAY, steps=(Step(0, joint, in_room=True), Step(1, joint), Step(2, joint), shuttle)))
    told = look(scene.town)
    keys = ("in_room", "elsewhere", "total")
    assert [figure(told, "T9", key, section="rooms") for key in keys] == [1, 2, 3]


def test_a_median_is_the_middle_case_or_half_way_between_two(scene, tell, look):
    tell(Told(date(2025, 10, 1), lasted=10, steps=(Step(3),)))
    tell(Told(date(2025, 10, 2), lasted=21, steps=(Step(4, is_withdrawn=True), Step(8))))
    told = look(scene.town)
    assert across(told, "time", "to_closing")[:4] == [15.5, None, None, 15.5]
    assert across(told, "time", "to_contact")[:4] == [5.5, None, None, 5.5]
    tell(Told(date(2025, 10, 3), lasted=11))
    assert figure(look(scene.town), "T9", "to_closing") == 11


def test_a_wait_is_told_in_the_month_in_which_it_ended(scene, tell, look):
    tell(Told(date(2025, 9, 28), lasted=40, steps=(Step(3), Step(20))))
    told = look(scene.town)
    assert across(told, "time", "to_contact") == [3, None, None, 3, None, None]
    assert across(told, "time", "to_closing") == [None, 40, None, 40, None, None]


def test_checks_are_told_by_when_they_were_made_and_how_the_agreement_holds(scene, tell, look):
    tell(
        Told(DAY, looks=(Look(30, after=30), Look(90, after=90))),
        Told(date(2025, 10, 1), looks=(Look(30, 33, CheckResult.BROKEN), Look(90, 91))),
        Told(date(2025, 10, 1), looks=(Look(30, 30, None),)),
    )
    told = look(scene.town)
    rows = {"after_30": 2, "30_holds": 1, "30_broken": 1, "after_90": 1, "90_holds": 1}
    assert {key: figure(told, "T9", key, section="checks") for key in rows} == rows


def test_who_leads_is_told_of_every_case_that_was_open_in_the_period(scene, tell, look):
    officer, mediator = LeadKind.MP_OFFICER, LeadKind.REGISTERED_MEDIATOR
    tell(
        Told(date(2025, 8, 1), lasted=61, lead_kind=officer),
        Told(date(2025, 8, 1), lasted=60, lead_kind=officer),
        Told(date(2025, 12, 31), lead_kind=mediator),
        Told(date(2025, 11, 5), lead_kind=None),
    )
    told = look(scene.town)
    assert across(told, "leads", "mp_officer") == [1, 0, 0, 1, 2, None]
    assert across(told, "leads", "registered_mediator")[:4] == [0, 0, 1, 1]
    assert across(told, "leads", "none")[:4] == [0, 1, 1, 1]
    assert figure(told, "T9", "total", section="leads") == 3


def test_months_that_have_not_begun_tell_nothing(scene, tell, look):
    today = clock.today()
    running = Quarter.containing(today)
    tell(Told(running.first, lasted=0))
    told = look(scene.town, running)
    begun = [month <= today for month in running.months]
    assert [value is not None for value in across(told, "balance", "open")[:3]] == begun
    ahead = look(scene.town, running.following)
    assert across(ahead, "balance", "open")[:4] == [None] * 4
    assert figure(ahead, "T9", "received", "previous") == 1


def test_every_code_has_its_row_and_an_unknown_one_is_refused():
    rows = by_key(disputes_table(samples.QUARTER, DisputePeriods(quarter=Disputes())), "kinds")
    assert set(rows) == {kind.value for kind in DisputeKind}
    strange = DisputePeriods(quarter=Disputes(kinds={"ghosts": 1}))
    with pytest.raises(ValueError, match="ghosts"):
        disputes_table(samples.QUARTER, strange)


def test_another_town_is_not_counted(make, scene, look):
    other = a_town(make, "Doubrava", "X")
    steps = (Step(0, StepKind.JOINT_MEETING),)
    keep(make, other.town, None, [Told(DAY, lasted=9, steps=steps, looks=(Look(30, 30),))])
    table = next(table for table in look(scene.town).tables if table.key == "T9")
    assert [r for r in (*table.rows, *table.totals) if any(map(r.values.get, COLUMNS))] == []


def test_the_number_of_questions_does_not_grow_with_disputes(scene, tell, look):
    def dispute(days):
        day = DAY - timedelta(days=days)
        tell(Told(day, lasted=9, steps=(Step(1), Step(2)), looks=(Look(30, 30),)))

    dispute(0)
    with statements() as few:
        look(scene.town)
    for days in range(1, 9):
        dispute(30 * days)
    with statements() as many:
        look(scene.town)
    assert len(many) == len(few)
