"""Stops on the round: two taps, correction and undo."""

from datetime import time

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.shifts import queries
from app.shifts.domain import ShiftStatus, VisitResult
from app.shifts.models import Visit


@pytest.fixture
def out(make):
    """Alena is out on a shift in a town with one place."""
    town = make.town()
    alena = make.assistant(town)
    return alena, make.shift(alena), make.place(town, name="Sady"), town


def test_a_tap_on_a_place_stores_a_calm_stop(client, out, stored, now):
    alena, shift, place, _town = out
    client.as_(alena).submit("shifts.visit", shift, place_id=place.id)
    (visit,) = stored(select(Visit))
    assert (visit.place_id, visit.result, visit.arrived_at) == (place.id, VisitResult.CALM, now)


def test_the_answer_says_what_was_saved(client, out):
    alena, shift, place, _town = out
    assert (
        "Uloženo: obchůzka, Sady"
        in client.as_(alena).submit("shifts.visit", shift, place_id=place.id).words
    )


def test_an_incident_leads_on_to_its_report(client, out):
    alena, shift, place, _town = out
    answer = client.as_(alena).submit(
        "shifts.visit", shift, place_id=place.id, result="incident", follow=False
    )
    assert answer.headers["Location"]


def test_the_time_may_be_another(client, out, stored):
    alena, shift, place, _town = out
    client.as_(alena).submit("shifts.visit", shift, place_id=place.id, at="13:20")
    assert clock.local(stored(select(Visit))[0].arrived_at).time() == time(13, 20)


def test_places_stand_by_their_use_in_the_last_month(client, make, out):
    alena, shift, _place, town = out
    busy = make.place(town, "L02", name="Nábřeží")
    make.visit(shift, busy, alena)
    page = client.as_(alena).read("shifts.visit", shift).page
    assert [b.text.strip() for b in page.select("button[name=place_id]")] == ["Nábřeží", "Sady"]


def test_after_hand_in_nothing_more_is_written(client, make, stored):
    town = make.town()
    alena, place = make.assistant(town), make.place(town)
    shift = make.shift(alena, status=ShiftStatus.HANDED_IN)
    answer = client.as_(alena).submit("shifts.visit", shift, place_id=place.id)
    assert answer.status_code == 422
    assert "Směna je předaná" in answer.words
    assert stored(select(Visit)) == []


def test_only_the_crew_writes(client, make, out):
    _alena, shift, _place, town = out
    stranger = make.assistant(town, "Petr Suk")
    assert client.as_(stranger).read("shifts.visit", shift).status_code == 403
    assert client.as_(make.mentor(town)).read("shifts.visit", shift).status_code == 403


def test_a_stop_is_taken_back(client, make, out, stored):
    alena, shift, place, _town = out
    visit = make.visit(shift, place, alena)
    page = client.url("shifts.read", shift)
    client.as_(alena).submit("shifts.withdraw_visit", visit, on=page)
    assert stored(select(Visit))[0].is_withdrawn


def test_a_stop_is_put_right(client, make, out, stored):
    alena, shift, place, _town = out
    visit = make.visit(shift, place, alena)
    client.as_(alena).submit(
        "shifts.correct_visit", visit, result="defect", people_estimate="few", until="13:30"
    )
    (visit,) = stored(select(Visit))
    assert visit.result == VisitResult.DEFECT
    assert clock.local(visit.arrived_at).time() == time(13, 10)
    assert clock.local(visit.left_at).time() == time(13, 30)


def test_nobody_leaves_before_he_comes(client, make, out):
    alena, shift, place, _town = out
    visit = make.visit(shift, place, alena)
    answer = client.as_(alena).submit("shifts.correct_visit", visit, until="13:00")
    assert answer.status_code == 422
    assert answer.page.select_one("#until-error")


def test_contacts_grow_by_a_tap_and_shrink_by_another(client, out, within):
    alena, shift, *_rest = out
    person = client.as_(alena)
    person.submit("shifts.tally", shift)
    person.submit("shifts.tally", shift)
    person.submit("shifts.withdraw_tally", shift, on=client.url("shifts.tally", shift))
    counts = within(alena, lambda: queries.tallies(shift))
    assert sum(counts.values()) == 1
