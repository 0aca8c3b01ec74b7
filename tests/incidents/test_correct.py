"""Completing and correcting an incident."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.incidents.domain import Action, IncidentStatus, Recipient, Result, Seriousness, Subcategory
from app.incidents.models import Incident, IncidentAction
from app.shifts.domain import ShiftStatus

DRAFT = {"status": IncidentStatus.DRAFT, "result": None}


@pytest.fixture
def draft(make, scene):
    """What three taps have stored."""
    return make.incident(scene.shift, scene.place, scene.alena, **DRAFT)


def the(stored):
    return stored(select(Incident))[0]


def test_a_complete_record_is_no_draft_any_more(client, scene, draft, stored):
    client.as_(scene.alena).submit(
        "incidents.correct", draft, actions=["talk", "warning"], result="solved_on_spot"
    )
    assert the(stored).status == IncidentStatus.RECORDED
    assert {step.action for step in stored(select(IncidentAction))} == {
        Action.TALK,
        Action.WARNING,
    }


def test_what_is_missing_stands_on_top_and_links_to_its_field(client, scene, draft):
    answer = client.as_(scene.alena).read("incidents.correct", draft)
    links = [a["href"] for a in answer.page.select("form .notice a")]
    assert links == ["#actions", "#result"]
    assert all(answer.page.select_one(link) for link in links)


def test_a_record_that_lacks_something_again_is_a_draft_again(client, scene, incident, stored):
    client.as_(scene.alena).submit("incidents.correct", incident, result="")
    assert the(stored).status == IncidentStatus.DRAFT


def test_each_recipient_is_a_row_of_its_own(client, scene, draft, stored):
    alena = client.as_(scene.alena)
    alena.submit("incidents.correct", draft, recipients=["mp", "school"], result="handed_over")
    alena.submit("incidents.correct", draft, recipients=["school", "ospod"])
    steps = {(step.action, step.recipient) for step in stored(select(IncidentAction))}
    assert steps == {(Action.HANDOVER, Recipient.SCHOOL), (Action.HANDOVER, Recipient.OSPOD)}


def test_people_are_counted_by_age_and_altogether(client, scene, draft, stored):
    client.as_(scene.alena).submit(
        "incidents.correct", draft, people_6_12="2", people_13_14="1", people_total="1"
    )
    assert the(stored).people_total == 3


def test_nobody_has_to_know_how_many_people_there_were(client, scene, draft, stored):
    client.as_(scene.alena).submit("incidents.correct", draft, is_people_unknown="y")
    assert the(stored).is_people_unknown
    assert the(stored).people_total is None


def test_a_count_that_is_no_number_is_said_and_kept(client, scene, draft):
    answer = client.as_(scene.alena).submit("incidents.correct", draft, pieces="pár")
    assert answer.status_code == 422
    assert answer.page.select_one("[name=pieces]")["value"] == "pár"


def test_another_kind_brings_its_category_and_seriousness(client, scene, draft, stored):
    client.as_(scene.alena).submit("incidents.correct", draft, subcategory="medical")
    incident = the(stored)
    assert incident.category == Subcategory.MEDICAL.category
    assert incident.seriousness == Seriousness.SERIOUS


def test_an_urgent_record_asks_who_was_called(client, scene, make, stored):
    urgent = make.incident(
        scene.shift, scene.place, scene.alena, subcategory=Subcategory.MEDICAL, **DRAFT
    )
    done = {"actions": ["first_aid"], "result": "taken_ems"}
    alena = client.as_(scene.alena)
    alena.submit("incidents.correct", urgent, **done)
    assert the(stored).status == IncidentStatus.DRAFT
    alena.submit("incidents.correct", urgent, **done, was_called="yes", called_note="155, 14:05")
    assert the(stored).status == IncidentStatus.RECORDED


def test_day_and_time_are_those_on_the_wall(client, scene, draft, stored):
    client.as_(scene.alena).submit("incidents.correct", draft, day="22. 11. 2026", time="23.30")
    incident = the(stored)
    assert incident.occurred_at == datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    assert (incident.day.isoformat(), incident.hour) == ("2026-11-22", 23)


def test_the_seconds_of_a_tap_survive_an_untouched_time(client, scene, make, stored):
    at = scene.shift.planned_from + timedelta(minutes=7, seconds=42)
    incident = make.incident(scene.shift, scene.place, scene.alena, occurred_at=at)
    client.as_(scene.alena).submit("incidents.correct", incident, result="left")
    assert the(stored).occurred_at == at


def test_the_number_never_changes(client, scene, draft, stored):
    client.as_(scene.alena).submit("incidents.correct", draft, day="31. 12. 2025")
    assert the(stored).number == draft.number


def test_a_naughty_description_comes_back_letter_for_letter(client, scene, draft):
    text = "=1+1 <script>alert('ž')</script> „Ahoj\" & \\ %s {{ 7*7 }}\n\n  druhý odstavec 🙂 ‮abc"
    answer = client.as_(scene.alena).submit("incidents.correct", draft, description=text)
    assert text in [told.text for told in answer.page.select("dd")]
    again = client.as_(scene.alena).read("incidents.correct", draft)
    assert again.page.select_one("[name=description]").text.removeprefix("\n") == text


def test_a_too_long_description_is_refused_and_kept(client, scene, draft):
    answer = client.as_(scene.alena).submit("incidents.correct", draft, description="á" * 401)
    assert answer.status_code == 422
    assert answer.page.select_one("[name=description]").text.strip() == "á" * 401


def test_the_colleague_of_the_crew_may_complete_it(client, scene, draft, stored):
    client.as_(scene.bohdan).submit("incidents.correct", draft, result="left")
    assert the(stored).result == Result.LEFT
    assert the(stored).author_id == scene.alena.id


@pytest.mark.parametrize(
    ("status", "crew", "mentor"),
    [
        (ShiftStatus.IN_PROGRESS, 200, 403),
        (ShiftStatus.RETURNED, 200, 403),
        (ShiftStatus.HANDED_IN, 403, 200),
        (ShiftStatus.APPROVED, 403, 403),
    ],
)
def test_the_crew_writes_until_hand_in_and_the_mentor_until_approval(
    client, scene, make, status, crew, mentor
):
    shift = make.shift(scene.alena, status=status)
    incident = make.incident(shift, scene.place, scene.alena)
    assert client.as_(scene.alena).read("incidents.correct", incident).status_code == crew
    assert client.as_(scene.mentor).read("incidents.correct", incident).status_code == mentor


@pytest.mark.parametrize("status", [IncidentStatus.CANCELLED, IncidentStatus.CHECKED])
def test_a_closed_record_is_not_corrected(client, scene, make, status):
    incident = make.incident(scene.shift, scene.place, scene.alena, status=status)
    assert client.as_(scene.alena).read("incidents.correct", incident).status_code == 403


def test_who_was_slower_is_told_and_loses_nothing(client, scene, draft):
    alena, bohdan = client.as_(scene.alena), client.as_(scene.bohdan)
    url = alena.url("incidents.correct", draft)
    slow = alena.fields(url)
    bohdan.submit("incidents.correct", draft, result="left")
    answer = alena.post(url, {**slow, "description": "Moje věta."})
    assert answer.status_code == 422
    assert answer.page.select_one("[name=description]").text.strip() == "Moje věta."
