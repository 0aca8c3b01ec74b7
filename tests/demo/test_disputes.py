"""What the demo plans of disputes: the known past, and what is around today."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.demo import disputes
from app.demo.days import is_working
from app.demo.relative import ROOM_DAYS, is_alive
from app.demo.rows import content
from app.demo.towns import TOWN, towns
from app.kernel.personal_data import findings
from tests.demo.test_training import MOMENTS, named

TODAY = date(2026, 11, 23)


def cases():
    return content("disputes.json")["cases"]


def days_of(row):
    """The days on which something was done, in the order in which it stands there."""
    begun = [row[name] for name in ("received", "assigned", "opened") if name in row]
    return [*begun, *(deed["on"] for deed in row["course"])]


@pytest.mark.parametrize("now", MOMENTS, ids=named)
def test_nothing_is_told_before_it_has_happened(now):
    moments = [step.at for step in disputes.steps(now)]
    assert max(moments) <= now
    assert len(moments) > 250


@pytest.mark.parametrize("now", MOMENTS, ids=named)
def test_everything_happens_on_working_days_and_one_after_another(now):
    for row in disputes.rows(now.date()):
        days = days_of(row)
        assert days == sorted(days), row["key"]
        assert all(map(is_working, days)), row["key"]


@pytest.mark.parametrize("now", MOMENTS, ids=named)
def test_what_is_around_today_lies_after_all_that_is_known(now):
    alive = {row["key"] for row in cases() if is_alive(row)}
    known = [day for row in disputes.rows(now.date()) if row["key"] not in alive
             for day in days_of(row)]  # fmt: skip
    around = [day for row in disputes.rows(now.date()) if row["key"] in alive
              for day in days_of(row)]  # fmt: skip
    assert min(around) > max(known)
    assert max(around) <= now.date()


@pytest.mark.parametrize("now", MOMENTS, ids=named)
def test_joint_meetings_take_place_when_the_room_is_open(now):
    days = [d["on"] for row in disputes.rows(now.date()) for d in row["course"] if "room" in d]
    assert len(days) >= 8
    assert {day.weekday() for day in days} <= ROOM_DAYS


def test_before_the_known_past_is_over_nothing_is_around_today():
    keys = {row["key"] for row in disputes.rows(date(2026, 9, 30))}
    assert keys == {row["key"] for row in cases() if not is_alive(row)}
    before = datetime(2026, 9, 30, 12, tzinfo=UTC)
    assert max(step.at for step in disputes.steps(before)) < datetime(2026, 6, 30, tzinfo=UTC)


def test_everybody_who_acts_belongs_to_the_town_on_that_day():
    (town,) = (each for each in towns() if each.slug == TOWN)
    people = {person.username: person for person in town.people}
    for row in disputes.rows(TODAY):
        who = {row[name] for name in ("by", "lead", "reviewer", "assigner") if name in row}
        who |= {deed[name] for deed in row["course"] for name in ("by", "review") if name in deed}
        for person in who:
            assert people[person].valid_from <= days_of(row)[0]
            assert (people[person].valid_to or days_of(row)[-1]) >= days_of(row)[-1]


def test_parties_and_points_are_told_until_they_would_have_been_deleted():
    (row,) = (row for row in disputes.rows(date(2025, 12, 31)) if row["key"] == "S-5")
    assert row["parties"]
    last = date(2025, 12, 1) + disputes.KEPT
    kept = {
        day: next(row for row in disputes.rows(day) if row["key"] == "S-5")
        for day in (last - timedelta(days=1), last)
    }
    assert [bool(each["parties"]) for each in kept.values()] == [True, False]
    points = [d["points"] for each in kept.values() for d in each["course"] if "agree" in d]
    assert [bool(each) for each in points] == [True, False]
    lines = [any("result" in deed for deed in each["course"]) for each in kept.values()]
    assert lines == [True, False]


def test_a_line_of_a_step_is_short_and_names_nobody():
    lines = [d["result"] for row in cases() for d in row["course"] if "result" in d]
    names = {p["name"].split()[-1] for row in cases() for p in row.get("parties", ())}
    assert len(lines) > 50
    assert [line for line in lines if findings(line) or len(line) > 150] == []
    assert [line for line in lines for name in names if name in line] == []
