"""Beginning a shift, planned or on the spot."""

from sqlalchemy import select

from app.accounts.domain import Role
from app.shifts.domain import ShiftKind, ShiftStatus, SingleReason
from app.shifts.models import Shift, ShiftMember

PLANNED = ShiftStatus.PLANNED


def start(person, client, **fields):
    """Tap on a button of the page, as a thumb does."""
    client = client.as_(person)
    page = client.read("shifts.start").page
    key = page.select("input[name=id]")[-1]["value"]
    token = page.select_one("input[name=csrf_token]")["value"]
    return client.post("/smeny/zacatek", {"id": key, "csrf_token": token, **fields}, follow=False)


def test_the_planned_shift_begins_by_one_tap(client, make, stored):
    town = make.town()
    alena = make.assistant(town)
    shift = make.shift(alena, make.assistant(town, "Petr Suk"), status=PLANNED, real_from=None)
    assert start(alena, client, shift_id=shift.id).status_code == 303
    (begun,) = stored(select(Shift))
    assert begun.status == ShiftStatus.IN_PROGRESS
    assert begun.real_from is not None


def test_the_second_phone_of_a_pair_gets_the_same_shift(client, make, stored):
    town = make.town()
    alena, petr = make.assistant(town), make.assistant(town, "Petr Suk")
    shift = make.shift(alena, petr, status=PLANNED, real_from=None)
    start(alena, client, shift_id=shift.id)
    start(petr, client, shift_id=shift.id)
    start(petr, client, partner_id=alena.id)
    assert len(stored(select(Shift))) == 1


def test_without_a_plan_a_colleague_is_one_tap(client, make, stored):
    town = make.town()
    alena, petr = make.assistant(town), make.assistant(town, "Petr Suk")
    start(alena, client, partner_id=petr.id)
    (shift,) = stored(select(Shift))
    assert (shift.kind, shift.was_planned) == (ShiftKind.AFTERNOON, False)
    assert len(stored(select(ShiftMember))) == 2


def test_who_starts_beside_a_running_shift_of_the_colleague_joins_it(client, make, stored):
    town = make.town()
    alena, petr = make.assistant(town), make.assistant(town, "Petr Suk")
    start(alena, client, single_reason="illness")
    start(petr, client, partner_id=alena.id)
    (shift,) = stored(select(Shift))
    assert shift.single_reason is None
    assert len(stored(select(ShiftMember))) == 2


def test_going_alone_needs_a_reason(client, make, stored):
    answer = start(make.assistant(make.town()), client)
    assert answer.status_code == 422
    assert "proč jdete sami" in answer.words
    assert stored(select(Shift)) == []


def test_a_planned_pair_may_go_as_one_with_a_reason(client, make, stored):
    town = make.town()
    alena = make.assistant(town)
    shift = make.shift(alena, make.assistant(town, "Petr Suk"), status=PLANNED, real_from=None)
    start(alena, client, shift_id=shift.id, single_reason="illness")
    (begun,) = stored(select(Shift))
    assert begun.single_reason == SingleReason.ILLNESS
    assert [member.person_id for member in stored(select(ShiftMember))] == [alena.id]


def test_a_caretaker_goes_alone_without_a_reason(client, make, stored):
    start(make.person(make.town(), Role.DP, name="Josef Lípa"), client)
    assert stored(select(Shift))[0].kind == ShiftKind.DP_ROUND


def test_a_forgotten_shift_of_yesterday_stands_in_nobodys_way(client, make, stored, now):
    alena = make.assistant(make.town())
    make.shift(alena, day=now.date().replace(day=22))
    start(alena, client, single_reason="leave")
    assert len(stored(select(Shift))) == 2


def test_a_mentor_does_not_start_shifts(client, make):
    assert client.as_(make.mentor(make.town())).read("shifts.start").status_code == 403
