"""Planning, correcting and calling off an event."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from app.accounts.domain import Funding
from app.courses.domain import EventStatus
from app.courses.models import TrainingEvent
from tests.conftest import NOW
from tests.courses.rows import a_course, an_attendance, an_event, held

WORDS = {"day": "2026-12-04", "starts_at": "9:00", "ends_at": "12:30", "place": "Zasedací místnost"}


@pytest.fixture
def town(make):
    return make.town()


@pytest.fixture
def course(make, town):
    return a_course(make, town, hours=3.5, provider="Červený kříž")


@pytest.fixture
def mentor(client, make, town):
    return client.as_(make.mentor(town))


def test_hours_and_provider_are_offered_as_the_course_has_them(mentor, course, stored):
    mentor.submit("courses.plan_event", course, **WORDS, cost_czk="8000", funding="mv_program")
    event = stored(select(TrainingEvent))[0]
    assert (event.day, event.starts_at, event.ends_at) == (date(2026, 12, 4), time(9), time(12, 30))
    assert (event.hours, event.provider) == (3.5, "Červený kříž")
    assert (event.cost_czk, event.funding) == (8000, Funding.MV_PROGRAM)


def test_whoever_planned_an_event_goes_on_by_inviting(mentor, course):
    answer = mentor.submit("courses.plan_event", course, **WORDS)
    assert answer.page.select_one("[name=people]")


def test_every_event_has_a_code_of_its_own(mentor, course, stored):
    for _time in range(2):
        mentor.submit("courses.plan_event", course, **WORDS)
    assert len(set(stored(select(TrainingEvent.check_in_code)))) == 2


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("last_day", {"last_day": "2026-12-03"}),
        ("last_day", {"last_day": "2027-02-01"}),
        ("ends_at", {"ends_at": "9:00"}),
        ("day", {"day": ""}),
        ("capacity", {"capacity": "mnoho"}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(mentor, course, field, values):
    answer = mentor.submit("courses.plan_event", course, **{**WORDS, **values})
    assert answer.status_code == 422
    assert answer.page.select_one(f"#{field}-error")


def test_a_corrected_event_tells_its_new_place(mentor, make, course):
    event = an_event(make, course)
    answer = mentor.submit("courses.correct_event", event, place="Hasičská zbrojnice")
    assert "Hasičská zbrojnice" in answer.words


def test_the_capacity_cannot_fall_below_those_invited(mentor, make, town, course):
    event = an_event(make, course, capacity=5)
    for name in ("Jana Bílá", "Petr Černý"):
        an_attendance(make, event, make.assistant(town, name=name))
    answer = mentor.submit("courses.correct_event", event, capacity="1")
    assert answer.status_code == 422
    assert answer.page.select_one("#capacity-error")


def test_a_cancelled_event_says_why(mentor, make, course, stored):
    event = an_event(make, course)
    answer = mentor.submit("courses.cancel_event", event, reason="Lektor onemocněl.")
    assert "Lektor onemocněl." in answer.words
    assert stored(select(TrainingEvent.status)) == [EventStatus.CANCELLED]


def test_what_was_held_cannot_be_called_off(mentor, make, course):
    event = held(make, course, NOW.date())
    answer = mentor.submit("courses.cancel_event", event, reason="Nejde to.")
    assert "který se teprve chystá" in answer.words


def test_an_event_that_was_called_off_is_not_changed(mentor, make, course):
    event = an_event(make, course, status=EventStatus.CANCELLED)
    answer = mentor.submit("courses.correct_event", event, place="Jinde")
    assert "zrušený" in answer.words


def test_what_comes_stands_before_what_was(mentor, make, town, course):
    worker = make.assistant(town)
    an_event(make, course, NOW.date() + timedelta(days=9))
    held(make, a_course(make, town, "Jehly"), date(2026, 3, 1), worker, cost_czk=9000)
    held(make, a_course(make, town, "Loňský"), date(2025, 3, 1), worker)
    answer = mentor.read("courses.browse_events")
    assert [a.text for a in answer.page.select(".row-title a")] == ["První pomoc", "Jehly"]
    assert "9\u00a0000" in answer.page.get_text()
    past = mentor.read("courses.browse_events", rok="2025")
    assert "Loňský" in past.words


def test_what_is_over_without_a_list_says_so_and_stands_on_top(mentor, make, course):
    an_event(make, course, NOW.date())
    an_event(make, course, NOW.date() - timedelta(days=1))
    states = [
        tag.text.strip() for tag in mentor.read("courses.browse_events").page.select(".state")
    ]
    assert states == ["chybí účast", "v\u00a0plánu"]


def test_a_worker_sees_no_cost(client, make, town, course):
    worker = make.assistant(town)
    event = held(make, course, date(2026, 3, 1), worker, cost_czk=8765)
    person = client.as_(worker)
    for answer in (person.read("courses.browse_events"), person.read("courses.read_event", event)):
        assert "8\u00a0765" not in answer.page.get_text()


def test_a_long_past_goes_on_where_it_ended(mentor, make, town, course):
    worker = make.assistant(town)
    for number in range(52):
        held(make, course, date(2026, 1, 1) + timedelta(days=number // 2), worker)
    first = mentor.read("courses.browse_events")
    assert len(first.page.select(".row")) == 50
    rest = mentor.browser.get(first.page.select_one(".pager a")["href"]).text
    assert rest.count("row-title") == 2


def test_a_damaged_address_begins_anew(mentor, make, town, course):
    held(make, course, date(2026, 1, 1), make.assistant(town))
    answer = mentor.read("courses.browse_events", od="x_y", rok="nic")
    assert len(answer.page.select(".row")) == 1
