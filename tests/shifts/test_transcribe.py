"""Copying a shift from paper, and the paper itself."""

import pytest
from sqlalchemy import select

from app.shifts.domain import ContactKind, ShiftStatus, VisitResult
from app.shifts.models import ContactTally, Shift, Visit

PAPER = {"day": "2026-11-20", "kind": "morning", "starts_at": "7:00", "ends_at": "15:10"}


@pytest.fixture
def town(make):
    """A town."""
    return make.town()


def test_a_mentor_copies_a_shift_with_its_round_and_contacts(client, make, town, stored):
    mentor, place = make.mentor(town), make.place(town)
    pair = [make.assistant(town), make.assistant(town, "Petr Suk")]
    fields = {f"place__{place.id}": "7:20, 9.15 z 11:40u", "contact__senior": "3"}
    client.as_(mentor).submit(
        "shifts.transcribe", **PAPER, **fields, crew=[p.id for p in pair], break_minutes="30"
    )
    (shift,) = stored(select(Shift))
    assert (shift.entered_by, shift.status) == (mentor.id, ShiftStatus.IN_PROGRESS)
    assert (shift.break_minutes, shift.was_planned) == (30, False)
    results = [visit.result for visit in stored(select(Visit).order_by(Visit.arrived_at))]
    assert results == [VisitResult.CALM, VisitResult.DEFECT, VisitResult.INCIDENT]
    assert [t.kind for t in stored(select(ContactTally))] == [ContactKind.SENIOR] * 3


def test_the_copy_fulfils_the_plan_of_the_day(client, make, town, stored, now):
    mentor, alena = make.mentor(town), make.assistant(town)
    day = now.date().replace(day=20)
    make.shift(alena, day=day, kind="morning", status=ShiftStatus.PLANNED, real_from=None)
    client.as_(mentor).submit(
        "shifts.transcribe", **PAPER, crew=[alena.id], single_reason="illness"
    )
    (shift,) = stored(select(Shift))
    assert shift.was_planned
    assert shift.real_from < shift.planned_from


def test_the_page_says_that_it_was_copied(client, make, town):
    mentor, alena = make.mentor(town), make.assistant(town)
    answer = client.as_(mentor).submit(
        "shifts.transcribe", **PAPER, crew=[alena.id], single_reason="illness"
    )
    assert "přepsáno z papíru" in answer.words


def test_nonsense_among_the_times_is_said_at_its_place(client, make, town):
    mentor, alena, place = make.mentor(town), make.assistant(town), make.place(town)
    answer = client.as_(mentor).submit(
        "shifts.transcribe", **PAPER, crew=[alena.id], **{f"place__{place.id}": "25:00"}
    )
    assert answer.status_code == 422
    assert answer.page.select_one(f"#place__{place.id}-error")


def test_an_assistant_copies_only_his_own_shift(client, make, town, stored):
    alena, petr = make.assistant(town), make.assistant(town, "Petr Suk")
    answer = client.as_(alena).submit(
        "shifts.transcribe", **PAPER, crew=[petr.id], single_reason="illness"
    )
    assert answer.page.select_one("#crew-error")
    assert stored(select(Shift)) == []


def test_the_blank_form_names_the_places_of_the_town(client, make, town):
    make.place(town, name="Městské sady")
    assert "Městské sady" in client.as_(make.assistant(town)).read("shifts.paper").words
