"""The demo around today: whenever it is told, it looks alive and knows nothing of the future."""

from datetime import date, datetime, time, timedelta
from functools import cache

import pytest

from app.demo import plan
from app.demo.days import easter_sunday, is_school, is_working
from app.kernel import clock

# An ordinary Monday, a Sunday, a holiday in the middle of the week, and the first days of a year.
DAYS = [date(2026, 11, 23), date(2026, 11, 22), date(2026, 10, 28), date(2026, 1, 3)]
HOURS = [time(0, 30), time(5, 30), time(9, 15), time(14, 20), time(19, 45), time(23, 10)]
MOMENTS = [clock.utc(day, at) for day in DAYS for at in HOURS]
MONDAY_EVENING = clock.utc(DAYS[0], time(19, 45))


@cache
def crews(now: datetime) -> list:
    return [shift for shift in plan.recent(now) if shift.kind != "dp_round"]


def named(now: datetime) -> str:
    return f"{clock.local(now):%a %d %b %H:%M}"


@pytest.mark.parametrize("now", MOMENTS, ids=named)
def test_nothing_is_told_that_has_not_happened_yet(now):
    for shift in (*plan.recent(now), *plan.village(now)):
        told = [shift.planned_at, shift.real_from, shift.handed_in_at, shift.reviewed_at]
        told += [moment for each in shift.returns for moment in (each.at, each.handed_in_again_at)]
        told += [each.recorded_at for each in shift.incidents]
        told += [each.completed_at for each in shift.incidents]
        told += [each.arrived_at for each in shift.visits]
        told += [each.left_at for each in shift.visits]
        told += [each.at for each in shift.tallies]
        assert max(filter(None, told)) <= now


@pytest.mark.parametrize("now", MOMENTS, ids=named)
def test_somebody_is_always_out_and_has_just_tapped_something(now):
    out = [shift for shift in crews(now) if shift.status == "in_progress"]
    assert 1 <= len(out) <= 2
    for shift in out:
        assert [each.completed_at for each in shift.incidents].count(None) == 1
        assert shift.real_to is None
        assert shift.handed_in_at is None


@pytest.mark.parametrize("now", MOMENTS[:18], ids=named)
def test_several_shifts_wait_for_the_mentor_some_of_them_quiet_and_one_is_returned(now):
    waiting = [shift for shift in crews(now) if shift.status == "handed_in"]
    assert len(waiting) >= 4
    assert sum(not shift.incidents for shift in waiting) >= 2
    returned = [shift for shift in crews(now) if shift.status == "returned"]
    assert [each.returns[0].handed_in_again_at for each in returned] == [None]


@pytest.mark.parametrize("now", MOMENTS, ids=named)
def test_something_urgent_happened_yesterday(now):
    yesterday = clock.local(now).date() - timedelta(days=1)
    urgent = [
        each.subcategory
        for shift in crews(now)
        for each in shift.incidents
        if shift.day == yesterday
    ]
    assert "brawl" in urgent


@pytest.mark.parametrize("now", MOMENTS, ids=named)
def test_the_coming_days_are_planned_with_tasks(now):
    coming = [shift for shift in crews(now) if shift.status == "planned"]
    assert len(coming) >= 10
    assert all(shift.tasks and not shift.visits for shift in coming)
    assert {task.outcome for shift in coming for task in shift.tasks} == {None}


def test_a_note_waits_for_the_next_crew():
    last = [shift for shift in crews(MONDAY_EVENING) if shift.handed_in_at][-1]
    assert last.next_shift_note


def test_the_second_town_has_something_for_the_mentor_of_both():
    waiting = [s for s in plan.village(MONDAY_EVENING) if s.status == "handed_in"]
    assert len(waiting) == 2
    assert any(shift.incidents for shift in waiting)
    assert {shift.planned_by for shift in plan.village(MONDAY_EVENING)} == {"radek.holub"}


def test_people_and_places_of_the_plan_exist_in_their_town():
    towns = {town.slug: town for town in plan.towns()}
    for shift in plan.everything(MONDAY_EVENING):
        town = towns[shift.town]
        people = {person.username: person for person in town.people}
        places = {place.code for place in town.places}
        for member in shift.members:
            assert people[member].valid_from <= clock.local(shift.planned_at).date()
            assert (people[member].valid_to or shift.day) >= shift.day
        stops = (*shift.visits, *shift.incidents, *shift.tasks)
        assert {each.place for each in stops} <= places
        assert {shift.planned_by, shift.reviewed_by} <= {*people, None}


def test_the_towns_share_a_mentor_and_have_a_room_for_disputes():
    first, second = plan.towns()
    shared = {p.username for p in first.people} & {p.username for p in second.people}
    assert shared == {"radek.holub"}
    assert [place.code for place in first.places if place.is_dispute_room] == ["L13"]
    roles = {role for person in first.people for role in person.roles}
    assert len(roles) == 10


def test_the_earlier_quarters_are_plausible_and_keep_to_the_school_year():
    for year, least, most in ((2024, 290, 310), (2025, 265, 285)):
        shifts = [shift for shift in plan.earlier_quarters() if shift.day.year == year]
        happened = [each for shift in shifts for each in shift.incidents]
        assert least <= len(happened) <= most
        pupils = [i for i in happened if i.subcategory in {"truancy", "school_traffic_risk"}]
        assert all(is_school(clock.local(each.occurred_at).date()) for each in pupils)
        assert all(s.real_from <= i.occurred_at <= s.real_to for s in shifts for i in s.incidents)


def test_holidays_move_with_easter():
    assert [easter_sunday(year) for year in (2024, 2025, 2026)] == [
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
    ]
    assert not is_working(date(2026, 4, 3))
    assert not is_working(date(2026, 4, 6))
    assert is_working(date(2026, 4, 7))


def test_before_the_recorded_quarter_is_over_nothing_is_added_to_it():
    assert plan.recent(clock.utc(date(2025, 11, 1), time(12))) == ()
