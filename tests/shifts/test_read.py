"""Reading: the rota, the list, one shift; the list shows exactly what the rule allows."""

from datetime import date

import pytest
from sqlalchemy import select

from app.accounts.domain import Role
from app.kernel import clock
from app.kernel.db import db
from app.shifts import policy, queries, rota
from app.shifts.domain import ShiftKind, ShiftStatus
from app.shifts.models import NoteRead, Shift
from tests.counting import statements


@pytest.fixture
def cast(make):
    """Two mentors with their people, a caretaker, and a shift of each."""
    town = make.town()
    karel, ivan = make.mentor(town), make.mentor(town, "Ivan Rys")
    people = {
        "town": town,
        "mentor": karel,
        "manager": make.manager(town),
        "coordinator": make.person(town, Role.DP_COORDINATOR, name="Eva Nová"),
        "apk": make.assistant(town, mentor_id=karel.id),
        "colleague": make.assistant(town, "Petr Suk", mentor_id=karel.id),
        "other": make.assistant(town, "Jan Les", mentor_id=ivan.id),
        "dp": make.person(town, Role.DP, name="Josef Lípa"),
    }
    for name in ("apk", "colleague", "other"):
        make.shift(people[name], next_shift_note=f"Vzkaz {name}")
    make.shift(people["dp"], kind=ShiftKind.DP_ROUND)
    return people


@pytest.mark.parametrize(
    ("role", "number"),
    [
        ("mentor", 4),
        ("manager", 4),
        ("coordinator", 1),
        ("apk", 2),
        ("colleague", 2),
        ("other", 1),
        ("dp", 1),
    ],
)
def test_the_list_shows_exactly_what_the_rule_allows(cast, within, role, number):
    actor = cast[role]

    def listed_and_allowed():
        listed = set(db.session.scalars(queries.visible(actor)))
        allowed = {
            shift for shift in db.session.scalars(select(Shift)) if policy.read(actor, shift)
        }
        return listed == allowed, len(listed)

    assert within(actor, listed_and_allowed) == (True, number)


@pytest.mark.parametrize("endpoint", ["shifts.browse", "shifts.search"])
def test_more_shifts_cost_no_more_questions(client, make, cast, endpoint):
    mentor = client.as_(cast["mentor"])
    mentor.read(endpoint)

    with statements() as few:
        mentor.read(endpoint)
    for _more in range(5):
        make.shift(cast["apk"], cast["colleague"])
    with statements() as many:
        mentor.read(endpoint)
    assert len(many) == len(few)


def test_a_day_without_a_usual_shift_is_a_gap(client, make, cast):
    answer = client.as_(cast["mentor"]).read("shifts.browse")
    assert "nikdo: odpolední směna" in answer.words


@pytest.mark.parametrize(
    ("day", "gaps"),
    [
        (date(2026, 12, 23), [ShiftKind.AFTERNOON]),
        (date(2026, 12, 24), []),  # a Thursday, Act 245/2000
        (date(2026, 12, 26), []),  # a Saturday
        (date(2027, 3, 29), []),  # Easter Monday
        (date(2027, 3, 30), [ShiftKind.AFTERNOON]),
    ],
)
def test_a_public_holiday_without_a_shift_is_no_gap(now, day, gaps):
    assert rota.rota_day(day, [], {ShiftKind.AFTERNOON}).gaps == gaps


def test_the_mornings_of_holidays_are_quiet_too(client, make, cast, now):
    with clock.frozen(now.replace(month=12, day=21)):
        make.shift(cast["apk"])
        answer = client.as_(cast["mentor"]).read("desk.morning")
    words = answer.words.replace("\N{NO-BREAK SPACE}", " ")
    assert "22. prosince" in words
    assert "24. prosince" not in words


def test_the_list_is_narrowed_by_person_and_state(client, make, cast):
    manager = client.as_(cast["manager"])
    assert len(manager.read("shifts.search").page.select("#results .row")) == 4
    mine = manager.read("shifts.search", kdo=cast["apk"].id, stav="in_progress")
    assert len(mine.page.select("#results .row")) == 1
    assert not manager.read("shifts.search", do="2026-01-01").page.select("#results .row")


def test_the_list_goes_on_after_fifty_rows(client, make, cast):
    for _more in range(48):
        make.shift(cast["apk"], day=date(2026, 11, 20))
    manager = client.as_(cast["manager"])
    first = manager.read("shifts.search").page
    second = manager.browser.get(first.select_one(".pager a")["href"])
    assert len(first.select("#results .row")) == 50
    assert second.get_data(as_text=True).count('<li class="row ') == 2


def test_a_shift_of_another_town_does_not_exist(client, make, cast):
    shift = make.shift(make.assistant(make.town("Zásada")))
    assert client.as_(cast["mentor"]).read("shifts.read", shift).status_code == 404


def test_one_shift_shows_its_round(client, make, cast, stored):
    shift = make.shift(cast["apk"])
    place = make.place(cast["town"], name="Sady")
    make.visit(shift, place, cast["apk"])
    assert "Sady" in client.as_(cast["manager"]).read("shifts.read", shift).words


def test_notes_are_for_the_next_crew_of_the_same_mentor_until_read(client, cast, stored, within):
    apk = cast["apk"]
    notes = within(apk, lambda: queries.notes_for(apk))
    assert [shift.next_shift_note for shift in notes] == ["Vzkaz colleague"]
    note = notes[0]
    person = client.as_(apk)
    url = client.url("shifts.read_note", note)
    person.post(url, {"csrf_token": token(person), "id": str(note.id)}, follow=False)
    assert len(stored(select(NoteRead))) == 1
    assert within(apk, lambda: queries.notes_for(apk)) == []


def token(client):
    page = client.read("shifts.start").page
    return page.select_one("input[name=csrf_token]")["value"]


def test_a_note_is_left_and_an_attack_reported(client, cast, stored, within):
    apk = cast["apk"]
    shift = within(apk, lambda: queries.open_shift(apk.id))
    client.as_(apk).submit("shifts.leave_note", shift, next_shift_note="Lampa nesvítí")
    answer = client.as_(apk).submit(
        "shifts.report_safety", shift, safety_event="needle_prick", note="Sady"
    )
    assert "158" in answer.words
    assert "deset minut" in answer.words
    row = next(s for s in stored(select(Shift)) if s.id == shift.id)
    assert (row.next_shift_note, row.safety_event) == ("Lampa nesvítí", "needle_prick")


def test_training_and_planned_shifts_are_not_counted(make, cast, stored):
    make.shift(cast["apk"], is_training=True)
    make.shift(cast["apk"], status=ShiftStatus.PLANNED)
    assert len(stored(select(Shift).where(*queries.held()))) == 3
