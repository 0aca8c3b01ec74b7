"""Tasks: the mentor changes one or takes it back until the crew has answered it."""

import pytest
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.kernel.db import uuid7
from app.shifts.domain import Priority, TaskStatus
from app.shifts.models import ShiftTask


@pytest.fixture
def town(make):
    """A town."""
    return make.town()


@pytest.fixture
def cast(make, town):
    """A mentor, an assistant on a shift, and a task of hers."""
    mentor = make.mentor(town)
    alena = make.assistant(town, mentor_id=mentor.id)
    shift = make.shift(alena)
    return mentor, alena, shift, give(make, shift)


def give(make, shift, **values):
    facts = {"id": uuid7(), "municipality_id": shift.municipality_id, "shift_id": shift.id}
    facts |= {"position": 0, "text": "Projít sady", "priority": Priority.NORMAL}
    return make.saved(ShiftTask(**facts, **values))


def test_a_mentor_changes_what_a_task_says(client, cast, stored):
    mentor, _alena, _shift, task = cast
    client.as_(mentor).submit("shifts.correct_task", task, text="Projít nábřeží", priority="high")
    (changed,) = stored(select(ShiftTask))
    assert (changed.text, changed.priority) == ("Projít nábřeží", Priority.HIGH)


def test_a_place_out_of_use_stays_with_its_task(client, make, cast, town, stored):
    mentor, _alena, shift, _task = cast
    place = make.place(town, is_active=False)
    task = give(make, shift, place_id=place.id)
    client.as_(mentor).submit("shifts.correct_task", task, text="Nově")
    assert stored(select(ShiftTask.place_id).where(ShiftTask.id == task.id)) == [place.id]


def test_a_task_taken_back_is_gone_and_the_trail_keeps_it(client, cast, stored):
    mentor, _alena, _shift, task = cast
    page = client.url("shifts.correct_task", task)
    answer = client.as_(mentor).submit("shifts.withdraw_task", task, on=page)
    assert "Projít sady" not in answer.words
    assert stored(select(ShiftTask)) == []
    told = stored(select(AuditEntry.values).where(AuditEntry.use_case == "shifts.withdraw_task"))
    assert "Projít sady" in told[0]


def test_the_next_task_stands_behind_those_that_are_left(client, cast, stored):
    mentor, _alena, shift, task = cast
    client.as_(mentor).submit("shifts.add_task", shift, text="Druhý")
    client.as_(mentor).submit(
        "shifts.withdraw_task", task, on=client.url("shifts.correct_task", task)
    )
    client.as_(mentor).submit("shifts.add_task", shift, text="Třetí")
    tasks = stored(select(ShiftTask).order_by(ShiftTask.position))
    assert [(each.text, each.position) for each in tasks] == [("Druhý", 1), ("Třetí", 2)]


@pytest.mark.parametrize("status", [TaskStatus.DONE, TaskStatus.PARTLY, TaskStatus.NOT_DONE])
def test_an_answered_task_stays_as_it_is(client, make, cast, stored, status):
    mentor, _alena, shift, _task = cast
    task = give(make, shift, status=status)
    page = client.url("shifts.correct_task", task)
    assert client.as_(mentor).submit("shifts.correct_task", task, text="x").status_code == 422
    assert client.as_(mentor).submit("shifts.withdraw_task", task, on=page).status_code == 409
    assert len(stored(select(ShiftTask).where(ShiftTask.text == "Projít sady"))) == 2


def test_the_mentor_finds_the_way_on_the_page_of_the_shift(client, cast):
    mentor, alena, shift, task = cast
    way = f"a[href='{client.url('shifts.correct_task', task)}']"
    assert client.as_(mentor).read("shifts.read", shift).page.select_one(way)
    assert not client.as_(alena).read("shifts.read", shift).page.select_one(way)


def test_the_crew_does_not_change_its_tasks(client, cast):
    _mentor, alena, _shift, task = cast
    assert client.as_(alena).read("shifts.correct_task", task).status_code == 403
