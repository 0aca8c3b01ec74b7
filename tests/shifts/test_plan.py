"""Planning: one shift, a whole week, corrections and calling off."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.kernel import clock
from app.shifts.domain import CancelReason, ShiftKind, ShiftStatus, SingleReason
from app.shifts.models import Shift, ShiftMember, ShiftTask

DAY = date(2026, 11, 25)
PLAN = {"days": [DAY.isoformat()], "kind": "morning"}


@pytest.fixture
def crew(make):
    """A mentor with two assistants."""
    town = make.town()
    return make.mentor(town), make.assistant(town), make.assistant(town, "Petr Suk")


def test_a_shift_is_planned_at_its_usual_times(client, crew, stored):
    mentor, *pair = crew
    client.as_(mentor).submit("shifts.plan", **PLAN, crew=[p.id for p in pair])
    (shift,) = stored(select(Shift))
    assert (shift.day, shift.kind, shift.status) == (DAY, ShiftKind.MORNING, ShiftStatus.PLANNED)
    times = [f"{clock.local(t):%H:%M}" for t in (shift.planned_from, shift.planned_to)]
    assert times == ["07:00", "15:30"]
    assert len(stored(select(ShiftMember))) == 2


def test_several_days_and_tasks_are_planned_at_once(client, crew, stored):
    mentor, *pair = crew
    days = [(DAY + timedelta(days=n)).isoformat() for n in range(3)]
    client.as_(mentor).submit(
        "shifts.plan", **{**PLAN, "days": days}, crew=[p.id for p in pair], tasks="Sady\n\nŠkola"
    )
    assert len(stored(select(Shift))) == 3
    assert len(stored(select(ShiftTask))) == 6


def test_alone_only_with_a_reason(client, crew, stored):
    mentor, alena, _petr = crew
    answer = client.as_(mentor).submit("shifts.plan", **PLAN, crew=[alena.id])
    assert answer.status_code == 422
    assert answer.page.select_one("#single_reason-error")
    client.as_(mentor).submit("shifts.plan", **PLAN, crew=[alena.id], single_reason="with_officer")
    assert stored(select(Shift))[0].single_reason == SingleReason.WITH_OFFICER


def test_a_shift_over_midnight_belongs_to_the_day_of_its_beginning(client, crew, stored):
    mentor, *pair = crew
    fields = {**PLAN, "kind": "event", "starts_at": "20:00", "ends_at": "1:30"}
    client.as_(mentor).submit("shifts.plan", **fields, crew=[p.id for p in pair])
    (shift,) = stored(select(Shift))
    assert shift.day == DAY
    assert shift.planned_to - shift.planned_from == timedelta(hours=5, minutes=30)


def test_labour_warnings_are_shown_and_never_block(client, make, crew):
    mentor, alena, _petr = crew
    make.shift(alena, day=DAY, status=ShiftStatus.PLANNED, real_from=None)
    make.shift(alena, day=DAY, status=ShiftStatus.PLANNED, real_from=None)
    answer = client.as_(mentor).read("shifts.browse")
    assert "má v tu dobu už jinou směnu" in answer.words


def test_the_coordinator_plans_rounds_of_caretakers_only(client, make, stored):
    town = make.town()
    coordinator = make.person(town, Role.DP_COORDINATOR, name="Eva Nová")
    josef = make.person(town, Role.DP, name="Josef Lípa")
    make.assistant(town)
    page = client.as_(coordinator).read("shifts.plan").page
    assert [o["value"] for o in page.select("select[name=kind] option")] == ["dp_round"]
    client.as_(coordinator).submit(
        "shifts.plan", days=[DAY.isoformat()], starts_at="16:00", ends_at="20:00", crew=[josef.id]
    )
    assert stored(select(Shift))[0].kind == ShiftKind.DP_ROUND


def test_the_week_before_is_copied_once(client, make, crew, stored):
    mentor, *pair = crew
    make.shift(*pair, day=date(2026, 11, 18), status=ShiftStatus.APPROVED)
    mentor_client = client.as_(mentor)
    mentor_client.submit("shifts.repeat_week", on="/smeny/")
    copy = stored(select(Shift).where(Shift.status == ShiftStatus.PLANNED))
    assert [shift.day for shift in copy] == [DAY]
    assert mentor_client.submit("shifts.repeat_week", on="/smeny/").status_code == 409


def test_a_plan_is_corrected_until_the_shift_begins(client, make, crew, stored):
    mentor, alena, petr = crew
    shift = make.shift(alena, petr, day=DAY, status=ShiftStatus.PLANNED, real_from=None)
    client.as_(mentor).submit(
        "shifts.correct",
        shift,
        kind="morning",
        starts_at="8:00",
        ends_at="12:00",
        crew=[petr.id],
        single_reason="leave",
    )
    (changed,) = stored(select(Shift))
    assert (changed.kind, changed.single_reason) == (ShiftKind.MORNING, SingleReason.LEAVE)
    assert [member.person_id for member in stored(select(ShiftMember))] == [petr.id]


def test_a_running_shift_keeps_its_plan(client, make, crew):
    mentor, *pair = crew
    answer = client.as_(mentor).submit("shifts.correct", make.shift(*pair))
    assert answer.status_code == 422
    assert "plán už zůstává" in answer.words


def test_a_shift_is_called_off_with_a_reason(client, make, crew, stored):
    mentor, *pair = crew
    shift = make.shift(*pair, day=DAY, status=ShiftStatus.PLANNED, real_from=None)
    client.as_(mentor).submit("shifts.cancel", shift, reason="training", note="Vstupní školení")
    (shift,) = stored(select(Shift))
    assert (shift.status, shift.cancel_reason) == (ShiftStatus.CANCELLED, CancelReason.TRAINING)


def test_a_task_is_added_to_a_running_shift_and_answered(client, make, crew, stored):
    mentor, alena, petr = crew
    shift = make.shift(alena, petr)
    client.as_(mentor).submit("shifts.add_task", shift, text="Zkontrolovat hřiště")
    (task,) = stored(select(ShiftTask))
    answer = client.as_(petr).submit("shifts.answer_task", task, status="partly", reason="")
    assert answer.page.select_one("#reason-error")
    client.as_(petr).submit("shifts.answer_task", task, status="partly", reason="Zamčeno")
    assert stored(select(ShiftTask.status)) == ["partly"]
